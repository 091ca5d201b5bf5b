"""Which words of a body are the sender's own and new, which are history, and which are signature?

    lines | banner | quoted marks and reply headers | signature and disclaimer

Everything is decided line by line, in one pass each. Two rules stand above all others: words between quoted
lines are answers and stay, and nothing is ever cut down to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from model import Mail
from parsers.late import late
from parsers.text import answers, footers, history, html
from parsers.text.header_words import LONG, is_end_of_wrote, is_separator, is_weak_wrote, label
from parsers.text.signatures import is_answer, parted

_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Split:
    own: str
    quoted: str
    signature: str
    footer: str = ""


def split(body: str) -> Split:
    """The kinds of words in a plain body, hard spaces made soft. Own words are empty only if it is blank."""
    soft = body.replace("\r\n", "\n").replace("\xa0", " ").replace("&nbsp;", " ")
    soft = (
        _LEADING.sub("", soft) if soft[:1].isspace() else soft
    )  # ten thousands of empty lines hid the words
    lines = [line.rstrip() for line in _parted_lines(soft).split("\n")]
    kept = _own_lines(lines[:_MOST_LINES])
    said = parted([lines[n] for n in kept])
    places = set(kept)
    quoted = [line for n, line in enumerate(lines) if n not in places]
    own, signature = _mended(said.own, said.signature, kept, lines) if quoted else (said.own, said.signature)
    return Split(_text(own), _text(quoted), _text(signature), _text(said.footer))


_LEADING = late(r"\A(?:[^\S\n]*+\n)++")


def _mended(
    own: list[str], signature: list[str], kept: list[int], lines: list[str]
) -> tuple[list[str], list[str]]:
    """What the history around them says of the last own lines: an answer right below a quoted question is no
    signature, and an address alone above the history is one.
    """
    if not signature:
        if _ends_in_answer(own, kept, lines):
            return own, []
        bare = _without_address(own[: _start_of_bars(own)])
        return bare, own[len(bare) :]
    first = next((n for n, line in enumerate(signature) if line.strip()), 0)
    below = sum(1 for line in signature if line.strip()) <= _SHORT_ANSWER and len(own) + first < len(kept)
    if below and _is_right_below_quoted(kept[len(own) + first], kept[0], lines):
        return own + signature, []
    return own, signature


_SHORT_ANSWER = 2


def _ends_in_answer(own: list[str], kept: list[int], lines: list[str]) -> bool:
    """Do the last words stand right below a quoted line, as `yes` below `> When?`"""
    last = next((n for n in range(len(own) - 1, -1, -1) if own[n].strip()), None)
    return last is not None and last < len(kept) and _is_right_below_quoted(kept[last], kept[0], lines)


def _is_right_below_quoted(number: int, first: int, lines: list[str]) -> bool:
    above = next((n for n in range(number - 1, first, -1) if lines[n].strip()), None)
    return above is not None and _QUOTED.match(lines[above]) is not None and lines[number].rstrip() != "--"


def _without_address(own: list[str]) -> list[str]:
    """Foxmail signs with name or address of the account, alone in the last line above the history."""
    filled = [n for n in range(len(own) - 1, max(-1, len(own) - _LAST_LINES), -1) if own[n].strip()][:2]
    if len(filled) < 2 or filled[0] - filled[1] < _GAP:
        return own
    last = own[filled[0]].strip()
    far = filled[0] - filled[1] > _GAP
    is_name = far and _ONLY_NAME.fullmatch(last) is not None and not is_answer(last)
    return own[: filled[0]] if is_name or _ONLY_ADDRESS.fullmatch(last) else own


def _start_of_bars(own: list[str]) -> int:
    """NetEase's app frames name and address with bars, which stand alone in their lines."""
    last = range(max(1, len(own) - _LAST_LINES), len(own))
    bars = [n for n in last if own[n].strip() and not own[n].strip("| \t\xa0")]
    return bars[0] if len(bars) >= _FRAME else len(own)


_FRAME = 3
_GAP = 2
"""Lines from a line to the next paragraph; a name stands further below."""
_ONLY_NAME = late(r"[^\W\d_]{1,12}(?:[ .·-]{1,2}[^\W\d_]{1,12}){0,2}")
_ONLY_ADDRESS = late(r"<?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}>?")


def _parted_lines(body: str) -> str:
    """A separator behind words, as `Agreed.--- On Wed, Apr 4, 2012, anna@x wrote:`, gets its own line."""
    if "-----BEGIN PGP" in body:
        unsealed = _SEALED.sub("", body)
        body = body if unsealed.isspace() or not unsealed else unsealed  # nothing but a signature: keep it
    top = body[:_TOP]
    if " On " in top:
        top = _HEADER_BEHIND_WORDS.sub(r"\n\1", top)
    if "-- On " in top or "-----Ori" in top:
        top = _BEHIND_WORDS.sub(r"\1\n\2", top)
    return top + body[_TOP:]


_TOP = 20_000
"""Characters within which a separator behind words is looked for."""


_SEALED = late(
    r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash:[^\n]{0,80}\n){0,3}|"
    r"^-----BEGIN PGP SIGNATURE-----\n(?:[^\n-][^\n]{0,200}\n|\n){0,80}-----END PGP SIGNATURE-----",
    re.MULTILINE,
)
_HEADER_BEHIND_WORDS = late(
    r" (?<=[\w.!?,;)] )(On (?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[^\n]{2,80}\d{4}|"
    r"\d{1,4}[-/. ][^\n]{3,40}\d{1,4})"
    r"[^\n]{3,160}wrote:)[ \t]*$",
    re.MULTILINE,
)
"""`We agree On Wed, Apr 4, 2012 at 3:59 PM, anna@x wrote:`"""
_BEHIND_WORDS = late(
    r"^([^\n>-][^\n]{0,300}?)(-{2,40} On [^\n]{1,200}wrote:|-{5,40}Original Message-{5,40})[ \t]*$",
    re.MULTILINE,
)


def words_of(mail: Mail) -> Split:
    """By the plain text; by the HTML where the text shows no history and the HTML does."""
    by_text = split(mail.text)
    if by_text.quoted:
        return _with_coloured(by_text, mail)
    return (_by_marks(mail) or _by_its_text(mail) or by_text) if mail.html else by_text


def _by_marks(mail: Mail) -> Split | None:
    if not html.marked(mail.html):
        return None
    marks = html.split(mail.html)
    if not marks.own.strip() or not (marks.quoted.strip() or marks.signature.strip()):
        return None
    own = split(marks.own)
    return Split(
        own.own,
        _joined(own.quoted, marks.quoted),
        _joined(own.signature, marks.signature),
        own.footer,
    )


def _by_its_text(mail: Mail) -> Split | None:
    """No known marks: the text that a reader of the HTML sees, where it holds more than the plain part."""
    if len(mail.html) < _LONGER * len(mail.text) or not html.may_quote(mail.html):
        return None
    shown = html.to_text(mail.html)
    found = split(shown) if len(shown) > len(mail.text) + 40 else None
    return found if found is not None and found.quoted and found.own.strip() else None


_LONGER = 2
"""Tags alone double the length of a text; where they do not, the HTML says no more than the plain part."""


def _with_coloured(by_text: Split, mail: Mail) -> Split:
    """`See my answers in red below`: they stand in the history, and only the HTML tells them from it."""
    if not mail.html or not answers.announced(by_text.own):
        return by_text
    coloured = html.coloured(mail.html)
    new = [line for line in coloured if line not in by_text.own]
    return Split(_joined(by_text.own, "\n".join(new)), by_text.quoted, by_text.signature, by_text.footer)


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _text(lines: Sequence[str]) -> str:
    text = "\n".join(lines).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text) if "\n\n\n" in text else text


# -- history -----------------------------------------------------------------------------------------

_QUOTED = late(r"\s{0,3}(?:>|＞|&gt;)")
# Marks of direction and zero width, which are not seen but stand before labels and behind colons.
_UNSEEN = late(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]|&nbsp;?")


def _own_lines(lines: list[str]) -> list[int]:
    """Numbers of the lines that are the sender's; all of them where nothing would be left."""
    seen = _seen(lines)
    if not any(map(history.says_something, seen)):
        return list(range(len(lines)))
    banner = _banner_end(seen)
    arrows = _arrows(seen)
    marks = history.marks(seen, arrows, banner)
    hidden = arrows.union(*(range(mark.start, mark.end) for mark in marks))
    rest = [n for n in range(len(lines)) if n not in hidden]
    above = _above_history(seen, marks, rest, banner)
    if _say_something(seen, [n for n in above if n >= banner]):
        return above
    return rest if _say_something(seen, rest) else [*range(len(lines))]


def _say_something(seen: list[str], numbers: list[int]) -> bool:
    return any(history.says_something(seen[n]) for n in numbers)


def _seen(lines: list[str]) -> list[str]:
    """The lines without what no reader sees."""
    return [line if line.isascii() and "&" not in line else _shown(line[:LONG]) for line in lines]


def _shown(line: str) -> str:
    shown = _UNSEEN.sub("", line)
    return shown.replace("﹕", "：") if "﹕" in shown else shown  # the colon of Taiwan's programs


def _above_history(seen: list[str], marks: list[history.Mark], rest: list[int], banner: int) -> list[int]:
    cut = _first_cut(seen, marks, [n for n in rest if n >= banner])
    kept = [n for n in rest if n < cut]
    return kept + _answers(seen, kept, cut, rest)


def _first_cut(seen: list[str], marks: list[history.Mark], said: list[int]) -> int:
    """The first mark with own words above it: a mail that begins with one is a forward or answers below."""
    words = next((n for n in said if history.says_something(seen[n])), len(seen))
    return next((mark.start for mark in marks if mark.below and mark.start > words), len(seen))


def _answers(seen: list[str], kept: list[int], cut: int, said: list[int]) -> list[int]:
    """`See below`: then the lines below that carry a mark of their own, as `[Anna] 500 pcs`, are answers."""
    if cut >= len(seen) or not answers.announced("\n".join(seen[n] for n in kept[-_LAST_LINES:])):
        return []
    return [n for n in said if n >= cut and answers.is_marked(seen[n])]


_LAST_LINES = 20

# -- quoted with `>` -----------------------------------------------------------------------------------

_AMOUNT = late(r"\s{0,3}>\s?=?\s?(?!\d{1,2}[.)、．）]\s?\D)[\d$€¥£]")
"""`> 500 pcs`, and no `> 2. Do you need CE?`, which is a question of ours that is answered below."""


def _arrows(seen: list[str]) -> set[int]:
    """Lines quoted by `>`, with the ends of lines that a program wrapped without quoting them again."""
    arrows = {
        n for n, line in enumerate(seen) if (">" in line or "＞" in line or "&" in line) and _is_quoted(line)
    }
    arrows |= _oddly_marked(seen)
    if not arrows:
        return arrows
    arrows -= _quoted_header(seen, arrows)
    if arrows and all(_AMOUNT.match(seen[n]) for n in arrows) and not _under_header(seen, min(arrows)):
        return set()  # `> 500 pcs: 4.20 USD`
    escaped = {n for n in arrows if seen[n].startswith(">From ") and not {n - 1, n + 1} & arrows}
    return (arrows - escaped) | {n + 1 for n in arrows if _is_wrapped(seen, n, arrows)}


_ODD_MARK = late(r"\s?(?:[A-ZА-ЯЁ]{1,4}>{1,3}|\|)(?:\s|$)")


def _oddly_marked(seen: list[str]) -> set[int]:
    """The Bat quotes with the initials of the writer, `LW> Which port?`, others with bars; below a line that
    says who wrote.
    """
    found = [n for n, line in enumerate(seen) if (">" in line or "|" in line) and _ODD_MARK.match(line)]
    if not found or _under_header(seen, found[0]):
        return set(found)
    marks = {seen[n].split(">")[0].strip() for n in found}
    return set(found) if len(found) > 1 and len(marks) == 1 and "|" not in seen[found[0]] else set()


def _quoted_header(seen: list[str], arrows: set[int]) -> set[int]:
    """Orange's web mail quotes the header alone; the old words stand below it without `>`."""
    first = min(arrows)
    last = first
    while last + 1 in arrows and last - first < _MOST_HEADER:
        last += 1
    if last - first < _LEAST_HEADER or any(n > last for n in arrows):
        return set()
    kinds = [label(seen[n])[0] for n in range(first, last + 1) if seen[n].strip(" >")]
    is_header = {"from", "to"} <= set(kinds) and "" not in kinds[1:]
    below = any(map(history.says_something, seen[last + 1 : last + _MOST_HEADER]))
    return set(range(first, last + 1)) if is_header and below else set()


_LEAST_HEADER, _MOST_HEADER = 3, 10


def _is_quoted(line: str) -> bool:
    return _QUOTED.match(line) is not None and not _is_framed(line)


def _is_framed(line: str) -> bool:
    """`>>> www.firma.example <<<` and `> wrote:`, which ends a header."""
    if line.endswith("<<"):
        return line.startswith(">>")
    if line.endswith(">>>"):
        return is_separator(line)
    return line.endswith((":", "：")) and is_end_of_wrote(line)


def _under_header(seen: list[str], first: int) -> bool:
    above = (line for line in reversed(seen[max(0, first - 3) : first]) if line.strip())
    return is_weak_wrote(next(above, ""))


def _is_wrapped(seen: list[str], number: int, arrows: set[int]) -> bool:
    """The rest of a long quoted line stands unquoted between it and the next quoted one."""
    if number + 1 in arrows or number + 2 not in arrows:
        return False
    rest = seen[number + 1]
    if _ONLY_LINK.fullmatch(rest):
        return True
    return len(seen[number]) >= _WIDE and 0 < len(rest) < _WIDE // 2 and rest[:1].islower()


_WIDE = 68
_ONLY_LINK = late(r"[\s(<\[]{0,6}https?://[^\s<>]{1,300}[\s)>\]]{0,6}")

# -- banner ----------------------------------------------------------------------------------------------

_MOST_BANNER = 4


def _banner_end(seen: list[str]) -> int:
    """Lines that a gateway put on top are no words above the history; `parted` makes them footer."""
    first = next((n for n, line in enumerate(seen) if line.strip()), 0)
    end = first
    while end < min(first + _MOST_BANNER, len(seen)) and seen[end].strip() and footers.is_banner(seen[end]):
        end += 1
    return end if end > first else 0
