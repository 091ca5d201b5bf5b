"""In which folder are the team's files? Found without reading any of them."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from late import dataclass
from model import GenjinError

SETTINGS = "genjin.yaml"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder with genjin.yaml, policy.yaml and rules/."""

    folder: Path
    is_named: bool = False
    """Somebody said it is this one; nothing is taken from elsewhere then."""

    @property
    def settings(self) -> Path:
        return self.folder / SETTINGS


def find_home(named: str | None = None) -> Home:
    """The folder named on the command line or in GENJIN_HOME, else this one if it has a genjin.yaml, else
    ~/.config/genjin."""
    words = named or os.environ.get("GENJIN_HOME")
    if words:
        return Home(_folder(words), is_named=True)
    if Path(SETTINGS).is_file():
        return Home(Path.cwd())
    return Home(user_folder("XDG_CONFIG_HOME", ".config") / "genjin")


def user_folder(variable: str, below_home: str) -> Path:
    """An XDG folder. The specification has relative paths ignored; a folder that others may write to, such as
    /tmp, is no place for a file that names commands."""
    named = Path(os.environ.get(variable, ""))
    if named.is_absolute():
        return named
    try:
        home = Path.home()
    except RuntimeError:
        home = Path()
    if home.is_absolute():
        return home / below_home
    raise GenjinError(
        f"You have no home folder. Name one with --home, or set GENJIN_HOME, HOME or {variable}."
    )


class NoHomeError(GenjinError):
    """There is no genjin.yaml where one was looked for."""


def missing(home: Home) -> NoHomeError:
    """Where was looked, and which command writes the file."""
    if home.folder == demo_home().folder:
        return NoHomeError(f"There is no {home.settings}. Run `genjin demo` first.")
    if not home.is_named:
        places = f"neither {Path.cwd() / SETTINGS} nor {home.settings}"
        return NoHomeError(f"There is {places}. Run `genjin init`, or name the folder with `--home`.")
    what = f"genjin.yaml in {home.folder}" if home.folder.is_dir() else f"folder {home.folder}"
    return NoHomeError(f"There is no {what}. Run `genjin --home {shlex.quote(str(home.folder))} init`.")


def demo_home() -> Home:
    """Where `genjin demo` keeps its data."""
    return Home(user_folder("XDG_STATE_HOME", ".local/state") / "genjin" / "demo")


def _folder(words: str) -> Path:
    try:
        return Path(words).expanduser().resolve()
    except (OSError, RuntimeError) as error:
        raise GenjinError(f"`{words}` is no folder that can be found: {error}.") from None
