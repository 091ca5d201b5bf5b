"""How is an answer given? One transaction each, or as if, and said in words what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from worker.intake import Intake, Sitting
from worker.pipeline import Report
from worker.render import one_line
from worker.reviewing import moves
from worker.reviewing.answering import Done


class _AsIf(Exception):  # noqa: N818 - no error
    """Ends a sitting that nothing shall be left of."""


def given(intake: Intake, act: Callable[[Sitting], Done], *, dry_run: bool = False) -> Done:
    """Do it. dry_run: and take all of it back at once."""
    done = Done("")
    with suppress(_AsIf), intake.sitting(Report()) as sitting:
        done = act(sitting)
        if dry_run:
            raise _AsIf
    return done


def in_words(done: Done, *, dry_run: bool = False) -> Iterator[str]:
    """What an answer did, what was learned by it and which mails moved; and the way back."""
    yield one_line(f"{done.words[:1].upper()}{done.words[1:].rstrip('.')}.")
    yield from (
        one_line(f"  {'still so' if done.is_undone else 'learned'}: {words}") for words in done.learned
    )
    yield from (one_line(f"  {line}") for line in moves.in_words(done.moved))
    if dry_run:
        yield "Nothing was changed (--dry-run)."
    elif done.change and done.is_undone:
        yield f"To do it again: genjin undo {done.change}"
    elif done.change:
        yield f"To take it back: genjin review undo {done.change}"
