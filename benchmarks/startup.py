"""How long does a rep wait for an answer of the command line?

    python benchmarks/startup.py --home FOLDER [--times 20] [--launcher]

Runs `python -c pass`, `due` and `check` of a Latin and a Chinese name as a shell would, in turn, so that a
machine that others use is as busy for each. Prints the median and the 95th percentile in milliseconds:
of the clock, and of the processor (user and system), which tells more on a shared machine. --launcher:
through `./genjin` instead of `cli.py`. PYTHONDONTWRITEBYTECODE is taken off, as the launcher does.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
ASKED = {
    "due": ("due",),
    "check, Latin": ("check", "Logitech Europe Trading Ltd."),
    "check, Chinese": ("check", "深圳市华为技术有限公司"),
    "check, Japanese": ("check", "株式会社ロジテック"),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--times", type=int, default=20, help="2 at least")
    parser.add_argument("--launcher", action="store_true")
    wanted = parser.parse_args()
    program = [sys.executable, str(ROOT / ("genjin" if wanted.launcher else "cli.py"))]
    commands = {"python -c pass": [sys.executable, "-c", "pass"]} | {
        name: [*program, "--home", str(wanted.home), *words] for name, words in ASKED.items()
    }
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(wanted.times + 1):
        for name, command in commands.items():
            took[name].append(timed(command))
    print(f"{'':16} {'clock p50':>10} {'p95':>6} {'processor p50':>14} {'p95':>6}   ms")
    for name, pairs in took.items():
        clock, processor = (spread(each) for each in zip(*pairs[1:], strict=True))  # the first fills caches
        print(f"{name:16} {clock[0]:10.0f} {clock[1]:6.0f} {processor[0]:14.0f} {processor[1]:6.0f}")


def timed(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    _, code, used = os.wait4(child.pid, 0)
    took = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(code)
    if child.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command)} ends with {child.returncode}")
    return took, used.ru_utime + used.ru_stime


def spread(seconds: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile, in milliseconds."""
    return 1000 * median(seconds), 1000 * quantiles(seconds, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
