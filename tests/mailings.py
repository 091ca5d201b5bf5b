"""What might lie in the mailbox of an export sales rep? Any number of made-up mails, the same for a seed.

    for mail in mailings(3000): deliver(mail.folder, mail.content, mail.received)
    for customer in customers(5000): page.customers.add(customer)

Stories run side by side: threads of known customers, new companies where two people write, private addresses,
strangers we wrote to first, answers from another address, absences, newsletters, mail without a Message-ID.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from store.customers import NewCustomer

REP = "anna@factory.example"
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
INBOX, SENT = "inbox", "sent"


@dataclass(frozen=True, slots=True)
class Mailing:
    """A mail, the folder it lies in (inbox or sent) and its INTERNALDATE."""

    folder: str
    content: bytes
    received: datetime


@dataclass(frozen=True, slots=True)
class Firm:
    name: str
    domain: str
    language: str


@dataclass(slots=True)
class Thread:
    """A story being told: what was said last, and what an answer must refer to."""

    subject: str
    ids: tuple[str, ...] = ()
    words: str = ""


def customers(count: int, seed: int = 1) -> list[NewCustomer]:
    """Those the team knew before; `mailings` of the same seed writes for the first of them."""
    firms = itertools.islice(_firms(f"known {seed}"), count)
    classes = itertools.cycle(("A", "B", "C", ""))
    return [
        NewCustomer(
            name=firm.name,
            created=START - timedelta(days=60),
            domains=(firm.domain,),
            contacts=((f"buyer@{firm.domain}", "Buyer"),),
            volume_class=volume_class,
            source="import",
        )
        for firm, volume_class in zip(firms, classes, strict=False)
    ]


def mailings(count: int, seed: int = 1) -> list[Mailing]:
    """So many mails, oldest first, about half an hour apart."""
    teller = _Teller(seed, count)
    told: list[Mailing] = []
    while len(told) < count:
        told += teller.story()
    told.sort(key=lambda mailing: mailing.received)
    return told[:count]


class _Teller:
    def __init__(self, seed: int, count: int) -> None:
        self._dice = random.Random(f"mailings {seed}")
        self._known = list(itertools.islice(_firms(f"known {seed}"), 40 + count // 10))
        self._new = _firms(f"new {seed}")
        self._minutes = max(60, count * 30)
        self._numbers = itertools.count(1)

    def story(self) -> list[Mailing]:
        kinds, weights = zip(*_STORIES, strict=True)
        name = self._dice.choices(kinds, weights)[0]
        return list(getattr(self, f"_{name}")(self._some_time()))

    # -- the stories ----------------------------------------------------------------------------------------

    def _known_thread(self, at: datetime) -> Iterator[Mailing]:
        firm = self._dice.choice(self._known)
        writer = f"{self._dice.choice(_PEOPLE)}@{firm.domain}"
        yield from self._correspondence(firm, writer, at, self._dice.randint(1, 6))

    def _new_company(self, at: datetime) -> Iterator[Mailing]:
        """Two people of one company that nobody knows, the second before we have answered."""
        firm = next(self._new)
        first, second = self._dice.sample(_PEOPLE, 2)
        yield from self._correspondence(firm, f"{first}@{firm.domain}", at, self._dice.randint(1, 3))
        later = at + timedelta(minutes=self._dice.randint(5, 600))
        yield from self._correspondence(firm, f"{second}@{firm.domain}", later, 1)

    def _private_address(self, at: datetime) -> Iterator[Mailing]:
        firm, provider = next(self._new), self._dice.choice(_FREE)
        writer = f"{self._dice.choice(_PEOPLE)}.{firm.domain.partition('.')[0]}@{provider}"
        yield from self._correspondence(firm, writer, at, self._dice.randint(1, 3))

    def _other_address(self, at: datetime) -> Iterator[Mailing]:
        """We write to a known buyer, the answer comes from a private address, and further mail from there."""
        firm = self._dice.choice(self._known)
        thread, private = Thread(self._subject(firm)), f"{firm.domain.partition('.')[0]}.buyer@gmail.com"
        yield self._ours(firm, f"buyer@{firm.domain}", thread, at)
        yield self._theirs(firm, private, thread, at + timedelta(hours=5))
        yield self._theirs(firm, private, Thread(self._subject(firm)), at + timedelta(hours=30))

    def _cold_call(self, at: datetime) -> Iterator[Mailing]:
        """A stranger that we wrote to first."""
        firm = next(self._new)
        thread, writer = Thread(self._subject(firm)), f"info@{firm.domain}"
        yield self._ours(firm, writer, thread, at)
        if self._dice.random() < 0.6:
            yield self._theirs(firm, writer, thread, at + timedelta(hours=self._dice.randint(1, 60)))

    def _absence(self, at: datetime) -> Iterator[Mailing]:
        firm = self._dice.choice(self._known)
        thread = Thread(self._subject(firm))
        yield self._ours(firm, f"buyer@{firm.domain}", thread, at)
        built = self._built(f"buyer@{firm.domain}", REP, f"Automatic reply: {thread.subject}", at)
        built["Auto-Submitted"] = "auto-replied"
        yield _placed(INBOX, built, "I am out of office until 20 May and will answer when I am back.", at)

    def _newsletter(self, at: datetime) -> Iterator[Mailing]:
        built = self._built("news@fairs.example", REP, "Trade fairs of this season", at)
        built["List-Unsubscribe"], built["Precedence"] = "<https://fairs.example/off>", "bulk"
        yield _placed(INBOX, built, "All fairs of this season at a glance. " * 20, at)

    def _maybe_automatic(self, at: datetime) -> Iterator[Mailing]:
        """One sign of a machine, no proof: a stranger that a person must look at."""
        firm = next(self._new)
        built = self._built(f"no-reply@{firm.domain}", REP, self._subject(firm), at)
        yield _placed(INBOX, built, self._words(firm), at)

    def _without_id(self, at: datetime) -> Iterator[Mailing]:
        firm = self._dice.choice(self._known)
        built = self._built(f"buyer@{firm.domain}", REP, self._subject(firm), at)
        del built["Message-ID"]
        yield _placed(INBOX, built, self._words(firm), at)

    # -- the parts ------------------------------------------------------------------------------------------

    def _correspondence(self, firm: Firm, writer: str, at: datetime, turns: int) -> Iterator[Mailing]:
        thread = Thread(self._subject(firm))
        for turn in range(turns):
            yield self._ours(firm, writer, thread, at) if turn % 2 else self._theirs(firm, writer, thread, at)
            at += timedelta(minutes=self._dice.randint(20, 4000))

    def _theirs(self, firm: Firm, writer: str, thread: Thread, at: datetime) -> Mailing:
        person = writer.partition("@")[0].partition(".")[0].title()
        built = self._built(f"{person} <{writer}>", f"Anna <{REP}>", thread.subject, at)
        signature = (
            f"\n\n{person}\n{firm.name}\nTel. +49 40 55 512 {next(self._numbers)}\nwww.{firm.domain}\n"
        )
        return self._said(INBOX, built, thread, self._words(firm) + signature, at)

    def _ours(self, firm: Firm, to: str, thread: Thread, at: datetime) -> Mailing:
        built = self._built(f"Anna <{REP}>", to, thread.subject, at)
        return self._said(SENT, built, thread, f"{self._words(firm)}\n\nAnna\nFactory Co. Ltd.\n", at)

    def _said(self, folder: str, built: EmailMessage, thread: Thread, words: str, at: datetime) -> Mailing:
        if thread.ids:
            built.replace_header("Subject", f"Re: {thread.subject}")
            built["In-Reply-To"], built["References"] = thread.ids[-1], " ".join(thread.ids)
        quoted = "".join(f"> {line}\n" for line in thread.words.splitlines())
        text = f"{words}\nOn {at:%a, %d %b %Y} Anna wrote:\n{quoted}" if quoted else words
        thread.ids, thread.words = (*thread.ids, str(built["Message-ID"])), text[:4000]
        return _placed(folder, built, text, at)

    def _built(self, sender: str, to: str, subject: str, at: datetime) -> EmailMessage:
        built = EmailMessage(policy=SMTP)
        built["From"], built["To"], built["Subject"], built["Date"] = sender, to, subject, format_datetime(at)
        built["Message-ID"] = f"<{next(self._numbers)}.{self._dice.randrange(16**8):08x}@mailings.example>"
        return built

    def _subject(self, firm: Firm) -> str:
        return f"{self._dice.choice(_SUBJECTS[firm.language])} {next(self._numbers)}"

    def _words(self, firm: Firm) -> str:
        known = _SENTENCES[firm.language]
        return "\n".join(self._dice.sample(known, self._dice.randint(2, len(known))))

    def _some_time(self) -> datetime:
        return START + timedelta(minutes=self._dice.randrange(self._minutes))


def _placed(folder: str, built: EmailMessage, text: str, at: datetime) -> Mailing:
    charset = "utf-8" if not text.isascii() else "us-ascii"
    built.set_content(text, charset=charset, cte="8bit" if len(text) % 2 and charset == "utf-8" else None)
    return Mailing(folder, built.as_bytes(), at + timedelta(seconds=30))


def _firms(seed: str) -> Iterator[Firm]:
    """Companies without end. No two have one domain."""
    dice, seen = random.Random(seed), set[str]()
    while True:
        word = "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(3, 4)))
        if word not in seen:
            seen.add(word)
            language = dice.choice(tuple(_SENTENCES))
            trade, form = dice.choice(_TRADES), dice.choice(_FORMS[language])
            yield Firm(f"{word.title()} {trade} {form}", f"{word}.example", language)


_STORIES = (
    ("known_thread", 40),
    ("new_company", 12),
    ("private_address", 8),
    ("other_address", 6),
    ("cold_call", 8),
    ("absence", 8),
    ("newsletter", 6),
    ("maybe_automatic", 4),
    ("without_id", 4),
)
_PEOPLE = ("jan", "maria", "pierre", "olga", "kofi", "mei", "luis", "ines", "tom", "aiko")
_FREE = ("gmail.com", "qq.com", "outlook.com", "163.com", "yandex.ru")
_TRADES = ("Handel", "Trading", "Import", "Industrial", "Hydraulics", "Garden", "Lighting", "Textile")
_FORMS: Mapping[str, tuple[str, ...]] = {
    "en": ("Ltd", "LLC", "Pty Ltd", "Inc."),
    "de": ("GmbH", "AG", "GmbH & Co. KG"),
    "es": ("S.A.", "S.L.", "SpA"),
    "fr": ("SARL", "SAS"),
    "ru": ("OOO", "AO"),
    "zh": ("Co. Ltd.", "HK Limited"),
}
_SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "en": ("Inquiry ball valves", "Order", "Delivery of our order", "Samples"),
    "de": ("Anfrage Kugelhähne", "Bestellung", "Lieferung", "Muster"),
    "es": ("Consulta válvulas", "Pedido", "Entrega", "Muestras"),
    "fr": ("Demande de prix", "Commande", "Livraison", "Échantillons"),
    "ru": ("Запрос на краны", "Заказ", "Поставка", "Образцы"),
    "zh": ("询价 球阀", "订单", "交货", "样品"),
}
_SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Please quote 500 pieces of DN50 ball valves, CIF Rotterdam.",
        "Your price is too high, another supplier offers 10 % less.",
        "Half of the cartons arrived broken, please tell us what you will do.",
        "Could you send samples by courier?",
        "We need the goods very urgently, before 15 May.",
        "Please send the test certificate EN 12266.",
        "The budget is frozen, please contact us again in June.",
        "Thank you for the pleasant meeting at the fair.",
    ),
    "de": (
        "bitte bieten Sie uns 500 Kugelhähne DN50 an, frei Hamburg.",
        "Ihr Preis ist uns zu hoch, ein anderer Lieferant ist günstiger.",
        "Die Hälfte der Kartons kam beschädigt an.",
        "Können Sie uns Muster schicken?",
        "Wir benötigen die Ware dringend bis zum 15. Mai.",
        "Bitte senden Sie uns das Prüfzeugnis.",
    ),
    "es": (
        "Por favor cotice 500 válvulas de bola DN50.",
        "Su precio es demasiado alto.",
        "La mitad de las cajas llegó dañada.",
        "¿Podrían enviarnos muestras?",
        "Necesitamos la mercancía con urgencia antes del 15 de mayo.",
    ),
    "fr": (
        "Merci de nous faire une offre pour 500 vannes DN50.",
        "Votre prix est trop élevé.",
        "La moitié des cartons est arrivée cassée.",
        "Pouvez-vous nous envoyer des échantillons ?",
        "Nous en avons besoin de toute urgence avant le 15 mai.",
    ),
    "ru": (
        "Просим предложение на 500 шаровых кранов DN50.",
        "Ваша цена слишком высокая.",
        "Половина коробок пришла повреждённой.",
        "Можете ли вы прислать образцы?",
        "Товар нужен срочно до 15 мая.",
    ),
    "zh": (
        "请报500个DN50球阀的价格，CIF鹿特丹。",
        "你们的价格太高了，别家便宜一成。",
        "收到的货有一半破损了，请尽快处理。",
        "可以寄样品吗？",
        "我们很急，五月十五日之前要货。",
        "请提供检测报告和证书。",
    ),
}
_SYLLABLES = (
    *("ba", "be", "bo", "da", "de", "di", "do", "fa", "fe", "fi", "ga", "go", "ha", "he", "ka", "ke", "ki"),
    *("ko", "la", "le", "lo", "lu", "ma", "me", "mi", "mo", "na", "ne", "ni", "no", "pa", "pe", "po", "ra"),
    *("re", "ri", "ro", "sa", "se", "si", "so", "ta", "te", "ti", "to", "va", "ve", "vi", "vo", "wa", "we"),
    *("za", "zo", "tran", "brel", "stor", "quin", "plav", "drem"),
)
