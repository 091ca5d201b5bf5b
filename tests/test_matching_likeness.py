"""How alike are two company names?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import Directory, find
from matching.likeness import covered, said
from matching.names import read, telling
from model import NO_THREAD, Customer, CustomerId, Party, utc


def like(one: str, other: str) -> float:
    """How sure it is, by the name alone, that a mail of `one` is from the customer `other`, 0 to 100."""
    book = Directory.of([Customer(CustomerId(1), other, utc(0), (other,))])
    found = find(Party(company=one, company_from="signature"), NO_THREAD, book).candidates
    return found[0].score if found else 0.0


def test_another_legal_form_makes_no_other_name() -> None:
    assert like("Nordlicht Handels GmbH", "Nordlicht Handelsgesellschaft mbH") > 80


def test_two_firms_that_share_only_a_common_word_are_not_alike() -> None:
    assert like("Pacific Trading Co., Ltd.", "Nordlicht Trading Co., Ltd.") < 2
    assert like("杭州蓝鲸科技有限公司", "杭州白鹤科技有限公司") < 5


def test_a_slip_of_the_pen_leaves_names_alike() -> None:
    assert like("Nordlicht Handels GmbH", "Nordlciht Handels GmbH") > 50


def test_the_order_of_words_hardly_matters() -> None:
    assert like("Harbour Blue Marine", "Blue Harbour Marine") > 50


def test_words_run_together_are_the_same_name() -> None:
    assert like("Blue Harbour", "BlueHarbour Ltd") > 50


def test_the_same_sound_in_other_characters_is_another_firm() -> None:
    assert like("深圳市宏达电子有限公司", "深圳市鸿达电子有限公司") < 50


def test_a_trade_word_of_nearly_the_same_meaning_makes_another_name() -> None:
    assert like("Pacific Traders Ltd", "Pacific Trading Co., Ltd.") < 50


def test_another_number_is_another_firm() -> None:
    assert like("Funnel No. 28 Shipping", "Funnel No. 29 Shipping") < 5


def test_names_meet_across_scripts() -> None:
    assert like("Shanghai Huawei Technologies Co., Ltd.", "上海华为技术有限公司") > 50
    assert like("富士ロジテック", "Fuji Logitech Inc.") > 20


@given(st.text(max_size=30))
def test_a_name_covers_itself(name: str) -> None:
    one = said(read(name), telling)

    found, told, missing = covered(one, one)

    assert (found, missing) == (pytest.approx(1.0 if told else 0.0), pytest.approx(0.0))
