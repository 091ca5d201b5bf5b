"""Do names in two scripts meet in their Latin key, and for the ear?"""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matching import naming
from matching.names import LONGEST, is_common, read, sound, telling
from matching.naming import lexicon as readable
from matching.scripts import plain, script_of

KEY = re.compile(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海华为技术有限公司", "Shanghai Huawei Technologies Co., Ltd."),
        ("上海華為技術有限公司", "Shanghai Huawei Jishu Youxian Gongsi"),
        ("深圳市蓝鲸电子科技集团有限公司", "Shenzhen Lanjing Electronics Technology Group Co., Ltd."),
        ("株式会社みずいろホールディングス", "MIZUIRO HOLDINGS CO., LTD."),
        ("清水精密工業株式会社", "Shimizu Precision Industries Ltd."),
        ("푸른전자 주식회사", "Pureun Electronics Co., Ltd."),
        ("(주)한성무역", "Hansung Trading"),
        ("에이비씨시스템", "ABC Systems"),
        ("ケービーシー工業株式会社", "K.B.C. Industries"),
        ("ООО «Север Сталь»", "Sever Steel LLC"),
        ("شركة الواحة للتجارة", "Waha Trading Company"),
        ("Nordlicht Maschinenbau GmbH", "Nordlicht Machinery"),
        ("Cobre Viejo Importadora y Exportadora S.A.", "Cobre Viejo Import Export"),
        ("Öz Deniz Gıda Sanayi", "Oz Deniz Food Industry"),
        ("L&F Co., Ltd.", "엘앤에프"),
        ("AT&T Inc.", "ATT"),
        ("A & B Trading", "AB Trading"),
        ("ホタル自動車株式会社", "Hotaru Motor Corporation"),
        ("三菱電機株式会社", "Mitsubishi Electric Corporation"),
        ("日清食品株式会社", "Nisshin Foods Inc."),
        ("鉄建建設株式会社", "Tekken Construction"),
        ("株式会社白光", "Hakko Corporation"),
        ("شركة الراجحي للتجارة", "Al Rajhi Trading"),
        ("Alrajhi Trading", "Al-Rajhi Trading"),
        ("شَرِكَة الوَاحَة", "Waha"),
        ("מוֹטוֹר בע״מ", "מוטור"),
    ],
)
def test_a_name_reads_the_same_in_two_scripts(one: str, other: str) -> None:
    assert set(read(one).latin.split()) - {"and"} == set(read(other).latin.split()) - {"and"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rojitekku", "logitech"),
        ("robotijeu", "robotis"),
        ("hanseong", "hansung"),
        ("kseroks", "xerox"),
        ("falkusvagin", "volkswagen"),
        ("stapeulleks", "starflex"),
        ("pasu", "path"),
        ("hyeondae", "hyundai"),
        ("mitsubisi", "mitsubishi"),
        ("hsin", "xin"),
        ("hsiang", "xiang"),
        ("ching", "qing"),
        ("chung", "zhong"),
        ("kuo", "guo"),
        ("hwa", "hua"),
        ("tahsin", "daxin"),
    ],
)
def test_for_the_ear_two_spellings_are_one(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("tanaka", "nakata"), ("hanil", "anil"), ("nordlicht", "nordwind"), ("taxi", "tasi")]
)
def test_the_ear_keeps_apart_what_sounds_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("重庆蓝鲸", "chongqing lanjing"),
        ("广东海大", "guangdong haida"),
        ("三和油化工業株式会社", "sanwayuka industry"),
        ("広瀬塩業株式会社", "hirose salt"),
        ("株式会社フライングガーデン", "flying garden"),
        ("スタービル株式会社", "star building"),
        ("양지사", "yangjisa"),
        ("잉크테크", "ingktech"),
        ("Αφοί Νερό ΑΕ", "afoi nero"),
        ("สยามทอง จำกัด", "syamthong"),
        ("แสนทอง", "saenthong"),
        ("โครงเหล็ก", "khronghelk"),
        ("น้ำใจ", "namchai"),
        ("อินทอง", "inthong"),
        ("टाटा मोटर", "tata motr"),
    ],
)
def test_a_name_reads_as_its_language_reads_it(written: str, latin: str) -> None:
    assert read(written).latin == latin


@pytest.mark.parametrize(
    ("written", "script"),
    [
        ("Blue Harbour", "latin"),
        ("Łąka", "latin"),
        ("蓝鲸", "han"),
        ("富士ロジテック", "kana"),
        ("SK푸른", "hangul"),
        ("Речка", "cyrillic"),
        ("شركة", "arabic"),
        ("Νερό", "greek"),
        ("สยาม", "thai"),
        ("ישראל", "other"),
        ("12-34", "other"),
        ("", "other"),
    ],
)
def test_a_name_knows_its_script(written: str, script: str) -> None:
    assert script_of(written) == read(written).script == script


@pytest.mark.parametrize(
    ("written", "country", "latin"),
    [
        ("清水建設", "", "qingshui construction"),
        ("清水建設", "JP", "shimizu construction"),
        ("清水建設", " jp", "shimizu construction"),
        ("清水建設", "TW", "qingshui construction"),
        ("清水建設株式会社", "KR", "shimizu construction"),
        ("三星電子", "KR", "samsung electronics"),
        ("三星電子", "CN", "sanxing electronics"),
        ("蓝鲸科技", "KR", "lanjing technology"),
        ("みずいろ", "KR", "mizuiro"),
        ("Nordlicht", "JP", "nordlicht"),
    ],
)
def test_han_is_read_as_in_the_country_of_the_firm(written: str, country: str, latin: str) -> None:
    assert read(written, country).latin == latin


def test_the_country_changes_nothing_but_the_reading() -> None:
    assert read("清水建設", "JP")._replace(latin="") == read("清水建設")._replace(latin="")


@pytest.mark.parametrize("name", ["Al Trading", "Al", "Al Tokyo"])
def test_al_stays_where_no_name_follows(name: str) -> None:
    assert read(name).latin.startswith("al")


@given(
    st.text(max_size=60)
    | st.text(alphabet="aZ&. 株式会社東京テックーノ상사텍上海科技有限公司ШщЖشركةΑΩกำ()", max_size=40)
)
@example("")
@example("x")
@example("\ud800")
@example("ﷺ" * 60)
@example("ー")
@example("々" * 300)
@example("테크" * 200)
def test_any_text_can_be_read(text: str) -> None:
    name = read(text)

    assert KEY.fullmatch(name.latin)
    assert all(KEY.fullmatch(read(text, country).latin) for country in ("JP", "KR", "株"))
    assert KEY.fullmatch(sound(name.latin))
    assert len(name.plain) <= LONGEST


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "株" * 10_000,
        "(f/k/a " * 2_000,
        "텍" * 9_000,
        "ア" * 9_000,
        "\x00\x1f\x7f",
        "- " * 5_000,
    ],
)
def test_long_and_odd_names_are_read_like_any_other(text: str) -> None:
    assert KEY.fullmatch(read(text).latin)


@given(st.text(alphabet="abcdefghij上海蓝鲸科技みずかラ푸른전자Речка", min_size=1, max_size=20))
def test_where_letters_were_a_key_remains(text: str) -> None:
    name = read(text)

    assert name.plain
    assert name.latin


@pytest.mark.parametrize(
    "word",
    [
        "technology",
        "科技",
        "技術",
        "テクノロジー",
        "전자",
        "keji",
        "sanayi",
        "shanghai",
        "上海",
        "서울",
        "japan",
    ],
)
def test_words_of_the_trade_and_places_tell_little_in_any_language(word: str) -> None:
    assert is_common(plain(word))
    assert telling(plain(word)) < 0.5


@pytest.mark.parametrize("word", ["huawei", "华为", "nordlicht", "みずいろ", "푸른"])
def test_a_name_of_its_own_tells_all(word: str) -> None:
    assert telling(word) == 1.0


def test_the_shipped_words_are_those_of_the_readable_tables() -> None:
    shipped = (Path(naming.__path__[0]) / "lexicon.z").read_bytes()

    assert zlib.decompress(shipped).decode() == "\n".join(readable.lines()), (
        "run benchmarks/name_tables.py lexicon"
    )
