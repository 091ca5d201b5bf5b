"""Which words are a person's name?

Names are known by their shape, by what they are not (a title, a firm, a place), and by the display name
and the
address that repeat them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from parsers.late import late
from parsers.sender import companies, places, positions

_HONORIFIC = late(
    r"(?:(?:mr|mrs|ms|miss|mx|dr|prof|ing|eng|engr|lic|arq|cp|sr|sra|srta|dipl\.?-?(?:ing|kfm|kffr)|mag|"
    r"herr|frau|m|mme|mlle|"
    r"dott|dott\.ssa|avv|sig|sig\.ra|г-н|г-жа|bay|bayan|sn|mgr|bc|pan|pani|i\. ?a|i\. ?v|ppa|kind|attn|"
    r"from|name|姓名|联系人|聯絡人|contact|"
    r"contact person|الاسم|السيد|السيدة|م|المهندس|د|أ)[.:：]\s?|(?:mr|mrs|ms|miss|dr|prof|herr|frau|sr|"
    r"sra|mme|ing|engr)\s)+",
    re.IGNORECASE,
)
_BEHIND = late(
    r"[,\s]*(?:\((?:ms|mr|mrs|miss|she/her|he/him|they/them|先生|女士|小姐)\.?\)|（(?:先生|女士|小姐)）|"
    r"先生|女士|小姐|様|さん|"
    r"(?:,\s?|\s)(?:p\.?eng|mba|phd|ph\.d|msc|m\.sc|bsc|b\.sc|b\.eng|m\.eng|cpsm|cscp|mcips|pmp|jr|sr|"
    r"b\.a|m\.a|dipl\.-ing|"
    r"beng|meng)\.?)+\s*$",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    """
    de da do das dos del della di du la le van von der den ten ter zu bin bint ibn al el ul ben y e
    und abu san st
    mc
    """.split()  # noqa: SIM905 - a table of words
)
_NO_NAME = frozenset(
    """
    best kind warm regards regard thanks thank dear hello hi yours sincerely wishes please note
    department dept division team
    group sales export import purchasing procurement account accounts accounting finance office support
    service services
    customer marketing logistics warehouse shipping info admin export-import company factory tower
    building street road
    avenue suite floor house industrial estate zone city box managing member tel phone fax mobile mail
    email website web address skype
    whatsapp wechat follow us visit our the and for with from this that north south east west
    international trading overseas
    sourcing section unit quality technical reply noreply newsletter notification system daemon
    postmaster mailer webmaster
    limited ltd gmbh inc llc einkauf vertrieb verkauf abteilung buchhaltung büro ventas compras
    contabilidad vendas achats
    ventes comptabilité отдел закупок продаж бухгалтерия satış muhasebe order orders inquiry quotation
    invoice sent iphone
    android good great happy new year merry christmas yes no okay ok noted confirmed urgent business
    center centre director
    engineering software consulting
    manager engineer buyer owner president assistant officer executive head chief senior junior attached
    attachment payment
    delivery price sample fob cif january february march april june july august september october
    november december monday
    tuesday wednesday thursday friday saturday sunday mr mrs ms miss sir madam dr prof bonjour hola hallo
    guten tag buenos buenas bom dia merhaba saint merci gracias saludos danke grüße cordialement obrigado
    спасибо
    """.split()  # noqa: SIM905 - a table of words
)


def is_common(word: str) -> bool:
    """A word of every mail and of addresses of roles, such as `sales`: no name."""
    return word.casefold() in _NO_NAME


def is_particle(word: str) -> bool:
    """`de`, `von`, `bin`: small words within names."""
    return word.lower() in _PARTICLES


_LATIN_WORD = late(r"[^\W\d_](?:[^\W\d_]|['’.-])*\.?$")
_HAN = late(r"[\u3400-\u9fff々]")
_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余"
    "潘杜戴夏钟鐘鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段漕钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严"
    "嚴牛温溫芦季俞章鲁魯葛伍韦韋申尤毕畢聂聶丛焦向柳邢路岳齐齊沿梅莫庄莊辛管祝左涂谷祁时時舒耿牟卜肖詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游阳陽裴席卫衛查屈鲍鮑位"
    "覃霍翁隋植甘景薄单單包司柏宁寧柯阮桂闵解强強柴华華车車冉房边辜吉饶饒刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简簡娄婁盖符奚木穆党燕郎邸冀谈談姬屠连連郜晏栾郁"
    "商蒙计計喻揭窦竇迟宇敖糜鄢冷卓花仇艾蓝藍都巩稽井练仲乐樂虞卞封竺冼原官衣楚佟栗匡宗应應台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺游"
)
_HAN_NAME = late(r"[\u3400-\u9fff々]{2,4}$")
_DOUBLE = (
    "欧阳",
    "歐陽",
    "司马",
    "司馬",
    "上官",
    "诸葛",
    "諸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
)
_NO_HAN = late(
    r"部|公司|有限|经理|經理|总|總|電|电|话|手机|邮|箱|地址|网|谢|祝|敬|此致|您|贵|客户|采购|销售|外贸|业务|"
    r"先生|女士|附件|收到|报价|価|部長|担当|営業|課|係|室|厂|中国|日本|"
    r"[苏蘇常温溫台徐杭广廣惠泉郑鄭兰蘭福赣湖滁泰扬沧德青]州|佛山|东莞|東莞|义乌|義烏|无锡|無錫|厦门|廈門|"
    r"青岛|大连|天津|"
    r"上海|北京|深圳|广州|宁波|杭州|台湾|香港|月|日|年|号|路|市|区|省|好的|同意|可以|确认|顺颂|商祺|時祺"
)


def tidy(text: str) -> str:
    """`Mr. John Smith (Buyer)` without what is no part of the name."""
    text = text.strip(" \t*_|,;:-–—~/\"'·•")
    while (found := _HONORIFIC.match(text)) is not None and found.end() < len(text):
        text = text[found.end() :]
    return _BEHIND.sub("", text).strip(" ,;*\"'")


@lru_cache(4096)
def is_name(text: str) -> bool:
    """First and last name, in any script. One word is none: only what repeats it makes it one."""
    if not 2 <= len(text) <= 50 or any(char.isdigit() for char in text):
        return False
    if _HAN.search(text):
        return _is_han_name(text)
    words = text.split()
    if not 2 <= len(words) <= 5 or not all(map(_LATIN_WORD.match, words)):
        return False
    return all(map(_is_name_word, words)) and not _is_other(text, words)


def _is_name_word(word: str) -> bool:
    return word[0].isupper() or word.lower() in _PARTICLES or _has_no_case(word)


def _has_no_case(word: str) -> bool:
    return word[0].lower() == word[0].upper()


def _is_other(text: str, words: list[str]) -> bool:
    lowered = {word.casefold().strip(".") for word in words}
    return (
        bool(lowered & _NO_NAME)
        or words[-1].casefold().replace(".", "") in companies.form_words()
        or bool(companies.companies_in(text))
        or positions.is_title(text)
        or bool(places.country_of(text))
        or words[0].lower() in _PARTICLES - {"al", "el", "abu", "ben", "van", "de", "von", "bin", "san", "mc"}
        or words[-1].lower() in _PARTICLES
        or words[0].casefold() in ("st.", "st")
    )


def _is_han_name(text: str) -> bool:
    if _NO_HAN.search(text) or positions.is_asian_title(text):
        return False
    words = text.split()
    if len(words) == 1:
        return _HAN_NAME.match(text) is not None and (
            (text[0] in _SURNAMES and len(text) <= 3) or text.startswith(_DOUBLE)
        )
    # 田中 一郎: Japanese put a blank between.
    return len(words) == 2 and all(1 <= len(word) <= 3 and _HAN.search(word) for word in words)


def is_single(text: str) -> bool:
    """One word that may be a first name where it stands alone below a closing."""
    if _HAN.search(text) or "." in text or not 2 <= len(text) <= 20 or not _LATIN_WORD.match(text):
        return False
    return (
        (text[0].isupper() or _has_no_case(text))
        and _NO_NAME.isdisjoint(text.casefold().split("-"))
        and not positions.is_title(text)
    )


@lru_cache(4096)
def folded(name: str) -> frozenset[str]:
    """Words of a name without case and accents, by which two spellings are one."""
    plain = unicodedata.normalize(
        "NFKD", name.casefold().replace("ı", "i").replace("ø", "o").replace("ß", "ss")
    )
    letters = "".join(char for char in plain if unicodedata.category(char) != "Mn")
    return frozenset(word for word in re.split(r"[^\w]+", letters) if len(word) > 1 or not word.isascii())


_RUNS = late(
    r"[\u3400-\u9fff々\u3040-\u30ff]+(?:[ \u3000][\u3400-\u9fff々]{1,4}(?![\u3400-\u9fff]))*|"
    r"[\u0600-\u06ff]+(?:[ ][\u0600-\u06ff]+)*|[\uac00-\ud7af]+(?:[ ][\uac00-\ud7af]+)*|"
    r"[^\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)


def candidates(piece: str) -> Iterator[str]:
    """What of a piece may be a name: `Amy Zhou 周敏` two, `王芳 采购经理` one."""
    runs = _RUNS.findall(piece) if not piece.isascii() else [piece]
    for run in runs:
        if _HAN.search(run):
            yield from _without_titles(run)
        else:
            yield tidy(run.strip("()（） "))


def _without_titles(run: str) -> Iterator[str]:
    words = [
        word
        for word in run.split()
        if not positions.is_asian_title(word) and not companies.companies_in(word)
    ]
    words = [word for word in words if not _NO_HAN.search(word)]
    if len(words) == 2 and all(len(word) <= 3 for word in words):
        yield " ".join(words)
    else:
        yield from words
