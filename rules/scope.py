"""Does the sender mean it, of herself and now? Denied, imagined, past and closed, or said of somebody else: no tag.

Cues per language stand here, once for all rules. They are looked for near the hit and inside its clause, never inside
the words that the rule itself asked for ("cannot wait" is urgent, not denied).
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rules.sentences import Span, clause_end, clause_start

_BEFORE = 48
"""A denial reaches this far over the words after it."""
_BEFORE_HAN = 10
_AFTER = 36

_NO_DENIAL = re.compile(
    r"\bnot (?:only|just|yet|sure|until|even|later than|more than|possible to know)\b|\bdo(?:es)?(?: not|n't) (?:hesitate|forget|understand|know|see)\b"
    r"|\bwhy (?:not|do you not|don't (?:you|we))\b|\bno (?:doubt|later|more than|matter|wonder|idea)\b|\b(?:can|could|would|will)(?:n't| not) you\b"
    r"|\b(?:can|could|will|would|do|are|is) (?:you|we|it) not\b|\bor not\b|\bif not\b|\bno\. ?\d|\bif you (?:can ?not|can't|do not|don't|are not)\b"
    r"|不但|不仅|不光|不只|能不能|可不可以|可否|是不是|要不要|会不会|有没有|行不行|好不好|不知|不好意思|不得不|差不多|不过|不如"
    r"|对不起|不一样|没问题吧|无论|不管|不然|不明白|不理解|不晓得|不错|想不通|别的|别家|区别|特别|别人|级别|个别|识别|类别|没关系|未来|无锡|非常|除非|非洲|免费|免税|没准"
)
_DENIED = re.compile(
    r"\b(?:not|no|never|neither|nor|nobody|no one|none|nothing|without|cannot|hardly|refuse[sd]?|stop(?:ped)?|instead of|rather than|skip)\b"
    r"|n't\b|\bno need\b|\bfree of\b|\bfar from\b"
    r"|\b(?:nicht|kein\w*|ohne|sin|nunca|ningun\w*|tampoco)\b"
)
_DENIED_HAN = re.compile(r"不|没|无|别|勿|未|非|免|甭|停止|取消|跳过|用不着")
_DENIED_AFTER = re.compile(
    r"^[^,;]{0,24}?\b(?:(?:is|are|was|were|will be|am|it's|that's)(?: really| at all)? (?:not|no)\b|isn't|aren't|wasn't|not (?:needed|required|necessary|wanted)"
    r"|(?:is|are) (?:unnecessary|superfluous)|can wait|no longer)"
)
_DENIED_AFTER_HAN = re.compile(
    r"^[^,;]{0,6}?(?:就?不用|不需要|不必|没必要|就?免了|不是问题|没问题|不要了|不着急|就算了|先不)"
)
_IMAGINED = re.compile(
    r"\bif (?:(?:we|i|you|they|there|it|anything|something|goods|one day|our \w+|my \w+) )?(?:is|are|was|were|should|had|have|ever|need|needs|want|require|find|see|get|goods|some|any|one)\b[^,;]*$"
    r"|\bif (?:we|i|they|there)(?: (?:ever|also|then|still|really))*\s*$|\bif (?:we|i) (?:ever|one day|some ?day)\b|\b(?:in case|in the event|should (?:we|i|there|you ever)|suppose|supposing|imagine|hypothetically"
    r"|what (?:happens|if)|one day|some ?day|for example if)\b"
)
_IMAGINED_HAN = re.compile(
    r"(?:如果|要是|假如|倘若|假设|若)(?:以后|将来|今后|哪天|日后|我们)?(?:再|需要|要|有|出现|发生|发现|存在|产品|货物|货|收到)[^,;]{0,8}$"
    r"|万一|如有|如需|若有|若需|一旦|假设|假如|打个比方|(?:将来|以后)有(?:需要|机会)"
)
_CLOSED = re.compile(
    r"\b(?:years? ago|months? ago|long ago|no longer|not any ?more|any ?more|used to|in the past|back then|at that time|in the old days|back in (?:19|20)\d\d"
    r"|(?:is|are|was|were|been|got|now|already|all) (?:now |already |fully |all )?(?:solved|settled|resolved|sorted|closed|fixed|cleared|forgotten|clarified))\b"
    r"|\b(?:in|since|until) 20[01]\d\b"
)
_CLOSED_HAN = re.compile(
    r"(?:已经?|都|早就?|全部?)(?:\S{0,3})?(?:解决|处理好|处理完|搞定|了结|结案|补齐|补发|修好)|解决了|处理好了|结案|多年前|[几两三四五六七八九十\d]+年前|很久以前|早些年|曾经|当年"
)
_OTHERS = re.compile(
    r"\b(?:a friend|my friend|friends? of (?:mine|ours)|my neighbou?r|our neighbou?r|another customer of yours|other (?:people|companies) (?:say|complain))\b"
    r"|\b(?:he|she|they) (?:always )?(?:complain|say)s? (?:about|to) (?:them|him|her|another)\b"
)
_OTHERS_HAN = re.compile(r"我?朋友(?:的)?(?:公司|那边|他们|说|的)|邻居|听说别人|别人家?的客户")


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a rule in a sentence: the whole stretch, and the words it was made of."""

    start: int
    end: int
    words: tuple[Span, ...]
    because: str = ""


def cancelled(sentence: str, found: Found) -> str:
    """Why this is no signal after all, in words for the admin; empty where it is one. Offsets count in the sentence."""
    return next((reason for reason, holds in _CHECKS if holds(sentence, found)), "")


def _is_denied(sentence: str, found: Found) -> bool:
    plain = _NO_DENIAL.sub(_blank, sentence)
    begin = clause_start(sentence, found.start)
    before = plain[max(begin, found.start - _BEFORE) : found.start]
    gaps = [before, *_gaps(plain, found.words)]
    near = [plain[max(begin, found.start - _BEFORE_HAN) : found.start], *gaps[1:]]
    return (
        _any(_DENIED, gaps)
        or _any(_DENIED_HAN, near)
        or _is_denied_after(plain[found.end : min(clause_end(sentence, found.end), found.end + _AFTER)])
    )


def _is_denied_after(rest: str) -> bool:
    return bool(_DENIED_AFTER.search(rest) or _DENIED_AFTER_HAN.search(rest))


def _gaps(sentence: str, words: Sequence[Span]) -> list[str]:
    return [sentence[left[1] : right[0]] for left, right in pairwise(sorted(words))]


def _is_imagined(sentence: str, found: Found) -> bool:
    before = sentence[clause_start(sentence, found.start) : found.start]
    opening = sentence[found.start : found.words[0][1]]  # 如果需要样品: the rule's own 需要 completes the cue
    return bool(_IMAGINED.search(before) or _IMAGINED_HAN.search(before + opening))


def _is_closed(sentence: str, found: Found) -> bool:
    rest = _without(sentence, found.words)
    return bool(_CLOSED.search(rest) or _CLOSED_HAN.search(rest))


def _is_about_others(sentence: str, found: Found) -> bool:
    rest = _without(sentence, found.words)
    return bool(_OTHERS.search(rest) or _OTHERS_HAN.search(rest))


def _without(sentence: str, words: Iterable[Span]) -> str:
    """The sentence with the rule's own words blanked, so that they cannot cancel themselves."""
    for start, end in words:
        sentence = sentence[:start] + "_" * (end - start) + sentence[end:]
    return sentence


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found[0])


def _any(cue: re.Pattern[str], texts: Iterable[str]) -> bool:
    return any(cue.search(text) for text in texts)


_CHECKS: tuple[tuple[str, Callable[[str, Found], bool]], ...] = (
    ("denied", _is_denied),
    ("only imagined", _is_imagined),
    ("past and closed", _is_closed),
    ("said of somebody else", _is_about_others),
)
