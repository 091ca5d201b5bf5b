"""Queries for training, made up from a table of companies: how do people garble a name?

    python benchmarks/made_up.py OUT --master M.tsv [--distractors D.tsv] [--customers 25000] [--queries 12000]

Needs pypinyin beside the package. Writes master.tsv, queries.tsv and gold.tsv into OUT. A part of the
companies is held out of the master: their names are the strangers. The rest is asked for by names as mails
carry them: misspelt, cut short, reordered, wrapped in a signature, in another script. Fields (mail domain,
phone, web site, code, country) come with the rates of the development queries. The master is grown with
companies that do not exist but whose words are as frequent as in life: how rare a word is, and how far the
second best is behind, must be as in a real book.
"""

from __future__ import annotations

# ruff: noqa: ARG001, ARG005, E501, SIM905 (one signature for all ways to garble; tables read best in a row)
import argparse
import csv
import random
import re
import string
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pypinyin import lazy_pinyin
from rapidfuzz import fuzz, process

from matching.naming.tables import simplified

Row = dict[str, str]
COLUMNS = "customer_id group_id name name_alt country domain phone credit_code source domain_src".split()
ASKED = "query_id name country email phone website credit_code".split()
GOLD = "query_id gold_id gold_group category variant script source".split()

_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TO_SIMPLIFIED = {old: new for old, new in simplified()[0].items() if chr(old) not in simplified()[1]}
_TO_TRADITIONAL = {ord(new): chr(old) for old, new in _TO_SIMPLIFIED.items()}

_LATIN_FORM = re.compile(
    r"[,\s]*\b(?:co\.?\s*,?\s*ltd\.?|co\.?\s*,?\s*limited|company limited|corporation limited|pvt\.?\s*ltd\.?|"
    r"private limited|pte\.?\s*ltd\.?|joint stock company|corporation|incorporated|company|limited|"
    r"inc\.?|corp\.?|ltd\.?|llc\.?|plc\.?|gmbh|s\.?a\.?s?\.?|ag|b\.?v\.?|n\.?v\.?|oao|ooo|co\.?|ltda\.?|"
    r"s\.?r\.?l\.?|fze|lp|l\.p\.|aps|a/s|ab|oy)\s*\.?$",
    re.IGNORECASE,
)
_EAST_FORMS = (
    "股份有限公司", "有限责任公司", "有限公司", "(股)公司", "株式会社", "有限会社", "合同会社", "주식회사", "(주)", "(株)",
)  # fmt: skip
_CITIES = (
    "北京 上海 天津 重庆 广东 广州 深圳市 深圳 东莞 佛山 珠海 中山 浙江 杭州 宁波 温州 江苏 南京 苏州 无锡 常州 安徽 "
    "合肥 福建 厦门 福州 山东 青岛 济南 河南 郑州 河北 湖北 武汉 湖南 长沙 江西 南昌 四川 成都 陕西 西安 辽宁 大连 沈阳 "
    "吉林 黑龙江 哈尔滨 广西 海南 贵州 云南 山西 内蒙古 新疆 甘肃 徐州 肇庆 烟台 潍坊 嘉兴 绍兴"
).split()
_LATIN_CITIES = (
    "Beijing Shanghai Tianjin Chongqing Guangdong Guangzhou Shenzhen Dongguan Zhejiang Hangzhou Ningbo "
    "Jiangsu Nanjing Suzhou Wuxi Changzhou Anhui Hefei Fujian Xiamen Shandong Qingdao Henan Hebei Hubei "
    "Wuhan Hunan Changsha Jiangxi Sichuan Chengdu Shaanxi Liaoning Dalian"
).split()
_EAST_GENERIC = (
    "科技 技术 技術 电子 電子 电器 电气 实业 實業 国际 國際 贸易 进出口 工业 工業 控股 集团 集團 智能 汽车 机械 机电 制造 "
    "设备 装备 材料 新材料 化工 化学 化學 医药 製藥 制药 药业 医疗 器械 生物 能源 环保 环境 工程 建设 建設 投资 发展 信息 网络 "
    "软件 数据 通信 光电 半导体 半導體 精密 包装 纺织 食品 农业 物流 传媒 地产 银行 証券 产业 股份 ホールディングス グループ "
    "システム サービス 商事 物産 製作所 産業 興業 산업 전자 물산 홀딩스 테크 건설 화학 제약"
).split()
_EAST_TAILS = sorted(_EAST_GENERIC, key=len, reverse=True)
_ABBREVIATIONS = {
    "electric": ("Elec", "Elect"), "electronics": ("Elec", "Elect"), "information": ("Info", "Info."),
    "chemical": ("Chem", "Chem."), "chemicals": ("Chem", "Chems"), "industries": ("Ind", "Inds", "Ind."),
    "industry": ("Ind", "Ind."), "industrial": ("Indl", "Ind."), "energy": ("Enrg", "Engy"), "bank": ("Bk",),
    "holdings": ("Hldgs", "Hldg", "Hldgs."), "holding": ("Hldg",), "metal": ("Mtl",), "international": ("Intl", "Int'l"),
    "communications": ("Comm", "Comms"), "communication": ("Comm",), "india": ("(I)",), "technology": ("Tech", "Tech."),
    "technologies": ("Tech", "Techs"), "pharmaceutical": ("Pharm", "Pharma"), "pharmaceuticals": ("Pharma", "Pharm"),
    "construction": ("Constr.", "Const"), "manufacturing": ("Mfg", "Mfg."), "engineering": ("Eng", "Engg", "Engrg"),
    "development": ("Dev", "Devt"), "investment": ("Inv", "Invest"), "investments": ("Inv",), "group": ("Grp",),
    "services": ("Svcs", "Serv"), "service": ("Svc",), "systems": ("Sys",), "system": ("Sys",), "trading": ("Trdg",),
    "enterprises": ("Ent", "Entp"), "financial": ("Fin", "Finl"), "management": ("Mgmt",), "medical": ("Med",),
    "equipment": ("Equip", "Eqpt"), "materials": ("Matls", "Mtls"), "material": ("Matl", "Mtl"), "machinery": ("Mach",),
    "products": ("Prod", "Prods"), "national": ("Natl", "Nat'l"), "company": ("Co",), "guangdong": ("GD",),
    "association": ("Assn",), "university": ("Univ",), "institute": ("Inst",), "laboratories": ("Labs", "Lab"),
    "transportation": ("Transp", "Trans"), "automotive": ("Auto",), "american": ("Amer",), "biotechnology": ("Biotech",),
    "corporation": ("Corp",), "limited": ("Ltd",), "and": ("&",), "logistics": ("Log",), "general": ("Gen",),
    "therapeutics": ("Ther", "Therap"), "properties": ("Props",), "capital": ("Cap",), "resources": ("Res",),
}  # fmt: skip
_BEFORE = (
    "To: ",
    "TO: ",
    "Messrs. ",
    "M/s. ",
    "Best regards, ",
    "Export Department of ",
    "Purchasing Dept., ",
    "Attn: ",
)
_BEHIND = (
    " - Logistics", ", Procurement Division", " (Head Office)", " - Sales Department", " Branch Office", " (Factory)",
    " (Buyer)", ", Purchasing Department", " - Import Department", " (HQ)",
)  # fmt: skip
_BEHIND_EAST = {
    "zh": ("(总部)", "外贸部", "采购部", " 进出口部"),
    "ja": (" 営業部", " 購買部", "(本社)"),
    "ko": (" 영업부", " 구매팀", " 본사"),
}
_BRANCHES = (
    ("USA, Inc.", "US", ""), ("(UK) Ltd", "GB", ""), ("Deutschland GmbH", "DE", ""), ("do Brasil Ltda.", "BR", ""),
    ("Mexico, S.A. de C.V.", "MX", ""), ("France SAS", "FR", ""), ("Singapore Pte. Ltd.", "SG", ""), ("Vietnam Co., Ltd.", "VN", ""),
    ("(Thailand) Co., Ltd.", "TH", ""), ("Polska Sp. z o.o.", "PL", ""), ("(Shanghai) Co., Ltd.", "CN", ""), ("Indonesia", "ID", "PT "),
    ("Middle East FZE", "AE", ""), ("India Pvt. Ltd.", "IN", ""), ("Hong Kong Limited", "HK", ""), ("Europe B.V.", "NL", ""),
    ("Malaysia Sdn. Bhd.", "MY", ""), ("Australia Pty Ltd", "AU", ""), ("Italia S.r.l.", "IT", ""), ("Canada Inc.", "CA", ""),
)  # fmt: skip
_FREE = (
    "gmail.com gmail.com gmail.com hotmail.com yahoo.com outlook.com aol.com icloud.com mail.ru yandex.ru libero.it "
    "orange.fr web.de gmx.de t-online.de qq.com 163.com 126.com foxmail.com sina.com"
).split()
_FREE_OF = {
    "CN": "qq.com 163.com 126.com foxmail.com sina.com".split(), "JP": "gmail.com yahoo.co.jp".split(),
    "KR": "gmail.com naver.com hanmail.net".split(), "IN": "gmail.com rediffmail.com yahoo.co.in".split(),
    "TW": "yahoo.com.tw msa.hinet.net gmail.com".split(), "RU": "mail.ru yandex.ru".split(), "DE": "gmx.de web.de t-online.de".split(),
}  # fmt: skip
_RELAYS = (
    "service.alibaba.com message.alibaba.com made-in-china.com globalsources.com dhgate.com tradekey.com ec21.com indiamart.com"
).split()
_SUFFIXES = {
    "CN": ("cn", "com.cn", "com"), "JP": ("co.jp", "jp", "com"), "KR": ("co.kr", "kr", "com"), "IN": ("in", "co.in", "com"),
    "TW": ("com.tw", "com"), "DE": ("de",), "GB": ("co.uk", "com"), "US": ("com", "us", "net"), "BR": ("com.br",), "RU": ("ru",),
    "CO": ("com.co", "co"), "MX": ("com.mx",), "IT": ("it",), "FR": ("fr",), "ES": ("es",), "PT": ("pt",), "AE": ("ae",), "": ("com", "com", "net"),
}  # fmt: skip
_CALLING = {
    "CN": "8610", "JP": "813", "KR": "822", "IN": "917410", "TW": "8862", "US": "1201", "GB": "44121", "DE": "4930", "CO": "57601",
    "MX": "52200", "PT": "35121", "FR": "33123", "RU": "7301", "BR": "5511", "": "1201", "IT": "39021", "AE": "9712",
}  # fmt: skip
_COUNTRIES = [country for country in _CALLING if country]
_FIRST = "maria wei priya olga john chen anna carlos li raj ahmed tom yuki kim laura omar sofia david elena peter".split()
_LAST = "smith wang kumar petrov silva nguyen schmidt garcia park hassan brown tanaka lopez jones martin rossi".split()
_ROLES = "info sales export office purchase admin".split()
_KEYS = {"q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl", "p": "ol",
         "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv", "g": "fhtb", "h": "gjyn", "j": "hkum", "k": "jlim", "l": "ko",
         "z": "xa", "x": "zcs", "c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "nj"}  # fmt: skip
_CYRILLIC = (
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ya", "я"), ("iu", "ю"), ("ia", "я"),
    *zip("abvgdeziyklmnoprstufhcjwxq", "абвгдезийклмнопрстуфхцйвкк", strict=True),
)  # fmt: skip


@dataclass
class World:
    """The companies that queries are made of, and chance."""

    chance: random.Random
    companies: list[Row]
    held_out: list[Row]
    words: dict[str, list[str]] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    held: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        rare = Counter(
            word for row in self.companies for word in row["name"].split() if len(word) > 3 and word.isalpha()
        )
        self.held = Counter(
            word.strip(",.()").lower() for row in self.companies for word in set(row["name"].split())
        )
        by_start: defaultdict[str, list[str]] = defaultdict(list)
        for word, held in rare.items():
            if held <= 3:
                by_start[word[:2].lower()].append(word)
                by_start[word[:1].lower()].append(word)
        self.words = dict(by_start)
        han = "".join(letter for row in self.companies for letter in bare(row["name"]) if _HAN.match(letter))
        self.letters["han"] = han
        self.letters["hangul"] = "".join(
            x for row in self.companies for x in row["name"] + row["name_alt"] if _HANGUL.match(x)
        )
        self.letters["kana"] = "".join(
            x for row in self.companies for x in row["name"] + row["name_alt"] if _KANA.match(x)
        )
        sounds: defaultdict[str, set[str]] = defaultdict(set)
        for letter in set(han):
            sounds[lazy_pinyin(letter)[0]].add(letter)
        self.homophones = {letter: sorted(sounds[lazy_pinyin(letter)[0]] - {letter}) for letter in set(han)}

    def one(self, things: Sequence[str]) -> str:
        return self.chance.choice(things)

    def is_rare(self, word: str) -> bool:
        return self.held[word.strip(",.()").lower()] <= 2

    def mixed(self, word: str, other: str) -> str:
        """A word that nobody has: the beginning of one and the end of another."""
        ends = [part for part in bare(other).split() if part.isascii() and part.isalpha()] or ["Nova"]
        head = self.chance.choice(self.companies)["name"].split()[0] if self.under(0.5) else word
        head = head if head.isascii() else word
        made = head[: self.chance.randint(2, 4)] + self.one(ends)[-self.chance.randint(2, 5) :].lower()
        return made.upper() if word.isupper() else made.title()

    def under(self, share: float) -> bool:
        return self.chance.random() < share


def form_of(name: str) -> tuple[str, str]:
    """Name without legal form, and the form."""
    for form in _EAST_FORMS:
        if name.endswith(form):
            return name[: -len(form)].strip(), form
        if name.startswith(form):
            return name[len(form) :].strip(), form
    found = _LATIN_FORM.search(name)
    if found and found.start() > 1:
        return name[: found.start()].rstrip(" ,"), found[0].strip(" ,")
    return name, ""


def bare(name: str) -> str:
    return form_of(name)[0]


def script_of(name: str) -> str:
    for script, sign in (("ja", _KANA), ("ko", _HANGUL), ("zh", _HAN)):
        if sign.search(name):
            return script
    return "ja" if "株式会社" in name else "lat"


def is_east(name: str) -> bool:
    return bool(_EAST.search(name))


def latin_of(name: str) -> str:
    """Roughly, as people make a domain of a name."""
    text = " ".join(lazy_pinyin(bare(name))) if is_east(name) else bare(name)
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", flat.lower()))


# -- how a name is garbled ------------------------------------------------------------------------------


def slip(world: World, name: str) -> str:
    """One wrong letter."""
    at = world.chance.randrange(len(name))
    for _ in range(20):
        if name[at].isalnum():
            break
        at = world.chance.randrange(len(name))
    letter, kind = name[at], world.chance.random()
    if kind < 0.28:
        return name[:at] + name[at + 1 :]
    if kind < 0.5 and at + 1 < len(name):
        return name[:at] + name[at + 1] + letter + name[at + 2 :]
    if kind < 0.68 and not is_east(letter):
        return name[:at] + letter + letter + name[at + 1 :]
    if _HAN.match(letter):
        other = world.homophones.get(letter) or [world.one(world.letters["han"])]
        return name[:at] + world.one(other) + name[at + 1 :]
    if _HANGUL.match(letter) or _KANA.match(letter):
        pool = world.letters["hangul" if _HANGUL.match(letter) else "kana"]
        return name[:at] + world.one(pool) + name[at + 1 :]
    other = world.one(_KEYS.get(letter.lower(), string.ascii_lowercase))
    return name[:at] + (other.upper() if letter.isupper() else other) + name[at + 1 :]


def typo(world: World, name: str) -> str:
    for _ in range(1 + world.under(0.3)):
        name = slip(world, name)
    return name


def other_form(world: World, name: str) -> str:
    core, form = form_of(name)
    if is_east(name):
        if world.under(0.4):
            return core
        if "公司" in form:
            return core + world.one(("有限公司", "股份公司", "股份有限公司", "有限责任公司"))
        if form == "株式会社":
            return world.one((f"(株){core}", f"{core}(株)", f"{core}株式会社", f"株式会社{core}"))
        return world.one((f"(주){core}", f"주식회사 {core}")) if script_of(name) == "ko" else core
    if world.under(0.3):
        return core
    forms = (
        "Co., Ltd.",
        "Co.,Ltd",
        "Company Limited",
        "Corp.",
        "Corporation",
        "Inc.",
        "INC.",
        "Incorporated",
        "Ltd.",
        "LTD.",
        "Limited",
        "Pvt Ltd",
    )
    return f"{core} {world.one(forms)}"


def truncated(world: World, name: str) -> str:
    core = bare(name)
    words = core.split()
    if is_east(core) and len(words) < 2:
        return core[: max(2, round(len(core) * world.chance.uniform(0.5, 0.8)))]
    if len(words) > 3 and world.under(0.25):
        words = [word for word in words if word.lower() not in ("and", "&", "of", "the", "de")]
    if len(words) > 3 and words[0].title() in _LATIN_CITIES and world.under(0.4):
        return " ".join(words[1:])
    if len(words) > 2:
        words = words[: max(2, round(len(words) * world.chance.uniform(0.45, 0.8)))]
    return " ".join(words)


def word_order(world: World, name: str) -> str:
    core, form = form_of(name)
    words = core.split()
    if len(words) < 2:
        return other_form(world, name)
    kind = world.chance.random()
    if kind < 0.4:
        words = words[-1:] + words[:-1]
    elif kind < 0.75:
        words = words[1:] + words[:1]
    else:
        world.chance.shuffle(words)
    text = " ".join(word.strip(",.") for word in words)
    return f"{text} {form}".strip() if world.under(0.4) else text


def abbreviated(world: World, name: str) -> str:
    words, done = name.split(), False
    for at, word in enumerate(words):
        known = _ABBREVIATIONS.get(word.strip(",.()").lower())
        if known and world.under(0.75):
            words[at], done = world.one(known), True
    return " ".join(words) if done else other_form(world, name)


def wrapped(world: World, name: str) -> str:
    script = script_of(name)
    if script in _BEHIND_EAST and is_east(name):
        return name + world.one(_BEHIND_EAST[script])
    text = world.one(_BEFORE) + name if world.under(0.42) else name + world.one(_BEHIND)
    return text.upper() if world.under(0.3) else text


def combined(world: World, name: str) -> str:
    text = world.one((truncated, abbreviated, other_form, word_order)[:3])(world, name)  # type: ignore[operator]
    return typo(world, other_form(world, text) if world.under(0.4) else text)


def pinyin(world: World, name: str) -> str:
    core = bare(name)
    syllables = [part.strip().capitalize() for part in lazy_pinyin(core) if part.strip()]
    words, at = [], 0
    while at < len(syllables):
        size = 2 if world.under(0.9) else 1
        words.append("".join(syllables[at : at + size]).capitalize())
        at += size
    return " ".join(words) + world.one((" Youxian Gongsi", " Co., Ltd.", " Co., Ltd.", ""))


def trad_simp(world: World, name: str) -> str:
    other = name.translate(_TO_TRADITIONAL)
    return other if other != name and world.under(0.5) else name.translate(_TO_SIMPLIFIED)


def cyrillic(world: World, name: str) -> str:
    text = latin_of(name)
    for latin, letter in _CYRILLIC:
        text = text.replace(latin, letter)
    return f"ООО «{text.title()}»"


def acronym(world: World, name: str) -> str:
    words = [
        word
        for word in re.findall(r"[A-Za-z0-9]+", bare(name))
        if word.lower() not in ("of", "and", "the", "de")
    ]
    letters = "".join(word[0] for word in words).upper()
    if len(letters) >= 3 and world.under(0.7):
        return letters
    return re.sub("[aeiou]", "", "".join(words))[: world.chance.randint(3, 4)].upper() or letters


def short_local(world: World, name: str) -> str:
    core = bare(name)
    for city in _CITIES:
        if core.startswith(city) and len(core) > len(city) + 2 and world.under(0.7):
            core = core[len(city) :]
            break
    for _ in range(3):
        for word in sorted(_EAST_GENERIC, key=len, reverse=True):
            if core.endswith(word) and len(core) > len(word) + 1 and world.under(0.8):
                core = core[: -len(word)]
                break
    return core if len(core) <= 6 else core[:4]


def renamed(world: World, name: str) -> str:
    """What was its name before: the same brand and another trade, or another name altogether."""
    words = bare(name).split()
    if len(words) < 2 or is_east(name):
        return (
            other_form(world, name + " Holdings")
            if world.under(0.3) and not is_east(name)
            else near(world, name, far=True)
        )
    kind = world.chance.random()
    if kind < 0.2:
        return other_form(world, " ".join(words[:-1]))
    if kind < 0.45:
        other = bare(world.chance.choice(world.companies)["name"]).split()
        return other_form(world, " ".join([*words[:-1], other[-1]]))
    if kind < 0.55:
        return other_form(
            world, " ".join([*words, world.one(("Holdings", "Group", "International", "Corporation"))])
        )
    return world.chance.choice(world.held_out)["name"]


_SISTERS = {
    "trading": "traders", "traders": "trading", "commercial": "commerce", "commerce": "commercial",
    "industries": "industrial", "industrial": "industries", "technology": "technical",
    "electric": "electronics", "electronics": "electric", "electronic": "electric", "chemical": "chemistry",
    "chemicals": "chemistry", "investment": "investors", "investments": "investors", "bancorp": "bank",
    "bank": "banking", "manufacturing": "manufacturers", "engineering": "engineers",
    "consulting": "consultants", "imports": "exports", "medical": "medicine", "financial": "finance",
    "finance": "financial", "construction": "constructors", "energy": "energetics", "motor": "motive",
}  # fmt: skip
"""Words of the trade that mean nearly the same and yet tell two firms apart."""


def _sister_name(words: list[str]) -> str:
    """The name with one word of the trade changed for its sister."""
    for at, word in enumerate(words[1:], 1):
        if other := _SISTERS.get(word.lower()):
            return " ".join(
                [*words[:at], other.upper() if word.isupper() else other.title(), *words[at + 1 :]]
            )
    return ""


def near(world: World, name: str, *, far: bool = False) -> str:  # noqa: PLR0911  # one for each way
    """Another company's name: one telling word, or two letters, are different."""
    if is_east(name):
        core = bare(name)
        free = [at for at, letter in enumerate(core) if _HAN.match(letter)]
        if len(free) < 2 or far:
            return world.chance.choice(world.held_out)["name"]
        at = world.chance.choice(free[:-1][:5])
        if world.under(0.2) and (alike := world.homophones.get(core[at])):
            return name.replace(core, core[:at] + world.one(alike) + core[at + 1 :])
        size = 2 if core[at + 1 : at + 2] and world.under(0.85) else 1
        new = "".join(world.one(world.letters["han"]) for _ in range(size))
        return name.replace(core, core[:at] + new + core[at + size :])
    words = name.split()
    if world.under(0.15) and (sister := _sister_name(words)):
        return sister
    places = [at for at, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not places or far:
        return world.chance.choice(world.held_out)["name"]
    at = places[0] if world.under(0.75) else world.chance.choice(places[:3])
    old = words[at]
    start = old[: 2 if world.under(0.6) else 1].lower()
    others = [
        word
        for word in world.words.get(start, ())
        if abs(len(word) - len(old)) <= 2 and word.lower() != old.lower()
    ]
    if not others:
        return world.chance.choice(world.held_out)["name"]
    new = world.one(others)
    words[at] = new.upper() if old.isupper() else new.title() if old[0].isupper() else new
    return " ".join(words)


def stranger(world: World) -> str:
    first, last = world.one(_FIRST).title(), world.one(_LAST).title()
    return world.one(
        (
            f"{first} {last} via LinkedIn",
            first,
            f"Invoice {world.chance.randint(1000, 99999)}",
            f"{first} {last}",
            f"{first}",
            "Order confirmation",
            f"{last}, {first}",
            "Customer Service",
        )
    )


# -- fields ---------------------------------------------------------------------------------------------


def person(world: World) -> str:
    if world.under(0.4):
        return world.one(_ROLES)
    return world.one(_FIRST) + world.one(("", ".", "_")) + world.one(_LAST)


def free(world: World, country: str) -> str:
    return f"{person(world)}@{world.one(_FREE_OF.get(country, _FREE) if world.under(0.75) else _FREE)}"


def relay(world: World) -> str:
    return f"buyer{world.chance.randint(0, 999999):06}@{world.one(_RELAYS)}"


def own_host(world: World, name: str, country: str) -> str:
    words = latin_of(name).split() or ["firm"]
    kind = world.chance.random()
    if kind < 0.35:
        label = "".join(words)[: world.chance.randint(8, 24)]
    elif kind < 0.6:
        label = words[0] + "".join(words[1:2])[: world.chance.randint(0, 8)]
    elif kind < 0.8 and len(words) > 1:
        label = f"{words[0]}-{words[1]}"
    else:
        label = words[0]
    return f"{label}.{world.one(_SUFFIXES.get(country, _SUFFIXES['']))}"


def phone(world: World, number: str) -> str:
    digits = number.lstrip("+")
    for code in sorted(_CALLING.values(), key=len, reverse=True):
        if code and digits.startswith(code):
            break
    kind = world.chance.random()
    if kind < 0.3:
        return f"00{digits}"
    if kind < 0.55:
        return f"+{digits[:2]} {digits[2:4]}-{digits[4:8]}-{digits[8:]}"
    if kind < 0.75:
        return f"Tel: +{digits[:2]}-{digits[2:4]}-{digits[4:8]}-{digits[8:]}" + (
            f" ext. {world.chance.randint(100, 999)}" if world.under(0.25) else ""
        )
    country_code = next(
        (
            size
            for start, size in (
                ("1", 1),
                ("7", 1),
                ("2", 3),
                ("35", 3),
                ("85", 3),
                ("88", 3),
                ("97", 3),
                ("96", 3),
            )
            if digits.startswith(start)
        ),
        2,
    )
    return f"0{digits[country_code:]}"


def new_phone(world: World, country: str) -> str:
    return "+" + _CALLING.get(country, "1201") + "".join(world.one(string.digits) for _ in range(7))


def code(world: World) -> str:
    head = world.one(("911101", "913101", "914401", "913205", "913301"))
    return head + "".join(world.one("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(12))


def site(world: World, domain: str) -> str:
    return world.one(("", "www.", "http://", "https://www.", "www.")) + domain


def fields_of_customer(world: World, row: Row, name: str) -> Row:
    domain, country, dice = row["domain"], row["country"], world.chance.random()
    if domain and dice < 0.545:
        email = f"{person(world)}@{domain}"
    elif domain and dice < 0.63:
        email = f"{person(world)}@{world.one('cn eu us mail sales'.split())}.{domain}"
    elif domain and dice < 0.665:
        ending = world.one(
            [
                end
                for end in ("cn", "eu", "com", "net", "org", "com.hk", "de")
                if not domain.endswith(f".{end}")
            ]
        )
        email = f"{person(world)}@{domain.split('.')[0]}.{ending}"
    elif dice < (0.715 if domain else 0.07):
        email = f"{person(world)}@{own_host(world, row['name'] if world.under(0.5) else name, country)}"
    elif dice < (0.775 if domain else 0.16):
        email = relay(world)
    else:
        email = free(world, country)
    number = row["phone"]
    dice = world.chance.random()
    told = ""
    if number and dice < 0.28:
        told = phone(world, number)
    elif number and dice < 0.365:
        told = phone(world, number[:-2] + f"{world.chance.randint(0, 99):02}")
    return {
        "country": country if world.under(0.82) else "",
        "email": email,
        "phone": told,
        "website": site(world, domain) if domain and world.under(0.22) else "",
        "credit_code": row["credit_code"] if world.under(0.28) else "",
    }


def fields_of_stranger(world: World, name: str, country: str, domain: str = "") -> Row:
    host = domain or own_host(world, name, country)
    dice = world.chance.random()
    if dice < 0.65:
        email = f"{person(world)}@{host}"
    elif dice < 0.72:
        email = relay(world)
    else:
        email = free(world, country)
    return {
        "country": country if world.under(0.78) else "",
        "email": email,
        "phone": phone(world, new_phone(world, country)) if world.under(0.31) else "",
        "website": site(world, host) if world.under(0.23) else "",
        "credit_code": code(world) if country == "CN" and world.under(0.12) else "",
    }


# -- queries --------------------------------------------------------------------------------------------

Asked = tuple[str, Row | None, str, Row]
"""The name, whose it is, the group where only that is known, and the fields."""


def of_customer(
    garble: Callable[[World, str], str], fits: Callable[[Row], bool] = lambda row: True
) -> Callable[[World, list[Row]], Asked | None]:
    def ask(world: World, master: list[Row]) -> Asked | None:
        row = world.chance.choice(master)
        if not fits(row):
            return None
        title = row["name_alt"] if row["name_alt"] and world.under(0.3) else row["name"]
        name = garble(world, title)
        return (name, row, "", fields_of_customer(world, row, name)) if name.strip() else None

    return ask


def _latin(row: Row) -> bool:
    return not is_east(row["name"])


def _chinese(row: Row) -> bool:
    return (
        bool(_HAN.search(row["name"]))
        and script_of(row["name"]) == "zh"
        and row["country"] in ("CN", "TW", "HK", "")
    )


def other_script(world: World, master: list[Row]) -> Asked | None:
    row = world.chance.choice(world.pairs)  # type: ignore[attr-defined]
    name = row["other"]
    if is_east(name) and script_of(name) == "zh" and world.under(0.55):
        name = short_local(world, name)
    elif is_east(name) and world.under(0.3):
        name = other_form(world, name)
    return name, row, "", fields_of_customer(world, row, name)


def local_known(world: World, master: list[Row]) -> Asked | None:
    row = world.chance.choice(world.known_pairs)  # type: ignore[attr-defined]
    name = other_form(world, row["name_alt"])
    return name, row, "", fields_of_customer(world, row, name)


def short_known(world: World, master: list[Row]) -> Asked | None:
    row = world.chance.choice(master)
    title = row["name_alt"] or row["name"]
    if not _HAN.search(title) or script_of(title) != "zh":
        return None
    name = short_local(world, title)
    return name, row, "", fields_of_customer(world, row, name)


def pinyin_of(world: World, master: list[Row]) -> Asked | None:
    row = world.chance.choice(master)
    if not _chinese(row):
        return None
    name = pinyin(world, row["name"])
    return name, row, "", fields_of_customer(world, row, name)


def branch(world: World, master: list[Row]) -> Asked | None:
    row = world.chance.choice(master)
    if is_east(row["name"]):
        return None
    words = bare(row["name"]).split()
    core = " ".join(words if len(words) < 3 or world.under(0.5) else words[: max(1, len(words) - 1)]).strip(
        " &,-"
    )
    ending, country, start = world.chance.choice(_BRANCHES)
    name = f"{start}{core} {ending}".strip()
    given = {"country": country if world.under(0.5) else "", "phone": "", "website": "", "credit_code": ""}
    dice = world.chance.random()
    if dice < 0.35 and row["domain"]:
        given["email"] = f"{person(world)}@{row['domain']}"
    elif dice < 0.7:
        given["email"] = f"{person(world)}@{own_host(world, name, country)}"
    else:
        given["email"] = free(world, country)
    return name, None, row["group_id"], given


def member(world: World, master: list[Row]) -> Asked | None:
    """One company of a group, by its own name."""
    row = world.chance.choice(world.branches)  # type: ignore[attr-defined]
    name = world.chance.choice((other_form, wrapped, typo, lambda world, name: name))(world, row["name"])
    return name, row, "", fields_of_customer(world, row, name)


def alias(world: World, master: list[Row]) -> Asked | None:
    row = world.chance.choice(master)
    dice = world.chance.random()
    if dice < 0.2:
        name = world.chance.choice(world.held_out)["name"]
    elif dice < 0.45:
        name = renamed(world, row["name"])
    elif dice < 0.7:
        name = truncated(world, row["name"])
    elif dice < 0.85:
        name = f"{truncated(world, row['name'])} {world.one(('Group', 'Laboratories', 'International', 'Services', 'Hotel', 'Industries'))}"
    else:
        name = other_form(world, row["name"])
    return name, row, "", fields_of_customer(world, row, name)


def absent(world: World, master: list[Row]) -> Asked | None:
    row = world.chance.choice(world.held_out)
    name = row["name_alt"] if row["name_alt"] and world.under(0.3) else row["name"]
    if is_east(name) and world.under(0.15):
        name = short_local(world, name)
    return name, None, "", fields_of_stranger(world, name, row["country"], row["domain"])


def absent_near(world: World, master: list[Row]) -> Asked | None:
    row = world.chance.choice(world.near_held_out)  # type: ignore[attr-defined]
    return row["name"], None, "", fields_of_stranger(world, row["name"], row["country"], row["domain"])


def near_made(world: World, master: list[Row]) -> Asked | None:
    row = world.chance.choice(master)
    if is_east(row["name"]):
        return None
    name = near(world, row["name"])
    country = row["country"] if world.under(0.65) else world.one(_COUNTRIES)
    return (
        (name, None, "", fields_of_stranger(world, name, country))
        if name.lower() != row["name"].lower()
        else None
    )


def near_made_east(world: World, master: list[Row]) -> Asked | None:
    row = world.chance.choice(master)
    if not _HAN.search(row["name"]) or script_of(row["name"]) not in ("zh", "ja"):
        return None
    name = near(world, row["name"])
    return (name, None, "", fields_of_stranger(world, name, row["country"])) if name != row["name"] else None


def homonym(world: World, master: list[Row]) -> Asked | None:
    row = world.chance.choice(master)
    if is_east(row["name"]):
        return None
    name = other_form(world, row["name"]) if world.under(0.6) else row["name"]
    country = world.one([other for other in _COUNTRIES if other != row["country"]])
    return name, None, "", fields_of_stranger(world, name, country)


def nobody(world: World, master: list[Row]) -> Asked | None:
    email = (
        free(world, "")
        if world.under(0.6)
        else f"noreply@{world.one(('linkedin.com', 'dhl.com', 'paypal.com', 'mailchimp.com', 'fedex.com', 'zoom.us'))}"
    )
    return (
        stranger(world),
        None,
        "",
        {"country": "", "email": email, "phone": "", "website": "", "credit_code": ""},
    )


CATEGORIES: Mapping[str, tuple[float, Callable[[World, list[Row]], Asked | None]]] = {
    "abbrev": (18, of_customer(abbreviated, _latin)),
    "absent": (65, absent),
    "absent_near": (28, absent_near),
    "acronym": (12, of_customer(acronym, _latin)),
    "alias": (43, alias),
    "alias_form": (13, of_customer(other_form)),
    "combo": (11, of_customer(combined, _latin)),
    "cross_script": (57, other_script),
    "cyrillic": (3, of_customer(cyrillic, lambda row: _latin(row) and len(row["name"]) < 26)),
    "former_name": (30, of_customer(renamed)),
    "homonym_other_country": (9, homonym),
    "legal_form": (28, of_customer(other_form)),
    "local_script_known": (11, local_known),
    "member_of_group": (8, member),
    "near_synth": (18, near_made),
    "near_synth_cjk": (8, near_made_east),
    "not_a_company": (8, nobody),
    "pinyin": (9, pinyin_of),
    "short_local_known": (11, short_known),
    "subsidiary_synth": (26, branch),
    "trad_simp": (7, of_customer(trad_simp, _chinese)),
    "truncated": (18, of_customer(truncated, lambda row: len(row["name"]) > 8)),
    "typo": (28, of_customer(typo)),
    "word_order": (14, of_customer(word_order, _latin)),
    "wrapped": (22, of_customer(wrapped)),
}
"""How many of 500 queries are of which category: as in the development queries; there are more companies of
groups, because teams have them.
"""


def queries(world: World, master: list[Row], count: int) -> Iterator[tuple[Row, Row]]:
    names = list(CATEGORIES)
    weights = [share for share, _ in CATEGORIES.values()]
    made = 0
    while made < count:
        category = world.chance.choices(names, weights)[0]
        asked = None
        for _ in range(400):
            if (asked := CATEGORIES[category][1](world, master)) is not None:
                break
        if asked is None or not asked[0].strip():
            continue
        made += 1
        name, row, group, given = asked
        number = f"MQ{made:05}"
        gold = {"query_id": number, "gold_id": row["customer_id"] if row else "", "gold_group": row["group_id"] if row else group,
                "category": category, "variant": "made up", "script": script_of(name), "source": ""}  # fmt: skip
        yield {"query_id": number, "name": name, **given}, gold


# -- the master -----------------------------------------------------------------------------------------


def made_up_name(world: World, name: str, other: str) -> str:
    """The trade of one name with a brand of pieces of others: words that many firms have stay as they are."""
    core, form = form_of(name)
    if is_east(name):
        tail = next((word for word in _EAST_TAILS if core.endswith(word) and len(core) > len(word)), "")
        city = next((word for word in _CITIES if core.startswith(word)), "") if world.under(0.5) else ""
        script = "kana" if _KANA.search(core) else "hangul" if _HANGUL.search(core) else "han"
        size = 2 if script == "han" else world.chance.randint(2, 5)
        brand = "".join(world.one(world.letters[script]) for _ in range(size + world.under(0.3)))
        second = world.one(_EAST_GENERIC[:-20]) if script == "han" and world.under(0.5) else ""
        core = f"{city}{brand}{second}{tail}"
        return f"{form}{core}" if form and name.startswith(form) else f"{core}{form}"
    words = [world.mixed(word, other) if world.is_rare(word) else word for word in core.split()]
    if not any(map(world.is_rare, core.split())):
        words[0] = world.mixed(words[0], other)
    return f"{' '.join(words)} {form}".strip()


def made_up_company(world: World, row: Row, other: Row, number: int) -> Row:
    made = made_up_name(world, row["name"], other["name"])
    country = row["country"]
    return {
        "customer_id": f"MX{number:06}", "group_id": f"MG{number:06}", "name": made, "name_alt": "", "country": country,
        "domain": own_host(world, made, country) if world.under(0.75) else "",
        "phone": new_phone(world, country) if world.under(0.5) else "",
        "credit_code": code(world) if country == "CN" and world.under(0.5) else "", "source": "made up", "domain_src": "synth",
    }  # fmt: skip


def grown(world: World, master: list[Row], size: int) -> Iterator[Row]:
    yield from master
    for number in range(max(0, size - len(master))):
        yield made_up_company(
            world, world.chance.choice(world.companies), world.chance.choice(world.companies), number
        )


def grown_by(companies: Sequence[Row], master: Sequence[Row], size: int, seed: int = 8) -> list[Row]:
    """A master of another size: real companies as far as there are, the master first, then made-up ones."""
    chance = random.Random(seed)
    world = World(chance, list(companies), [])
    known = {row["customer_id"] for row in master}
    others = [row for row in companies if row["customer_id"] not in known]
    return list(grown(world, [*master, *others][: max(size, len(master))], size))


def founded(world: World, companies: Sequence[Row]) -> Iterator[Row]:
    """Further companies of some groups, most of them under the group's domain."""
    for row in companies:
        if is_east(row["name"]) or not world.under(0.05):
            continue
        for ending, country, start in world.chance.sample(_BRANCHES, world.chance.randint(1, 3)):
            core = " ".join(bare(row["name"]).split()[:2]).strip(" &,-")
            yield {
                **row, "customer_id": f"{row['customer_id']}{country}", "name": f"{start}{core} {ending}".strip(), "name_alt": "",
                "country": country, "domain": row["domain"] if world.under(0.8) else "",
                "phone": new_phone(world, country) if world.under(0.5) else "", "credit_code": "",
            }  # fmt: skip


def split_pairs(world: World, companies: Sequence[Row]) -> list[Row]:
    """Of most pairs of names in two scripts the master keeps one, and the other is asked for."""
    kept, world.pairs, world.known_pairs = [], [], []  # type: ignore[attr-defined]
    for company in companies:
        row = dict(company)
        crossing = row["name_alt"] and is_east(row["name_alt"]) and not is_east(row["name"])
        if crossing and world.under(0.6):
            if world.under(0.25):
                row["other"], row["name"], row["name_alt"] = row["name"], row["name_alt"], ""
            else:
                row["other"], row["name_alt"] = row["name_alt"], ""
            world.pairs.append(row)  # type: ignore[attr-defined]
        elif crossing:
            world.known_pairs.append(row)  # type: ignore[attr-defined]
        kept.append(row)
    return kept


def close_calls(held_out: Sequence[Row], master: Sequence[Row]) -> list[Row]:
    """The held out whose name is nearly another's."""
    names = [row["name"].lower() for row in master]
    asked = [row["name"].lower() for row in held_out]
    best = process.cdist(asked, names, scorer=fuzz.ratio, score_cutoff=82, workers=-1).max(axis=1)
    return [row for row, score in zip(held_out, best, strict=True) if score >= 82]


def make(
    companies: Sequence[Row], size: int, count: int, seed: int = 5
) -> tuple[list[Row], list[Row], list[Row]]:
    """Master, queries and gold."""
    chance = random.Random(seed)
    shuffled = list(companies)
    chance.shuffle(shuffled)
    cut = len(shuffled) // 5
    world = World(chance, list(companies), shuffled[:cut])
    kept = split_pairs(world, shuffled[cut:])
    world.near_held_out = close_calls(world.held_out, kept)  # type: ignore[attr-defined]
    world.branches = list(founded(world, kept))  # type: ignore[attr-defined]
    master = list(grown(world, [*kept, *world.branches], size))  # type: ignore[attr-defined]
    pairs = list(queries(world, kept, count))
    return master, [query for query, _ in pairs], [gold for _, gold in pairs]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(path: Path, columns: Sequence[str], table: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(columns) + "\n")
        for row in table:
            file.write("\t".join(re.sub(r"[\t\n\r]", " ", row[column]) for column in columns) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--master", type=Path, required=True)
    parser.add_argument("--distractors", type=Path)
    parser.add_argument("--customers", type=int, default=25_000)
    parser.add_argument("--queries", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=5)
    chosen = parser.parse_args()
    companies = rows(chosen.master) + (rows(chosen.distractors) if chosen.distractors else [])
    master, asked, gold = make(companies, chosen.customers, chosen.queries, chosen.seed)
    chosen.out.mkdir(parents=True, exist_ok=True)
    write(chosen.out / "master.tsv", COLUMNS, master)
    write(chosen.out / "queries.tsv", ASKED, asked)
    write(chosen.out / "gold.tsv", GOLD, gold)
    print(f"{len(master)} customers, {len(asked)} queries in {chosen.out}")


if __name__ == "__main__":
    main()
