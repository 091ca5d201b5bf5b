"""Is a notice of absence understood in ten languages: when is she back, whom to ask instead, has she left?"""

# ruff: noqa: E501 - a notice is read as one line
from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from model import Absence, Address, Direction, Kind, Mail, Ours
from parsers import automatic
from parsers.absence import absence_of

SENT = date(2026, 3, 4)  # a Wednesday
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
ANNA = Address("anna@kunde.example", "Anna")
LI = Address("li@firma.example")
OURS = Ours(frozenset({"firma.example"}))


def said(text: str, subject: str = "Automatic reply: Offer", day: date = SENT) -> Absence | None:
    return absence_of(Mail("k", ANNA, NOON, NOON, subject=subject, to=(LI,), text=text), text, day)


NOTICES: list[tuple[str, str, str | None]] = [
    ("I am out of the office until 15 March.", "2026-03-16", "15 March"),
    ("I am out of office till Friday, March 13th, with limited access to email.", "2026-03-14", "March 13th"),
    ("Thank you for your email. I am on annual leave from 9 March to 20 March 2026.", "2026-03-21", None),
    ("I'm currently on vacation and will be back on 16 March 2026.", "2026-03-16", "16 March 2026"),
    ("I will be away from March 5 through March 12, returning on March 13.", "2026-03-13", "March 13"),
    ("I am travelling and will return to the office on Monday.", "2026-03-09", "monday"),
    ("I am on leave 16-20 March.", "2026-03-21", None),
    ("Our office will be closed from 28 December to 5 January for the holidays.", "2027-01-06", None),
    ("I am out of the office on 6 March.", "2026-03-07", None),
    ("I am out of the office and will reply to your message after 15 March.", "2026-03-16", None),
    ("I am on maternity leave and will be back in September.", None, None),
    ("I'm out of office until 03/18/2026.", "2026-03-19", None),
    ("I am on vacation until 2026-03-20.", "2026-03-21", None),
    ("I'm out of the office. I'll be back tomorrow.", "2026-03-05", None),
    ("Ich bin bis einschließlich 15. März nicht im Büro.", "2026-03-16", None),
    ("Ich bin vom 16.-20.3. im Urlaub.", "2026-03-21", None),
    ("Vielen Dank für Ihre Nachricht. Ich bin ab dem 23.03.2026 wieder erreichbar.", "2026-03-23", "23.03.2026"),
    ("Ich befinde mich vom 09.03.2026 bis 13.03.2026 im Urlaub. Ihre E-Mail wird nicht weitergeleitet.", "2026-03-14", None),
    ("Ich bin zur Zeit nicht im Hause und am 10.3. wieder für Sie da.", "2026-03-10", None),
    ("Ich bin derzeit abwesend und kehre am Montag zurück.", "2026-03-09", None),
    ("Estoy de vacaciones hasta el 15 de marzo.", "2026-03-16", "15 de marzo"),
    ("Estaré fuera de la oficina del 9 al 13 de marzo de 2026.", "2026-03-14", None),
    ("Me encuentro de viaje. Regreso el 16 de marzo.", "2026-03-16", None),
    ("Estou de férias até 15 de março.", "2026-03-16", None),
    ("Estarei ausente do escritório. Retorno em 16/03/2026.", "2026-03-16", None),
    ("Estou em férias de 9 a 20 de março.", "2026-03-21", None),
    ("Je suis absent jusqu'au 15 mars inclus.", "2026-03-16", None),
    ("Je suis en congé du 9 au 20 mars 2026.", "2026-03-21", None),
    ("Absente du bureau, je serai de retour le 16 mars.", "2026-03-16", None),
    ("Я в отпуске до 15 марта.", "2026-03-16", "15 марта"),
    ("Я буду отсутствовать с 9 по 20 марта 2026 г.", "2026-03-21", None),
    ("Нахожусь в командировке, вернусь 16 марта.", "2026-03-16", None),
    ("15 Mart'a kadar izindeyim.", "2026-03-16", None),
    ("9-13 Mart tarihleri arasında ofis dışındayım.", "2026-03-14", None),
    ("Yıllık izindeyim, 16 Mart'ta ofiste olacağım.", "2026-03-16", None),
    ("أنا في إجازة حتى 15 مارس.", "2026-03-16", "15 مارس"),
    ("أنا خارج المكتب من 9 إلى 13 مارس 2026.", "2026-03-14", None),
    ("أنا في إجازة وسأعود يوم 16 مارس.", "2026-03-16", None),
    ("您好，我正在休假，3月15日恢复办公。", "2026-03-15", "3月15日"),
    ("本人于3月9日至3月13日出差，期间不能及时回复邮件。", "2026-03-14", None),
    ("我在休年假，休假至2026年3月20日。", "2026-03-21", None),
    ("我司将于2026年1月25日至2月8日放假，2月9日正式上班。", "2026-02-09", None),
    ("我出差了，下周一回来。", "2026-03-09", None),
    ("您好，我目前休假中，將於3月16日返回辦公室。", "2026-03-16", None),
    ("本公司3月9日至13日放假。", "2026-03-14", None),
    ("休暇中のため、3月15日まで不在にしております。", "2026-03-16", None),
    ("3月9日(月)から3月13日(金)まで夏季休業とさせていただきます。", "2026-03-14", None),
    ("出張のため不在にしております。2026/3/16から出社いたします。", "2026-03-16", None),
    ("誠に勝手ながら休業いたします。営業再開は3月16日となります。", "2026-03-16", None),
]  # fmt: skip


_OTHER_DAYS = (("1月25日", date(2026, 1, 20)), ("28 December", date(2026, 12, 20)))


@pytest.mark.parametrize(("text", "back", "words"), NOTICES)
def test_a_notice_says_when_she_is_back(text: str, back: str | None, words: str | None) -> None:
    day = next((day for clue, day in _OTHER_DAYS if clue in text), SENT)

    absence = said(text, day=day)

    assert absence is not None
    assert (absence.back.isoformat() if absence.back else None) == back
    assert words is None or absence.words.lower() == words.lower()
    assert absence.words.lower() in text.lower()


def test_at_least_forty_notices_are_written_down() -> None:
    assert len(NOTICES) >= 40


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Our company is closed for Chinese New Year. We will reply when we are back.", "Chinese New Year"),
        ("我司春节放假，节后回复您。", "春节"),
        ("Wir haben über Weihnachten geschlossen.", "Weihnachten"),
        ("Kurban Bayramı nedeniyle ofisimiz kapalıdır.", "Kurban"),
    ],
)
def test_a_feast_without_a_day_keeps_its_name(text: str, words: str) -> None:
    absence = said(text, "Out of office")

    assert absence is not None
    assert absence.back is None
    assert words in absence.words or absence.words in words


def test_the_subject_may_hold_the_day() -> None:
    absence = said("I have no access to my email.", "Out of office until 15 March")

    assert absence is not None
    assert absence.back == date(2026, 3, 16)


def test_our_own_subject_behind_the_colon_is_not_hers() -> None:
    absence = said("I am out of the office.", "Automatic reply: Offer valid until 15 March")

    assert absence is not None
    assert absence.back is None


@pytest.mark.parametrize(
    ("text", "deputies"),
    [
        ("I am out of office. In urgent cases please contact my colleague Tom Meyer (tom.meyer@kunde.example).",
         [("tom.meyer@kunde.example", "Tom Meyer")]),
        ("I'm on leave. For urgent matters contact Tom Meyer at tom@kunde.example or Eva Lang at eva@kunde.example.",
         [("tom@kunde.example", "Tom Meyer"), ("eva@kunde.example", "Eva Lang")]),
        ("Ich bin im Urlaub. In dringenden Fällen wenden Sie sich bitte an Frau Eva Lang, eva@kunde.example.",
         [("eva@kunde.example", "Eva Lang")]),
        ("Estoy de vacaciones. Para asuntos urgentes contacte con Juan Pérez (juan@cliente.example).",
         [("juan@cliente.example", "Juan Pérez")]),
        ("Estou de férias. Em caso de urgência, contate Ana Silva: ana@cliente.example", [("ana@cliente.example", "Ana Silva")]),
        ("Je suis absente. En cas d'urgence, merci de contacter Marie Dubois à l'adresse marie@client.example.",
         [("marie@client.example", "Marie Dubois")]),
        ("Я в отпуске. По срочным вопросам обращайтесь к Ивану Петрову: ivan@klient.example",
         [("ivan@klient.example", "Ивану Петрову")]),
        ("İzindeyim. Acil durumlarda Ayşe Yılmaz (ayse@musteri.example) ile iletişime geçebilirsiniz.",
         [("ayse@musteri.example", "Ayşe Yılmaz")]),
        ("أنا في إجازة. للأمور العاجلة يرجى التواصل مع sales@zabun.example", [("sales@zabun.example", "")]),
        ("我正在休假，如有急事请联系同事王芳（wang@kehu.example）。", [("wang@kehu.example", "王芳")]),
        ("不在にしております。お急ぎの場合は、田中（tanaka@kokyaku.example）までご連絡ください。", [("tanaka@kokyaku.example", "田中")]),
        ("I am out of office. Please contact Tom Meyer in urgent cases.", [("", "Tom Meyer")]),
        ("我出差了，急事请联系王芳，电话 123。", [("", "王芳")]),
        ("I am out of the office. Please write to li@firma.example or anna@kunde.example again.", []),
    ],
)  # fmt: skip
def test_a_notice_names_whom_to_ask_instead(text: str, deputies: list[tuple[str, str]]) -> None:
    absence = said(text)

    assert absence is not None
    assert [(one.email, one.name) for one in absence.deputies] == deputies


@pytest.mark.parametrize(
    ("text", "successor"),
    [
        (
            "Anna is no longer with the company. Please contact Tom Meyer, tom@kunde.example.",
            "tom@kunde.example",
        ),
        ("I no longer work for Kunde Ltd. Please write to tom@kunde.example.", "tom@kunde.example"),
        ("Anna has left the company. Please direct your mail to tom@kunde.example.", "tom@kunde.example"),
        ("该员工已离职，请联系 tom@kunde.example。", "tom@kunde.example"),
        ("您好，我已从公司离职，後續請聯繫 tom@kunde.example。", "tom@kunde.example"),
        (
            "Frau Schmidt ist nicht mehr im Unternehmen tätig. Bitte wenden Sie sich an tom@kunde.example.",
            "tom@kunde.example",
        ),
        ("Anna ya no trabaja en la empresa. Por favor contacte a tom@kunde.example.", "tom@kunde.example"),
        (
            "A Anna não faz mais parte da empresa. Entre em contato com tom@kunde.example.",
            "tom@kunde.example",
        ),
        (
            "Anna ne fait plus partie de la société. Veuillez contacter tom@kunde.example.",
            "tom@kunde.example",
        ),
        ("Анна больше не работает в компании. Пишите на tom@kunde.example.", "tom@kunde.example"),
        (
            "Anna artık şirketimizde çalışmamaktadır. Lütfen tom@kunde.example ile iletişime geçiniz.",
            "tom@kunde.example",
        ),
        (
            "لم تعد آنا تعمل هنا، لم تعد تعمل في الشركة. يرجى التواصل مع tom@kunde.example",
            "tom@kunde.example",
        ),
        ("私は3月末をもって退職いたしました。後任は tom@kunde.example です。", "tom@kunde.example"),
    ],
)
def test_who_has_left_is_told_from_who_is_away(text: str, successor: str) -> None:
    absence = said(text)

    assert absence is not None
    assert absence.has_left
    assert absence.back is None
    assert [one.email for one in absence.deputies] == [successor]


@pytest.mark.parametrize(
    "text",
    [
        "We need the goods until 15 March.",
        "Please ship by 15 March and contact Tom Meyer (tom@kunde.example).",
        "Unser Angebot gilt bis 15. März.",
        "请在3月15日前发货。",
        "The offer is valid until 20 March. We are no longer interested.",
        "My flight is on Monday.",
        "Thank you, received.",
        "",
    ],
)
def test_other_days_are_no_absence(text: str) -> None:
    assert said(text, "Re: Offer") is None


def test_a_person_who_only_travels_is_not_absent() -> None:
    assert said("I am travelling a lot. Shall we meet at the fair? Please quote 500 pcs.", "Fair") is None


def test_a_day_years_off_is_no_return() -> None:
    absence = said("I am out of the office, as in the letter of 12/27/95, until 15 March 2031.")

    assert absence is not None
    assert absence.back is None


def test_a_person_may_announce_her_absence_by_hand() -> None:
    text = "Dear Li, please send the quotation for 500 pcs. I am on vacation until 15 March, so take your time.\n\nAnna"
    mail = Mail("k", ANNA, NOON, NOON, subject="Inquiry", to=(LI,), text=text)

    absence = absence_of(mail, text, SENT)

    assert automatic.nature_of(mail, OURS, Direction.IN).kind is Kind.HUMAN
    assert absence is not None
    assert absence.back == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("sent", "back"),
    [
        (date(2026, 12, 20), date(2027, 1, 6)),
        (date(2026, 1, 2), date(2026, 1, 6)),
        (date(2025, 12, 31), date(2026, 1, 6)),
    ],
)
def test_the_year_follows_from_the_day_of_the_mail(sent: date, back: date) -> None:
    absence = said("I am out of the office until 5 January.", day=sent)

    assert absence is not None
    assert absence.back == back


@pytest.mark.parametrize("text", ["away until 31 December 9999", "away until 99.99.2026", "休假到 2026年2月30日", "away " * 2000, "until " * 3000,
                                  "1-" * 4000, "out of office until " + "9" * 5000, "contact " + "A " * 3000, "\x00", "３月１５日まで不在", "away from 31 December 9999 to 1 January 9999", "away 29 Feb - 1 Feb"])  # fmt: skip
@pytest.mark.parametrize("day", [SENT, date.max, date.min])
def test_no_text_and_no_day_is_too_strange(text: str, day: date) -> None:
    absence = said(text, day=day)

    assert absence is None or absence.back is None or absence.back > day
