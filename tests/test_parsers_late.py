"""Are patterns that are compiled late the same patterns?"""

from __future__ import annotations

import pickle
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

import parsers
from late import Late
from parsers.late import _Small, folded, late, late_small


def every_pattern() -> Iterator[tuple[str, Late]]:
    for module in pkgutil.walk_packages(parsers.__path__, "parsers."):
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, Late):
                yield f"{module.name}.{name}", value


def test_every_pattern_compiles() -> None:
    found = dict(every_pattern())

    for pattern in found.values():
        re.compile(pattern.pattern, pattern._flags)

    assert len(found) > 200


def test_a_pattern_for_small_letters_holds_no_capital() -> None:
    spelled = {
        name: re.sub(r"\\.|\(\?P<\w+>", "", str(small.pattern))
        for name, small in every_pattern()
        if isinstance(small, _Small)
    }

    assert [name for name, words in spelled.items() if words != words.lower()] == []
    assert spelled


def test_a_late_pattern_finds_what_the_pattern_finds() -> None:
    pattern = late(r"(\d+) pcs", re.IGNORECASE)

    found = pattern.search("500 PCS")

    assert found is not None
    assert found[1] == "500"
    assert pattern.sub("x", "1 pcs") == "x"
    assert pattern.groups == 1


def test_a_late_pattern_goes_to_another_process_asked_or_not() -> None:
    for pattern in (late("a+"), late_small("ı+")):
        fresh = pickle.loads(pickle.dumps(pattern))
        assert pattern.search("Caı") is not None
        used = pickle.loads(pickle.dumps(pattern))

        assert fresh == used == pattern
        assert used.search("Caı") is not None


@pytest.mark.parametrize("text", ["Best REGARDS", "İYİ ÇALIŞMALAR", "ısı", "GRÜSSE ẞ", "ПРИВЕТ"])
def test_texts_are_made_small_character_for_character(text: str) -> None:
    assert len(folded(text)) == len(text)


def test_capitals_of_turkish_words_are_found() -> None:
    assert late_small("saygılarımla").match("SAYGILARIMLA")
    assert late_small("saygılarımla").match("Saygılarımla")


def test_a_mistake_shows_when_the_pattern_is_asked() -> None:
    wrong = late("(")

    with pytest.raises(re.error):
        wrong.search("")
