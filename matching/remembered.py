"""What has been worked out from things that seldom change, until they do."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Answers by their question; the oldest are forgotten first, and all of them when told so."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: dict[str, T] = {}

    def get(self, question: str) -> T | None:
        return self._answers.get(question)

    def put(self, question: str, answer: T) -> None:
        if len(self._answers) >= self._most:
            del self._answers[next(iter(self._answers))]
        self._answers[question] = answer

    def forget(self) -> None:
        self._answers.clear()
