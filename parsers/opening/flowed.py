"""Where do the paragraphs of a text in `format=flowed` end (RFC 3676)?"""

from __future__ import annotations

from parsers.late import late

_QUOTED = late(r">*")


def unwrapped(text: str, *, delsp: bool) -> str:
    """Lines that end in a space go on in the next of the same depth; `-- ` is a signature, not a flow."""
    out: list[str] = []
    paragraph, depth = "", -1
    for line in text.split("\n"):
        marks = _QUOTED.match(line)
        level = marks.end() if marks else 0
        words = line[level:].removeprefix(" ")  # stuffed, RFC 3676 4.4
        if level != depth or words == "-- ":
            _close(out, paragraph, depth)
            paragraph = ""
        flows = words.endswith(" ") and words != "-- " and words.strip(" >") != ""
        paragraph += words[:-1] if flows and delsp else words
        depth = level
        if not flows:
            out.append(_marked(paragraph, level))
            paragraph, depth = "", -1
    _close(out, paragraph, depth)
    return "\n".join(out)


def _close(out: list[str], paragraph: str, depth: int) -> None:
    """A flow that the next line does not go on with ends here."""
    if depth >= 0 and paragraph:
        out.append(_marked(paragraph.rstrip(" "), depth))


def _marked(words: str, depth: int) -> str:
    return f"{'>' * depth} {words}" if depth else words
