"""Was this sent to many? Newsletters and campaigns; and what people write through a list, which is theirs.

A discussion list adds the headers of a newsletter to what a person wrote: who answers, uses a mail program or
writes to a list that takes posts is taken for a person.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from model import Mail, Ours
from parsers.late import late

_CAMPAIGN = (
    "feedback-id",
    "x-campaign",
    "x-campaignid",
    "x-campaign-id",
    "x-mc-user",
    "x-mailgun-sid",
    "x-mailgun-tag",
    "x-sg-eid",
    "x-csa-complaints",
    "x-mailer-recptid",
    "x-report-abuse",
    "x-mandrill-user",
    "x-cmail-recipientid",
    "x-roving-id",
    "x-elqpod",
    "x-sfmc-stack",
    "x-hubspot-campaign",
    "x-mailjet-campaign",
    "x-ses-configuration-set",
    "x-edm-campaign",
    "list-unsubscribe-post",
)
_SENDERS = late(
    r"mailchimp|constant ?contact|sendgrid|campaign|newsletter|phplist|acymail|sendinblue|brevo|mailjet|klaviyo|"
    r"exacttarget|eloqua|marketo|silverpop|mailerlite|getresponse|aweber|edm|massmail|bulk|focussend|webpower",
    re.IGNORECASE,
)
_DISCUSSION = (
    "list-post",
    "x-beenthere",
    "x-mailman-version",
    "mailing-list",
    "x-mailing-list",
    "x-loop",
    "x-google-group-id",
    "x-ml-name",
    "x-listprocessor-version",
    "x-list-id",
    "x-original-list-id",
    "list-archive",
    "list-owner",
    "delivered-to-list",
)
_OF_LIST = late(
    r"^owner-|-(?:bounces|owner|errors|admin|request|outgoing)(?:[@+=-]|$)|bounces?[+=-]|^majordomo|^listserv|^sentto-"
)
_ROBOT = late(
    r"(?:no|do[-_.]?not|donot)[-_.]?reply|noreply|newsletter|^news(?:letters?)?@|^mailing|^notif|^marketing@|^promo|^offers?@|"
    r"^announce|^digest|-request@|^bounce|^alerts?@|^updates?@|^edm@|^deals?@|^info-?mail|^buildd?@|^bugzilla|^jenkins|^cron"
)
_DIGEST = late(
    r"\bdigest,? (?:vol|#|\d)|\bdigest of\b|\bvol(?:ume)? \d{1,4}[,:] (?:issue|#)|^\[?newsletter(?:$| ?[:\]#]| \d)",
    re.IGNORECASE,
)


def signs(mail: Mail, heads: Mapping[str, str], ours: Ours) -> Iterator[str]:
    listed = heads.get("list-id", "")
    if "list-id" in heads and not _is_own(listed, ours):
        yield "it comes from a mailing list (List-Id)"
    if "list-unsubscribe" in heads and not _is_own(listed, ours):
        yield "it can be unsubscribed from (List-Unsubscribe)"
    if heads.get("precedence", "").strip().lower() in ("bulk", "junk", "list"):
        yield f"the header Precedence says {heads['precedence'].strip().lower()}"
    campaign = next((name for name in _CAMPAIGN if name in heads), "")
    if campaign:
        yield f"a mailing service sent it ({campaign})"
    elif _SENDERS.search(heads.get("x-mailer", "")[:200]):
        yield f"a mailing service sent it ({heads['x-mailer'][:40]})"
    if _DIGEST.search(mail.subject[:120]):
        yield "it is a digest or an issue"


def is_list(heads: Mapping[str, str]) -> bool:
    return "list-id" in heads and "list-unsubscribe" in heads


def is_campaign(heads: Mapping[str, str]) -> bool:
    return (
        any(name in heads for name in _CAMPAIGN)
        or _SENDERS.search(heads.get("x-mailer", "")[:200]) is not None
    )


_PROGRAM = late(
    r"^(?:mozilla|thunderbird|mutt|neomutt|gnus|kmail|evolution|claws|sylpheed|apple mail|iphone|ipad|microsoft outlook|"
    r"microsoft office outlook|the bat|foxmail|becky|alpine|pine|eudora|roundcube|squirrelmail|horde|seamonkey|k-9|"
    r"postbox|wanderlust|mew|vm|notmuch|aquamail|yahoomail|webmail|qqmail|coremail|novell groupwise|lotus notes|internet mail|"
    r"microsoft-macoutlook|zimbra|trojita|elm|exmh|mh-e|nmh|git-send-email|sendgmr|opera|calypso|pegasus|quickmail|airmail)",
    re.IGNORECASE,
)


def is_certain(heads: Mapping[str, str]) -> bool:
    """More than a Precedence, which autoresponders give too."""
    return any(name in heads for name in ("list-id", "list-unsubscribe", *_CAMPAIGN))


def person_in(mail: Mail, heads: Mapping[str, str]) -> str:
    """Why a mail with a list's headers is a person's all the same, or empty."""
    if heads.get("auto-submitted", "").strip().lower() == "no":
        return "the header Auto-Submitted says that a person sent it"
    if _may_be_typed(mail, heads) and _PROGRAM.search(
        heads.get("user-agent", "") or heads.get("x-mailer", "")
    ):
        return "a person's mail program wrote it"
    if _ROBOT.search(mail.sender.email) or _DIGEST.search(mail.subject[:120]):
        return ""
    if mail.parents:
        return "it answers a mail"
    if heads.get("list-post", "").strip().lower() != "no" and _is_discussion(heads):
        return "it was posted to a list on which people write"
    return ""


def _may_be_typed(mail: Mail, heads: Mapping[str, str]) -> bool:
    """A newsletter may be sent with Outlook too: in bulk, to be unsubscribed from, and nobody can post to it."""
    in_bulk = heads.get("precedence", "").strip().lower() in ("bulk", "junk")
    one_way = in_bulk and "list-unsubscribe" in heads and not (mail.parents or _is_discussion(heads))
    return not one_way and not is_campaign(heads)


def _is_discussion(heads: Mapping[str, str]) -> bool:
    if any(name in heads for name in _DISCUSSION):
        return True
    return any(
        _OF_LIST.search(heads.get(name, "").strip(" <>").lower())
        for name in ("sender", "return-path", "errors-to")
    )


def _is_own(list_id: str, ours: Ours) -> bool:
    """Our own group address (sales@) is a list for the server, but customers write to it."""
    return any(list_id.rstrip("> ").lower().endswith(domain) for domain in ours.domains)
