"""Are values whose methods are written late the values that the standard dataclass makes?"""

from __future__ import annotations

import dataclasses
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest

import late
import model
from late import dataclass

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Parcel:
    """Something sent."""

    HEAVY: ClassVar = 30

    to: str
    weight: float = 1.0
    papers: tuple[str, ...] = dataclasses.field(default=(), compare=False)
    marks: list[str] = dataclasses.field(default_factory=list, compare=False)

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError("nothing weighs less than nothing")

    @property
    def is_heavy(self) -> bool:
        return self.weight > self.HEAVY


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing in it."""


def test_values_are_made_compared_shown_and_hashed() -> None:
    parcel = Parcel("Anna", papers=("invoice",))

    assert parcel == Parcel("Anna")
    assert parcel != Parcel("Bo")
    assert len({parcel, Parcel("Anna"), Parcel("Bo")}) == 2
    assert repr(parcel) == "Parcel(to='Anna', weight=1.0, papers=('invoice',), marks=[])"
    assert (Parcel("Bo", 31).is_heavy, Parcel("Bo").marks) == (True, [])
    assert Empty() == Empty()


def test_values_do_not_change() -> None:
    parcel = Parcel("Anna")

    with pytest.raises(FrozenInstanceError):
        parcel.to = "Bo"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del parcel.to  # type: ignore[misc]
    assert not hasattr(parcel, "__dict__")
    assert replace(parcel, to="Bo") == Parcel("Bo")


def test_what_is_wrong_with_a_value_is_said() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        Parcel("Anna", -1)
    with pytest.raises(TypeError, match="to"):
        Parcel()  # type: ignore[call-arg]


def test_the_class_tells_its_fields_before_there_is_a_value() -> None:
    @dataclass(frozen=True, slots=True)
    class Letter:
        """No value is made of it."""

        to: str
        stamp: int = 1

    assert is_dataclass(Letter)
    assert [field.name for field in fields(Letter)] == ["to", "stamp"]


def test_values_are_taken_apart() -> None:
    match Parcel("Anna", 2.0):
        case Parcel(to, weight):
            assert (to, weight) == ("Anna", 2.0)


@pytest.mark.parametrize(
    "ask", ["parcel == parcel", "hash(parcel) == hash(parcel)", "'Anna' in repr(parcel)"]
)
def test_a_value_that_another_process_made_is_a_whole_one(ask: str) -> None:
    """There it is unpickled before any was made."""
    packed = pickle.dumps(model.Address("anna@x.example", "Anna"))
    code = f"import pickle; parcel = pickle.loads({packed!r}); print({ask})"

    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "True"


def test_only_what_is_frozen_and_has_slots_is_late() -> None:
    with pytest.raises(TypeError, match="ask `dataclasses`"):
        late.dataclass(frozen=True, slots=False)


def test_no_method_is_written_for_a_class_without_values() -> None:
    code = "import model; print(model.Paper.__init__.__qualname__)"

    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "_unwritten" in run.stdout
