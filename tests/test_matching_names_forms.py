"""Does the legal form of every country come off, and is it called by one name?"""

from __future__ import annotations

import pytest

from matching import legal_forms
from matching.names import normalise, read
from matching.scripts import plain


@pytest.mark.parametrize(
    ("written", "left", "form"),
    [
        ("Blue Harbour Co., Ltd.", "blue harbour", "ltd"),
        ("Blue Harbour Company Limited", "blue harbour", "ltd"),
        ("Blue HarbourInc.", "blue harbour", "inc"),
        ("Blue Harbour (Pty) Ltd", "blue harbour", "pty"),
        ("Blue Harbour Pte. Ltd.", "blue harbour", "pte"),
        ("Blue Harbour Sdn. Bhd.", "blue harbour", "sdnbhd"),
        ("Nordlicht GmbH & Co. KG", "nordlicht", "gmbhcokg"),
        ("Nordlicht Gesellschaft mit beschränkter Haftung", "nordlicht", "gmbh"),
        ("Eau Bleue S.A.R.L.", "eau bleue", "sarl"),
        ("Cobre Viejo, S.A. de C.V.", "cobre viejo", "sadecv"),
        ("Água Verde Ltda.", "agua verde", "ltda"),
        ("Mare Nero S.p.A.", "mare nero", "spa"),
        ("Groen Water B.V.", "groen water", "bv"),
        ("Fjordlys A/S", "fjordlys", "as"),
        ("Blå Hav Aktiebolag", "bla hav", "ab"),
        ("Sininen Meri Oy", "sininen meri", "oy"),
        ("Łąka Sp. z o.o.", "laka", "spzoo"),
        ("Modrá Řeka s.r.o.", "modra reka", "sro"),
        ("Kék Folyó Kft.", "kek folyo", "kft"),
        ("Plava Rijeka d.o.o.", "plava rijeka", "doo"),
        ("UAB Mėlyna Upė", "melyna upe", "uab"),
        ("SIA Zilā Upe", "zila upe", "sia"),
        ("Öz Deniz Ltd. Şti.", "oz deniz", "ltdsti"),
        ("Öz Deniz Anonim Şirketi", "oz deniz", "as"),
        ("ООО «Речка»", "rechka", "ooo"),
        ("ТОВ «Річка»", "richka", "ooo"),
        ("ЗАО Речка", "rechka", "jsc"),
        ("OPEN JOINT STOCK COMPANY RECHKA", "rechka", "jsc"),
        ("Компания «Речка»", "rechka", "co"),
        ("Μπλε Νερό Α.Ε.", "μπλε νερο", "epe"),
        ("შპს მდინარე", "მდინარე", "georgian"),
        ("Գետ ՍՊԸ", "գետ", "armenian"),
        ('נהר כחול בע"מ', "נהר כחול", "hebrew"),
        ("شركة النهر ش.م.م", "النهر", "arabic"),
        ("บริษัท สยามทอง จำกัด", "สยามทอง", "thai"),
        ("Công ty TNHH Sao Mai", "sao mai", "tnhh"),
        ("CÔNG TY CP Sao Mai", "sao mai", "tnhh"),
        ("PT Pulau Hijau Tbk", "pulau hijau", "tbk"),
        ("杭州蓝鲸股份有限公司", "杭州蓝鲸", "jsc"),
        ("藍鯨有限責任公司", "蓝鲸", "ltd"),
        ("(株)みずいろ", "みずいろ", "kk"),
        ("合同会社みずいろ", "みずいろ", "kk"),
        ("㈜푸른바다", "푸른바다", "jusik"),
        ("푸른바다유한회사", "푸른바다", "jusik"),
        ("みずいろコーポレーション", "みずいろ", "corp"),
        ("Jane Placeholder", "jane placeholder", ""),
    ],
)
def test_the_form_comes_off_and_has_a_name(written: str, left: str, form: str) -> None:
    name = read(written)

    assert (name.plain, name.form) == (left, form)


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Blue Harbour Ltd (formerly Grey Harbour Ltd)", "blue harbour"),
        ("Blue Harbour Inc. d/b/a Greyport", "blue harbour"),
        ("Blue Harbour f/k/a Grey Harbour", "blue harbour"),
        ("蓝鲸科技有限公司（曾用名：白鹤科技有限公司）", "蓝鲸科技"),
        ("上海蓝鲸(集团)有限公司", "上海蓝鲸"),
        ("蓝鲸(上海)有限公司", "蓝鲸上海"),
        ("Messrs. Blue Harbour Ltd - Export Dept.", "blue harbour"),
    ],
)
def test_former_names_and_brackets_come_off(written: str, left: str) -> None:
    assert normalise(written) == left


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("廣島塩業", "広島盐业"),
        ("龍門製藥", "龙门制药"),
        ("濱田鐵工", "浜田铁工"),
        ("齋藤", "斎藤"),
        ("ﾐｽﾞｲﾛ", "ミズイロ"),
    ],
)
def test_one_character_in_its_several_shapes_is_one(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_forms_stand_in_the_table_as_names_are_folded() -> None:
    spaced = [" ".join(form) for form in (*legal_forms.ENDS, *legal_forms.STARTS)]
    affixes = [*legal_forms.BEHIND, *legal_forms.AHEAD]

    assert [form for form in (*spaced, *affixes) if plain(form) != form] == []


def test_a_group_says_so_in_both_scripts() -> None:
    assert read("蓝鲸集团有限公司").latin == read("Lanjing Group Co., Ltd.").latin == "lanjing group"
