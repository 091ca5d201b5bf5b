"""Is a country known by its name in ten languages, by its codes and by its flag?"""

from __future__ import annotations

# ruff: noqa: E501 (a row a country)
import pytest

from parsers.sender.countries import code_of


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("KE", "Kenya|肯尼亚|肯亞|ケニア|Kenia|Quênia|Кения|كينيا|KENYA|KEN|KE|Nairobi, Kenya|[KE] Kenya|🇰🇪"),
        ("DE", "Germany|Deutschland|德国|德國|ドイツ|Alemania|Alemanha|Allemagne|Германия|ألمانيا|Almanya"),
        ("US", "United States|USA|U.S.A.|美国|アメリカ合衆国|Estados Unidos|États-Unis|Etats Unis|США|ABD|Vereinigte Staaten"),
        ("AE", "United Arab Emirates|UAE|U.A.E|Dubai - UAE|阿联酋|Emirados Árabes Unidos|ОАЭ|الإمارات العربية المتحدة"),
        ("TR", "Turkey|Türkiye|TÜRKİYE|Turquie|Турция|تركيا|土耳其|トルコ"),
        ("KR", "Korea|South Korea|Korea, Republic of|韩国|韓國|Südkorea|Corea del Sur|Южная Корея"),
        ("KP", "North Korea|Democratic People's Republic of Korea"),
        ("CD", "DR Congo|Congo, Democratic Republic of the|刚果（金）"),
        ("CG", "Congo|Congo - Brazzaville"),
        ("CI", "Côte d'Ivoire|Cote d’Ivoire|Ivory Coast|科特迪瓦"),
        ("GB", "UK|United Kingdom|England|Großbritannien|Reino Unido|英国|Великобритания"),
        ("TW", "Taiwan|Taiwan, China|台湾|臺灣"),
        ("CN", "China|China (Mainland)|P.R. China|中国"),
        ("", "Atlantis||in|it|no|-|N/A|Please select"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_names_and_codes(code: str, names: str) -> None:
    assert {name: code_of(name) for name in names.split("|")} == dict.fromkeys(names.split("|"), code)
