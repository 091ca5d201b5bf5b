"""Mail from files: mbox, Maildir, .eml, and folders or zips of them."""

from __future__ import annotations

from worker.archive.box import Archive
from worker.archive.look import ArchiveError

__all__ = ["Archive", "ArchiveError"]
