"""Which codecs does a charset's name stand for? As browsers read it (WHATWG Encoding), and as mail writes it.

A label is a claim by the sender. Only the codecs below are ever used: Python also knows "codecs" such as
punycode, unicode_escape or zlib, which are slow, lossy or dangerous on hostile bytes.
"""

from __future__ import annotations

# ruff: noqa: E501, SIM905 (tables of words read best in a row)
import re
from functools import lru_cache

SEVEN_BIT = frozenset({"utf-7", "hz", "iso2022_jp_ext", "iso2022_kr", "iso2022_cn"})
"""Text of these is ASCII bytes. `iso2022_cn` is our own (see `sevenbit`), Python has none."""
WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32"})

# Codecs in the order they are tried, and every name they go by without anything but letters and digits.
_NAMES: tuple[tuple[str, str], ...] = (
    (
        "utf-8",
        ("utf8 unicode11utf8 unicode20utf8 xunicode20utf8 utf8sig utf8mb4 utf8bom uft8 unicodeutf8 csutf8"),
    ),
    ("utf-7", "utf7 unicode11utf7 xunicode20utf7 unicode20utf7 csunicode11utf7 csutf7"),
    ("utf-16", "utf16 unicode ucs2 iso10646ucs2 csunicode unicodefeff csutf16"),
    ("utf-16-le", "utf16le unicodelittle"),
    ("utf-16-be", "utf16be unicodebig unicodefffe"),
    ("utf-32", "utf32 ucs4 iso10646ucs4"),
    (
        "gb18030",
        (
            "gb18030 gb2312 gbk xgbk cp936 ms936 windows936 x936 936 gb231280 gb23121980 csgb2312 "
            "csgb231280 isoir58 csiso58gb231280 euccn xeuccn gb cngb chinese simplifiedchinese "
            "gb180302000 gb180302005 gb2312charset"
        ),
    ),
    ("hz", "hzgb2312 hz hzgb"),
    ("iso2022_cn", "iso2022cn iso2022cnext csiso2022cn"),
    (
        "cp950 big5hkscs",
        ("big5 xxbig5 cp950 windows950 950 cnbig5 csbig5 big5eten xbig5 chinesebig5 traditionalchinese tca"),
    ),
    ("big5hkscs cp950", "big5hkscs big5hk hkbig5 big5hkscs2004 big5hkscs1999"),
    (
        "cp932 shift_jis_2004",
        (
            "shiftjis sjis xsjis windows31j cp932 mskanji csshiftjis xmscp932 windows932 932 ms932 "
            "cswindows31j shiftjisx0213 shiftjis2004 japanese xshiftjis"
        ),
    ),
    (
        "euc_jp euc_jis_2004",
        ("eucjp xeucjp ujis cseucpkdfmtjapanese eucjpms cp51932 eucjpwin eucjis2004 eucjisx0213"),
    ),
    (
        "iso2022_jp_ext",
        (
            "iso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jp2004 iso2022jpms iso2022jpext "
            "cp50220 cp50221 cp50222 jis csiso2022jp csiso2022jp2"
        ),
    ),
    ("iso2022_kr", "iso2022kr csiso2022kr"),
    (
        "cp949",
        (
            "euckr xeuckr cseuckr ksc5601 ksc56011987 ksc56011989 csksc56011987 isoir149 korean "
            "windows949 cp949 949 uhc xwindows949 ms949 ksx1001 5601"
        ),
    ),
    ("johab", "johab cp1361 ms1361"),
    ("koi8-r", "koi8r koi8 koi cskoi8r xkoi8r"),
    ("koi8-u", "koi8u koi8ru cskoi8u"),
    ("cp874", "tis620 xtis620 tis6202533 windows874 cp874 dos874 iso885911 iso8859112001 874"),
    (
        "cp1252",
        (
            "iso88591 latin1 l1 iso885911987 isoir100 cp819 ibm819 csisolatin1 88591 iso8859 "
            "iso88591windows31latin1"
        ),
    ),
    ("cp1254", "iso88599 latin5 l5 isoir148 iso885991989 csisolatin5 88599"),
    ("iso8859-2", "latin2 l2 isoir101 iso885921987 csisolatin2 88592"),
    ("iso8859-3", "latin3 l3 isoir109 iso885931988 csisolatin3 88593"),
    ("iso8859-4", "latin4 l4 isoir110 iso885941988 csisolatin4 88594"),
    ("iso8859-5", "cyrillic isoir144 iso885951988 csisolatincyrillic 88595"),
    (
        "iso8859-6",
        ("arabic isoir127 iso885961987 csisolatinarabic ecma114 asmo708 iso88596e iso88596i 88596"),
    ),
    ("iso8859-7", "greek greek8 isoir126 iso885971987 csisolatingreek ecma118 elot928 suneugreek 88597"),
    (
        "iso8859-8 cp1255",
        (
            "hebrew visual logical isoir138 iso885981988 csisolatinhebrew iso88598e iso88598i "
            "csiso88598i 88598"
        ),
    ),
    ("iso8859-10", "latin6 l6 isoir157 csisolatin6"),
    ("iso8859-15", "latin9 l9 latin0 csisolatin9 csiso885915"),
    ("iso8859-16", "latin10 l10 isoir226"),
    ("mac-roman", "macintosh mac macroman xmacroman csmacintosh"),
    ("mac-cyrillic", "xmaccyrillic maccyrillic xmacukrainian"),
    ("mac-latin2", "xmacce macce xmaccentraleurroman"),
    ("mac-greek", "xmacgreek"),
    ("mac-turkish", "xmacturkish"),
    ("kz1048", "kz1048 strk10482002 rk1048"),
    ("ptcp154", "ptcp154 pt154 cp154 csptcp154"),
)
_SILENT = frozenset(
    "usascii ascii ansix341968 ansix341986 iso646us iso646irv iso646irv1991 us cp367 ibm367 csascii isoir6 646 "
    "unknown xunknown unknown8bit default xdefault none null undefined 8bit 7bit binary ansi oem userdefined "
    "xuserdefined iso utf 0 foobar charset".split()
)
"""Names that say nothing of bytes above 0x7F."""

_LADDER: dict[str, tuple[str, ...]] = {
    **{name: tuple(codecs.split()) for codecs, names in _NAMES for name in names.split()},
    **{f"iso8859{n}": (f"iso8859-{n}",) for n in (2, 3, 4, 5, 6, 7, 10, 13, 14, 15, 16)},
    "iso88598": ("iso8859-8", "cp1255"),
    **{f"{brand}{n}": (f"cp{n}",) for n in range(1250, 1259) for brand in ("windows", "cp", "xcp", "win", "ansi", "")},
    **{
        f"{brand}{n}": (f"cp{n}",)
        for n in (437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869)
        for brand in ("cp", "ibm", "dos", "pc", "oem", "csibm", "")
    },
}  # fmt: skip


def codecs_of(label: str) -> tuple[str, ...]:
    """The codecs a label stands for, in the order they are tried; none for one unknown or saying nothing."""
    return _codecs_of(label[:80]) if label else ()


@lru_cache(512)
def _codecs_of(label: str) -> tuple[str, ...]:
    plain = re.sub(r"\([^)]*\)?", "", label).lower().partition("*")[0].removeprefix("charset=")
    name = re.sub(r"[^a-z0-9]", "", re.split(r"[;,]", plain.strip(" \t\"'"))[0])
    return _LADDER.get(name, ()) if name not in _SILENT else ()
