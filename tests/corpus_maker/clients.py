"""Which programs are there? Each with its headers, its two bodies, its boundary and its encodings."""

from __future__ import annotations

from corpus_maker import chinese, microsoft, tongues, western
from corpus_maker.bodies import Client, doubled, quoting, topped, wrapped

BOTH = ("base64", "base64")
_NEXT = "----=_NextPart_000_{number:04}_01DCAA5F.3C5B1E20"
_MULTI = "This is a multi-part message in MIME format."


def _shouted(charset: str) -> str:
    return f'"{charset.upper()}"'


def _outlook(version: str, border: str) -> Client:
    return Client(
        microsoft.outlook_headers(version),
        microsoft.outlook_plain,
        microsoft.outlook_page(border),
        boundary=_NEXT,
        preamble="This is a multipart message in MIME format.",
        again=microsoft.outlook_again,
        own=doubled,
    )


CLIENTS = {
    "outlook2007": _outlook("Microsoft Office Outlook 12.0", "#B5C4DF"),
    "outlook2010": _outlook("Microsoft Outlook 14.0", "#B5C4DF"),
    "outlook2016": _outlook("Microsoft Outlook 16.0", "#E1E1E1"),
    "outlook_plain": Client(
        microsoft.outlook_headers("Microsoft Outlook 15.0"),
        topped(quoting(microsoft.original_intro, "")),
        None,
        ctes=("quoted-printable", ""),
        again=microsoft.outlook_again,
    ),
    "exchange_html": Client(
        microsoft.owa_headers,
        None,
        microsoft.outlook_page("#E1E1E1"),
        ctes=("", "quoted-printable"),
        again=microsoft.outlook_again,
    ),
    "owa": Client(
        microsoft.owa_headers,
        topped(quoting(microsoft.owa_intro, "")),
        microsoft.owa_page,
        boundary="_000_AM0PR04MB{number:04}eurprd04prod_",
        ctes=("quoted-printable", "quoted-printable"),
        again=microsoft.outlook_again,
    ),
    "owa_html": Client(
        microsoft.owa_headers, None, microsoft.owa_page, ctes=("", "base64"), again=microsoft.outlook_again
    ),
    "outlook_mobile": Client(
        microsoft.owa_headers,
        microsoft.mobile_plain,
        microsoft.owa_page,
        boundary="_000_DB7PR04MB{number:04}_",
        ctes=BOTH,
        footer=tongues.OUTLOOK_MOBILE,
        again=lambda draft: ("Re: ", "Fw: "),  # noqa: ARG005
    ),
    "gmail": Client(
        western.gmail_headers,
        western.gmail_plain,
        western.gmail_page,
        boundary="000000000000{number:04}a1064c1f2b3d",
        own=wrapped,
        label=_shouted,
    ),
    "gmail_com": Client(
        western.gmail_headers,
        western.gmail_plain,
        western.gmail_page,
        boundary="0000000000{number:04}9f06061f2c3e",
        ctes=BOTH,
        provider="gmail.com",
        own=wrapped,
        label=_shouted,
    ),
    "apple": Client(
        western.apple_headers("Apple Mail (2.3826.700.81)", "1.0 (Mac OS X Mail 16.0 \\(3826.700.81\\))"),
        western.apple_plain,
        western.apple_page,
        label=str,
        boundary="Apple-Mail=_{number:04}9C1D-7D6A-4D3F-B0C0-3B2A1F0E9D8C",
    ),
    "iphone": Client(
        western.apple_headers("iPhone Mail (22D72)", "1.0 (1.0)"),
        western.iphone_plain,
        western.apple_page,
        label=str,
        boundary="Apple-Mail-{number:04}7E21-02F6-4C7A-9D4B-2B1C0D9E8F7A",
        footer=tongues.IPHONE,
    ),
    "iphone_plain": Client(
        western.apple_headers("iPhone Mail (21G93)", "1.0 (1.0)"),
        western.iphone_plain,
        None,
        ctes=("quoted-printable", ""),
        footer=tongues.IPHONE,
        provider="icloud.com",
    ),
    "thunderbird": Client(
        western.thunderbird_headers,
        western.thunderbird_plain,
        None,
        ctes=("8bit", ""),
        parameters="; format=flowed",
        label=str.upper,
    ),
    "thunderbird_html": Client(
        western.thunderbird_headers, None, western.thunderbird_page, ctes=("", "8bit"), label=str.upper
    ),
    "foxmail7": Client(
        chinese.foxmail_headers,
        topped(quoting(chinese.foxmail_intro, "", "\n"), gap="\n\n\n\n"),
        chinese.foxmail_page,
        boundary="----=_001_NextPart{number:04}71046_=----",
        preamble=_MULTI,
        ctes=("base64", "quoted-printable"),
        again=lambda draft: chinese.again_in_chinese(draft, ": "),
    ),
    "foxmail6": Client(chinese.foxmail6_headers, chinese.foxmail6_plain, None, ctes=("base64", "")),
    "qq": Client(
        chinese.qq_headers,
        topped(quoting(chinese.qq_intro, ""), gap="\n\n\n\n"),
        chinese.qq_page,
        boundary="----=_NextPart_{number:04}69A5_1F2E3D4C_5B6A7988",
        preamble=_MULTI,
        ctes=BOTH,
        provider="qq.com",
        again=lambda draft: chinese.again_in_chinese(draft, "："),
    ),
    "exmail": Client(
        chinese.qq_headers,
        None,
        chinese.qq_page,
        ctes=("", "base64"),
        again=lambda draft: chinese.again_in_chinese(draft, "："),
    ),
    "netease163": Client(
        chinese.netease_headers,
        chinese.netease_plain,
        chinese.netease_page,
        boundary="----=_Part_{number:04}_1176527411.1772438400000",
        ctes=BOTH,
        provider="163.com",
        again=lambda draft: ("Re:", "Fw:"),  # noqa: ARG005
    ),
    "netease126_html": Client(
        chinese.netease_headers,
        None,
        chinese.netease_page,
        ctes=("", "base64"),
        provider="126.com",
        again=lambda draft: ("Re:", "Fw:"),  # noqa: ARG005
    ),
    "mailmaster": Client(
        chinese.mailmaster_headers,
        topped(quoting(chinese.mailmaster_intro, "")),
        chinese.mailmaster_page,
        boundary="----=_Part_{number:04}_mailmaster",
        ctes=BOTH,
        provider="163.com",
        again=lambda draft: chinese.again_in_chinese(draft, "："),
    ),
    "aliyun": Client(
        chinese.aliyun_headers,
        topped(quoting(chinese.aliyun_intro, "", "\n")),
        chinese.aliyun_page,
        boundary="----=ALIBOUNDARY_{number:04}_4a1b_69a5",
        ctes=BOTH,
        again=lambda draft: chinese.again_in_chinese(draft, "："),
    ),
    "aliyun_html": Client(
        chinese.aliyun_headers,
        None,
        chinese.aliyun_page,
        ctes=("", "base64"),
        provider="aliyun.com",
        again=lambda draft: chinese.again_in_chinese(draft, "："),
    ),
    "wps": Client(
        chinese.wps_headers,
        topped(quoting(chinese.wps_intro, "")),
        None,
        ctes=("base64", ""),
        again=microsoft.outlook_again,
    ),
    "huawei": Client(
        chinese.phone_headers,
        topped(quoting(chinese.huawei_intro, "")),
        None,
        ctes=("base64", ""),
        footer={"zh_cn": "发自我的华为手机"},
    ),
    "xiaomi": Client(
        chinese.phone_headers,
        topped(quoting(chinese.xiaomi_intro, "")),
        None,
        ctes=("base64", ""),
        footer={"zh_cn": "发自我的小米手机"},
    ),
    "yandex": Client(
        western.yandex_headers, None, western.yandex_page, ctes=("", "8bit"), provider="yandex.ru"
    ),
    "mailru": Client(
        western.mailru_headers,
        topped(quoting(western.mailru_intro, ">", "\n \n"), "--\n"),
        western.mailru_page,
        boundary="--ALT--{number:04}aF5bC91772438400",
        ctes=BOTH,
        provider="mail.ru",
    ),
    "yahoo": Client(
        western.yahoo_headers,
        topped(quoting(western.yahoo_intro, "")),
        western.yahoo_page,
        boundary="----=_Part_{number:04}_1593451187.1772438400000",
        provider="yahoo.com",
    ),
    "samsung": Client(
        chinese.phone_headers,
        topped(quoting(western.samsung_intro, "")),
        western.samsung_page,
        boundary="--_com.samsung.android.email_{number:04}17724384",
        ctes=BOTH,
        footer=tongues.GALAXY,
    ),
    "notes": Client(western.notes_headers, topped(quoting(western.notes_intro, "", "\n"), gap="\n\n"), None),
}
