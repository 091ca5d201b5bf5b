"""Can the log be read by a person and by a program, and by nobody who should not?"""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path

import pytest

from worker.daemon import logs
from worker.daemon.logs import JsonLines, TextLines, tell


class Kept(logging.Handler):
    """Keeps what it is given, in its shape."""

    def __init__(self, shape: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(shape)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def told(shape: logging.Formatter, **said: object) -> str:
    log, kept = logging.getLogger("genjin.test"), Kept(shape)
    log.setLevel(logging.DEBUG)
    log.addHandler(kept)
    try:
        level, event = said.pop("level", logging.INFO), said.pop("event", "mail")
        tell(log, level, event, said.pop("words", ""), **said)  # type: ignore[arg-type]
    finally:
        log.removeHandler(kept)
    return kept.lines[0]


class TestText:
    def test_a_line_is_time_level_event_and_pairs(self) -> None:
        line = told(TextLines(), account="anna", new=3, words="All is well.")

        at, _, rest = line.partition(" ")
        assert at.endswith("Z")
        assert rest == 'info mail account=anna new=3 words="All is well."'

    def test_what_a_server_says_cannot_begin_a_line_of_ours(self) -> None:
        line = told(TextLines(), words='no\n2026-03-02 info mail account=boss "x"\x1b[2J')

        assert "\n" not in line
        assert "\x1b" not in line
        assert line.endswith(r'words="no 2026-03-02 info mail account=boss \"x\"�[2J"')

    def test_a_bug_comes_with_its_traceback_indented(self) -> None:
        line = told(TextLines(), event="bug", exc_info=ZeroDivisionError())

        first, *rest = line.split("\n")
        assert " info bug" in first
        assert rest[-1].strip() == "ZeroDivisionError"
        assert all(each.startswith("    ") for each in rest)


class TestJson:
    def test_a_line_is_one_object(self) -> None:
        values = json.loads(told(JsonLines(), account="安娜", new=3, words="a\nb"))

        assert values.pop("time").endswith("Z")
        assert values == {"level": "info", "event": "mail", "account": "安娜", "new": 3, "words": "a\nb"}

    def test_other_libraries_say_who_they_are(self) -> None:
        kept = Kept(JsonLines())
        log = logging.getLogger("other.library")
        log.addHandler(kept)
        log.warning("disk %s", "full")
        log.removeHandler(kept)

        values = json.loads(kept.lines[0])
        assert (values["logger"], values["words"], values["event"]) == ("other.library", "disk full", "log")


class TestJournal:
    def test_the_time_is_left_to_the_journal_and_the_level_is_marked_its_way(self) -> None:
        text = told(TextLines(journal=True), level=logging.ERROR, account="anna")
        values = told(JsonLines(journal=True), account="anna")

        assert text == "<3>error mail account=anna"
        assert values == '<6>{"level": "info", "event": "mail", "account": "anna"}'

    def test_it_is_known_by_the_stream_it_names(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with (tmp_path / "journal").open("w") as stream:
            monkeypatch.setattr(sys, "stderr", stream)
            state = os.fstat(stream.fileno())

            assert logs.to_journal({"JOURNAL_STREAM": f"{state.st_dev}:{state.st_ino}"})
            assert not logs.to_journal({"JOURNAL_STREAM": "1:2"})
            assert not logs.to_journal({})
