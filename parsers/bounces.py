"""Did a mail system send this as a mail was not delivered? Whom does it name, is trying again of use?

    report (RFC 3464) | header | the notice's own words

A report or X-Failed-Recipients proves it. Else two signs are wanted, one of them a machine's: people write of
returned mail, forward it, and are called Postmaster; answers of machines have no return address either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from model import Complaint, FailedRecipient, Mail
from parsers import absence_words, bounce_words, reports
from parsers.grammar import small
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
    if said and machine:
        return [*machine, *said, *answered]
    return [*said, *answered] if len(said) > 1 and answered else []


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
    r"^(?:[\w.]{0,60}-)?bounces?(?:[-+=][^@]{1,200})?@|^owner-[^@]+@|-(?:admin|owner)@|^return[s-]?[-+=@]"
)
"""How lists and mailings call the address to which failures go."""


# -- whom does it name? ------------------------------------------------------------------------------

_ADDRESS = late(r"[\w.+=&'/#~*-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_RETURNED = late(
    r"^[ \t>|]{0,6}(?:(?:return-path|received|message-id|dkim-signature|x-mailer|mime-version): ?\S"
    r"|-{2,} ?(?:this is a copy of|returned (?:message|mail)|original (?:message|mail)|the body of your|"
    r"below this line|unsent message|undelivered message|message (?:header|text)|included is a copy|"
    r"the header of the original|enclosed is a copy|原始邮件|原邮件|original message (?:headers|follows)))"
    r"|^(?:original message headers|received headers of the original|original mail as follows|"
    r"message header follows|the first \d+ (?:bytes|lines) of the original|copy of (?:your|the) message)",
    re.IGNORECASE | re.MULTILINE,
)
"""Where the notice ends and the returned mail begins."""
_ALONE = late(
    r"^[ \t>*|-]{0,12}(?:\d{1,3}[.)][ \t]{1,4})?"
    r"(?:[^\n:：@<]{0,60}[:：][ \t]{0,8})?(?:rfc822;[ \t]?)?[<\"'(\[]{0,2}(?:smtp:|mailto:)?"
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
    address = next((found[0] for said in where if (found := _ADDRESS.search(said))), "")
    action = reports.action(row)
    if not address or action in reports.SUCCESS:
        return None
    said = row.get("diagnostic-code", "")
    why = said.partition(";")[2].strip() or said or row.get("status", "")
    status = _status(row.get("status", "")) or _status(why)
    hard = action != "delayed" and bounce_words.is_hard(status, why)
    return FailedRecipient(address.lower().strip("'"), hard, why[:500], status)


def _status(said: str) -> str:
    found = bounce_words.STATUS.search(said)
    return found[0] if found else ""


def _named(mail: Mail) -> Iterator[FailedRecipient]:
    """No report: Exim names them in a header, QQ, NetEase and qmail in the text only."""
    notice = _notice(mail.text)
    header = _ADDRESS.findall(mail.header("x-failed-recipients")[:20_000])
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


def _in_notice(mail: Mail, notice: str) -> list[str]:
    """Every address that has a line to itself; else a bare name; else the first address of all."""
    not_it = {mail.sender.email, *(address.email for address in (*mail.to, *mail.cc))}
    alone = _alone(notice)
    theirs = [each for each in alone if _is_theirs(each.lower(), not_it)]
    if theirs:
        return [each for each in theirs if not _OFFICE.match(each)] or theirs
    bare = _WITHOUT_DOMAIN.search(notice)
    if bare and mail.sender.domain:
        return [f"{bare[1]}@{mail.sender.domain}"]
    others = [each for each in _ADDRESS.findall(notice[:_HEAD])[:40] if _is_theirs(each.lower(), not_it)]
    return (others or _returned_to(mail, not_it) or [each for each in alone if each.lower() not in not_it])[
        :1
    ]


_OFFICE = late(
    r"(?:abuse|support|help|helpdesk|hostmaster|webmaster|noc|admin|administrator|listmaster)@", re.IGNORECASE
)
"""Whom to ask, rather than whom it was for."""


def _alone(notice: str) -> list[str]:
    return [*dict.fromkeys(found[1] for line in notice.split("\n")[:200] for found in _lines(line))]


def _returned_to(mail: Mail, not_it: set[str]) -> list[str]:
    """Whom the returned mail was for, where the notice names nobody."""
    head = mail.text[:_NOTICE]
    found = [*(match[1] for match in _TO.finditer(head)), *_alone(head)]
    return [each for each in found if _is_theirs(each.lower(), not_it)]


_WITHOUT_DOMAIN = late(
    r"following recipients?[^:]{0,240}:\s{1,8}([\w.-]{2,40})\s{0,4}(?:\n|$)",
    re.IGNORECASE,
)
"""AOL names its own customers without the domain."""
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
