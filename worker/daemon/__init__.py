"""The daemon: `genjin run`. Read `supervisor.py` first, then `attend.py`, the life of one account.

patience   how long to wait            clock, bell   time, and how a thread is woken from waiting
turns      whose turn it is            standing      how it is with an account
session    what is asked of a mailbox  signals, notify, metrics, logs   how the outside talks with it
"""

from __future__ import annotations

from worker.daemon.logs import set_up
from worker.daemon.signals import ask_to_reload
from worker.daemon.supervisor import Watch, run

__all__ = ["Watch", "ask_to_reload", "run", "set_up"]
