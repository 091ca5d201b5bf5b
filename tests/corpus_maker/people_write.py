"""Which client writes what, in which language, shape and charset? And how should a person read it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from corpus_maker.bodies import Client, compose
from corpus_maker.clients import CLIENTS
from corpus_maker.drafts import Draft, Past
from corpus_maker.letters import OUR_REP, OUR_SALES, Language, Person, language

# client language shape letter charset. Shapes: new; top: answer above the quotation, signed; short: the same
# without a signature; legal: with a disclaimer; thread: two levels of quotation; inline: answers between the
# questions; bottom: answer below; forward: with a note; bare: forwarded without a word.
MATRIX = """
outlook2007 en top too_high iso-8859-1
outlook2007 zh_cn top discount gb2312
outlook2007 de legal mangel iso-8859-1
outlook2007 ru top dorogo koi8-r
outlook2007 tr top indirim iso-8859-9
outlook2010 en thread go us-ascii
outlook2010 zh_cn legal stamped gb2312
outlook2010 zh_tw top slow big5
outlook2010 ja top price iso-2022-jp
outlook2010 es top caro iso-8859-1
outlook2010 fr thread casse windows-1252
outlook2010 ar top ghali windows-1256
outlook2016 en new moq utf-8
outlook2016 en legal late utf-8
outlook2016 zh_cn thread paint gb2312
outlook2016 zh_tw thread yes utf-8
outlook2016 ja legal defect iso-2022-jp
outlook2016 es legal queja utf-8
outlook2016 pt top fechar iso-8859-1
outlook2016 fr top cher utf-8
outlook2016 de thread bestellung utf-8
outlook2016 ru legal brak windows-1251
outlook2016 ar legal taakhir utf-8
outlook2016 tr thread gecikme windows-1254
outlook2016 pt forward - utf-8
outlook2016 ja forward - utf-8
outlook_plain en top broken us-ascii
outlook_plain zh_cn top ok gb2312
outlook_plain zh_tw top crack big5
outlook_plain ja short order iso-2022-jp
outlook_plain es thread muestras iso-8859-1
outlook_plain pt top atraso windows-1252
outlook_plain fr top accord windows-1252
outlook_plain de top teuer iso-8859-1
outlook_plain ru top oplata koi8-r
outlook_plain tr top siparis iso-8859-9
exchange_html en top go utf-8
exchange_html zh_cn short discount gb2312
exchange_html de top teuer utf-8
exchange_html pt thread defeito iso-8859-1
exchange_html ar top ghali utf-8
exchange_html es bare - utf-8
owa en top late us-ascii
owa en thread broken utf-8
owa zh_cn top paint gb2312
owa ja top price utf-8
owa es thread queja iso-8859-1
owa pt legal atraso utf-8
owa fr legal accord iso-8859-1
owa de legal bestellung utf-8
owa de forward - iso-8859-1
owa tr top indirim utf-8
owa_html en legal too_high utf-8
owa_html zh_tw top crack utf-8
owa_html ru top dorogo utf-8
owa_html ar thread taakhir utf-8
owa_html fr new robinets utf-8
outlook_mobile en short go utf-8
outlook_mobile zh_cn short ok utf-8
outlook_mobile es short muestras utf-8
outlook_mobile fr short cher utf-8
outlook_mobile de short teuer utf-8
outlook_mobile ja short order utf-8
outlook_mobile tr short siparis utf-8
gmail en new solar utf-8
gmail en top broken utf-8
gmail en inline - utf-8
gmail en thread late utf-8
gmail en bare - utf-8
gmail zh_cn top stamped utf-8
gmail zh_tw top slow utf-8
gmail zh_tw new brass utf-8
gmail ja top defect utf-8
gmail es inline - utf-8
gmail es thread caro utf-8
gmail pt top fechar utf-8
gmail pt inline - utf-8
gmail fr top casse utf-8
gmail fr forward - utf-8
gmail de top mangel utf-8
gmail de inline - utf-8
gmail ru thread brak utf-8
gmail ar top ghali utf-8
gmail tr top gecikme utf-8
gmail_com en short too_high utf-8
gmail_com zh_cn new sample utf-8
gmail_com zh_cn forward - utf-8
gmail_com ja new pump utf-8
gmail_com es new bombas utf-8
gmail_com pt new chaves utf-8
gmail_com fr short accord utf-8
gmail_com de new muster utf-8
gmail_com ru short oplata utf-8
gmail_com ar new wakala utf-8
gmail_com ar short taakhir utf-8
gmail_com tr short indirim utf-8
gmail_com tr forward - utf-8
gmail_com zh_tw short yes utf-8
apple en top too_high us-ascii
apple en inline - utf-8
apple zh_cn top discount utf-8
apple zh_tw top crack utf-8
apple ja top order utf-8
apple es new grifos utf-8
apple es top queja utf-8
apple pt inline - utf-8
apple pt thread defeito utf-8
apple fr inline - utf-8
apple fr legal cher utf-8
apple de top bestellung utf-8
apple de forward - utf-8
apple ru top dorogo utf-8
apple tr thread siparis utf-8
apple ar top taakhir utf-8
iphone en short late utf-8
iphone zh_cn short ok utf-8
iphone zh_tw short yes utf-8
iphone ja short price utf-8
iphone es short caro utf-8
iphone pt short fechar utf-8
iphone fr short casse utf-8
iphone de short mangel utf-8
iphone ru short oplata utf-8
iphone ar short ghali utf-8
iphone tr short gecikme utf-8
iphone_plain en new catalogue us-ascii
iphone_plain es bare - utf-8
iphone_plain en forward - utf-8
thunderbird en bottom go utf-8
thunderbird en inline - utf-8
thunderbird zh_cn bottom ok utf-8
thunderbird zh_tw top slow big5
thunderbird ja top defect iso-2022-jp
thunderbird es bottom muestras utf-8
thunderbird es inline - iso-8859-1
thunderbird pt bottom defeito iso-8859-1
thunderbird fr bottom accord utf-8
thunderbird fr inline - utf-8
thunderbird fr thread casse iso-8859-1
thunderbird de inline - iso-8859-1
thunderbird de bottom bestellung utf-8
thunderbird de top teuer utf-8
thunderbird ru bottom oplata koi8-r
thunderbird ru inline - utf-8
thunderbird tr top indirim iso-8859-9
thunderbird tr inline - utf-8
thunderbird ar bottom ghali utf-8
thunderbird de forward - utf-8
thunderbird ru forward - utf-8
thunderbird en bare - utf-8
thunderbird_html en top broken utf-8
thunderbird_html de thread mangel utf-8
thunderbird_html ru top brak windows-1251
foxmail7 zh_cn new agency gb2312
foxmail7 zh_cn top discount gb2312
foxmail7 zh_cn thread paint gb18030
foxmail7 zh_cn legal stamped utf-8
foxmail7 zh_cn forward - gb2312
foxmail7 zh_cn bare - utf-8
foxmail7 en top too_high us-ascii
foxmail7 en legal go utf-8
foxmail6 zh_cn top ok gb2312
foxmail6 zh_cn new drawing gbk
foxmail6 zh_cn short stamped gb2312
qq zh_cn new sample gb18030
qq zh_cn top paint gb18030
qq zh_cn short ok gb18030
qq zh_cn thread discount utf-8
qq zh_cn forward - gb18030
qq en top late utf-8
qq en short go us-ascii
exmail zh_cn top stamped gb18030
exmail zh_cn new drawing utf-8
exmail zh_cn thread paint gb18030
netease163 zh_cn new agency gbk
netease163 zh_cn top discount gbk
netease163 zh_cn short stamped utf-8
netease163 zh_cn inline - gbk
netease163 zh_cn thread ok gbk
netease163 en top too_high gbk
netease163 en inline - utf-8
netease126_html zh_cn top paint gbk
netease126_html zh_cn short ok utf-8
mailmaster zh_cn top discount utf-8
mailmaster zh_cn short stamped utf-8
mailmaster en top broken utf-8
aliyun zh_cn top paint utf-8
aliyun zh_cn new sample utf-8
aliyun zh_cn thread stamped utf-8
aliyun_html zh_cn top discount utf-8
aliyun_html zh_cn short ok utf-8
wps zh_cn top stamped utf-8
wps zh_cn short discount gb18030
huawei zh_cn short ok utf-8
huawei zh_cn short paint utf-8
xiaomi zh_cn short discount utf-8
yandex ru top dorogo utf-8
yandex ru new zapros utf-8
yandex ru thread brak utf-8
mailru ru top brak utf-8
mailru ru new obrazcy utf-8
mailru ru short oplata utf-8
mailru en top go utf-8
yahoo en top late utf-8
yahoo en short too_high utf-8
yahoo es top queja utf-8
yahoo fr top casse utf-8
yahoo de short bestellung utf-8
yahoo pt thread fechar utf-8
yahoo zh_tw short crack utf-8
samsung en short go utf-8
samsung es short caro utf-8
samsung de short mangel utf-8
samsung fr short accord utf-8
samsung pt short atraso utf-8
samsung ru short oplata utf-8
samsung tr short gecikme utf-8
notes en top late iso-8859-1
notes de top teuer iso-8859-1
notes ja top price iso-2022-jp
notes fr thread cher iso-8859-1
"""


def mails() -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Name, bytes, expected reading."""
    languages: dict[str, Language] = {}
    for number, row in enumerate(MATRIX.split("\n")[1:-1], start=1):
        name, code, shape, letter, charset = row.split()
        spoken = languages.setdefault(code, language(code))
        client = CLIENTS[name]
        told = "" if letter == "-" else f"_{letter}"
        spoken = _sayable(spoken, charset)
        draft = draft_of(number, client, spoken, shape, letter, charset)
        yield f"made_{name}_{code}_{shape}{told}", compose(client, draft), expected(client, draft)


def _sayable(spoken: Language, charset: str) -> Language:
    """KOI8-R has no «»: whoever writes in it uses straight ones."""
    if charset != "koi8-r":
        return spoken
    people = (
        {
            name: value.replace("«", '"').replace("»", '"')
            for name, value in asdict(person).items()
            if isinstance(value, str)
        }
        for person in spoken.people
    )
    return replace(spoken, people=tuple(Person(**told) for told in people))


def draft_of(number: int, client: Client, spoken: Language, shape: str, letter: str, charset: str) -> Draft:
    writer = spoken.people[number % len(spoken.people)].at(client.provider)
    is_phone = bool(client.footer)
    signed = shape in ("top", "legal", "thread", "bottom", "new") and not is_phone
    draft = Draft(
        number=number,
        language=spoken,
        writer=writer,
        to=OUR_REP if number % 3 else OUR_SALES,
        subject=spoken.ours.subject,
        shape={"short": "top", "legal": "top", "thread": "top"}.get(shape, shape),
        own=_own(spoken, shape, letter),
        signature=writer.signature if signed else "",
        footer=client.footer[spoken.code] if client.footer and shape not in ("forward", "bare") else "",
        disclaimer=spoken.disclaimer if shape == "legal" else "",
        past=() if shape == "new" else _past(spoken, writer, 2 if shape == "thread" else 1),
        charset=charset,
    )
    return _with_subject(draft, client, spoken.letter(letter).subject if shape == "new" else "")


def _with_subject(draft: Draft, client: Client, subject: str) -> Draft:
    again, on = client.again(draft)
    return replace(draft, subject=subject or (on if draft.forwards else again) + draft.subject)


def _own(spoken: Language, shape: str, letter: str) -> str:
    if shape == "bare":
        return ""
    if shape == "forward":
        return spoken.note
    if shape == "inline":
        return _greeting(spoken)
    return spoken.letter(letter).text


def _greeting(spoken: Language) -> str:
    """The first line of an answer, which stands above answers between the lines."""
    return next(letter.text for letter in spoken.letters if letter.answer).split("\n")[0]


def _past(spoken: Language, writer: Person, levels: int) -> tuple[Past, ...]:
    ours = Past(OUR_REP, writer, 27, 9, 12, spoken.ours.subject, spoken.ours.text)
    theirs = Past(writer, OUR_REP, 24, 9, 40, spoken.earlier.subject, spoken.earlier.text)
    return (ours, theirs)[:levels]


# -- the reading ---------------------------------------------------------------------------------------


def expected(client: Client, draft: Draft) -> dict[str, Any]:
    return {
        "kind": "human",
        "direction": "in",
        "subject": draft.subject,
        "from": draft.writer.mail,
        "name": draft.writer.name,
        **_words(client, draft),
        **(_of_signature(draft) if draft.signature else {}),
        **({"footer_holds": _footers(draft)} if _footers(draft) else {}),
        **(
            {"parents": [f"sent{draft.number}@firma.example", f"first{draft.number}@firma.example"]}
            if draft.past
            else {}
        ),
    }


def _words(client: Client, draft: Draft) -> dict[str, Any]:
    if draft.shape == "bare":
        return {"own_words_holds": [_piece(draft)]}
    if draft.has_pieces:
        answers = "\n\n".join(draft.language.answered)
        own = f"{draft.own}\n\n{answers}"
        return {"own_words": own, "quoted_holds": list(draft.language.asked)}
    quoted = {"quoted_holds": [_piece(draft)]} if draft.past else {}
    return {"own_words": client.own(draft.own), **quoted}


def _piece(draft: Draft) -> str:
    """The line of our mail that names the price, as far as no program breaks it."""
    return next(line for line in draft.past[0].text.split("\n") if "12" in line)[:40].rsplit(" ", 1)[0]


def _of_signature(draft: Draft) -> dict[str, Any]:
    writer = draft.writer
    facts = {
        "company": writer.company,
        "company_from": "signature",
        "position": writer.position,
        "phone": writer.phone,
        "website": writer.website,
        "country": writer.country,
    }
    told = {name: value for name, value in facts.items() if value}
    more = {"details": [list(detail) for detail in writer.details]} if writer.details else {}
    return {**told, **more, "signature_holds": [writer.name, writer.company, writer.phone]}


def _footers(draft: Draft) -> list[str]:
    return [
        *([draft.footer] if draft.footer else []),
        *([draft.language.footer_piece] if draft.disclaimer else []),
    ]
