"""Fixtures that several files share: a book on every database there is, and the playbook that is shipped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes import Office, genjin, playbook_of
from post import USERS, Post
from servers import Dovecot, Postgres, dovecot_missing, postgres_missing
from store.book import Book
from store.location import Location
from worker.pipeline import Playbook


@pytest.fixture(autouse=True, scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What commands keep for the user who runs them is not kept for the one who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    missing = postgres_missing()
    if missing:
        pytest.skip(missing)
    with Postgres() as server:
        yield server


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    missing = dovecot_missing()
    if missing:
        pytest.skip(missing)
    with Dovecot(users=USERS) as server:
        yield server


_fresh_users = iter(USERS)


@pytest.fixture
def box(dovecot: Dovecot) -> Post:
    """An empty mailbox on a real server."""
    return Post(dovecot, next(_fresh_users))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty book and the way into it."""
    office = Office.at(tmp_path / "book.db")
    yield office
    office.book.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """An empty place for a book: the same tests run on every database."""
    if request.param == "sqlite":
        return Location(path=tmp_path / "book.db")
    server: Postgres = request.getfixturevalue("postgres")
    return Location.of(server.fresh(), tmp_path)


@pytest.fixture
def book(location: Location) -> Iterator[Book]:
    book = Book(location, checkpointer=True)
    book.prepare()
    yield book
    book.close()


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    return playbook_of()


@pytest.fixture(scope="session")
def demo_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder in which `genjin demo` has run once."""
    state = tmp_path_factory.mktemp("state")
    result = genjin("demo", state=state)
    assert result.exit_code == 0, result.output
    return state
