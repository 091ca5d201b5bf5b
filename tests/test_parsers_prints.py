"""Are words known again where they are quoted, and nothing else?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.text import prints

OFFER = (
    "Dear Bob,\n\nThank you for your inquiry of 12 May about the ball valves. We can offer 2,000 pcs "
    "at USD 3.20 FOB Ningbo, delivery 30 days after deposit. Please confirm soon."
)
CHINESE = (
    "您好，\n\n贵司五月十二日询价的黄铜球阀，我们可以报三千件每件三点二美元宁波离岸价，"
    "定金到账后三十天交货。请尽快确认数量和包装方式。"
)


def test_a_text_is_known_again_however_it_is_wrapped_and_marked() -> None:
    wrapped = OFFER.replace(". ", ".\n").replace("12 May", "12\nMay").replace("\n", "\n> ")

    quoted = prints.of_quotation(f"On Mon, Anna <a@b.example> wrote:\n> {wrapped}")

    assert set(prints.of_words(OFFER)) <= set(quoted)
    assert prints.of_words(OFFER)


def test_chinese_sentences_are_known_again_too() -> None:
    quoted = prints.of_quotation("发件人： 安娜\n发送时间： 2026-03-02\n\n" + CHINESE.replace("，", "，\n"))

    assert set(prints.of_words(CHINESE)) & set(quoted)


def test_greetings_and_single_words_tell_nothing() -> None:
    assert prints.of_words("Dear Bob,\n\nThanks! OK. 谢谢。好的。\n\nBest regards,\nAnna") == ()


def test_another_number_makes_another_sentence() -> None:
    other = OFFER.replace("3.20", "3.30")

    assert set(prints.of_words(OFFER)) != set(prints.of_words(other))


@given(st.text(max_size=3000))
def test_any_text_has_few_prints(text: str) -> None:
    assert len(prints.of_words(text)) <= prints.OF_A_MAIL
    assert len(prints.of_quotation(text)) <= prints.OF_A_QUOTATION
