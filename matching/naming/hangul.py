"""How does Hangul read in Latin letters, as Korean firms write it?

Revised Romanisation, with what firms really do: the filling vowel of loanwords is left out (스톰 is storm,
not seutom), syllables of Sino-Korean names as they are mostly written (현 hyun, 영 young), and names of
Latin letters as these letters (케이씨 is KC).
"""

from __future__ import annotations

import re
from functools import cache

from matching.naming.tables import cells

_FIRST = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWEL = (
    *(
        "a",
        "ae",
        "ya",
        "yae",
        "eo",
        "e",
        "yeo",
        "ye",
        "o",
        "wa",
        "wae",
        "oe",
        "yo",
        "u",
        "wo",
        "we",
        "wi",
        "yu",
    ),
    *("eu", "ui", "i"),
)
_LAST = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t"),
    *("ng", "t", "t", "k", "t", "p", ""),
)
_MOVED = {1: "g", 7: "d", 8: "r", 17: "b", 19: "s", 22: "j", 23: "ch", 24: "k", 25: "t", 26: "p"}
"""A last consonant before a syllable that begins with a vowel: 삼일 keeps m, 독일 is dogil."""
_FILLING, _NO_FIRST, _NO_LAST, _L = 18, 11, 0, 8
_BASE, _END = 0xAC00, 0xD7A3
_AS_WRITTEN = cells(
    """
    현 hyun 영 young 성 sung 선 sun 정 jung 명 myung 경 kyung 우 woo 신 shin 광 kwang 기 ki 국 kook
    구 koo 문 moon 순 soon 훈 hoon 풍 poong 강 kang 길 kil 고 ko 공 kong 건 kun 천 chun 철 chul 덕 duk
    석 suk 박 park 이 i 최 choi 김 kim 유 yu 녹 nok 조 jo 운 woon 형 hyung 병 byung 희 hee 숙 sook
    춘 choon 룡 ryong 용 yong 연 yeon 원 won 월 wol 두 doo 무 moo 주 joo 수 soo 부 bu 금 kum 계 kye
    교 kyo 텍 tec 컴 com 넷 net 맥 mac 닉 nic 켐 chem 팜 pharm 젠 gen 랩 lab 닷 dot 웹 web 톡 talk
    웨이 way 텔 tel 셀 cell
    """
)
_LETTERS = cells(
    """
    에이 a 비 b 씨 c 시 c 디 d 이 e 에프 f 지 g 에이치 h 에이취 h 아이 i 제이 j 케이 k 엘 l 엠 m 엔 n
    오 o 피 p 큐 q 알 r 아르 r 에스 s 티 t 유 u 브이 v 더블유 w 더블류 w 엑스 x 와이 y 제트 z 앤 & 투 2
    """
)
_NAMES = "|".join(sorted(_LETTERS, key=len, reverse=True))
_SURE = "에이치|에이취|에프|제이|케이|엘|엠|엔|알|에스|브이|더블유|더블류|엑스|와이|씨|티|피|디"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A name of a letter; nothing but such; several at the beginning; several at the end."""
    several = f"^(?:(?:{_NAMES})*?(?:{_SURE})(?:{_NAMES})+|(?:{_SURE})(?:{_NAMES})*)"
    behind = f"(?<=..)(?:(?:{_SURE})(?:{_NAMES})+)$"
    texts = (_NAMES, f"(?:{_NAMES}){{2,}}", several, behind)
    name, only, head, tail = map(re.compile, texts)
    return name, only, head, tail


def latin(run: str) -> list[str]:
    """A run of Hangul as Latin words: the letters it spells before or behind, and the rest."""
    name, only, ahead, behind = _patterns()
    if only.fullmatch(run):
        return [_letters(run).replace("&", "")]
    head = ahead.match(run)
    if head and len(name.findall(head[0])) > 1:
        return [
            _letters(head[0]).replace("&", "n"),
            *([romanised(run[head.end() :])] if head.end() < len(run) else []),
        ]
    tail = behind.search(run)
    return [romanised(run[: tail.start()]), _letters(tail[0]).replace("&", "n")] if tail else [romanised(run)]


def _letters(run: str) -> str:
    return "".join(_LETTERS[name] for name in _patterns()[0].findall(run))


def romanised(run: str) -> str:
    out, before = [], _NO_LAST
    for at, letter in enumerate(run):
        first, vowel, last = _parts(letter)
        after = _parts(run[at + 1])[0] if at + 1 < len(run) else -1
        moves = after == _NO_FIRST and last in _MOVED
        written = _AS_WRITTEN.get(letter) if not moves and before not in _MOVED else None
        out.append(written or _syllable(first, vowel, last, before))
        if moves and not written:
            out[-1] = out[-1][: len(out[-1]) - len(_LAST[last])] + _MOVED[last]
        before = last
    return "".join(out)


def _parts(letter: str) -> tuple[int, int, int]:
    code = ord(letter) - _BASE
    if not 0 <= code <= _END - _BASE:
        return -1, -1, 0
    return code // 588, code % 588 // 28, code % 28


def _syllable(first: int, vowel: int, last: int, before: int) -> str:
    if first < 0:
        return ""
    opening = "l" if first == 5 and before == _L else _FIRST[first]
    if vowel == _FILLING and last == _NO_LAST and opening:
        return opening
    return opening + _VOWEL[vowel] + _LAST[last]
