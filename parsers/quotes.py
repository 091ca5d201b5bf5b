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
from parsers import html
from parsers.signatures import LONG as _LONG
from parsers.signatures import parted, says_something

_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Split:
    own: str
    quoted: str
    signature: str
    footer: str = ""


def split(body: str) -> Split:
    """The three kinds of words in a plain body. Own words are empty only where the body is blank."""
    lines = [line.rstrip() for line in body.replace("\r\n", "\n").split("\n")]
    kept = _own_lines(lines[:_MOST_LINES])
    said = parted([lines[n] for n in kept])
    places = set(kept)
    quoted = [line for n, line in enumerate(lines) if n not in places]
    return Split(_text(said.own), _text(quoted), _text(said.signature), _text(said.footer))


def words_of(mail: Mail) -> Split:
    """By the plain text; by the marks in the HTML where the text shows no history and the HTML does."""
    by_text = split(mail.text)
    if by_text.quoted or not html.marked(mail.html):
        return by_text
    marks = html.split(mail.html)
    if not marks.own.strip() or not (marks.quoted.strip() or marks.signature.strip()):
        return by_text
    own = split(marks.own)
    return Split(
        own.own,
        _joined(own.quoted, marks.quoted),
        _joined(own.signature, marks.signature),
        own.footer,
    )


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _text(lines: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


# -- history -----------------------------------------------------------------------------------------

_QUOTED = re.compile(r"\s{0,3}(?:>|＞|&gt;)")
_RULE = re.compile(r"[\s>*]{0,5}[-_=—–─*]{2,}")
_SEPARATOR_WORDS = re.compile(
    r"original\s+(?:message|mail|e-?mail|appointment)|forwarded\s+(?:message|mail|by|e-?mail)|"
    r"replied message|原始邮件|原邮件|转发邮件|"
    r"转发的邮件|回复的原邮件|原始郵件|轉寄郵件|轉寄的郵件|原始信件|original\b|元のメッセージ|"
    r"元のメール|転送メッセージ|転送メール|オリジナルメッセージ|"
    r"urspr(?:ü|ue)ngliche (?:nachricht|mail)|originalnachricht|weitergeleitete (?:nachricht|mail)|"
    r"mensaje (?:original|reenviado)|mensagem (?:original|encaminhada)|message (?:d['’]origine|"
    r"original|transféré)|"
    r"messaggio (?:originale|inoltrato)|исходное сообщение|пересылаемое сообщение|пересланное сообщение|"
    r"перенаправленное сообщение|ursprungligt meddelande|oorspronkelijk bericht|"
    r"الرسالة الأصلية|رسالة معاد توجيهها|orijinal (?:mesaj|ileti)|özgün (?:ileti|mesaj)|"
    r"iletilen (?:mesaj|ileti)",
    re.IGNORECASE,
)
_FORWARD_LINE = re.compile(
    r"\s*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|"
    r"début du (?:message|courriel|e-mail) "
    r"(?:réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato|"
    r"início da mensagem (?:encaminhada|reencaminhada)|"
    r"下面是被转发的邮件|以下是转发邮件|転送されたメッセージ|начало переадресованного сообщения|"
    r"bắt đầu thư được chuyển tiếp)\s*[:：]?\s*",
    re.IGNORECASE,
)

_LABELS = {
    "from": "from|发件人|发送人|寄件者|寄件人|寄件人員|差出人|送信者|von|de|da|от|от кого|van|från|"
    "من|kimden|gönderen|od|보낸 사람",
    "date": "sent|date|发送时间|发送日期|日期|时间|寄件日期|傳送時間|日期時間|送信日時|送信日|日付|"
    "日時|gesendet|datum|gesendet am|"
    "enviado|enviado el|enviado em|fecha|data|envoyé|envoyé le|inviato|отправлено|дата|когда|"
    "verzonden|skickat|"
    "التاريخ|تاريخ الإرسال|أرسلت|gönderildi|gönderme tarihi|tarih|wysłano|보낸 날짜",
    "to": "to|收件人|收件者|收信人|宛先|an|para|à|a|кому|aan|till|إلى|الى|kime|alıcı|do|받는 사람",
    "cc": "cc|抄送|抄送人|副本|kopie|копия|نسخة|bilgi",
    "subject": "subject|主题|主題|件名|betreff|asunto|assunto|objet|oggetto|тема|onderwerp|ämne|"
    "الموضوع|konu|temat|제목",
    "reply-to": "reply-to|回复|antwort an",
}
_LABEL_OF = {word.replace(" ", ""): kind for kind, words in _LABELS.items() for word in words.split("|")}
# Alibaba mail pads short labels (主 题), Foxmail and QQ use the full-width colon, Outlook bold stars.
_HEADER = re.compile(r"[\s>*]{0,6}([^\W\d_][\w\s-]{0,24}?)[*\s]{0,4}[:：][*\s]{0,3}(.*)$")

_WROTE_END = re.compile(
    r"(?:wrote|writes|写道|寫道|写到|写的?|寫到|のメール|書きました|さんは書きました|"
    r"schrieb[^:]{0,120}|a écrit|escribió|escribi&oacute;|"
    r"escreveu|ha scritto|пишет|писал(?:а|\(а\))?|написал(?:а|\(а\))?|كتب(?:ت)?[^:]{0,120}|"
    r"şunları yazdı|yazdı|schreef[^:]{0,120}|skrev[^:]{0,120}|"
    r"napisał(?:\(a\)|a)?|님이 작성)\s{0,3}[:：]{1,2}\s*[*\"]?\s*$",
    re.IGNORECASE,
)
# Yandex, mail.ru, Gmail in Russian: `25.01.2024, 12:00, "Anna" <anna@x>:`, a day or time before the address.
_DATE_ADDRESS = re.compile(
    r"[^<>]{0,100}(?:\d{1,4}[./年-]\s?\d{1,2}|\d{1,2}:\d{2})[^<>]{0,100}<[^<>@\s]{1,64}@[^<>\s]{1,190}>\s*[:：]\s*$"
)
_FACTS = re.compile(r"\d{1,2}[:.h時点]\d{2}|\d{4}|@")

_COLONS = frozenset(":：")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line where history begins; `below` says that all that follows is history."""

    start: int
    end: int
    below: bool


def _own_lines(lines: list[str]) -> list[int]:
    """Numbers of the lines that are the sender's; all of them where nothing would be left."""
    banner = _banner_end(lines)
    marks = _marks(lines)
    without_arrows = [n for n, line in enumerate(lines) if not _QUOTED.match(line)]
    hidden = {n for mark in marks for n in range(mark.start, mark.end)}
    rest = [n for n in without_arrows if n not in hidden]
    said = [n for n in rest if n >= banner]
    cut = _first_cut(lines, marks, said)
    kept = [n for n in said if n < cut]
    if any(says_something(lines[n]) for n in kept):
        return kept
    for candidate in (rest, without_arrows):
        if any(says_something(lines[n]) for n in candidate):
            return candidate
    return list(range(len(lines)))


def _first_cut(lines: list[str], marks: list[_Mark], said: list[int]) -> int:
    """The first mark with own words above it: a mail that begins with one is a forward or answers below."""
    words = next((n for n in said if says_something(lines[n])), len(lines))
    return next((mark.start for mark in marks if mark.below and mark.start > words), len(lines))


def _marks(lines: list[str]) -> list[_Mark]:
    found: list[_Mark] = []
    labelled = {n for n, line in enumerate(lines) if ":" in line or "：" in line}
    # A reply header is wrapped over up to four lines; most lines are further from any colon.
    leading = {above for n in labelled for above in range(n - 3, n + 1)}
    number = 0
    while number < len(lines):
        mark = _mark_at(lines, number, number in labelled, number in leading)
        if mark is not None:
            found.append(mark)
        number = mark.end if mark is not None else number + 1
    return found


def _mark_at(lines: list[str], number: int, labelled: bool, leading: bool) -> _Mark | None:
    """`labelled`: there is a colon in the line; `leading`: in it or in the next three."""
    line = lines[number][:_LONG]
    if not line.strip():
        return None
    if _is_separator(line):
        return _Mark(number, _after_headers(lines, number + 1), True)
    if labelled and _is_header_block(lines, number):
        return _Mark(_from_rule(lines, number), _after_headers(lines, number), True)
    end = _wrote_end(lines, number) if leading else 0
    return _Mark(number, end, not _quote_follows(lines, end)) if end else None


def _is_separator(line: str) -> bool:
    if len(line) > 120:
        return False
    if _FORWARD_LINE.fullmatch(line):
        return True
    return _RULE.match(line) is not None and _SEPARATOR_WORDS.search(line) is not None


def _is_header_block(lines: list[str], number: int) -> bool:
    """From (or a date, as Lotus writes it) and two more labels of a mail header within the next lines."""
    first = _label(lines[number])
    if first not in ("from", "date"):
        return False
    kinds = {kind for kind in map(_label, lines[number + 1 : number + 8]) if kind}
    near = any(map(_label, [line for line in lines[number + 1 : number + 5] if line.strip()][:2]))
    return (
        near and len(kinds | {first}) >= 3 and "from" in kinds | {first} and bool(kinds - {first, "reply-to"})
    )


def _label(line: str) -> str:
    found = _HEADER.match(line[:_LONG])
    if found is None or not found[2].strip():
        return ""
    return _LABEL_OF.get("".join(found[1].split()).lower(), "")


def _from_rule(lines: list[str], number: int) -> int:
    """Outlook's underscores above the header belong to it."""
    above = number - 1
    while above > 0 and not lines[above].strip() and number - above < 3:
        above -= 1
    is_rule = above >= 0 and re.fullmatch(r"\s*[_=*-]{5,}\s*", lines[above][:_LONG]) is not None
    return above if is_rule else number


def _after_headers(lines: list[str], number: int) -> int:
    end = number
    for place in range(number, min(number + 14, len(lines))):
        if _label(lines[place]):
            end = place + 1
        elif lines[place].strip() and place > end + 1:
            break
    return max(end, number)


def _wrote_end(lines: list[str], number: int) -> int:
    """The line after an `On Monday, Anna wrote:`, wrapped over up to four lines; 0 where it is none."""
    first = lines[number][:_LONG]
    if _QUOTED.match(first):
        return 0
    if first.rstrip()[-1:] in _COLONS and _DATE_ADDRESS.match(first):
        return number + 1
    joined = ""
    for place in range(number, min(number + 4, len(lines))):
        line = lines[place][:_LONG].strip()
        if not line or (place > number and _QUOTED.match(line)):
            return 0
        joined = f"{joined} {line}".strip()
        if joined.rstrip('*" ')[-1:] in _COLONS and _WROTE_END.search(joined[-200:]):
            # "He wrote:" is a sentence; a reply header names a time or an address.
            return place + 1 if _FACTS.search(joined) and (place == number or _opens_wrote(first)) else 0
    return 0


_OPENS = re.compile(
    r"\s*(?:on\s|at\s|am\s|le\s|el\s|em\s|il\s|op\s|den\s|no dia\s|в\s|在\s?|於|于|في|\d{1,4}[./年-]|"
    r"(?:mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс)\w*[,.]?\s\d|[^<>]{0,80}<[^<>@\s]{1,64}@)",
    re.IGNORECASE,
)


def _opens_wrote(line: str) -> bool:
    return _OPENS.match(line) is not None


def _quote_follows(lines: list[str], number: int) -> bool:
    """Is the next line that says anything quoted by `>`? Then the marks tell answers from history."""
    following = (line for line in lines[number : number + 4] if line.strip())
    return _QUOTED.match(next(following, "")) is not None


_BANNER = re.compile(
    r"[\s*\[]{0,4}(?:caution|warning|external|external e-?mail|attention|achtung|注意|外部邮件|"
    r"提醒)\b.{0,200}"
    r"(?:external|outside|originated|extern|外部|links|attachments)|\s*\[?external(?: e-?mail|"
    r" sender)?\]?\s*$|"
    r"\s*you don't often get (?:e-?mail|this)",
    re.IGNORECASE,
)


def _banner_end(lines: list[str]) -> int:
    """Lines a gateway put on top are nobody's words."""
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    end = first
    while end < min(first + 4, len(lines)) and lines[end].strip() and _BANNER.match(lines[end][:_LONG]):
        end += 1
    return end if end > first else 0
