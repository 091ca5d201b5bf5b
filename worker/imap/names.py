"""Which folder is which? By its mark, by its name, by what genjin.yaml says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from imapclient import imap_utf7  # type: ignore[import-untyped]

from worker.batch import Folder
from worker.imap.errors import MailboxError
from worker.settings import Account

SENT_NAMES = (
    *("Sent", "Sent Items", "Sent Mail", "Sent Messages", "[Gmail]/Sent Mail", "[Google Mail]/Sent Mail"),
    *("已发送", "已发送邮件", "已发邮件", "已傳送", "已寄出", "寄件備份"),
    *("送信済み", "送信済みメール", "送信済みアイテム", "보낸 편지함", "보낸편지함"),
    *("Gesendet", "Gesendete Elemente", "Gesendete Objekte", "Verzonden items", "Skickat", "Sendt"),
    *("Enviados", "Elementos enviados", "Correo enviado", "Itens enviados"),
    *("Envoyés", "Messages envoyés", "Éléments envoyés", "Posta inviata", "Inviati"),
    *("Wysłane", "Отправленные", "Надіслані", "Gönderilmiş Öğeler", "Gönderilenler"),
    *("العناصر المرسلة", "البريد المرسل"),
    "发件箱",  # what some call the sent folder and Outlook the outbox: only where there is nothing better
)
"""Where no folder carries the \\Sent mark (RFC 6154), its name tells: the first of these that is there.
Compared without case and below any parent."""

ALL = "all"
"""The word of genjin.yaml for every folder that may hold customers' mail."""

_NOT_TO_BE_OPENED = frozenset({b"\\noselect", b"\\nonexistent"})
_NOT_OF_CUSTOMERS = frozenset({b"\\trash", b"\\junk", b"\\drafts", b"\\flagged", b"\\important"})
_NOT_OF_CUSTOMERS_BY_NAME = frozenset(
    name.lower()
    for name in (
        *("Trash", "Deleted", "Deleted Items", "Deleted Messages", "Bin", "Junk", "Junk E-mail", "Spam"),
        *("Bulk Mail", "Drafts", "Draft", "Outbox", "Templates", "Archive/Spam"),
        *(
            "已删除",
            "已删除邮件",
            "垃圾邮件",
            "广告邮件",
            "病毒邮件",
            "病毒文件夹",
            "草稿",
            "草稿箱",
            "草稿夹",
        ),
        *("垃圾箱", "寄件匣", "刪除的郵件", "垃圾郵件", "ゴミ箱", "迷惑メール", "下書き"),
        *("Papierkorb", "Entwürfe", "Corbeille", "Brouillons", "Papelera", "Borradores", "Correo no deseado"),
        *("Корзина", "Удаленные", "Спам", "Черновики"),
    )
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A folder as the server lists it."""

    name: str
    raw: Any
    """The name in the server's own spelling, for EXAMINE."""
    marks: frozenset[bytes]

    @property
    def leaf(self) -> str:
        return self.name.replace("\\", "/").replace(".", "/").rpartition("/")[2]


def listed(answer: Iterable[tuple[Iterable[bytes], Any, Any]]) -> tuple[Listed, ...]:
    """The folders that can be opened."""
    every = (
        Listed(decoded(raw), raw, frozenset(bytes(mark).lower() for mark in marks))
        for marks, _, raw in answer
    )
    return tuple(each for each in every if each.name and not each.marks & _NOT_TO_BE_OPENED)


def decoded(raw: Any) -> str:
    """A folder's name from modified UTF-7 (RFC 3501 5.1.3); what cannot be decoded is shown as it is."""
    try:
        return str(imap_utf7.decode(raw)) if isinstance(raw, bytes) else str(raw or "")
    except (UnicodeError, ValueError):
        return bytes(raw).decode("latin-1")


def wanted(account: Account, there: Sequence[Listed], usual: Sequence[str] = ()) -> tuple[Folder, ...]:
    """Inbox, sent, and what genjin.yaml asks for beside them. Without a sent folder half of every story is
    missing: that is an error.

    usual: the provider's own names of the sent folder.
    """
    inbox = _existing(account, there, account.inbox, "inbox")
    sent = _existing(account, there, account.sent, "sent") if account.sent else _sent(account, there, usual)
    main = (Folder(inbox, "inbox"), Folder(sent, "sent"))
    return main + tuple(Folder(name, "filed") for name in _filed(account, there) if name not in (inbox, sent))


def _filed(account: Account, there: Sequence[Listed]) -> list[str]:
    if ALL not in account.folders:
        return [_existing(account, there, name, "folders") for name in account.folders]
    whole = [each.name for each in there if b"\\all" in each.marks]
    if whole:
        return whole  # Gmail's All Mail holds what every label shows
    return [each.name for each in there if not is_left_out(each)]


def is_left_out(each: Listed) -> bool:
    named = {each.name.lower(), each.leaf.lower()} & _NOT_OF_CUSTOMERS_BY_NAME
    return bool(named or each.marks & _NOT_OF_CUSTOMERS)


def _existing(account: Account, there: Sequence[Listed], name: str, field: str) -> str:
    known = {each.name.lower(): each.name for each in there}
    if name.lower() in known:
        return known[name.lower()]
    raise MailboxError(
        f"Account {account.name}: there is no folder `{name}`. The server has: {_told(there)}. "
        f"Put the right one into `{field}:` of this account in genjin.yaml."
    )


def _sent(account: Account, there: Sequence[Listed], usual: Sequence[str]) -> str:
    marked = next((each.name for each in there if b"\\sent" in each.marks), None)
    found = marked or called_sent(there, usual)
    if found:
        return found
    raise NoSentFolder(
        f"Account {account.name}: none of its folders looks like the one for sent mail. The server has: "
        f"{_told(there)}. Put its name into `sent:` of this account in genjin.yaml.",
        tuple(each.name for each in there if each.name.lower() != account.inbox.lower()),
    )


class NoSentFolder(MailboxError):  # noqa: N818 - says what is missing
    """Nobody can tell which folder holds the sent mail; `folders` are those to choose from."""

    def __init__(self, words: str, folders: tuple[str, ...]) -> None:
        super().__init__(words)
        self.folders = folders


def called_sent(there: Sequence[Listed], usual: Sequence[str] = ()) -> str | None:
    """The folder with the best name for sent mail; a whole name before one below a parent."""
    whole = {each.name.lower(): each.name for each in reversed(there)}
    leaves = {each.leaf.lower(): each.name for each in reversed(there)}
    names = [name.lower() for name in (*usual, *SENT_NAMES)]
    found = (known[name] for name in names for known in (whole, leaves) if name in known)
    return next(found, None)


def _told(there: Sequence[Listed]) -> str:
    return ", ".join(sorted(each.name for each in there)) or "none"
