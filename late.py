"""How does a command start fast? What is costly to make is made when it is first asked for.

A rep who types `genjin check` waits for all that is imported. There, `dataclass` would write and compile the
methods of a hundred kinds of values, of which a command makes ten, and `re.compile` a hundred patterns, of
which it asks a dozen: together half of the wait. benchmarks/startup.py measures it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, AnyStr, cast

__all__ = ["Late", "dataclass", "late"]

# -- patterns ------------------------------------------------------------------------------------------------

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`; a mistake in the pattern shows when it is first asked."""
    return cast("re.Pattern[AnyStr]", Late(pattern, flags))


class Late:
    """Stands for a pattern. Once asked, its methods are the pattern's own, so that they cost no more."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update(self._methods(compiled))
        return self.__dict__[name] if name in self.__dict__ else getattr(compiled, name)

    def _methods(self, compiled: re.Pattern[Any]) -> dict[str, Callable[..., Any]]:
        return {name: getattr(compiled, name) for name in _METHODS}

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str | bytes, int]]:
        """Parsers go to other processes."""
        return type(self), (self.pattern, self._flags)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Late) and self.__reduce__() == other.__reduce__()

    def __hash__(self) -> int:
        return hash(self.__reduce__())


# -- values --------------------------------------------------------------------------------------------------

_FACTS = ("__dataclass_fields__", "__dataclass_params__")
_WRITTEN = (
    *_FACTS,
    *("__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__", "__getstate__", "__replace__"),
    *("__setstate__", "__init__"),
)
"""What the standard dataclass gives to a frozen class with slots; `__replace__` since Python 3.13. Those that
make a value come last: another thread may make one as soon as they are there.
"""

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen, slots, **options):
        """As the standard one, for `frozen=True, slots=True`. Its methods are written when the first value is
        made or unpickled, by the standard dataclass itself.
        """
        if not (frozen and slots):
            raise TypeError("only what is frozen and has slots; ask `dataclasses` for others")
        return lambda plain: _unwritten(plain, options)


def _unwritten(plain: type, options: dict[str, Any]) -> type:
    """The class with its slots, and what stands in for the methods until they are written."""
    if plain.__bases__ != (object,):
        return dataclasses.dataclass(frozen=True, slots=True, **options)(plain)
    said = {name: value for name, value in vars(plain).items() if name not in ("__dict__", "__weakref__")}
    fields = tuple(name for name, kind in plain.__annotations__.items() if not kind.startswith("ClassVar"))
    shown: type

    def written() -> type:
        """The standard dataclass makes another class of the same body; its methods serve this one."""
        twin: type = dataclasses.dataclass(frozen=True, slots=True, **options)(
            type(plain.__name__, (), dict(said))
        )
        for name in _WRITTEN:
            if name in vars(twin):
                setattr(shown, name, vars(twin)[name])
        return shown

    def __init__(self: Any, *args: Any, **named: Any) -> None:  # noqa: N807 - stands in for it
        written().__init__(self, *args, **named)  # type: ignore[misc]

    def __setstate__(self: Any, state: Any) -> None:  # noqa: N807 - same
        written().__setstate__(self, state)  # type: ignore[attr-defined]

    body = {name: value for name, value in said.items() if name not in fields}
    body |= {
        "__slots__": fields,
        "__match_args__": fields,
        "__init__": __init__,
        "__setstate__": __setstate__,
    }
    body |= {name: _Fact(name, written) for name in _FACTS}
    shown = type(plain.__name__, (), body)
    shown.__qualname__ = plain.__qualname__
    return shown


class _Fact:
    """What `dataclasses.fields` and others ask of the class itself."""

    def __init__(self, name: str, written: Callable[[], type]) -> None:
        self._name, self._written = name, written

    def __get__(self, _: object, __: type) -> Any:
        return getattr(self._written(), self._name)
