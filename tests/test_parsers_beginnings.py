"""A line is asked for a phrase only where its first letters are in a table: does each phrase have its own?"""

from __future__ import annotations

from parsers.text import footers


def test_lines_of_devices_are_known_by_their_first_letters() -> None:
    lines = (
        "Sent from my iPhone", "> Get Outlook for iOS", "发自我的iPhone", "由网易邮箱手机版发送",
        "Von meinem iPhone gesendet", "Enviado desde mi iPhone", "* Odesláno z iPhone",
        "Отправлено с iPhone", "\u3000iPhoneから送信", "ᐧ", "Надіслано з iPhone",
    )  # fmt: skip

    missed = [line for line in lines if not footers.is_device(line)]

    assert missed == []


def test_a_disclaimer_is_known_by_its_first_letters_behind_any_marks() -> None:
    lines = ("*** Registered office: Hamburg", "  Amtsgericht Hamburg HRB 123", "\u3000配信停止はこちら")

    missed = [line for line in lines if not footers.is_disclaimer(line)]

    assert missed == []
