"""Dates as customers write them, in eight languages; the mail is of Tuesday, 10 March 2026."""

# ruff: noqa: E501 - a case is read as one line
from __future__ import annotations

from datetime import date

import pytest

from dates import due_as, named_days
from model import DueKind

TUESDAY = date(2026, 3, 10)
PAUSE, ON, BY = DueKind.NOT_BEFORE, DueKind.ON, DueKind.BY
Case = tuple[str, DueKind, str | None]

ENGLISH: list[Case] = [
    ("Please come back to me after 15 April.", PAUSE, "2026-04-16"),
    ("We cannot decide before the end of March.", BY, "2026-03-31"),
    ("I'm out of the office from 15-19 April.", PAUSE, "2026-04-20"),
    ("Knock again in the second half of the year.", PAUSE, "2026-07-01"),
    ("Budget comes in the third quarter.", PAUSE, "2026-07-01"),
    ("The board meets the day after tomorrow.", ON, "2026-03-12"),
    ("You will have it by end of day.", BY, "2026-03-10"),
    ("Let us talk next Friday.", ON, "2026-03-20"),
    ("Let us talk this Friday.", ON, "2026-03-13"),
    ("quick call wed 4pm?", ON, "2026-03-11"),
    ("in a fortnight", ON, "2026-03-24"),
    ("We need the files within 3 working days.", BY, "2026-03-13"),
    ("Write again in mid-May.", PAUSE, "2026-05-15"),
    ("I am away up to and including 20 March.", PAUSE, "2026-03-21"),
    ("We order after the Chinese National Day.", PAUSE, "2026-10-08"),
    ("Write to me after Diwali.", PAUSE, "2026-11-10"),
    ("We are closed until 5 January.", PAUSE, "2027-01-06"),
    ("May I ask for the price of the 3/4 inch valve?", ON, None),
    ("It complies with ISO 9001:2015 and fits DN50 and M12.", ON, None),
    ("The price is 12.50 for model 2024.", ON, None),
    ("Our order of 3 February has arrived.", ON, None),
    ("We sat together three days ago, last Friday.", ON, None),
    ("What about AQL 2.5 at 3.10?", ON, None),
]
CHINESE: list[Case] = [
    ("下周三之前把图纸发我", BY, "2026-03-18"),
    ("下週三開會決定", ON, "2026-03-18"),
    ("本周五付款", ON, "2026-03-13"),
    ("3/12 開會", ON, "2026-03-12"),
    ("3天内给我报价", BY, "2026-03-13"),
    ("两周后再联系", PAUSE, "2026-03-24"),
    ("5月6日至12日出差", PAUSE, "2026-05-13"),
    ("四月中旬過來看廠", ON, "2026-04-15"),
    ("國慶節後再說", PAUSE, "2026-10-08"),
    ("下半年再考虑", PAUSE, "2026-07-01"),
    ("第三季度再谈", PAUSE, "2026-07-01"),
    ("明年秋天再来找我", PAUSE, "2027-09-01"),
    ("我休假到3月20日", PAUSE, "2026-03-21"),
    ("25号回公司", PAUSE, "2026-03-25"),
    ("上周五已经付款", ON, None),
    ("一共3个型号，2024款", ON, None),
    ("去年十月的订单", ON, None),
]
SPANISH: list[Case] = [
    ("Estoy fuera hasta el 20 de marzo.", PAUSE, "2026-03-21"),
    ("Cerramos del 3 al 10 de mayo.", PAUSE, "2026-05-11"),
    ("La reunión es pasado mañana.", ON, "2026-03-12"),
    ("Le pago el viernes que viene.", ON, "2026-03-13"),
    ("Mándeme la oferta a más tardar el jueves.", BY, "2026-03-12"),
    ("Escríbame dentro de tres meses.", PAUSE, "2026-06-10"),
    ("Hablamos a mediados de abril.", ON, "2026-04-15"),
    ("Lo necesito a fin de mes.", BY, "2026-03-31"),
    ("Retomamos el próximo año.", PAUSE, "2027-01-01"),
    ("Volvemos después de Semana Santa.", PAUSE, "2026-04-06"),
    ("La decisión es la segunda semana de junio.", ON, "2026-06-08"),
    ("Pagamos el 12/04.", ON, "2026-04-12"),
    ("El pedido del 3 de febrero ya llegó.", ON, None),
    ("Llegó por la mañana la válvula de 3/4 pulgadas.", ON, None),
    ("Llegó la semana pasada.", ON, None),
]
PORTUGUESE: list[Case] = [
    ("Estou de férias até 20 de março.", PAUSE, "2026-03-21"),
    ("Na segunda te mando.", BY, "2026-03-16"),
    ("Falamos na sexta-feira.", ON, "2026-03-13"),
    ("Depois de amanhã decido.", ON, "2026-03-12"),
    ("Daqui a duas semanas eu pago.", ON, "2026-03-24"),
    ("Me chama em junho.", PAUSE, "2026-06-01"),
    ("Até o fim do mês preciso da tabela.", BY, "2026-03-31"),
    ("O assunto volta em fevereiro do ano que vem.", PAUSE, "2027-02-01"),
    ("Fechado de 8 a 19 de junho.", PAUSE, "2026-06-20"),
    ("Voltamos depois da Páscoa.", PAUSE, "2026-04-06"),
    ("Na próxima semana a gente fecha.", ON, "2026-03-16"),
    ("Retorno em 21/04.", PAUSE, "2026-04-21"),
    ("A segunda parcela já foi paga.", ON, None),
    ("A semana passada foi corrida.", ON, None),
    ("Está tudo em dia.", ON, None),
]
FRENCH: list[Case] = [
    ("Je suis absent jusqu'au 20 mars.", PAUSE, "2026-03-21"),
    ("Fermé du 3 au 23 août inclus.", PAUSE, "2026-08-24"),
    ("Réunion après-demain.", ON, "2026-03-12"),
    ("Le virement part jeudi prochain.", ON, "2026-03-12"),
    ("Il me le faut d'ici la fin du mois.", BY, "2026-03-31"),
    ("Rien ne bougera avant le troisième trimestre.", PAUSE, "2026-07-01"),
    ("On en reparle dans deux semaines.", PAUSE, "2026-03-24"),
    ("Revenez à la mi-mai.", PAUSE, "2026-05-15"),
    ("La semaine prochaine on commande.", ON, "2026-03-16"),
    ("De retour le 14 avril.", PAUSE, "2026-04-14"),
    ("Après Pâques on verra.", PAUSE, "2026-04-07"),
    ("Recontactez-nous à l'automne.", PAUSE, "2026-09-01"),
    ("La pièce a été validée lundi dernier.", ON, None),
    ("Le montage est fini depuis mardi.", ON, None),
    ("Une vanne 3/4 pouces, norme EN 10204.", ON, None),
]
GERMAN: list[Case] = [
    ("Ich bin bis einschließlich 20. März im Urlaub.", PAUSE, "2026-03-21"),
    ("Betriebsferien 12.-16. März.", PAUSE, "2026-03-17"),
    ("Ich bin am 12.03. zurück.", PAUSE, "2026-03-12"),
    ("Bitte bis Freitag.", BY, "2026-03-13"),
    ("Verladung spätestens Ende September.", BY, "2026-09-30"),
    ("Die Auswertung ist in zwei Wochen.", ON, "2026-03-24"),
    ("Nächstes Jahr sehen wir weiter.", PAUSE, "2027-01-01"),
    ("Vor dem vierten Quartal rührt sich nichts.", PAUSE, "2026-10-01"),
    ("Nicht vor dem 16. April.", PAUSE, "2026-04-16"),
    ("Wir melden uns nach Ostern.", PAUSE, "2026-04-07"),
    ("Übermorgen entscheidet der Chef.", ON, "2026-03-12"),
    ("Die zweite Woche im Juni passt.", ON, "2026-06-08"),
    ("Bis Monatsende brauche ich das Blatt.", BY, "2026-03-31"),
    ("Wir verbrauchen im Jahr 40 Tonnen.", ON, None),
    ("Die Muster liegen seit Montag im Labor.", ON, None),
    ("Schläuche mit 1/2 und 3/4 Zoll.", ON, None),
]
RUSSIAN: list[Case] = [
    ("Я в отпуске по 20 марта включительно.", PAUSE, "2026-03-21"),
    ("Не работаем с 1 по 11 мая.", PAUSE, "2026-05-12"),
    ("Через две недели буду в Иу.", ON, "2026-03-24"),
    ("Через неделю напишу.", ON, "2026-03-17"),
    ("Платим в пятницу.", ON, "2026-03-13"),
    ("Ответьте до конца месяца.", BY, "2026-03-31"),
    ("Вернёмся к разговору в следующем году.", PAUSE, "2027-01-01"),
    ("До третьего квартала не нужно.", PAUSE, "2026-07-01"),
    ("Послезавтра комиссия.", ON, "2026-03-12"),
    ("Ждём к середине сентября.", BY, "2026-09-15"),
    ("Напишите осенью.", PAUSE, "2026-09-01"),
    ("Вернусь после майских праздников.", PAUSE, "2026-05-12"),
    ("На следующей неделе созвон.", ON, "2026-03-16"),
    ("Почту читаю раз в день.", ON, None),
    ("Подвиньтесь до 1.20 за штуку.", ON, None),
    ("Заказ от 3 февраля пришёл на прошлой неделе.", ON, None),
]
ARABIC: list[Case] = [
    ("أنا في إجازة حتى 20 مارس.", PAUSE, "2026-03-21"),
    ("أنا في إجازة حتى ٢٠ مارس.", PAUSE, "2026-03-21"),
    ("المكتب مغلق من 25 لغاية 31 مايو", PAUSE, "2026-06-01"),
    ("سنرسل القائمة خلال أسبوعين", BY, "2026-03-24"),
    ("ذكرني بأيلول", PAUSE, "2026-09-01"),
    ("راسلني في جويلية", PAUSE, "2026-07-01"),
    ("الاجتماع بعد غد", ON, "2026-03-12"),
    ("الحوالة يوم الخميس", ON, "2026-03-12"),
    ("نتواصل الأسبوع القادم", PAUSE, "2026-03-16"),
    ("نفتح الموضوع السنة الجاية", PAUSE, "2027-01-01"),
    ("الوزارة تصرف بالربع الثالث", PAUSE, "2026-07-01"),
    ("ابعت التصميم قبل نهاية الشهر", BY, "2026-03-31"),
    ("راجع الدوام يوم 26 نيسان", PAUSE, "2026-04-26"),
    ("وصلت العينات الأسبوع الماضي", ON, None),
    ("مرة في الشهر تكفي", ON, None),
    ("ممكن قطع من الثلاث الوان", ON, None),
]
ALL = {"en": ENGLISH, "zh": CHINESE, "es": SPANISH, "pt": PORTUGUESE, "fr": FRENCH, "de": GERMAN, "ru": RUSSIAN, "ar": ARABIC}  # fmt: skip


@pytest.mark.parametrize(("sentence", "kind", "day"), [case for cases in ALL.values() for case in cases])
def test_a_customer_names_a_day(sentence: str, kind: DueKind, day: str | None) -> None:
    due = due_as(kind, sentence, TUESDAY)

    assert (str(due.date) if due else None) == day


def test_every_language_has_a_dozen_sentences() -> None:
    assert all(len(cases) >= 12 for cases in ALL.values())


def test_every_day_is_shown_with_its_place() -> None:
    text = "Away 12–16 March, then ＭＡＹ"

    found = [
        (str(one.days.first), str(one.days.last), text[one.start : one.end])
        for one in named_days(text, TUESDAY)
    ]

    assert found == [("2026-03-12", "2026-03-16", "12–16 March")]
