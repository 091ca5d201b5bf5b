"""Which words are a company's name, and in which legal form?

A name ends with its form, or begins with one as in Russian, Arabic and Japanese; no sentence does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from parsers.late import late, late_small
from parsers.sender import legal_forms, positions

LONGEST = 100
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Company:
    name: str
    form: str
    """Its legal form as the table calls it, or empty."""
    country: str = ""
    """The one country that has this form, or empty."""


@dataclass(frozen=True, slots=True)
class _Form:
    name: str
    country: str


def company_in(text: str) -> Company | None:
    """The first company named in a piece of a line."""
    return next(iter(companies_in(text)), None)


@lru_cache(4096)
def companies_in(text: str) -> tuple[Company, ...]:
    """Companies of a piece of a line: `Victoria Sourcing Ltd 維多利亞採購有限公司` names two."""
    if len(text) > 3 * LONGEST or not _MAY.search(text):
        return ()
    if text.rstrip().endswith(("?", "!", "？", "！", "。")):
        return ()
    return tuple(_in_order(_unlabelled(text)))


def _in_order(text: str) -> Iterator[Company]:
    asian = [found for word in _asian_words(text) for found in _east_asian(word)]
    yield from asian
    rest = text
    for company in asian:
        rest = rest.replace(company.name, "  ")
    found = _western(rest.strip(_EDGES))
    if found is not None:
        yield found


_EDGES = " \t*_|,;:-–—>•·/"
_LABELLED = late(
    r"\s*(?:company(?: name)?|firma|empresa|société|şirket|компания|организация|公司|公司名称|单位|"
    r"单位名称|会社名?|"
    r"户名|شركة)\s*[:：]\s*|(?:for |pour |für )?(?:messrs\.?|m/s\.?)\s+",
    re.IGNORECASE,
)


def _unlabelled(text: str) -> str:
    return _LABELLED.sub("", text, count=1)


# -- East Asian --------------------------------------------------------------------------------------

_ROWS = [row.split("|") for row in legal_forms.EAST_ASIAN.split()]
_ASIAN = {name: _Form(name, "" if country == "-" else country) for name, country in _ROWS}
_ASIAN_FORM = late("|".join(re.escape(name) for name, _ in sorted(_ROWS, key=lambda row: -len(row[0]))))
_HAN = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af㈱㈜]")
_BRACKETS = str.maketrans("（）", "()")


def without(name: str, line: str) -> str:
    """The line without the firm, whose brackets may be wide in it."""
    plain = line.translate(_BRACKETS)
    return plain.replace(name, "  ") if name in plain else line


# What stands in a Chinese sentence, and not in a name.
_SENTENCE = late(
    r"[，。！？、；：,;!?]|我|你|您|请|是|的|在|和贵|贵司|贵公司|贵|我司|本公司|我们|該公司|该公司|您好|"
    r"弊社|御社|当社|"
    r"です|ます|から|との|の件|を|に"
)


def _asian_words(text: str) -> Iterator[str]:
    if _HAN.search(text):
        words = re.split(r"[\s|｜/]+", text)
        for before, word in zip(["", *words], words, strict=False):
            # `대한산업 주식회사`: a form may stand apart.
            yield f"{before} {word}" if word in _ASIAN and _HAN.search(before) else word


def _east_asian(word: str) -> Iterator[Company]:
    word = word.strip(_EDGES + "'“”\"【】《》『』「」").translate(_BRACKETS)
    forms = [*_ASIAN_FORM.finditer(word)]
    if not forms or len(word) > 40 or _SENTENCE.search(word):
        return
    first, last = forms[0], forms[-1]
    ahead = first.start() == 0 and len(word) > first.end() + 1
    end = len(word) if ahead or word[last.end() :].startswith("(") else last.end()
    name = word[:end]
    form = _ASIAN[(first if ahead else last)[0]]
    rest = len(name) - len(form.name)
    if rest < 2 or (form.name in _WEAK and rest < 3):
        return
    yield Company(name, form.name, form.country)


_WEAK = frozenset(
    {"公司", "厂", "集团", "集團", "分公司", "总公司", "工厂", "工廠", "商行", "研究所", "事务所", "事務所"}
)


# -- all others --------------------------------------------------------------------------------------


def _spelled(spelling: str) -> str:
    """`s a de c v` as a pattern that also takes `S.A. de C.V.` and `SA de CV`."""
    words = spelling.split()
    parts = [re.escape(word) + (r"[.,]{0,2}" if word[-1].isalnum() else "") for word in words]
    between = [r" ?" if len(a) == len(b) == 1 else r"[ -]?" for a, b in pairwise(words)]
    return "".join(part + gap for part, gap in zip(parts, [*between, ""], strict=True))


def _bare(form: str) -> str:
    return re.sub(r"[\s.,-]", "", form.casefold().replace("i̇", "i"))


def _table(rows: str) -> dict[str, _Form]:
    parts = (row.split("|") for row in rows.strip().split("\n"))
    return {
        _bare(spelling): _Form(name, "" if country == "-" else country)
        for name, country, spellings in parts
        for spelling in reversed(spellings.split(";"))
    }


def _spellings(rows: str) -> list[str]:
    found = [spelling for row in rows.strip().split("\n") for spelling in row.split("|")[2].split(";")]
    return sorted(set(found), key=lambda spelling: -len(spelling))


_BEHIND, _AHEAD = _table(legal_forms.BEHIND), _table(legal_forms.AHEAD)
_BEHIND_FORM = late(
    r"(?<=[\s.,)\"»&-])(?:" + "|".join(map(_spelled, _spellings(legal_forms.BEHIND))) + r")(?![\w&/])",
    re.IGNORECASE,
)
_AHEAD_FORM = late(
    r"(?:" + "|".join(map(_spelled, _spellings(legal_forms.AHEAD))) + r")[\s«\"“']{1,3}(?=\w)", re.IGNORECASE
)
# A cheap first look: the last or first letters of every form.
_MAY = late_small(
    r"[\u3400-\u9fff\uac00-\ud7af㈱㈜]|(?<![^\W_])(?:"
    + "|".join(
        sorted({
            re.escape(_bare(spelling)[:1]) + r"[./ ]?" + re.escape(_bare(spelling)[1:2])
            for spelling in (*_spellings(legal_forms.BEHIND), *_spellings(legal_forms.AHEAD))
            if len(_bare(spelling)) > 1
        })
    )
    + r"|\(p(?:vt|ty)?\) )",
)  # fmt: skip
_CONTACT = late_small(
    r"@|www\.|https?:|\b(?:tel|fax|phone|mobile|mob|e-?mail|add|address|iban|swift)\b\s?[.:：]|电话|手机|"
    r"传真|邮箱|地址",
)


def _western(text: str) -> Company | None:
    if not 4 <= len(text) <= 3 * LONGEST or _CONTACT.search(text):
        return None
    return _form_behind(text) or _form_ahead(text)


def _form_behind(text: str) -> Company | None:
    # The form goes to the end of its piece: of `Oy AB`, `Bright (HK) Co., Ltd.` the last.
    found = [
        form for form in _BEHIND_FORM.finditer(text) if _is_capital(form[0]) and not _is_postcode(text, form)
    ]
    if not found:
        return None
    last = _last_together(text, found)
    end = len(text[: last.end()].rstrip(", "))
    start = found[0].start()
    name = _without_title(text[:end], start)
    if not _is_name(name, name[: start - end]) or not _may_follow(text[end:], text[end:].strip(" ,.()")):
        return None
    form = _BEHIND.get(_bare(last[0])) or _Form("", "")
    return Company(name.strip(_EDGES), form.name, form.country)


def _last_together(text: str, found: list[re.Match[str]]) -> re.Match[str]:
    """The last of the forms that stand together, before the address that follows a comma."""
    last = found[0]
    for form in found[1:]:
        between = text[last.end() : form.start()].strip(" .")
        if len(between.strip(" .,()&")) > 12 or ", " in between:
            break
        last = form
    return last


def _may_follow(rest: str, after: str) -> bool:
    return not after or rest.lstrip(" .").startswith((",", "(", ";", ":", "-", "–")) or len(after) <= 25


def _is_postcode(text: str, form: re.Match[str]) -> bool:
    """`3511 AB Utrecht`, `Denver, CO 80202` are places."""
    if len(form[0].strip(" .,")) > 2:
        return False
    return text[: form.start()].rstrip()[-1:].isdigit() or text[form.end() :].lstrip()[:1].isdigit()


def _is_capital(form: str) -> bool:
    """`AG`, `Inc.`, `S.r.l.` and `s.r.o.` are forms; `as`, `a b`, `co` and `est` are words."""
    bare = re.sub(r"[\s.,]", "", form)
    if bare.casefold() == "est":  # a zone of time
        return form.rstrip().endswith(".") and form[:1].isupper()
    return len(bare) > 3 or form.count(".") >= 2 or bare[:1].isupper() or not bare.isascii()


def _without_title(name: str, start: int) -> str:
    """`Owner, Brightfix LLC` and `Jefe de Compras - Pampas S.R.L.` without the person's position."""
    for mark in (", ", " - ", " – ", ": "):
        head, found, tail = name[:start].partition(mark)
        if found and tail.strip() and (mark == ": " or positions.power_of(head)):
            return tail + name[start:]
    return name


_PROSE = late_small(
    r"\b(?:we|you|your|our|is|are|was|were|have|has|had|from|with|will|would|please|i|am|they|that|this|"
    r"which|bought|"
    r"buy|by|wir|sie|ist|sind|haben|von der|nous|vous|est|sont|avons|somos|estamos|nuestro|nossa|nosso|"
    r"temos|мы|"
    r"вы|наш[аеи]?|ваш[аеи]?|для|это|biz|bizim|sizin|için|ve biz)\b",
)


def _is_name(name: str, core: str) -> bool:
    """core: the name without its form."""
    words = name.split()
    bare = core.strip(" \"'«“(*")
    return (
        0 < len(name) <= LONGEST
        and len(words) <= _MOST_WORDS
        and any(map(str.isalpha, core))
        and len(core.strip(" .,&()")) >= 2
        and not _PROSE.search(core)
        and (not bare[:1].islower() or not core.isascii() or "." in core or _is_brand(core))
    )


def _is_brand(core: str) -> bool:
    """`eBay`, `nordlicht`: one or two words in small letters before an unmistakable form."""
    return len(core.split()) <= 2


def _form_ahead(text: str) -> Company | None:
    form = _AHEAD_FORM.match(text)
    if form is None or not _is_capital(form[0].strip(" «\"“'")):
        return None
    known = _AHEAD.get(_bare(form[0].strip(" «\"“'")))
    name = re.split(r"[,;،|]\s| [-–—] ", text, maxsplit=1)[0].strip(" .,")
    bare = form[0].strip(" «\"“'")
    if known is None or len(name.split()) > 10 or (len(bare) <= 3 and bare != bare.upper()):
        return None
    # `Société` and `شركة` speak of a firm by a common word; they count where nothing of a sentence follows.
    return None if _PROSE.search(name) else _with_form_behind(name, known)


def _with_form_behind(name: str, ahead: _Form) -> Company:
    behind = [form for form in _BEHIND_FORM.finditer(name) if _is_capital(form[0])]
    known = _BEHIND.get(_bare(behind[-1][0])) if behind else None
    return Company(name, (known or ahead).name, (known or ahead).country)


# -- without a form ------------------------------------------------------------------------------------

_TRADE = late_small(
    r"\b(?:trading|traders|group|industries|enterprises?|company|factory|international|imports?|exports?|"
    r"impex|"
    r"holdings?|brothers|bros|& sons|manufactur\w+|solutions|supply|supplies|corporación|comercial|"
    r"importadora|exportadora|distribuidora|distribution|handel|ticaret|sanayi|grupo|groupe|gruppe|завод|"
    r"компания|"
    r"works|tools|machinery|hardware|textiles?|garments?|electronics)$",
)
_DEPARTMENT = late_small(
    r"\b(?:department|dept|division|team|section|sales|purchasing|purchase|procurement|accounts|"
    r"abteilung|einkauf|"
    r"service|departamento|отдел|manager|director|officer|engineer|assistant|executive)\b",
)


def is_trade_name(text: str) -> bool:
    """`Bright Hardware Products Factory`: a name of the trade without legal form."""
    words = text.split()
    return (
        2 <= len(words) <= 7
        and len(text) <= 60
        and _TRADE.search(text) is not None
        and not _DEPARTMENT.search(text)
        and not _CONTACT.search(text)
        and not any(char.isdigit() for char in text)
        and all(
            word[0].isupper() or word in ("&", "and", "of", "de", "y", "e", "et", "und") for word in words
        )
    )


def countries_with(form: str) -> tuple[str, ...]:
    """The countries that share a legal form, where they are few enough to say something."""
    return legal_forms.SHARED.get(form, ())


@cache
def form_words() -> frozenset[str]:
    """Every spelling, bare: what a person's name never ends with."""
    return frozenset(_BEHIND) | frozenset(_AHEAD)
