"""What does an HTML body say, and which of it did the sender's program mark as history or signature?

One walk over the tree, in document order, without recursion and with a limit on nodes.
"""

from __future__ import annotations

# ruff: noqa: SIM905 (tables of words read best in a row)
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_HTML = 2_000_000
_MOST_NODES = 200_000
_MOST_DEPTH = 400

_DROPPED = frozenset(
    {"head", "style", "script", "title", "meta", "link", "template", "noscript", "object", "svg"}
)
_BREAKING = frozenset(
    "address article body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table tbody tfoot thead tr ul blockquote includetail".split()
)
_MARKABLE = _BREAKING | {"span", "font", "td"}

# Inside such an element everything is history; what follows it may be an answer again.
_QUOTING_CLASSES = re.compile(
    r"\b(gmail_attr|gmail_extra_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|tutanota_quote|"
    r"zmail_extra|"
    r"ntes-mailmaster-quote|mailru-blockquote|FoxDiv\w*|OutlookMessageHeader|__aliyun_previous_quote)\b"
)
_QUOTING_IDS = frozenset({
    "isreplycontent", "olk_src_body_section", "mail-editor-reference-message-container", "yahoo_quoted",
    "ntes-pcmail-quote", "reply139content",
})  # fmt: skip
# From such an element to the end everything is history.
_ENDING_IDS = frozenset(
    {"divrplyfwdmsg", "appendonsend", "stopspelling", "x_divrplyfwdmsg", "x_appendonsend"}
)
_ENDING_STYLE = re.compile(
    r"border-top:\s*(?:solid\s*#(?:B5C4DF|E1E1E1)|#(?:B5C4DF|E1E1E1)[^;]*solid)|"
    r"border:\s*none;\s*border-top:\s*solid\s*#(?:B5C4DF|E1E1E1)|background(?:-color)?:\s*#efefef",
    re.IGNORECASE,
)
_SIGNING_CLASSES = re.compile(
    r"\b(gmail_signature(?:_prefix)?|moz-signature|__aliyun_signature_wrap|protonmail_signature_block)\b"
)
_SIGNING_IDS = frozenset(
    {"signature", "ms-outlook-mobile-signature", "applemailsignature", "ntes-pcmail-signature"}
)
_MARKS = (
    "gmail_quote type=cite type='cite type=\"cite rplyfwdmsg appendonsend b5c4df e1e1e1 moz-cite-prefix "
    "yahoo_quoted isreplycontent includetail foxdiv olk_src_body #efefef protonmail_quote reference-message "
    "mailmaster-quote stopspelling zmail_extra outlookmessageheader previous_quote".split()
)
_TAG = re.compile(r"<(?:!--|(/?)([a-zA-Z][a-zA-Z0-9]{0,30}))")
_REST_OF_TAG = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_FORMATTING = frozenset("a b big code em i nobr s small strike strong tt u svg math".split())
_RAW_TEXT = frozenset("style script title textarea xmp iframe noembed noframes".split())
# Elements that close each other by themselves (p, li, td ...) or have no content do not nest.
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dd dt option".split()
)
_LONG_TAG = 8000
_MOST_TAGS = 100_000
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")


@dataclass(frozen=True, slots=True)
class HtmlSplit:
    own: str
    quoted: str
    signature: str


def to_text(html: str) -> str:
    """All the text with the lines a reader would see; quoted blocks start with `> `, as in plain mail."""
    writer = _Writer(together=True)
    _walk(html, writer)
    return writer.text("own")


def marked(html: str) -> bool:
    """Is there any mark of a known mail program? Cheap, so that only such bodies are walked again."""
    lowered = html[:MOST_HTML].lower()
    return any(map(lowered.__contains__, _MARKS))


def split(html: str) -> HtmlSplit:
    """The sender's words, the history and the signature by the marks of mail programs."""
    writer = _Writer(together=False)
    _walk(html, writer)
    return HtmlSplit(writer.text("own"), writer.text("quoted"), writer.text("signature"))


@dataclass(slots=True)
class _Writer:
    """Lines of three streams; `together` writes everything to the first and prefixes quoted lines."""

    together: bool
    streams: dict[str, list[str]] = field(default_factory=lambda: {"own": [], "quoted": [], "signature": []})
    line: list[str] = field(default_factory=list)
    stream: str = "own"

    def say(self, text: str, stream: str) -> None:
        if stream != self.stream:
            self.end_line()
            self.stream = stream
        self.line.append(text)

    def end_line(self, even_empty: bool = False) -> None:
        words = _SPACE.sub(" ", "".join(self.line)).strip(" ")
        if words or self.line or even_empty:
            self._put(words)
        self.line = []

    def _put(self, words: str) -> None:
        if not self.together:
            self.streams[self.stream].append(words)
        else:
            self.streams["own"].append(f"> {words}" if self.stream == "quoted" else words)

    def text(self, stream: str) -> str:
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.streams[stream])).strip("\n")


def _walk(html: str, writer: _Writer) -> None:
    body = LexborHTMLParser(_tamed(html)).body
    streams = ["own"]
    ended = False
    for node, tag, opens in _steps(body):
        if not opens:
            streams.pop()
            _break(writer, tag)
            continue
        if tag == "-text":
            _say(writer, node, streams[-1])
            continue
        if tag == "br":
            writer.end_line(even_empty=True)
            continue
        if tag in ("td", "th"):
            writer.line.append(" ")
        _break(writer, tag)
        mark = _mark(node, tag) if tag in _MARKABLE else ""
        # In running text only blocks that plain mail would quote with `>` get the prefix.
        ended = ended or (mark == "end" and not writer.together)
        streams.append(_stream(streams[-1], mark, tag, ended, writer.together))
    writer.end_line()


def _say(writer: _Writer, node: LexborNode, stream: str) -> None:
    text = node.text_content or ""
    if text.strip(" \t\r\n\f") or writer.line:
        writer.say(text, stream)


def _break(writer: _Writer, tag: str) -> None:
    if tag in _BREAKING:
        writer.end_line()


def _stream(outer: str, mark: str, tag: str, ended: bool, together: bool) -> str:
    if together:
        return "quoted" if outer == "quoted" or (mark == "quoted" and tag == "blockquote") else "own"
    if ended or mark == "quoted":
        return "quoted"
    return "signature" if mark == "signature" and outer == "own" else outer


def _mark(node: LexborNode, tag: str) -> str:
    """`quoted`, `end`, `signature` or nothing for an element."""
    attributes = node.attributes
    name, classes = (attributes.get("id") or "").lower(), attributes.get("class") or ""
    style = attributes.get("style") or ""
    if name in _ENDING_IDS or (tag in ("div", "td", "table") and _ENDING_STYLE.search(style[:2000])):
        return "end"
    if tag == "includetail" or name in _QUOTING_IDS or _QUOTING_CLASSES.search(classes[:500]):
        return "quoted"
    if tag == "blockquote" and not re.search(r"border:\s*none", style[:2000]):
        return "quoted"
    if "gmail_quote" in classes and node.css_first("blockquote") is None:
        return "quoted"
    if name in _SIGNING_IDS or _SIGNING_CLASSES.search(classes[:500]):
        return "signature"
    return ""


def _tamed(html: str) -> str:
    """HTML that cannot blow up the parser: its cost grows with depth times tags and with attributes squared.

    Comments, styles, scripts and formatting elements are left out (they say nothing here), endless tags lose
    their attributes, and no more than so many elements may be open or be there at all.
    """
    return "".join(_tame_pieces(html[:MOST_HTML]))


def _tame_pieces(html: str) -> Iterator[str]:
    position, tags, depth = 0, 0, 0
    opened: dict[str, int] = {}
    while (found := _TAG.search(html, position)) is not None:
        yield html[position : found.start()]
        position = _end_of(html, found)
        slash, name = found[1] or "", (found[2] or "").lower()
        if not name or name in _FORMATTING or name in _RAW_TEXT:
            continue
        tags += 1
        if slash and opened.get(name, 0):
            opened[name] -= 1
            depth -= 1
        elif not slash and name not in _VOID:
            opened[name] = opened.get(name, 0) + 1
            depth += 1
        if tags > _MOST_TAGS or (depth > _MOST_DEPTH and not slash):
            yield "\n"
        else:
            yield (
                html[found.start() : position] if position - found.start() < _LONG_TAG else f"<{slash}{name}>"
            )
    yield html[position:]


def _end_of(html: str, found: re.Match[str]) -> int:
    """Where the comment, the tag, or the element of raw text that begins here ends."""
    name = (found[2] or "").lower()
    if not name:
        return (html.find("-->", found.end()) + 1 or len(html) - 2) + 2
    rest = _REST_OF_TAG.match(html, found.end())
    end = rest.end() if rest else html.find(">", found.end()) + 1 or len(html)
    if name in _RAW_TEXT and not found[1]:
        closing = re.compile(f"</{name}[^>]{{0,99}}>", re.IGNORECASE).search(html, end)
        return closing.end() if closing else end
    return end


def _steps(root: LexborNode | None) -> Iterator[tuple[LexborNode, str, bool]]:
    """Every node with its tag, once on entering, and every element again on leaving."""
    if root is None:
        return
    node, depth = root, 0
    for _ in range(_MOST_NODES):
        tag = node.tag or ""
        yield node, tag, True
        leaf = tag in _LEAVES
        inner = node.child if not leaf and tag not in _DROPPED and depth < _MOST_DEPTH else None
        if inner is not None:
            node, depth = inner, depth + 1
            continue
        if not leaf:
            yield node, tag, False
        while (following := node.next) is None:
            above = node.parent
            if depth == 0 or above is None:
                return
            node, depth = above, depth - 1
            yield node, node.tag or "", False
            if depth == 0:
                return
        node = following


_LEAVES = frozenset({"-text", "br", "-comment"})
