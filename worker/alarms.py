"""What does a person make of a sign of fraud? It was genuine, or it was not after all."""

from __future__ import annotations

from collections.abc import Iterator

from model import MailId
from worker.again import thought_again
from worker.desk import Actor, DeskError
from worker.intake import Sitting


def dismiss(sitting: Sitting, mail: MailId, actor: Actor) -> list[str]:
    """Somebody has asked, and the mail is genuine: it is linked as any other. Answers what changed."""
    if not sitting.page.alarms.set(mail, "dismissed"):
        raise DeskError(_no_alarm(sitting, mail, "dismissed", f"genjin alarms reopen {mail}"))
    sitting.page.journal(actor.now, actor.name, "alarms dismiss", f"mail {mail}")
    return [*_linked(sitting, mail)]


def reopen(sitting: Sitting, mail: MailId, actor: Actor) -> list[str]:
    """Undo `dismiss`: the mail waits for a person again."""
    if not sitting.page.alarms.set(mail, "open"):
        raise DeskError(_no_alarm(sitting, mail, "open", f"genjin alarms dismiss {mail}"))
    sitting.page.journal(actor.now, actor.name, "alarms reopen", f"mail {mail}")
    return [*_linked(sitting, mail)]


def _no_alarm(sitting: Sitting, mail: MailId, state: str, way_back: str) -> str:
    if sitting.page.alarms.any_of(mail):
        return f"The alarm of mail {mail} is {state} already. To change that: {way_back}"
    return f"Mail {mail} shows no sign of fraud. `genjin alarms --all` lists those that do."


def _linked(sitting: Sitting, mail: MailId) -> Iterator[str]:
    changed = thought_again(sitting, mail)
    sitting.settle()
    if changed:
        yield changed
    if sitting.page.mails.is_asked(mail):
        yield f"Mail {mail} waits for an answer: genjin review accept {mail} CUSTOMER"
