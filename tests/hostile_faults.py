"""What do servers do wrong? One small class for each thing that was seen; `ingest.md` 5 names the sources.

A fault is handed every right answer of tests/hostile.py and gives back what is said instead. Where it does
not say so, it is there at every command; `alone` keeps it away from a mail that is asked for by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from hostile_folders import Folder

# -- what is asked and answered --------------------------------------------------------------------------


class End(Enum):
    """What comes after an answer."""

    NOTHING = "the conversation goes on"
    CLOSE = "the connection is closed"
    MUTE = "the connection stays, and nothing is ever said on it again"


@dataclass(frozen=True, slots=True)
class Asked:
    """A command. `times`: how many of its verb and folder have come since the faults were last changed."""

    verb: str
    words: tuple[str, ...] = ()
    uids: tuple[int, ...] = ()
    """What a FETCH is about."""
    folder: Folder | None = None
    named: bool = False
    """Has the client told who it is (RFC 2971)?"""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """What a FETCH answers about one mail."""

    number: int
    uid: int
    items: tuple[tuple[str, bytes], ...]

    def wire(self) -> bytes:
        inside = b" ".join(name.encode() + b" " + value for name, value in self.items)
        return b"* %d FETCH (%s)" % (self.number, inside)

    def having(self, name: str, value: bytes) -> Row:
        return replace(self, items=tuple((key, value if key == name else old) for key, old in self.items))

    def without(self, name: str) -> Row:
        return replace(self, items=tuple(item for item in self.items if item[0] != name))

    @property
    def body(self) -> tuple[str, bytes] | None:
        """Its largest piece of a mail, if it has one."""
        bodies = [item for item in self.items if item[0].startswith("BODY[")]
        return max(bodies, key=lambda item: len(item[1]), default=None)


@dataclass(frozen=True, slots=True)
class Answer:
    lines: tuple[bytes | Row, ...] = ()
    tagged: bytes = b"OK done"
    end: End = End.NOTHING


class Fault:
    """One thing done wrong. Each hook gives back what it was given; a fault overrides the one it is about."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        del asked
        return answer

    def segments(self, asked: Asked, data: bytes) -> Iterator[bytes]:
        """What is sent at once, a moment apart."""
        del asked
        yield data


def _each(answer: Answer, change: Callable[[Row], Sequence[Row]]) -> Answer:
    """An answer with its rows changed."""
    groups = (change(line) if isinstance(line, Row) else [line] for line in answer.lines)
    return replace(answer, lines=tuple(line for group in groups for line in group))


def _words(answer: Answer, change: Callable[[bytes], bytes]) -> Answer:
    """An answer with its other lines changed."""
    return replace(
        answer, lines=tuple(change(line) if isinstance(line, bytes) else line for line in answer.lines)
    )


# -- faults in the mails ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class OneMail(Fault):
    """A fault about one mail. With `alone` it is there even when nothing but that mail is asked for."""

    uid: int = 3
    alone: bool = True

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        if asked.verb != "FETCH" or (len(asked.uids) == 1 and not self.alone):
            return answer
        return self.in_answer(answer)

    def in_answer(self, answer: Answer) -> Answer:
        return _each(answer, lambda row: self.body(row, *row.body) if self.meant(row) and row.body else [row])

    def meant(self, line: bytes | Row) -> bool:
        return isinstance(line, Row) and line.uid == self.uid and line.body is not None

    def body(self, row: Row, name: str, value: bytes) -> Sequence[Row]:
        """What stands in the place of that mail's row; the largest piece of the mail in it is so called."""
        raise NotImplementedError


class ShortLiteral(OneMail):
    """Fewer bytes than declared: the reader waits, or takes what follows for the mail."""

    more = 1_000

    def body(self, row: Row, name: str, value: bytes) -> Sequence[Row]:
        size, _, content = value.partition(b"\r\n")
        return (row.having(name, b"{%d}\r\n%s" % (int(size.strip(b"{}")) + self.more, content)),)


class SlightlyShortLiteral(ShortLiteral):
    """So few bytes short that the closing parenthesis makes up for them."""

    more = 3


class LongLiteral(OneMail):
    """More bytes than declared: the rest of the mail reads as IMAP."""

    def body(self, row: Row, name: str, value: bytes) -> Sequence[Row]:
        size, _, content = value.partition(b"\r\n")
        return (row.having(name, b"{%d}\r\n%s" % (int(size.strip(b"{}")) - 10, content)),)


class NilBody(OneMail):
    """BODY[] NIL (163, QQ; imapsync#79)."""

    def body(self, row: Row, name: str, value: bytes) -> Sequence[Row]:
        del value
        return (row.having(name, b"NIL"),)


class EmptyBody(OneMail):
    """BODY[] "" for a mail that is not empty."""

    def body(self, row: Row, name: str, value: bytes) -> Sequence[Row]:
        del value
        return (row.having(name, b'""'),)


class LeftOut(OneMail):
    """OK, with fewer mails than asked for (nextcloud/mail#13590)."""

    def body(self, row: Row, name: str, value: bytes) -> Sequence[Row]:
        del row, name, value
        return ()


class UidZero(OneMail):
    """A mail that is called UID 0 (offlineimap#336)."""

    def body(self, row: Row, name: str, value: bytes) -> Sequence[Row]:
        del name, value
        return (row.having("UID", b"0"),)


class UidLast(OneMail):
    """The UID behind the body: allowed, and not expected by all."""

    def body(self, row: Row, name: str, value: bytes) -> Sequence[Row]:
        del name, value
        return (replace(row.without("UID"), items=(*row.without("UID").items, ("UID", b"%d" % row.uid))),)


class EarlyParenthesis(OneMail):
    """Closed behind the body, although more follows (Xeams; paperless-ngx#13412)."""

    def body(self, row: Row, name: str, value: bytes) -> Sequence[Row]:
        return (row.having(name, value + b")\r\n"),)


class NoInTheMiddle(OneMail):
    """The answer ends with NO where this mail would be."""

    def in_answer(self, answer: Answer) -> Answer:
        at = next((at for at, line in enumerate(answer.lines) if self.meant(line)), None)
        said = b"NO [SERVERBUG] some messages could not be FETCHed"
        return answer if at is None else replace(answer, lines=answer.lines[:at], tagged=said)


class OkWithoutData(Fault):
    """FETCH completed, with nothing before it (offlineimap#429)."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        return replace(answer, lines=()) if asked.verb == "FETCH" else answer


class Rows(Fault):
    """A fault in every row of a FETCH."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        return _each(answer, lambda row: [self.row(row)]) if asked.verb == "FETCH" else answer

    def row(self, row: Row) -> Row:
        raise NotImplementedError


@dataclass(frozen=True)
class BrokenStructure(Rows):
    """A BODYSTRUCTURE that cannot be true; this one has a part that is NIL (Exchange)."""

    said: bytes = b'(("text" "plain" NIL NIL NIL "7bit" 1 1)(NIL NIL NIL NIL NIL "7BIT" 0) NIL)'

    def row(self, row: Row) -> Row:
        return row.having("BODYSTRUCTURE", self.said)


class WrongStructure(Rows):
    """A well-formed BODYSTRUCTURE of another mail: one empty text, whatever the mail has."""

    def row(self, row: Row) -> Row:
        one = b'("TEXT" "PLAIN" ("CHARSET" "us-ascii") NIL NIL "7BIT" 0 0 NIL NIL NIL NIL)'
        return row.having("BODYSTRUCTURE", one)


class QuoteInEnvelope(Rows):
    """A quote inside a quoted string, not escaped."""

    def row(self, row: Row) -> Row:
        return row.having("ENVELOPE", b'(NIL "a "b" c" NIL NIL NIL NIL NIL NIL NIL NIL)')


class NoInternalDate(Rows):
    def row(self, row: Row) -> Row:
        return row.without("INTERNALDATE")


class OneDigitDay(Rows):
    """` 2-Mar-2026` without its space (RFC 3501 wants two places)."""

    def row(self, row: Row) -> Row:
        said = dict(row.items).get("INTERNALDATE", b"")
        return row.having("INTERNALDATE", re.sub(rb'^"[ 0](\d)-', rb'"\1-', said))


class NonsenseDate(Rows):
    def row(self, row: Row) -> Row:
        return row.having("INTERNALDATE", b'"32-Foo-2025 99:00:00"')


@dataclass(frozen=True)
class WrongSizes(Rows):
    """Exchange estimates RFC822.SIZE instead of counting."""

    factor: float = 1.3

    def row(self, row: Row) -> Row:
        said = int(dict(row.items).get("RFC822.SIZE", b"0"))
        return row.having("RFC822.SIZE", b"%d" % (said * self.factor))


class NoSizes(Rows):
    def row(self, row: Row) -> Row:
        return row.without("RFC822.SIZE")


# -- faults in answers -----------------------------------------------------------------------------------


class SearchInLines(Fault):
    """The numbers of one SEARCH in several lines."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        if asked.verb != "SEARCH":
            return answer
        numbers = b" ".join(line for line in answer.lines if isinstance(line, bytes)).split()[2:]
        lines = [b"* SEARCH " + b" ".join(numbers[at : at + 2]) for at in range(0, len(numbers), 2)]
        return replace(answer, lines=tuple(lines))


class SpaceBehindSearch(Fault):
    """Yahoo (imap_tools#97)."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        return _words(answer, lambda line: line + b" ") if asked.verb == "SEARCH" else answer


class SearchIgnoresCriteria(Fault):
    """QQ answers any question with everything (MailKit#1143)."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        if asked.verb != "SEARCH" or asked.folder is None:
            return answer
        return replace(answer, lines=(searched(asked.folder.uids()),))


class NoSearchLine(Fault):
    """OK without a SEARCH line where nothing is found (RFC 3501 wants an empty one)."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        empty = asked.verb == "SEARCH" and answer.lines == (b"* SEARCH",)
        return replace(answer, lines=()) if empty else answer


class BareOk(Fault):
    """`A1 OK` and not a word more."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        known = asked.verb in ("FETCH", "SEARCH", "STATUS")
        return replace(answer, tagged=b"OK") if known and answer.tagged.startswith(b"OK") else answer


class UndecodableFolders(Fault):
    """Names in no encoding, in UTF-8, as a literal, none at all."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        if asked.verb != "LIST":
            return answer
        more = (
            b'* LIST (\\HasNoChildren) "/" "&UXZO1mWHTvZZOQ-/&bad"',
            b'* LIST (\\Noselect) NIL {6}\r\na"b\\c/',
            b'* LIST () "/" "\xe6\x94\xb6\xe4\xbb\xb6"',
            b'* LIST () "/" "\xff\xfe"',
            b'* LIST (\\HasNoChildren) "/" NIL',
        )
        return replace(answer, lines=(*more, *answer.lines))


class Unsolicited(Fault):
    """Lines about other things between the lines of an answer (RFC 3501 7)."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        if asked.verb not in ("FETCH", "SEARCH", "EXAMINE", "STATUS"):
            return answer
        about = (b"* 1 FETCH (FLAGS (\\Seen))", b"* OK Still here", b"* 2 FETCH (UID 2 FLAGS (\\Answered))")
        lines = [each for line in answer.lines for each in (*about, line)]
        return replace(answer, lines=(*lines, *about, b"* 0 RECENT"))


class ExpungesInBetween(Fault):
    """Somebody deletes the newest mail while we ask for something else; said where it may be said."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        if asked.verb not in ("NOOP", "IDLE", "STATUS") or asked.folder is None:
            return answer
        highest = len(asked.folder.uids())
        return replace(
            answer, lines=(*answer.lines, b"* %d EXPUNGE" % highest, b"* %d EXISTS" % (highest - 1))
        )


class StaleStatus(Fault):
    """STATUS that knows nothing of what has come since (a cache in front of the server)."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        return _words(answer, _stale) if asked.verb == "STATUS" else answer


def _stale(line: bytes) -> bytes:
    return re.sub(rb"(MESSAGES|UIDNEXT|HIGHESTMODSEQ) \d+", rb"\1 1", line)


class NoUidvalidity(Fault):
    def answers(self, asked: Asked, answer: Answer) -> Answer:
        del asked
        kept = tuple(line for line in answer.lines if not _says(line, b"* OK [UIDVALIDITY"))
        return _words(replace(answer, lines=kept), lambda line: re.sub(rb" ?UIDVALIDITY \d+", b"", line))


def _says(line: bytes | Row, start: bytes) -> bool:
    return isinstance(line, bytes) and line.startswith(start)


class UidvalidityChanges(Fault):
    """The folder is renumbered behind the first EXAMINE: what it said is true no more."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        if asked.verb == "EXAMINE" and asked.folder is not None and asked.times == 1:
            asked.folder.renumber()
        return answer


class ModseqBackwards(Fault):
    """HIGHESTMODSEQ that falls from one look to the next."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        lower = b"HIGHESTMODSEQ %d" % max(1, 900 - asked.times)
        return _words(answer, lambda line: re.sub(rb"HIGHESTMODSEQ \d+", lower, line))


def searched(uids: Sequence[int]) -> bytes:
    return b" ".join([b"* SEARCH", *(b"%d" % uid for uid in uids)])


# -- faults in who may ask -------------------------------------------------------------------------------


class UnsafeLogin(Fault):
    """NetEase (163, 126, yeah.net) opens no folder to a client that has not told its name."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        if asked.named or asked.verb not in ("SELECT", "EXAMINE", "STATUS"):
            return answer
        return Answer(
            tagged=b"NO %s Unsafe Login. Please contact kefu@188.com for help" % asked.verb.encode()
        )


@dataclass(frozen=True)
class Refuses(Fault):
    """A tagged refusal instead of an answer."""

    verb: str
    said: str

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        return Answer(tagged=self.said.encode()) if asked.verb == self.verb else answer


UNAVAILABLE = "NO [UNAVAILABLE] The backend is down"
OVERQUOTA = "NO [OVERQUOTA] Account exceeded command or bandwidth limits"
THROTTLED = "NO Request is throttled. Suggested Backoff Time: 3000 milliseconds"
NOT_CONNECTED = "BAD User is authenticated but not connected."
TOKEN_EXPIRED = "Session invalidated - AccessTokenExpired"
WRONG_ARGUMENTS = "BAD UID SEARCH invalid argument"


# -- faults in the line ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class HangsUp(Fault):
    """The connection is closed instead of an answer; in IDLE, behind its continuation."""

    verb: str

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        return Answer(_continuation(asked, answer), b"", End.CLOSE) if asked.verb == self.verb else answer


@dataclass(frozen=True)
class Bye(Fault):
    """BYE, then the end."""

    verb: str
    said: str = "Server shutting down"

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        if asked.verb != self.verb:
            return answer
        lines = (*_continuation(asked, answer), b"* BYE " + self.said.encode())
        return Answer(lines, b"", End.CLOSE)


@dataclass(frozen=True)
class FallsSilent(Fault):
    """No answer any more, and the connection stays (a firewall that forgot it)."""

    verb: str

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        return Answer(_continuation(asked, answer), b"", End.MUTE) if asked.verb == self.verb else answer


def _continuation(asked: Asked, answer: Answer) -> tuple[bytes | Row, ...]:
    return answer.lines if asked.verb == "IDLE" else ()


class LineBeforeIdling(Fault):
    """An untagged line before the `+` of IDLE."""

    def answers(self, asked: Asked, answer: Answer) -> Answer:
        first = (b"* FLAGS (\\Seen)", b"* 0 RECENT")
        return replace(answer, lines=(*first, *answer.lines)) if asked.verb == "IDLE" else answer


class SplitLine(Fault):
    """A line of IDLE in two TCP segments."""

    def segments(self, asked: Asked, data: bytes) -> Iterator[bytes]:
        if asked.verb != "IDLE":
            yield data
            return
        yield from (data[: len(data) // 2], data[len(data) // 2 :])


@dataclass(frozen=True)
class SlowDrip(Fault):
    """A few bytes at a time: no read timeout ever fires."""

    size: int = 700

    def segments(self, asked: Asked, data: bytes) -> Iterator[bytes]:
        if asked.verb != "FETCH":
            yield data
            return
        yield from (data[at : at + self.size] for at in range(0, len(data), self.size))
