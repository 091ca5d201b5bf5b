"""Which host does somebody mean who writes down a domain, a web address or the like?"""

from __future__ import annotations

import re

from matching.domains import registrable

_LONGEST = 400
_SCHEME = re.compile(r"^(?:[a-z]{2,10}:/{0,3})?(?:www\.)?")
_BEHIND = re.compile(r"[/?#:]")
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,63})")


def host_of(text: str) -> str:
    """`https://www.example.com/shop` and `anna@example.com` are example.com; nothing without a host."""
    bare = _SCHEME.sub("", text.strip().lower()[:_LONGEST])
    host = _BEHIND.split(bare, maxsplit=1)[0].rpartition("@")[2].strip(".")
    return host if _HOST.fullmatch(host) and registrable(host) else ""
