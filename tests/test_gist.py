"""Is the gist of genjin.yaml believed only as long as it is one?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from worker import config, gist
from worker.home import Home

SETTINGS = """team: {domains: [x.example], reps: {anna: {}}}
accounts: []
domains: {free_mail: [Post.example.net]}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "genjin.yaml").write_text(SETTINGS, "utf-8")
    return Home(tmp_path)


def keep(home: Home) -> gist.Gist:
    return gist.kept(home, config.load_settings(home))


def the_file(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "cache" / "genjin").iterdir()
    return found


def test_what_was_kept_is_known(home: Home) -> None:
    before = gist.known(home)

    kept = keep(home)

    assert before is None
    assert gist.known(home) == kept
    assert kept.location.path == (home.folder / "genjin.db").resolve()
    assert kept.lists[0] == ("post.example.net",)


def test_a_file_that_was_changed_is_read_again(home: Home) -> None:
    keep(home)

    home.settings.write_text(SETTINGS.replace("genjin", "other") + "book: other.db\n", "utf-8")

    assert gist.known(home) is None


def test_a_file_of_the_same_size_and_another_time_is_read_again(home: Home) -> None:
    keep(home)

    os.utime(home.settings, (1, 1))

    assert gist.known(home) is None


def test_another_program_reads_it_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(home)

    monkeypatch.setattr(gist, "_CHECKED_BY", ("home.py",))

    assert gist.known(home) is None


def test_another_folder_has_its_own(home: Home, tmp_path: Path) -> None:
    keep(home)
    other = Home(tmp_path / "other")
    other.folder.mkdir()
    other.settings.write_text(SETTINGS, "utf-8")

    assert gist.known(other) is None


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"of": 1}', b"\xff\xfe", b"null", b"[" * 9999]
)
def test_whatever_stands_there_instead_is_no_gist(home: Home, tmp_path: Path, content: bytes) -> None:
    keep(home)
    the_file(tmp_path).write_bytes(content)

    assert gist.known(home) is None
    assert keep(home) == gist.known(home)


def test_an_address_of_a_book_is_not_kept(home: Home, tmp_path: Path) -> None:
    """It may hold a password."""
    home.settings.write_text(SETTINGS + "book: postgresql://anna:secret@127.0.0.1/book\n", "utf-8")

    kept = keep(home)

    assert kept.location.dsn == "postgresql://anna:secret@127.0.0.1/book"
    assert gist.known(home) is None
    assert not (tmp_path / "cache").exists()


def test_it_is_for_nobody_elses_eyes(home: Home, tmp_path: Path) -> None:
    keep(home)

    assert the_file(tmp_path).stat().st_mode & 0o077 == 0
    assert the_file(tmp_path).parent.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_kept_it_is_read_each_time(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    kept = keep(home)

    assert kept.location.path is not None
    assert gist.known(home) is None
