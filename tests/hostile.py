"""Which servers does the real world have? A true IMAP4rev1 server over mails in memory, and its faults.

    with HostileServer(mails, faults=[ShortLiteral(uid=3)]) as server:
        ...read the mailbox...
        server.heal()
    assert server.heard == [...]

Without faults it does what RFC 3501 says. A fault (tests/hostile_faults.py) is one small thing done wrong,
set and taken away at any moment.
"""

from __future__ import annotations

import base64
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime

from hostile_faults import Answer, Asked, End, Fault, Row, searched
from hostile_folders import Folder, Stored, crlf
from listener import Listener
from model import RawMail
from sections import envelope, literal, section, structure

CAPABILITIES = "IMAP4rev1 IDLE ID AUTH=PLAIN AUTH=XOAUTH2 SASL-IR SPECIAL-USE CONDSTORE ESEARCH UIDPLUS"
USER, PASSWORD, TOKEN = "user0", "secret-0", "fresh-token"
PAUSE = 0.1
"""Seconds in which the segments of one piece are sent, so that they do not arrive as one."""


class HostileServer(Listener):
    def __init__(
        self,
        inbox: Sequence[RawMail] = (),
        sent: Sequence[RawMail] = (),
        *,
        faults: Sequence[Fault] = (),
        capabilities: str = CAPABILITIES,
        folder: Folder | None = None,
    ) -> None:
        super().__init__()
        self.heard: list[str] = []
        """Every command of every connection, without its tag."""
        self.capabilities = capabilities
        self.passwords, self.tokens = {USER: PASSWORD}, {TOKEN}
        self.inbox = folder or Folder("INBOX")
        self.sent = Folder("Sent", "\\Sent", uidvalidity=8)
        self.faults: tuple[Fault, ...] = ()
        self._times: Counter[str] = Counter()
        self._sessions: list[_Session] = []
        for mails, into in ((inbox, self.inbox), (sent, self.sent)):
            self.deliver(*mails, into=into)
        self.suffer(*faults)

    def suffer(self, *faults: Fault) -> None:
        self._times.clear()
        self.faults = faults

    def heal(self) -> None:
        self.suffer()

    def deliver(self, *mails: RawMail, into: Folder | None = None) -> None:
        """New mail, told at once to whoever is in IDLE on that folder."""
        folder = into or self.inbox
        for mail in mails:
            folder.deliver(crlf(mail.content), mail.received)
        for session in list(self._sessions):
            session.tell(folder)

    def folders(self) -> tuple[Folder, ...]:
        return self.inbox, self.sent

    def named(self, name: str) -> Folder | None:
        return next((each for each in self.folders() if each.name.lower() == name.lower()), None)

    def counted(self, verb: str, folder: Folder | None) -> int:
        about = f"{verb} {folder.name if folder else ''}"
        self._times[about] += 1
        return self._times[about]

    def talk(self, client: socket.socket) -> None:
        session = _Session(self, client)
        self._sessions.append(session)
        try:
            session.converse()
        finally:
            self._sessions.remove(session)


class _Session:
    """One connection. `verbs` is what it understands; what is not there is BAD."""

    def __init__(self, server: HostileServer, client: socket.socket) -> None:
        self._server, self._client = server, client
        self._input = client.makefile("rb")
        self._folder: Folder | None = None
        self._read_only, self._known, self._named = True, False, False
        self._is_idling, self._told = False, 0
        self._asked = Asked("")
        self._sending = threading.Lock()
        self._end = End.NOTHING
        self._verbs: Mapping[str, Callable[[list[str]], Answer]] = {
            "CAPABILITY": lambda _: Answer((f"* CAPABILITY {server.capabilities}".encode(),)),
            "NOOP": lambda _: Answer(),
            "CHECK": lambda _: Answer(),
            "ENABLE": lambda _: Answer(),
            "ID": self._id,
            "LOGIN": self._login,
            "AUTHENTICATE": self._authenticate,
            "LIST": self._list,
            "SELECT": lambda words: self._open(words, read_only=False),
            "EXAMINE": lambda words: self._open(words, read_only=True),
            "CLOSE": self._close,
            "UNSELECT": self._close,
            "STATUS": self._status,
            "SEARCH": self._search,
            "FETCH": self._fetch,
            "IDLE": lambda _: Answer((b"+ idling",)),
            "LOGOUT": lambda _: Answer((b"* BYE Logging out",), end=End.CLOSE),
        }

    def converse(self) -> None:
        with self._input:
            self._send(b"* OK [CAPABILITY %s] ready\r\n" % self._server.capabilities.encode())
            while self._end is End.NOTHING and (line := self._line()):
                tag, _, command = line.partition(" ")
                if command:
                    self._server.heard.append(command)
                    self._answer(tag, command)
            if self._end is End.MUTE:
                while self._input.readline():
                    pass

    def tell(self, folder: Folder) -> None:
        """What somebody in IDLE hears of new mail."""
        if self._is_idling and self._folder is folder:
            with suppress(OSError):
                self._announce(folder)

    def _announce(self, folder: Folder) -> None:
        count = len(folder.uids())
        if count != self._told:
            self._told = count
            self._send(b"* %d EXISTS\r\n" % count)

    # -- listening and speaking --------------------------------------------------------------------------

    def _line(self) -> str:
        """A command with its literals (RFC 3501 7.5) put in as quoted strings."""
        line = self._input.readline().rstrip(b"\r\n")
        while found := re.search(rb"\{(\d+)(\+?)\}$", line):
            if not found[2]:
                self._send(b"+ go on\r\n")
            given = self._input.read(int(found[1]))
            quoted = given.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
            line = line[: found.start()] + b'"' + quoted + b'"' + self._input.readline().rstrip(b"\r\n")
        return line.decode("utf-8", "surrogateescape")

    def _answer(self, tag: str, command: str) -> None:
        verb, *words = _words(command)
        verb = verb.upper()
        if verb == "UID" and words:
            verb, *words = words[0].upper(), *words[1:]
        elif verb in ("SEARCH", "FETCH"):
            verb = "BY NUMBER"  # numbers change under the client's hands; nobody should use them
        answer = self._right_answer(verb, words)
        folder = self._server.named(_bare(words[0])) if verb in _NAMING and words else self._folder
        uids = tuple(line.uid for line in answer.lines if isinstance(line, Row))
        times = self._server.counted(verb, folder)
        self._asked = Asked(verb, tuple(words), uids, folder, self._named, times)
        for fault in self._server.faults:
            answer = fault.answers(self._asked, answer)
        self._say(tag, answer)

    def _right_answer(self, verb: str, words: list[str]) -> Answer:
        known = self._verbs.get(verb)
        if known is None:
            return Answer(tagged=b"BAD unknown command")
        if not self._known and verb not in _BEFORE_LOGIN:
            return Answer(tagged=b"NO log in first")
        if self._folder is None and verb in _ABOUT_MAILS:
            return Answer(tagged=b"BAD no folder is open")
        try:
            return known(words)
        except (ValueError, IndexError):
            return Answer(tagged=b"BAD cannot be understood")

    def _say(self, tag: str, answer: Answer) -> None:
        self._end = answer.end
        lines = [line.wire() if isinstance(line, Row) else line for line in answer.lines]
        self._send(b"".join(line + b"\r\n" for line in lines))
        if self._asked.verb == "IDLE" and answer.end is End.NOTHING and answer.tagged.startswith(b"OK"):
            self._wait_for_done()
        if answer.tagged:
            self._send(tag.encode() + b" " + answer.tagged + b"\r\n")

    def _wait_for_done(self) -> None:
        """What came before IDLE began is told at its beginning."""
        assert self._folder is not None
        self._is_idling = True
        self._announce(self._folder)
        while (line := self._input.readline()) and line.strip().upper() != b"DONE":
            pass
        self._is_idling = False
        self._asked = Asked("DONE")

    def _send(self, data: bytes) -> None:
        segments = [data]
        for fault in self._server.faults:
            segments = [each for segment in segments for each in fault.segments(self._asked, segment)]
        with self._sending:
            for at, segment in enumerate(segments):
                time.sleep(PAUSE / len(segments) if at else 0)
                self._client.sendall(segment)

    # -- who asks ----------------------------------------------------------------------------------------

    def _id(self, _: list[str]) -> Answer:
        self._named = True
        return Answer((b'* ID ("name" "hostile")',))

    def _login(self, words: list[str]) -> Answer:
        user, password = map(_bare, words[:2])
        return self._let_in(self._server.passwords.get(user) == password)

    def _authenticate(self, words: list[str]) -> Answer:
        mechanism = words[0].upper()
        given = words[1] if len(words) > 1 else self._challenged(b"+ \r\n")
        said = base64.b64decode(given).decode()
        if mechanism == "PLAIN":
            _, user, password = said.split("\0")
            return self._let_in(self._server.passwords.get(user) == password)
        if mechanism != "XOAUTH2":
            return Answer(tagged=b"NO no such mechanism")
        good = said.partition("auth=Bearer ")[2].strip("\1") in self._server.tokens
        if not good:
            self._challenged(b"+ " + base64.b64encode(b'{"status":"401"}') + b"\r\n")
        return self._let_in(good)

    def _challenged(self, challenge: bytes) -> str:
        self._send(challenge)
        return self._input.readline().strip().decode()

    def _let_in(self, good: bool) -> Answer:
        self._known = good
        words = b"OK [CAPABILITY %s] welcome" % self._server.capabilities.encode()
        return Answer(tagged=words if good else b"NO [AUTHENTICATIONFAILED] not so")

    # -- folders -----------------------------------------------------------------------------------------

    def _list(self, words: list[str]) -> Answer:
        if _bare(words[1]) == "":
            return Answer((b'* LIST (\\Noselect) "/" ""',))
        folders = self._server.folders()
        return Answer(tuple(f'* LIST ({each.marks}) "/" "{each.name}"'.encode() for each in folders))

    def _open(self, words: list[str], *, read_only: bool) -> Answer:
        folder = self._folder = self._server.named(_bare(words[0]))
        if folder is None:
            return Answer(tagged=b"NO [NONEXISTENT] no such folder")
        self._read_only, self._told = read_only, len(folder.uids())
        lines = [
            b"* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)",
            b"* %d EXISTS" % len(folder.uids()),
            b"* 0 RECENT",
            b"* OK [UIDVALIDITY %d] yes" % folder.uidvalidity,
            b"* OK [UIDNEXT %d] yes" % folder.next_uid,
        ]
        if "CONDSTORE" in self._server.capabilities:
            lines.append(b"* OK [HIGHESTMODSEQ %d] yes" % folder.modseq)
        return Answer(tuple(lines), b"OK [READ-ONLY] done" if read_only else b"OK [READ-WRITE] done")

    def _close(self, _: list[str]) -> Answer:
        self._folder = None
        return Answer()

    def _status(self, words: list[str]) -> Answer:
        folder = self._server.named(_bare(words[0]))
        if folder is None:
            return Answer(tagged=b"NO [NONEXISTENT] no such folder")
        known = {
            "MESSAGES": len(folder.uids()),
            "RECENT": 0,
            "UIDNEXT": folder.next_uid,
            "UIDVALIDITY": folder.uidvalidity,
            "UNSEEN": sum("\\Seen" not in mail.flags for mail in folder.mails.values()),
            "HIGHESTMODSEQ": folder.modseq,
        }
        wanted = _inside(words[1]).upper().split()
        said = " ".join(f"{name} {known[name]}" for name in wanted if name in known)
        return Answer((f'* STATUS "{folder.name}" ({said})'.encode(),))

    # -- mails -------------------------------------------------------------------------------------------

    def _search(self, words: list[str]) -> Answer:
        assert self._folder is not None
        extended = words[0].upper() == "RETURN"
        keys = words[2:] if extended else words
        keys = keys[2:] if keys[0].upper() == "CHARSET" else keys
        uids = _found(self._folder, [word for key in keys for word in _words(_inside(key))])
        if not extended:
            return Answer((searched(uids),))
        wanted = _inside(words[1]).upper().split() or ["ALL"]
        said = "".join(f" {name} {value}" for name, value in _extended(uids).items() if name in wanted)
        return Answer((f'* ESEARCH (TAG "x") UID{said}'.encode(),))

    def _fetch(self, words: list[str]) -> Answer:
        assert self._folder is not None
        names = [name.upper() for name in _words(_inside(words[1]))]
        rows = (self._row(uid, names) for uid in _of_set(words[0], self._folder.uids()))
        return Answer(tuple(row for row in rows if row is not None))

    def _row(self, uid: int, names: list[str]) -> Row | None:
        folder = self._folder
        mail = folder.one(uid) if folder else None
        if folder is None or mail is None:
            return None
        if not self._read_only and any(re.match(r"BODY\[|RFC822(\.TEXT)?$", name) for name in names):
            mail.flags |= {"\\Seen"}  # what a client that only looks must never cause
        items = {"UID": b"%d" % uid} | dict(_item(mail, name) for name in names if name != "UID")
        return Row(folder.number(uid), uid, tuple(items.items()))


_NAMING = ("SELECT", "EXAMINE", "STATUS")
_BEFORE_LOGIN = ("CAPABILITY", "LOGIN", "AUTHENTICATE", "NOOP", "ID", "LOGOUT")
_ABOUT_MAILS = ("SEARCH", "FETCH", "IDLE", "CLOSE")


def _item(mail: Stored, name: str) -> tuple[str, bytes]:
    if name.startswith(("BODY[", "BODY.PEEK[")):
        return _body(mail, name)
    known: Mapping[str, Callable[[], bytes]] = {
        "FLAGS": lambda: b"(%s)" % " ".join(sorted(mail.flags)).encode(),
        "RFC822.SIZE": lambda: b"%d" % len(mail.content),
        "INTERNALDATE": lambda: _when(mail.received),
        "RFC822": lambda: literal(mail.content),
        "ENVELOPE": lambda: envelope(mail.content),
        "BODYSTRUCTURE": lambda: structure(mail.content),
        "MODSEQ": lambda: b"(%d)" % (1000 + mail.uid),
    }
    if name not in known:
        raise ValueError(name)
    return name, known[name]()


def _body(mail: Stored, name: str) -> tuple[str, bytes]:
    found = re.fullmatch(r"BODY(?:\.PEEK)?\[(.*)\](?:<(\d+)\.(\d+)>)?", name)
    if found is None:
        raise ValueError(name)
    content = section(mail.content, found[1])
    if content is None:
        return f"BODY[{found[1]}]", b"NIL"
    if found[2] is None:
        return f"BODY[{found[1]}]", literal(content)
    start, size = int(found[2]), int(found[3])
    return f"BODY[{found[1]}]<{start}>", literal(content[start : start + size])


def _when(at: datetime) -> bytes:
    """English months whatever the locale."""
    month = "JanFebMarAprMayJunJulAugSepOctNovDec"[at.month * 3 - 3 : at.month * 3]
    return f'"{at.day:2d}-{month}-{at:%Y %H:%M:%S %z}"'.encode()


def _extended(uids: Sequence[int]) -> dict[str, str]:
    """RFC 4731: without results no MIN, MAX and ALL."""
    some = {"MIN": str(min(uids)), "MAX": str(max(uids)), "ALL": _ranges(uids)} if uids else {}
    return {**some, "COUNT": str(len(uids))}


def _ranges(uids: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for uid in uids:
        if runs and runs[-1][1] == uid - 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(f"{first}:{last}" if last > first else f"{first}" for first, last in runs)


def _found(folder: Folder, keys: list[str]) -> Sequence[int]:
    uids: Sequence[int] = folder.uids()
    while keys:
        key, *keys = keys
        name = key.upper()
        if name == "ALL":
            continue
        if re.fullmatch(r"[\d,:*]+", key):
            uids = [uids[number - 1] for number in _of_set(key, range(1, len(uids) + 1))]
            continue
        argument, *keys = keys
        if name == "HEADER":
            argument, *keys = f"{argument}: {_bare(keys[0])}", *keys[1:]
        uids = _kept(folder, uids, name, argument)
    return uids


def _kept(folder: Folder, uids: Sequence[int], name: str, argument: str) -> Sequence[int]:
    if name == "UID":
        wanted = set(_of_set(argument, folder.uids()))
        return [uid for uid in uids if uid in wanted]
    mails = (folder.one(uid) for uid in uids)
    meant = _meaning(name, _bare(argument))
    return [mail.uid for mail in mails if mail and meant(mail)]


def _meaning(name: str, argument: str) -> Callable[[Stored], bool]:
    if name == "HEADER":
        return lambda mail: argument.lower() in mail.content.decode("latin-1").lower()
    day = _day(argument)
    known: Mapping[str, Callable[[Stored], bool]] = {
        "SINCE": lambda mail: mail.received.date() >= day,
        "BEFORE": lambda mail: mail.received.date() < day,
        "ON": lambda mail: mail.received.date() == day,
    }
    if name not in known:
        raise ValueError(name)
    return known[name]


def _day(argument: str) -> date:
    return datetime.strptime(argument, "%d-%b-%Y").replace(tzinfo=UTC).date()


def _of_set(said: str, known: Sequence[int]) -> Sequence[int]:
    """Which of these a sequence set names, in their order. `n:*` always names the last (RFC 3501 6.4.8)."""
    last = known[-1] if known else 0
    wanted: set[int] = set()
    for piece in said.split(","):
        ends = sorted(last if end == "*" else int(end) for end in piece.split(":"))
        wanted.update(range(ends[0], min(ends[-1], last) + 1))
    return sorted(wanted) if isinstance(known, range) else [number for number in known if number in wanted]


def _words(command: str) -> list[str]:
    """Words of a command; quotes, parentheses and brackets keep together what they hold."""
    words, depth, quoted, word = [], 0, False, ""
    for at, letter in enumerate(command):
        quoted ^= letter == '"' and command[at - 1 : at] != "\\"
        depth += 0 if quoted else {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
        if letter == " " and not quoted and not depth:
            words.append(word)
            word = ""
        else:
            word += letter
    return [each for each in (*words, word) if each]


def _bare(word: str) -> str:
    """A word without its quotes."""
    if not word.startswith('"'):
        return word
    return re.sub(r"\\(.)", r"\1", word[1:-1])


def _inside(word: str) -> str:
    return word[1:-1] if word.startswith("(") else word
