"""Do the files for running Genjin as a service say what the program does, and nothing dangerous?"""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from worker.daemon import supervisor
from worker.settings import Secret

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
MOST_EXPOSED = 1.5


def unit() -> dict[str, dict[str, list[str]]]:
    """Sections, keys and all values of each: a key may be given several times."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    section = ""
    for line in (DEPLOY / "genjin.service").read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif line and not line.startswith("#"):
            key, separator, value = line.partition("=")
            assert separator, line
            assert section, line
            found[section][key].append(value)
    return found


def seconds(words: str) -> float:
    number, what = re.fullmatch(r"(\d+)(s|min)?", words).groups()  # type: ignore[union-attr]
    return int(number) * (60 if what == "min" else 1)


class TestUnit:
    def test_it_starts_the_daemon_and_hears_it(self) -> None:
        service = unit()["Service"]

        assert set(unit()) == {"Unit", "Service", "Install"}
        assert service["Type"] == ["notify"]
        assert service["NotifyAccess"] == ["main"]
        assert service["ExecStart"][0].endswith("genjin --home /etc/genjin run")
        assert service["ExecReload"] == ["/bin/kill -HUP $MAINPID"]
        assert service["Restart"] == ["always"]

    def test_it_waits_longer_for_the_end_than_the_daemon_takes(self) -> None:
        service = unit()["Service"]

        assert supervisor.PATIENCE + supervisor.LAST <= 30
        assert seconds(service["TimeoutStopSec"][0]) >= supervisor.PATIENCE + supervisor.LAST + 10

    def test_a_thread_that_is_being_cut_is_not_yet_a_dead_daemon(self) -> None:
        assert seconds(unit()["Service"]["WatchdogSec"][0]) >= 6 * supervisor.TICK

    def test_it_has_no_rights_and_one_place_to_write(self) -> None:
        service = unit()["Service"]

        assert service["DynamicUser"] == ["yes"]
        assert service["StateDirectory"] == ["genjin"]
        assert service["StateDirectoryMode"] == ["0700"]
        assert service["CapabilityBoundingSet"] == [""]
        assert service["ProtectSystem"] == ["strict"]
        assert "User" not in service
        assert "ReadWritePaths" not in service

    def test_the_credential_it_shows_is_one_that_genjin_yaml_can_name(self) -> None:
        text = (DEPLOY / "genjin.service").read_text("utf-8")
        loaded = set(re.findall(r"^# LoadCredential\w*=([^:\n]+)", text, re.MULTILINE))
        named = set(re.findall(r"secret: \{credential: ([^}]+)\}", text))

        assert loaded == named == {"anna-imap"}
        assert Secret(credential="anna-imap")

    @pytest.fixture
    def runnable(self, tmp_path: Path) -> Path:
        """The unit with a program that is there: where genjin is installed differs."""
        if shutil.which("systemd-analyze") is None:
            pytest.skip("systemd-analyze is not installed, so the unit is not verified here")
        text = (DEPLOY / "genjin.service").read_text("utf-8")
        path = tmp_path / "genjin.service"
        path.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE))
        return path

    def analysed(self, *words: str) -> str:
        run = subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout + run.stderr

    def test_systemd_understands_every_line_of_it(self, runnable: Path) -> None:
        said = self.analysed("verify", "--man=no", str(runnable))

        assert "genjin.service" not in said

    def test_it_is_hardly_exposed(self, runnable: Path) -> None:
        said = self.analysed("security", "--offline=true", "--no-pager", str(runnable))

        found = re.search(r"Overall exposure level for genjin\.service: ([0-9.]+)", said)
        assert found, said
        assert float(found[1]) <= MOST_EXPOSED


class TestContainer:
    def lines(self) -> list[str]:
        text = (DEPLOY / "Containerfile").read_text("utf-8").replace("\\\n", " ")
        return [line for line in text.splitlines() if line and not line.startswith("#")]

    def test_it_is_not_root_and_ends_on_sigterm(self) -> None:
        last = self.lines()[max(at for at, line in enumerate(self.lines()) if line.startswith("FROM")) :]

        users = [line.split()[1] for line in last if line.startswith("USER")]
        assert users == ["10001"]
        assert "STOPSIGNAL SIGTERM" in last
        assert "VOLUME /var/lib/genjin" in last
        assert 'ENTRYPOINT ["genjin"]' in last

    def test_its_health_is_asked_where_the_daemon_tells_it(self) -> None:
        check = next(line for line in self.lines() if line.startswith("HEALTHCHECK"))
        command = next(line for line in self.lines() if line.startswith("CMD"))

        address = re.search(r'"--metrics", "([^"]+)"', command)
        assert address
        assert f"http://{address[1]}/health" in check

    def test_every_room_is_in_it(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        rooms = project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
        copied = " ".join(line for line in self.lines() if line.startswith("COPY")).split()

        assert set(rooms) <= set(copied)

    def test_no_registry_is_named(self) -> None:
        images = [line.split()[1] for line in self.lines() if line.startswith("FROM")]

        assert set(images) == {"python:3.13-slim"}

    def test_compose_takes_everything_away_that_is_not_needed(self) -> None:
        service = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["genjin"]

        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert seconds(service["stop_grace_period"]) >= supervisor.PATIENCE + supervisor.LAST + 10
        assert "ports" not in service
