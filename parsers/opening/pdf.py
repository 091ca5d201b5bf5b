"""What stands on the first page of a PDF? Off unless the team wants it (`documents: [pdf]`).

pypdf is pure Python and made with care for hostile files, but a PDF is a program with loops. Its work is
bounded three ways: the file's size, what one stream may inflate to, and the number of calls made in all.
That is a time limit without clock, signal or thread: the same file always ends at the same call.
"""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable
from types import FrameType, ModuleType
from typing import Any

MOST_BYTES = 3_000_000
MOST_TEXT = 20_000
_MOST_CALLS = 2_000_000
"""About half a second; the first page of an honest quotation takes 20,000 to 200,000."""


class _TooLong(BaseException):  # pypdf catches Exception in places and would go on
    """The calls are used up."""


def pdf_page(payload: bytes) -> str:
    """Text of the first page, or nothing where the file is large, encrypted, broken or takes too long."""
    if len(payload) > MOST_BYTES or not payload.rstrip()[-2_000:].count(b"%%EOF"):
        return ""
    import pypdf  # its import is not the file's work

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells each fault of a strange file
    try:
        return _within(_MOST_CALLS, lambda: _first_page(payload, pypdf))
    except (_TooLong, Exception):  # noqa: BLE001 - a hostile PDF makes pypdf raise anything; no page then
        return ""


def _within(calls: int, work: Callable[[], str]) -> str:
    """The interpreter tells of every call; too many, and the work ends. The old listener comes back.

    It ends in code of pypdf only: raised inside of `logging`, say, between taking a lock and the `try` that
    gives it back, it would leave the lock taken for ever.
    """
    left = calls
    before = sys.getprofile()

    def count(frame: FrameType, _: str, __: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0 and str(frame.f_globals.get("__name__", "")).startswith("pypdf"):
            raise _TooLong

    sys.setprofile(count)
    try:
        return work()
    finally:
        sys.setprofile(before if callable(before) else None)  # cProfile's own cannot be put back


def _first_page(payload: bytes, pypdf: ModuleType) -> str:
    with pypdf.apply_configuration(**_LIMITS):
        reader = pypdf.PdfReader(
            io.BytesIO(payload), root_object_recovery_limit=200, xref_stream_maximum_entries=50_000
        )
        if reader.is_encrypted:
            return ""
        return str(reader.pages[0].extract_text())[:MOST_TEXT]


_MEGABYTE = 1_000_000
_LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": MOST_BYTES,
    "array_based_stream_maximum_output_length": _MEGABYTE,
    "array_maximum_element_count": 20_000,
    "dictionary_maximum_element_count": 20_000,
    "lzw_maximum_output_length": _MEGABYTE,
    "run_length_maximum_output_length": _MEGABYTE,
    "zlib_maximum_output_length": _MEGABYTE,
    "zlib_maximum_recovery_input_length": 50_000,
    "image_maximum_buffer_size": 2 * _MEGABYTE,
    "stream_filters_maximum_length": 4,
    "stream_decoding_work_maximum_length": 5 * _MEGABYTE,
    "stream_parsing_work_maximum_count": 200_000,
    "page_tree_maximum_entries": 5_000,
    "page_tree_maximum_depth": 30,
    "page_tree_maximum_page_entries": 50_000,
    "xform_maximum_invocations_per_extraction": 50,
    "jbig2dec_binary": None,
    "disable_legacy_handling": True,
}
