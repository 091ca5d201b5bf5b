"""What is left of a company's name?"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matching.names import LONGEST, has_legal_form, normalise, telling, words
from matching.scripts import plain


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Nordlicht Handels GmbH", "nordlicht handels"),
        ("Nordlicht Handelsgesellschaft mbH", "nordlicht handels"),
        ("Nordlicht GmbH & Co. KG", "nordlicht"),
        ("Blue Harbour Co., Ltd.", "blue harbour"),
        ("Blue Harbour Pvt. Ltd", "blue harbour"),
        ("Cobre Viejo, S.A. de C.V.", "cobre viejo"),
        ("Łąka Sp. z o.o.", "laka"),
        ("Öz Deniz San. ve Tic. Ltd. Şti.", "oz deniz"),
        ("Fjordlys A/S", "fjordlys"),
        ("ООО «Мокрая Речка»", "mokraia rechka"),
        ("PT Pulau Hijau Tbk", "pulau hijau"),
        ("Công ty TNHH Sao Mai", "sao mai"),
        ("杭州蓝鲸科技股份有限公司", "杭州蓝鲸科技"),
        ("杭州蓝鲸科技集团有限公司", "杭州蓝鲸科技"),
        ("杭州藍鯨科技有限公司", "杭州蓝鲸科技"),
        ("株式会社 みずいろ", "みずいろ"),
        ("㈱みずいろ", "みずいろ"),
        ("주식회사 푸른바다", "푸른바다"),
        ("푸른바다(주)", "푸른바다"),
        ("บริษัท สยามทอง จำกัด (มหาชน)", "สยามทอง"),
        ("บริษัทสยามทองจำกัด", "สยามทอง"),
        ("ที่นี่ดี", "ที่นี่ดี"),
        ("हिन्दी मोटर्स", "हिन्दी मोटर्स"),
        ("שָׁלוֹם", "שלום"),
        ("مَكْتَب", "مكتب"),
        ("Salt & Pepper Trading", "salt and pepper trading"),
        ("Blue Harbour Inc - Purchasing Department", "blue harbour"),
        ("Messrs. Blue Harbour Ltd", "blue harbour"),
    ],
)
def test_a_name_is_left_without_legal_form_accents_and_punctuation(written: str, left: str) -> None:
    assert normalise(written) == left


@pytest.mark.parametrize(
    "written", ["Ltd", "GmbH", "有限公司", "株式会社", "주식회사", "Co., Ltd.", "S.A. de C.V."]
)
def test_a_name_that_is_only_a_legal_form_stays(written: str) -> None:
    assert normalise(written) != ""


@pytest.mark.parametrize(
    "written", ["", " ", "x", "\x00\x1f", "()", "。", "a" * 10_000, "S.A. " * 5_000, "(" * 9_000]
)
def test_odd_names_are_no_trouble(written: str) -> None:
    assert len(normalise(written)) <= LONGEST


@given(
    st.text(max_size=60) | st.text(alphabet="aAbl.,&()-/ éß有限公司株式会社집단주集团SGmbHoLtd", max_size=40)
)
@example("(a) 有限公司")
@example("& Ltd.")
@example("ﷺ" * 60)
def test_normalising_twice_changes_nothing(written: str) -> None:
    once = normalise(written)

    assert normalise(once) == once


@given(st.text(max_size=40))
def test_the_plain_form_of_a_plain_form_is_itself(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_an_unspaced_name_is_parted_at_its_common_words() -> None:
    assert words(normalise("杭州蓝鲸科技股份有限公司")) == ("杭州", "蓝鲸", "科技")


def test_voicing_marks_of_kana_are_no_accents() -> None:
    assert normalise("株式会社カラス") != normalise("株式会社ガラス")


def test_a_common_word_tells_less_than_a_name() -> None:
    assert telling("trading") < telling("nordlicht")
    assert telling("科技") < telling("蓝鲸")


def test_a_legal_form_shows_that_a_name_is_a_firms() -> None:
    assert has_legal_form("Nordlicht GmbH")
    assert has_legal_form("蓝鲸有限公司")
    assert not has_legal_form("Jane Placeholder")
