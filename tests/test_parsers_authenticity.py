"""Are signs of fraud seen, and is an honest mail left in peace?"""

from __future__ import annotations

import pytest

import parsers
from fakes import mail
from model import AlarmSort, Ours, Reading

OURS = Ours(frozenset({"factory.example"}), mail_hosts=frozenset({"mx.factory.example"}))


def read(
    words: str = "Please quote.", *, sender: str = "Jana <jana@nordlicht.example>", **heads: str
) -> Reading:
    headers = [(name.replace("_", "-").title(), value) for name, value in heads.items()]
    return parsers.read(parsers.open_mail(mail(words, sender=sender, headers=headers)), OURS)


def sorts(reading: Reading) -> list[AlarmSort]:
    return [alarm.sort for alarm in reading.alarms]


class TestAuthentication:
    def test_what_our_own_server_found_is_read(self) -> None:
        found = read(
            authentication_results="mx.factory.example; spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=x; "
            "dkim=fail (body hash) header.d=y; dmarc=none"
        ).authentication

        assert found is not None
        assert (found.host, found.spf, found.dkim, found.dmarc) == (
            "mx.factory.example",
            "pass",
            "fail",
            "none",
        )

    def test_what_the_sender_wrote_himself_is_not_believed(self) -> None:
        assert (
            read(authentication_results="mx.evil.example; spf=pass; dkim=pass; dmarc=pass").authentication
            is None
        )

    def test_a_comment_cannot_say_pass(self) -> None:
        found = read(
            authentication_results='mx.factory.example; dmarc=fail reason="; dmarc=pass" (; spf=pass)'
        ).authentication

        assert found is not None
        assert (found.dmarc, found.spf) == ("fail", "")

    def test_without_a_list_the_server_that_took_the_mail_in_is_believed(self) -> None:
        ours = Ours(frozenset({"factory.example"}))
        raw = mail(
            headers=[
                (
                    "Received",
                    "from a.b (a.b [1.2.3.4]) by mx.provider.example; Mon, 2 Mar 2026 09:00:00 +0000",
                ),
                ("Authentication-Results", "mx.provider.example; dmarc=pass"),
                ("Authentication-Results", "mx.elsewhere.example; dmarc=fail"),
            ]
        )

        found = parsers.read(parsers.open_mail(raw), ours).authentication

        assert found is not None
        assert found.dmarc == "pass"

    def test_a_failed_one_is_an_alarm_that_says_who_found_it(self) -> None:
        (alarm,) = read(authentication_results="mx.factory.example; spf=softfail; dmarc=fail").alarms

        assert alarm.sort is AlarmSort.FAILED_AUTHENTICATION
        assert alarm.words == (
            "mx.factory.example could not prove that it comes from nordlicht.example "
            "(DMARC fail, SPF softfail)"
        )

    def test_a_forwarder_that_breaks_spf_alone_is_no_alarm(self) -> None:
        assert sorts(read(authentication_results="mx.factory.example; spf=fail; dkim=pass; dmarc=pass")) == []


class TestReplyTo:
    def test_an_answer_that_would_go_elsewhere_is_an_alarm(self) -> None:
        (alarm,) = read(reply_to="jana.nordlicht@gmail.com").alarms

        assert alarm.sort is AlarmSort.REPLY_TO
        assert "jana.nordlicht@gmail.com" in alarm.words

    @pytest.mark.parametrize(
        ("sender", "to"),
        [
            ("Jana <jana@nordlicht.example>", "einkauf@nordlicht.example"),
            ("Jana <jana@mail.nordlicht.co.uk>", "sales@nordlicht.co.uk"),
            ("Shop <noreply@shop.example>", "jana@gmail.com"),
        ],
    )
    def test_the_own_domain_or_a_relay_is_none(self, sender: str, to: str) -> None:
        assert AlarmSort.REPLY_TO not in sorts(read(sender=sender, reply_to=to))


CHANGED = [
    "Please note that our bank account has changed. Kindly pay to the new one below.",
    "Due to an audit our account details have been updated.",
    "Please find attached our new bank details.",
    "我司银行账户已变更，请付款到以下账户。",
    "请注意新的收款账号。",
    "請注意銀行帳戶變更。",
    "Bitte beachten Sie unsere neue Bankverbindung.",
    "Nuestros datos bancarios han cambiado.",
    "Hemos cambiado de banco: nuevos datos bancarios adjuntos.",
    "Nossos dados bancários mudaram.",
    "Nos coordonnées bancaires ont changé.",
    "Наши банковские реквизиты изменились.",
    "Banka hesabımız değişti.",
    "تم تغيير الحساب البنكي",
    "振込先が変更になりました。",
    "Please do not pay to the old account any more. Use the beneficiary below.",
    "原账户已停用，请勿再付款。",
    "Please use the new account below for this invoice.",
    "Kindly remit to the bank below, not the usual one.",
    "Pay into this account instead of the usual one.",
    "Our bank has changed due to audit.",
    "请汇至新账户。",
    "公司账户变更，请查收。",
    "Bitte überweisen Sie auf unser neues Konto.",
    "Por favor pagar a la nueva cuenta.",
    "Merci de payer sur notre nouveau compte.",
    "Favor pagar na nova conta.",
    "Оплатите, пожалуйста, на новый счёт.",
    "Lütfen yeni hesabımıza ödeyin.",
    "新しい口座にお振り込みください。",
    "يرجى الدفع إلى حسابنا الجديد",
    "Bitte nicht mehr auf das alte Konto überweisen.",
]
UNCHANGED = [
    "Please send us the new PI with bank details.",
    "Please send your bank details for the payment.",
    "请提供银行账户信息。",
    "Our bank account is in USD.",
    "Payment terms: T/T 30 % deposit, balance against copy of B/L.",
    "We have changed the packing; payment as agreed.",
    "The account manager has changed, your new contact is Eva.",
    "Could you confirm the bank details on the PI?",
    "Wir haben Ihre Bankverbindung erhalten.",
    "I am your new account manager.",
    "We opened a new account for you in our shop system, your account is active.",
    "Taking this into account, please quote again.",
    "We heard your bank details have changed - please confirm.",
    "听说贵司银行账户已变更，请确认。",
    "Hat sich Ihre Bankverbindung geändert?",
]


class TestBankDetails:
    @pytest.mark.parametrize("words", CHANGED)
    def test_new_bank_details_are_an_alarm_in_every_language(self, words: str) -> None:
        assert sorts(read(words)) == [AlarmSort.BANK_DETAILS]

    @pytest.mark.parametrize("words", UNCHANGED)
    def test_talk_of_payment_is_none(self, words: str) -> None:
        assert sorts(read(words)) == []

    def test_a_harmless_question_before_it_hides_nothing(self) -> None:
        words = "Has your bank account changed?\nPlease note that our bank account has changed."

        assert sorts(read(words)) == [AlarmSort.BANK_DETAILS]

    def test_a_quoted_warning_of_ours_is_none(self) -> None:
        wrote = "On Mon, 2 Mar 2026, Anna <anna@factory.example> wrote:"
        words = f"Understood.\n\n{wrote}\n> Our bank account has changed.\n"

        assert sorts(read(words)) == []
