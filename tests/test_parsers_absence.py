"""Is a notice of absence understood in ten languages: when is she back, whom to ask instead, has she left?"""

# ruff: noqa: E501 - a notice is read as one line
from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from model import Absence, Address, Direction, Kind, Mail, Ours
from parsers.grammar import Grammar, small
from parsers.kinds import automatic
from parsers.kinds.absence import absence_of
from parsers.kinds.absence_words import ABSENT, CONTACT, HAS_LEFT

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


WIDER: list[tuple[str, str | None, tuple[str, ...], bool]] = [
    # English
    ("I will be out of the office until Monday 9 March and will not be checking e-mail.", "2026-03-10", (), False),
    ("I'm on PTO and won't be back until Tuesday, March 10.", "2026-03-10", (), False),
    ("I am away from my desk and will not be available until 12 March.", "2026-03-12", (), False),
    ("My office hours resume on 16 March 2026. I am currently on holiday.", "2026-03-16", (), False),
    ("I'm off sick at the moment. I expect to be back at work on 11 March.", "2026-03-11", (), False),
    ("I am out of the office this week, back on the 9th of March.", "2026-03-09", (), False),
    ("Out of office 6 Mar - 13 Mar. Tom Meyer <tom@kunde.example> is covering for me.", "2026-03-14", ("tom@kunde.example",), False),
    ("I am on parental leave until further notice. Eva Lang (eva@kunde.example) has taken over my accounts.", None, ("eva@kunde.example",), False),
    ("I'm on leave. My colleague Tom Meyer, tom@kunde.example, will be happy to help you.", None, ("tom@kunde.example",), False),
    ("I am on vacation.\nOrders - Tom Meyer - tom@kunde.example\nLogistics - Eva Lang - eva@kunde.example\n", None, ("tom@kunde.example", "eva@kunde.example"), False),
    ("I am away until the end of the month. Your point of contact is eva@kunde.example.", "2026-04-01", ("eva@kunde.example",), False),
    ("I am no longer employed by Kunde Ltd. Your new contact is Tom Meyer: tom@kunde.example", None, ("tom@kunde.example",), True),
    ("Anna Schmidt left Kunde Ltd. at the end of January. Her successor is Tom Meyer (tom@kunde.example).", None, ("tom@kunde.example",), True),
    ("Please note that I have moved on from Kunde Ltd. All purchasing matters are now handled by tom@kunde.example.", None, ("tom@kunde.example",), True),
    ("This mailbox is no longer monitored as Anna has left us. Kindly use purchasing@kunde.example.", None, ("purchasing@kunde.example",), True),
    ("Effective 1 March 2026 I am retired. Please send all correspondence to tom@kunde.example.", None, ("tom@kunde.example",), True),
    ("Anna doesn't work here anymore. Try tom@kunde.example instead.", None, ("tom@kunde.example",), True),
    ("Friday was my last day at Kunde. Tom (tom@kunde.example) is taking my place.", None, ("tom@kunde.example",), True),
    # German
    ("Ich bin bis voraussichtlich Freitag, den 13. März nicht erreichbar.", "2026-03-14", (), False),
    ("Ich bin erst am 16.03. wieder an meinem Arbeitsplatz.", "2026-03-16", (), False),
    ("Ich habe Urlaub bis zum 13.03.2026. Meine Vertretung übernimmt Herr Tom Meyer, tom@kunde.example.", "2026-03-14", ("tom@kunde.example",), False),
    ("Ich bin krankheitsbedingt abwesend. Um Ihr Anliegen kümmert sich Eva Lang (eva@kunde.example).", None, ("eva@kunde.example",), False),
    ("Unser Büro ist bis 8. März geschlossen, ab Montag sind wir wieder für Sie da.", "2026-03-09", (), False),
    ("Ich arbeite nicht mehr für die Kunde GmbH. Bitte richten Sie Ihre Anfragen künftig an tom@kunde.example.", None, ("tom@kunde.example",), True),
    ("Frau Schmidt hat unser Unternehmen zum 28.02.2026 verlassen. Ihre Nachfolge tritt Tom Meyer an: tom@kunde.example", None, ("tom@kunde.example",), True),
    ("Seit dem 1. Februar bin ich nicht mehr bei Kunde beschäftigt. Ansprechpartnerin ist nun Eva Lang, eva@kunde.example.", None, ("eva@kunde.example",), True),
    ("Ich bin im Ruhestand. Meine Aufgaben hat Tom Meyer (tom@kunde.example) übernommen.", None, ("tom@kunde.example",), True),
    # Spanish
    ("Estaré de vacaciones y me reincorporaré el lunes 16 de marzo.", "2026-03-16", (), False),
    ("No estaré en la oficina hasta el 16 de marzo. Le atenderá Juan Pérez: juan@cliente.example", "2026-03-16", ("juan@cliente.example",), False),
    ("Me encuentro fuera de la oficina, volveré a estar disponible el 12/03/2026.", "2026-03-12", (), False),
    ("Estoy de baja por maternidad. En mi ausencia, mi compañera Eva López (eva@cliente.example) se hará cargo.", None, ("eva@cliente.example",), False),
    ("Ya no laboro en Cliente S.A. Mi reemplazo es Juan Pérez, juan@cliente.example.", None, ("juan@cliente.example",), True),
    ("A partir del 1 de marzo dejé de pertenecer a la empresa. Diríjanse a juan@cliente.example.", None, ("juan@cliente.example",), True),
    ("Le informo que he dejado Cliente S.A.; en adelante su contacto será juan@cliente.example.", None, ("juan@cliente.example",), True),
    ("Ana ya no forma parte de nuestro equipo. Remita sus mensajes a juan@cliente.example.", None, ("juan@cliente.example",), True),
    # Portuguese
    ("Estou fora do escritório e estarei de volta no dia 16/03.", "2026-03-16", (), False),
    ("Encontro-me de férias, regressando a 16 de março. Assuntos urgentes: ana@cliente.example", "2026-03-16", ("ana@cliente.example",), False),
    ("Estarei ausente até dia 13. Na minha ausência quem responde é a Ana Silva (ana@cliente.example).", "2026-03-14", ("ana@cliente.example",), False),
    ("Estou de licença maternidade. O Carlos (carlos@cliente.example) está cuidando dos meus clientes.", None, ("carlos@cliente.example",), False),
    ("Já não trabalho na Cliente Lda. Por favor envie as suas mensagens para ana@cliente.example.", None, ("ana@cliente.example",), True),
    ("Informo que me desliguei da Cliente. A partir de agora o contato é ana@cliente.example.", None, ("ana@cliente.example",), True),
    ("A Marta não está mais na empresa. Trate por favor com ana@cliente.example.", None, ("ana@cliente.example",), True),
    # French
    ("Je suis actuellement en congés et serai de retour au bureau lundi 16 mars.", "2026-03-16", (), False),
    ("Je serai absent du 9 au 13 mars inclus. Pour toute urgence : Marie Dubois, marie@client.example", "2026-03-14", ("marie@client.example",), False),
    ("Je suis en arrêt maladie. Ma collègue Marie Dubois (marie@client.example) prend le relais.", None, ("marie@client.example",), False),
    ("Nos bureaux sont fermés, réouverture le 10 mars.", "2026-03-10", (), False),
    ("Je ne fais plus partie de Client SA. Votre nouvel interlocuteur est Paul Roche : paul@client.example", None, ("paul@client.example",), True),
    ("J'ai quitté mes fonctions le 28 février. Merci d'adresser vos messages à paul@client.example.", None, ("paul@client.example",), True),
    ("Mme Dubois n'est plus en poste chez nous. Elle est remplacée par Paul Roche (paul@client.example).", None, ("paul@client.example",), True),
    ("Ayant fait valoir mes droits à la retraite, je vous invite à écrire à paul@client.example.", None, ("paul@client.example",), True),
    # Russian
    ("Меня не будет в офисе до 10 марта включительно.", "2026-03-11", (), False),
    ("Я в отпуске, приступлю к работе 16 марта.", "2026-03-16", (), False),
    ("Нахожусь в отпуске с 02.03 по 13.03. Меня замещает Иван Петров, ivan@klient.example.", "2026-03-14", ("ivan@klient.example",), False),
    ("Буду на рабочем месте в понедельник, 9 марта. Сейчас в командировке.", "2026-03-09", (), False),
    ("Я в декрете. Вашим менеджером теперь будет Ольга Смирнова (olga@klient.example).", None, ("olga@klient.example",), False),
    ("Я уволилась из ООО «Клиент». Мои контакты переданы Ивану: ivan@klient.example", None, ("ivan@klient.example",), True),
    ("С 1 марта я не являюсь сотрудником компании. Все вопросы направляйте на ivan@klient.example.", None, ("ivan@klient.example",), True),
    ("Сотрудник больше не работает у нас. Новый контакт: ivan@klient.example", None, ("ivan@klient.example",), True),
    # the end of a month, a week, a day without its month
    ("Ich bin bis Ende März im Urlaub.", "2026-04-01", (), False),
    ("Я в отпуске до конца марта.", "2026-04-01", (), False),
    ("Estaré fuera de la oficina toda esta semana.", "2026-03-09", (), False),
    ("I am on holiday next week.", "2026-03-16", (), False),
    ("I'm out of office and back next week.", "2026-03-09", (), False),
    ("我休假至本月底。", "2026-04-01", (), False),
    ("Ich bin bis zum 13. nicht im Büro.", "2026-03-14", (), False),
    ("Je suis absent jusqu'au 13.", "2026-03-14", (), False),
    ("出差中，13号回来。", "2026-03-13", (), False),
    ("13日まで休暇をいただいております。", "2026-03-14", (), False),
    ("I will not be able to answer before 16 March as I am on leave.", "2026-03-16", (), False),
    ("Ich bin im Urlaub und nicht vor dem 16. März zurück.", "2026-03-16", (), False),
    ("Je suis en congés et ne serai pas de retour avant le 16 mars.", "2026-03-16", (), False),
    ("Ay sonuna kadar izindeyim.", "2026-04-01", (), False),
    ("أنا في إجازة حتى نهاية الشهر.", "2026-04-01", (), False),
    # Turkish
    ("13 Mart Cuma gününe kadar yıllık izindeyim.", "2026-03-14", (), False),
    ("İzindeyim, 16 Mart Pazartesi günü işbaşı yapacağım.", "2026-03-16", (), False),
    ("Şu an ofis dışındayım. 12.03.2026 tarihinde döneceğim. Yerime Ayşe Yılmaz bakıyor: ayse@musteri.example", "2026-03-12", ("ayse@musteri.example",), False),
    ("Müşteri A.Ş.'deki görevimden ayrıldım. Yeni muhatabınız Ayşe Yılmaz: ayse@musteri.example", None, ("ayse@musteri.example",), True),
    ("Artık bu şirkette çalışmıyorum, mesajlarınızı ayse@musteri.example adresine iletmenizi rica ederim.", None, ("ayse@musteri.example",), True),
    # Arabic
    ("أنا في إجازة من ٩ مارس حتى ١٣ مارس ٢٠٢٦.", "2026-03-14", (), False),
    ("سأكون خارج المكتب وسأعود للعمل بتاريخ 16/03/2026.", "2026-03-16", (), False),
    ("أنا في إجازة سنوية. ينوب عني الأستاذ خالد: khaled@zabun.example", None, ("khaled@zabun.example",), False),
    ("لقد تركت العمل في شركة زبون. للتواصل: khaled@zabun.example", None, ("khaled@zabun.example",), True),
    ("لم أعد موظفاً في الشركة، يمكنكم مراسلة خالد على khaled@zabun.example", None, ("khaled@zabun.example",), True),
    ("انتهت خدمتي في الشركة. البديل هو خالد khaled@zabun.example", None, ("khaled@zabun.example",), True),
    # Chinese
    ("我现在休产假，工作由王芳接替，邮箱：wang@kehu.example。", None, ("wang@kehu.example",), False),
    ("本人3月5日-3月12日年休，有事请微信或发邮件给wang@kehu.example", "2026-03-13", ("wang@kehu.example",), False),
    ("我正在出差，预计3月10号回公司。", "2026-03-10", (), False),
    ("清明节放假3天，4月7日上班，紧急情况请拨打13800000000。", "2026-04-07", (), False),
    ("我已不在客户公司工作，请把邮件发到wang@kehu.example。", None, ("wang@kehu.example",), True),
    ("本人已于2026年2月28日办理离职，工作交接给王芳wang@kehu.example。", None, ("wang@kehu.example",), True),
    ("由于工作调动，我不再负责采购，新的负责人是李娜(lina@kehu.example)。", None, ("lina@kehu.example",), True),
    ("本人目前請假中，3/16(一)恢復上班，業務代理人：陳小姐 chen@kehu.example", "2026-03-16", ("chen@kehu.example",), False),
    ("該員工已離開本公司，如有業務需求請洽 chen@kehu.example。", None, ("chen@kehu.example",), True),
    # Japanese
    ("3月13日まで出張のため、メールの確認ができません。", "2026-03-14", (), False),
    ("本日より休暇をいただいており、3月9日（月）に出社予定です。", "2026-03-09", (), False),
    ("育児休業中です。業務は鈴木（suzuki@kokyaku.example）が引き継いでおります。", None, ("suzuki@kokyaku.example",), False),
    ("休業期間：3月7日～3月15日。3月16日より通常営業いたします。", "2026-03-16", (), False),
    ("田中は2月末で退職しました。今後は鈴木 suzuki@kokyaku.example が担当いたします。", None, ("suzuki@kokyaku.example",), True),
    ("人事異動により担当が変わりました。新担当：鈴木 suzuki@kokyaku.example", None, ("suzuki@kokyaku.example",), True),
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Dear Li, the pump no longer works. Please send a replacement to tom@kunde.example.",
        "We can no longer buy at this price.",
        "Die Pumpe arbeitet nicht mehr richtig, bitte um Ersatz.",
        "La bomba ya no trabaja bien.",
        "Насос больше не работает.",
        "这个泵不再工作了，请发新的。",
        "Cette pompe ne fonctionne plus, elle a quitté l'usine en mars.",
        "Only two boxes are left in the warehouse.",
    ],
)
def test_a_pump_that_works_no_more_has_not_left(text: str) -> None:
    absence = said(text, "Pumps")

    assert absence is None or not absence.has_left


@pytest.mark.parametrize(
    "text",
    [
        "I am travelling, left the office early and return on 9 March.",
        "I am out of office. Anna left a message for you.",
    ],
)
def test_who_left_the_office_is_only_away(text: str) -> None:
    absence = said(text)

    assert absence is not None
    assert not absence.has_left


@pytest.mark.parametrize("grammar", [ABSENT, HAS_LEFT, CONTACT])
def test_no_stem_is_missing(grammar: Grammar) -> None:
    texts = [small(row[0]) for row in (*NOTICES, *WIDER)]

    missed = [text for text in texts if grammar.pattern.search(text) and not grammar.finds(text)]

    assert missed == []


def test_an_address_in_a_signature_is_no_deputy() -> None:
    absence = said("I am on leave until 15 March.\n\nBest regards\nAnna\nE: anna.private@kunde.example")

    assert absence is not None
    assert absence.deputies == ()


@pytest.mark.parametrize(("text", "back", "deputies", "has_left"), WIDER)
def test_a_notice_is_understood_however_it_is_put(
    text: str, back: str | None, deputies: tuple[str, ...], has_left: bool
) -> None:
    absence = said(text)

    assert absence is not None
    day = absence.back.isoformat() if absence.back else None
    assert (day, tuple(one.email for one in absence.deputies), absence.has_left) == (back, deputies, has_left)


BY_MACHINE: list[tuple[str, str | None]] = [
    ("I am out until 16 March 2026", "2026-03-17"),
    ("I will return on Monday", "2026-03-09"),
    ("Back on 16 March", "2026-03-16"),
    ("Away from my desk till 16/03", "2026-03-17"),
    ("Regreso el 16 de marzo.", "2026-03-16"),
    ("Vuelvo el lunes 16.", "2026-03-16"),
    ("Vuelvo el 16 de marzo", "2026-03-16"),
    ("Volto dia 16 de março", "2026-03-16"),
    ("Volto dia 16/03", "2026-03-16"),
    ("Bin am 16.03. zurück", "2026-03-16"),
    ("Ab 16.03. bin ich wieder da", "2026-03-16"),
    ("Вернусь 16 марта", "2026-03-16"),
    ("Вернусь в понедельник", "2026-03-09"),
    ("16 Mart'ta döneceğim", "2026-03-16"),
    ("Pazartesi günü döneceğim", "2026-03-09"),
    ("سأعود يوم 16 مارس", "2026-03-16"),
    ("سأعود في 16 مارس 2026", "2026-03-16"),
    ("3月16日回公司", "2026-03-16"),
    ("3月16日返岗", "2026-03-16"),
    ("3月16日に戻ります", "2026-03-16"),
    ("16日から出社", "2026-03-16"),
    ("16日から出社します", "2026-03-16"),
    ("I am out of office from 03/02/2026 through 03/13/2026", "2026-03-14"),
    ("from 03/02/2026 through 03/13/2026", "2026-03-14"),
    ("returning tomorrow", "2026-03-05"),
    ("Returning 16th March.", "2026-03-16"),
    ("Retour le 16 mars", "2026-03-16"),
    ("Je reviens lundi 16 mars.", "2026-03-16"),
    ("De retour le 16/03.", "2026-03-16"),
    ("Wieder da ab Montag", "2026-03-09"),
    ("OOO till Monday", "2026-03-10"),
    ("In office again 16 March", "2026-03-16"),
    ("Away 5-13 March", "2026-03-14"),
    ("Ich bin ab Montag im Urlaub", None),
    ("Ich bin ab 16.03. im Urlaub", None),
    ("Ab 16.03. im Urlaub", None),
    ("Ich bin ab 16.03. im Urlaub und am 30.03. wieder da", "2026-03-30"),
    ("We received your mail. The ticket will be answered by 16 March", None),
    ("From Monday I will be on vacation", None),
    ("À partir du 16 mars je suis en congés", None),
    ("С 16 марта я в отпуске", None),
    ("A partir del 16 de marzo estaré de vacaciones", None),
    ("3月16日から休暇をいただきます", None),
    ("3月16日起休假", None),
    ("16日に帰社します", "2026-03-16"),
    ("Gerek yok. 16.03.2026'da ofiste olacağım", "2026-03-16"),
    ("I'll be back in the office March 16th", "2026-03-16"),
    ("Reachable again from 16 March", "2026-03-16"),
    ("出差，16号回来", "2026-03-16"),
    ("Отсутствую до 16.03", "2026-03-17"),
    ("Fora até 16/03", "2026-03-17"),
    ("Estou fora até segunda-feira", "2026-03-10"),
    ("Urlaub bis 16.3.", "2026-03-17"),
]


def by_machine(text: str, subject: str = "Re: Offer", day: date = date(2026, 3, 4)) -> Absence | None:
    mail = Mail(
        "k",
        Address("tom@kunde.example"),
        datetime(2026, 3, 4, tzinfo=UTC),
        datetime(2026, 3, 4, tzinfo=UTC),
        subject=subject,
        headers=(("auto-submitted", "auto-replied"),),
        text=text,
    )
    return automatic.absence_of(mail, text, day)


@pytest.mark.parametrize(("text", "back"), BY_MACHINE)
def test_a_machine_need_not_say_absence_to_name_the_day_back(text: str, back: str | None) -> None:
    absence = by_machine(text)

    assert (absence.back.isoformat() if absence and absence.back else None) == back


def test_a_range_over_new_year_and_the_day_after_it() -> None:
    absence = by_machine("24 Dec - 6 Jan, back 7 Jan", day=date(2026, 12, 23))

    assert absence is not None
    assert absence.back == date(2027, 1, 7)


def test_a_closed_office_names_a_day_and_two_deputies() -> None:
    text = "Office closed for Chinese New Year until Feb 25th. Please contact our colleagues Ann ann@kunde.example or Bob bob@kunde.example"

    absence = by_machine(text, day=date(2026, 2, 14))

    assert absence is not None
    assert absence.back == date(2026, 2, 26)
    assert absence.deputies == (Address("ann@kunde.example", "Ann"), Address("bob@kunde.example", "Bob"))


@pytest.mark.parametrize(
    ("text", "deputy"),
    [
        ("Please contact Ann Lee ann@kunde.example", Address("ann@kunde.example", "Ann Lee")),
        ("Frau Meier (meier@kunde.example) vertritt mich", Address("meier@kunde.example", "Meier")),
    ],
)
def test_deputies_are_kept_where_no_day_is_found(text: str, deputy: Address) -> None:
    absence = by_machine(text, "Automatic reply: Offer")

    assert absence is not None
    assert (absence.back, absence.deputies) == (None, (deputy,))


def test_the_receipt_of_a_request_is_no_absence() -> None:
    assert (
        by_machine("We received your request. Ticket no. 77 was created and is open until 16 March.") is None
    )
