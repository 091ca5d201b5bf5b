"""Did a mail system send this as a mail was not delivered? Whom does it name, is trying again of use?

    report (RFC 3464) | header | the notice's own words

A report or X-Failed-Recipients proves it. Else two signs are wanted, one of them a machine's (its name, no
return address, a report): people write of returned mail and of returned goods, forward it, and are called
Postmaster; answers of machines have no return address either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from model import Complaint, FailedRecipient, Mail
from parsers.grammar import small
from parsers.kinds import absence_words, bounce_words, reports
from parsers.late import late

_HEAD = 3000
"""Bounces say what they are at once; what follows is the returned mail."""
_NOTICE = 12_000
_MOST_FAILED = 200


def is_daemon(mail: Mail) -> bool:
    """A mail system speaks, not a person, wherever its host stands."""
    local, _, domain = mail.sender.email.partition("@")
    said = small(f"{mail.sender.name[:200]} {local[:100]}")
    return bounce_words.DAEMON.search(said) is not None or bounce_words.DAEMON_HOST.search(domain) is not None


# -- is it one? --------------------------------------------------------------------------------------


def proofs(mail: Mail, heads: Mapping[str, str], found: list[reports.Row]) -> Iterator[str]:
    """Each of these decides alone."""
    done = reports.actions(found)
    sort = reports.type_of(heads)
    if sort == "feedback-report" or any("feedback-type" in row for row in found[:4]):
        yield "it is a feedback report (RFC 5965): somebody calls a mail of ours unwanted"
    elif sort == "delivery-status" and not is_receipt(done) and not _is_stray_report(mail, found):
        yield "it is a delivery report (RFC 3464)"
    elif done & reports.FAILURE or any(row.get("status", "")[:1] in ("4", "5") for row in found if not done):
        yield "it holds a delivery status"
    if "x-failed-recipients" in heads:
        yield "the header X-Failed-Recipients names who was not reached"
    if complaint_of(mail) and sort != "feedback-report" and "feedback-type" not in str(found[:4]):
        yield "it is a feedback report of a provider: somebody calls a mail of ours unwanted"


def is_receipt(done: set[str]) -> bool:
    """Every recipient was reached: no bounce, though it is a delivery report."""
    return bool(done) and done <= reports.SUCCESS


def _is_stray_report(mail: Mail, found: list[reports.Row]) -> bool:
    """Autoresponders exist that wrap their answer in a report without any status in it."""
    return not found and bounce_words.AUTO_SUBJECT_NEAR.match(small(mail.subject[:100])) is not None


def signs(mail: Mail, heads: Mapping[str, str]) -> list[str]:
    """Why it is a bounce though no report says so, or nothing."""
    subject = bounce_words.is_subject(mail.subject)
    machine = [*_of_machines(mail, heads)]
    if not subject and not machine:
        return []  # the dear look into the text is spared nearly every mail
    text = small(mail.text[:_HEAD])
    if not subject and bounce_words.AUTO_SUBJECT_NEAR.match(small(mail.subject[:200])):
        return []
    if not subject and not is_daemon(mail) and _speaks_of_absence(text):
        return []
    said = ["the subject is that of a returned mail"] if subject else []
    if bounce_words.TEXT.finds(text):
        said.append("the text is that of a mail system which could not deliver")
    answered = [*_of_servers(mail, heads, text)] if said else []
    if not answered and not is_daemon(mail) and bounce_words.PARCEL.search(text):
        return []
    return [*machine, *said, *answered] if said and machine else []


def _speaks_of_absence(text: str) -> bool:
    """`She has left, this address is no longer valid`: an answer of hers, with a successor to read."""
    return absence_words.ABSENT.finds(text) or absence_words.HAS_LEFT.finds(text)


def _of_machines(mail: Mail, heads: Mapping[str, str]) -> Iterator[str]:
    if is_daemon(mail):
        yield "the sender is a mail system"
    if not mail.sender.email and heads.get("from", "").strip(' "') in ("", "<>", "@"):
        yield "it names no sender"
    if heads.get("return-path", "?").replace(" ", "") in ("<>", "<#@[]>"):
        yield "it has no return address"
    if heads.get("auto-submitted", "no").strip().lower() not in ("no", ""):
        yield "the header Auto-Submitted says that a machine sent it"
    if any(_FOR_RETURNS.search(address.email) for address in mail.to):
        yield "it went to an address for returned mail"
    if "multipart/report" in heads.get("content-type", "").lower():
        yield "it is a report of a machine"
    yield from [f"it has the header {name.title()}" for name in bounce_words.HEADERS if name in heads][:1]


def _of_servers(mail: Mail, heads: Mapping[str, str], text: str) -> Iterator[str]:
    """The answer of a server or the returned mail itself: no person types these."""
    if bounce_words.SMTP_ANSWER.search(text):
        yield "it holds the answer of a mail server"
    if _RETURNED.search(mail.text[:_NOTICE]) or any(one.type == "message/rfc822" for one in mail.attachments):
        yield "a mail is returned in it"
    if heads.get("precedence", "").strip().lower() in ("bulk", "junk"):
        yield f"the header Precedence says {heads['precedence'].strip().lower()}"


_FOR_RETURNS = late(
    r"^(?:[\w.-]{0,60}-)?bounces?(?:[-+=][^@]{1,200})?@|^owner-[^@]+@|-(?:admin|owner)@|^return(?:s?[-+=]|@)"
)
"""How lists and mailings call the address to which failures go."""


# -- whom does it name? ------------------------------------------------------------------------------

_ADDRESS = late(r"[A-Za-z0-9_.+=&'/#~*!$%^{}?-]{1,120}@[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){0,8}")
"""Of plain letters: Chinese stands right before and behind an address."""
_RETURNED = late(
    r"^[ \t>|]{0,6}(?:(?:return-path|received|message-id|dkim-signature|x-mailer|mime-version): ?\S"
    r"|-{2,} ?(?:this is a copy of|returned (?:message|mail)|original (?:message|mail)|the body of your|"
    r"below this line|unsent message|undelivered message|message (?:header|text)|included is a copy|"
    r"the header of the original|enclosed is a copy|原始邮件|原邮件|original message (?:headers|follows)))"
    r"|^(?:original message headers|received headers of the original|original mail as follows|"
    r"message headers? follows?|"
    r"old message:|original (?:text|message) follows|your message reads|"
    r"a copy of the original message|mensaje original|"
    r"the first \d+ (?:bytes|lines) of the original|copy of (?:your|the) message)",
    re.IGNORECASE | re.MULTILINE,
)
"""Where the notice ends and the returned mail begins."""
_ALONE = late(
    r"^[ \t>*|-]{0,12}(?:\d{1,3}[.)][ \t]{1,4})?"
    r"(?:[^\n@<]{0,80}smtp=|[^\n:：@<]{0,120}[:：][ \t]{0,8})?(?:rfc822;[ \t]?)?"
    r"[<\"'(\[]{0,2}(?:smtp:|mailto:)?"
    rf"({_ADDRESS.pattern})[>\"')\]]{{0,3}}(?=$|[\s,;:：(\[.。])",
    re.IGNORECASE | re.MULTILINE,
)
"""An address that begins a line, or stands behind a word and a colon."""
_NOT_THEIRS = late(
    r"^[ \t>]{0,6}(?:from|sender|reply-to|reporting-mta|subject|date|message-id|von|发件人|发信人|寄件者|"
    r"差出人|de|de la part de|от|contact|host|server)[ \t]{0,3}[:：]",
    re.IGNORECASE,
)


def failed_recipients(mail: Mail) -> tuple[FailedRecipient, ...]:
    """Whom a bounce names: by its report, else by header, else by the addresses its notice names."""
    if complaint_of(mail):
        return ()
    found = reports.rows(mail)
    named = [one for row in found if (one := _reported(row)) is not None]
    if not named and is_receipt(reports.actions(found)):
        return ()
    first: dict[str, FailedRecipient] = {}
    for one in named or _named(mail):
        first.setdefault(one.email, one)
    return tuple(first.values())[:_MOST_FAILED]


def _reported(row: reports.Row) -> FailedRecipient | None:
    where = (row.get(name, "") for name in ("original-recipient", "final-recipient", "x-actual-recipient"))
    address = next((one for said in where if (one := _of_field(said))), "")
    action = reports.action(row)
    if not address or action in reports.SUCCESS:
        return None
    said = row.get("diagnostic-code", "")
    why = said.partition(";")[2].strip() or said or row.get("status", "")
    status = _status(row.get("status", "")) or _status(why)
    hard = action != "delayed" and bounce_words.is_hard(status, why)
    return FailedRecipient(address.lower().strip("'"), hard, why[:500], status)


def _of_field(said: str) -> str:
    """`rfc822; anna@kunde.example`, or in letters of any script: `utf-8; 张三@例子.example` (RFC 6533 3)."""
    sort, mark, value = said.partition(";")
    found = _ANY_SCRIPT.match(value) if mark and sort.strip().lower() == "utf-8" else _ADDRESS.search(said)
    return found[0].strip(" <>\t") if found else ""


_ANY_SCRIPT = late(r"[\s<]{0,4}[^\s<>@;,]{1,120}@[^\s<>@;,]{1,200}")


def _status(said: str) -> str:
    found = bounce_words.STATUS.search(said)
    return found[0] if found else ""


def _named(mail: Mail) -> Iterator[FailedRecipient]:
    """No report: Exim names them in a header, QQ, NetEase and qmail in the text only."""
    notice = _notice(mail.text)
    headers = ",".join(value for name, value in mail.headers if name == "x-failed-recipients")
    header = _ADDRESS.findall(headers[:20_000])
    addresses = header or _in_notice(mail, notice)
    if addresses and addresses[0] not in notice:
        notice = mail.text[:_NOTICE]
    ends = [*map(notice.find, addresses), len(notice)]
    delayed = bounce_words.DELAYED.finds(small(f"{mail.subject[:300]}\n{notice[:_HEAD]}"))
    for number, address in enumerate(addresses[:_MOST_FAILED]):
        yield _described(address, notice, ends[number], _end(ends, number), delayed=delayed)


def _end(starts: list[int], number: int) -> int:
    """Where the words about the next address begin."""
    return next((later for later in starts[number + 1 :] if later > starts[number]), starts[-1])


def _described(address: str, notice: str, start: int, end: int, *, delayed: bool) -> FailedRecipient:
    """What stands behind an address, up to the next; all of the notice where that says nothing."""
    near = " ".join(notice[max(0, start) : min(end, max(0, start) + 800)].split())
    own = near if bounce_words.tells(near) else " ".join(notice.split())
    status = _status(own)
    hard = not delayed and bounce_words.is_hard(status, own)
    return FailedRecipient(address.lower().strip("'."), hard, bounce_words.answer_in(own)[:300], status)


def _notice(text: str) -> str:
    head = text[:_NOTICE]
    returned = next((found for found in _RETURNED.finditer(head) if found.start() > _SHORTEST), None)
    return head[: returned.start()] if returned else head


_SHORTEST = 60
_MOST_LINES = 600


def _in_notice(mail: Mail, notice: str) -> list[str]:
    """Every address that has a line to itself; else a bare name; else the first address of all."""
    not_it = {mail.sender.email, *(address.email for address in (*mail.to, *mail.cc))}
    bare = [f"{each}@{domain}" for each in _without_domain(notice) for domain in _homes(mail.sender.domain)]
    plainly = {*_PLAINLY.findall(notice)}
    alone = _alone(notice)
    theirs = [each for each in alone if each in plainly or _is_theirs(each.lower(), not_it)]
    theirs = theirs or [found[1] for found in _ADDRESSED_TO.finditer(notice) if not bare]
    if theirs:
        return [each for each in theirs if each in plainly or not _OFFICE.match(each)] or theirs
    if bare:
        return bare
    others = [each for each in _ADDRESS.findall(notice[:_HEAD])[:40] if _is_theirs(each.lower(), not_it)]
    in_words = [each for each in others if not _OFFICE.match(each)]
    if in_words:
        return in_words[:1]
    own = [each for each in alone if _is_theirs(each.lower(), set())]  # she wrote to herself
    return own or (others or _returned_to(mail, not_it) or alone)[:1]


_OFFICE = late(
    r"(?:abuse|support|help|helpdesk|hostmaster|webmaster|noc|admin|administrator|listmaster)@", re.IGNORECASE
)
"""Whom to ask, rather than whom it was for."""


_PLAINLY = late(rf"^[ \t]{{0,4}}<({_ADDRESS.pattern})>:(?=\s|$)", re.MULTILINE)
"""As qmail and Postfix name a recipient (QSBMF): who wrote to herself or to `support@` is one, too."""
_ADDRESSED_TO = late(
    rf"(?:addressed|sent|delivered)(?: to)?,? (?:the address )?"
    rf"<?({_ADDRESS.pattern})>?,? ?(?=did|was|could|which)",
    re.IGNORECASE,
)


def _alone(notice: str) -> list[str]:
    lines = notice.split("\n")[:_MOST_LINES]
    others = [line for line in lines if not _TO.match(line)]
    return _in_lines(others) or _in_lines(lines)


def _in_lines(lines: list[str]) -> list[str]:
    return [*dict.fromkeys(address for line in lines for found in _lines(line) for address in _row(found))]


def _row(found: re.Match[str]) -> Iterator[str]:
    """`<a@x>, <b@x> and <c@x>` in one line."""
    yield found[1]
    at = found.end(1)
    for _ in range(_MOST_FAILED):
        other = _AND.match(found.string, at)
        if other is None:
            return
        yield other[1]
        at = other.end(1)


_AND = late(
    rf"[>\"')\]]{{0,3}}\s{{0,3}}(?:[,;、，&]|and|und|y|e|et|и|ve)\s{{0,3}}[<\"'(\[]{{0,2}}"
    rf"({_ADDRESS.pattern})",
    re.IGNORECASE,
)


def _returned_to(mail: Mail, not_it: set[str]) -> list[str]:
    """Whom the returned mail was for, where the notice names nobody."""
    head = mail.text[:_NOTICE]
    found = [*(match[1] for match in _TO.finditer(head)), *_alone(head)]
    return [each for each in found if _is_theirs(each.lower(), not_it)]


def _homes(domain: str) -> list[str]:
    """What people have behind their @ where a host of it writes: mx2.kunde.example, kunde.example."""
    labels = domain.split(".")
    return [".".join(labels[at:]) for at in range(min(3, len(labels) - 1))]


def _without_domain(notice: str) -> list[str]:
    """AOL names its own customers without the domain, directories (ph) the name that they did not find."""
    found = _NAMES_ONLY.search(notice)
    return _NAME_ONLY.findall(found[1])[:_MOST_FAILED] if found else []


_NAMES_ONLY = late(
    r"(?:following recipients?[^:]{0,240}|not delivered to the following):\s{1,8}"
    r"((?:[ \t]{0,8}[\w.-]{2,40}(?:[ \t]{2,20}[^\n@]{1,80})?[ \t]{0,4}(?:\n|$)){1,20})",
    re.IGNORECASE,
)
_NAME_ONLY = late(r"^[ \t]{0,8}([\w.-]{2,40})(?=[ \t]{2}|[ \t]{0,4}$)", re.MULTILINE)
_TO = late(
    rf"^[ \t>|]{{0,6}}(?:x-original-to|to|envelope-to|for):[^\n@]{{0,80}}?({_ADDRESS.pattern})",
    re.IGNORECASE | re.MULTILINE,
)


def _lines(line: str) -> Iterator[re.Match[str]]:
    if "@" in line and not _NOT_THEIRS.match(line[:200]):
        yield from _ALONE.finditer(line[:500])


def _is_theirs(address: str, not_it: set[str]) -> bool:
    local, _, domain = address.partition("@")
    if address in not_it or "." not in domain or bounce_words.DAEMON.search(local):
        return False
    return not _NUMBER.search(local)


_NUMBER = late(r"^\d{8,}\.|[0-9a-f]{24,}|\.\d{6,}\.")
"""Message-IDs look like addresses."""


# -- feedback reports --------------------------------------------------------------------------------


def complaint_of(mail: Mail) -> Complaint | None:
    """What a feedback report (RFC 5965) says; also that of providers who have a form of their own."""
    row = next((row for row in reports.rows_of(mail.report) if "feedback-type" in row), None)
    if row is not None:
        return Complaint(row["feedback-type"].lower()[:40] or "other", _complainer(row, mail))
    if _JUNK_REPORT.match(mail.subject[:200]) and _PROVIDER.search(mail.sender.email):
        return Complaint("abuse", _complainer(dict(mail.headers), mail))
    return None


_JUNK_REPORT = late(
    r"complaint about message from|(?:email )?feedback report for ip|abuse report for|jmrp", re.IGNORECASE
)
_PROVIDER = late(
    r"^(?:staff@(?:hotmail|outlook|live)\.com|feedbackloop@|fbl[-_@]|abuse@|complaints?@|feedback@)"
)


def _complainer(row: Mapping[str, str], mail: Mail) -> str:
    """Only where the report tells; the arrival's own recipients are us."""
    ours = {address.email for address in (*mail.to, *mail.cc)}
    for name in ("original-rcpt-to", "removal-recipient", "x-hmxmroriginalrecipient"):
        found = _ADDRESS.search(row.get(name, ""))
        if found and found[0].lower() not in ours:
            return found[0].lower()
    return ""
