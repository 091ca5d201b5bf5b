"""What does an HTML body say, and which of it did the sender's program mark as history or signature?

One walk over the tree, in document order, without recursion and with a limit on nodes.
"""

from __future__ import annotations

# ruff: noqa: SIM905 (tables of words read best in a row)
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.late import late
from parsers.text.header_words import is_separator, is_weak_wrote, label

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
_QUOTING_CLASSES = late(
    r"\b(gmail_attr|gmail_extra_quote|yahoo_quoted|ymail_android_signature_quote|moz-cite-prefix|"
    r"moz-forward-container|moz-email-headers-table|protonmail_quote|tutanota_quote|zmail_extra|"
    r"zmail_extra_hr|"
    r"ntes-mailmaster-quote|ntes-mail-quote|mailru-blockquote|FoxDiv\w*|OutlookMessageHeader|"
    r"__aliyun_previous_quote|history-quote-wrapper|lark-mail-quote|adit-html-block--collapsed|"
    r"skyforwardcontent|"
    r"xm_compose_origin\w*|replaced-blockquote|x_moz-cite-prefix)\b",
    re.IGNORECASE,
)
_QUOTING_IDS = frozenset({
    "isreplycontent", "isforwardcontent", "olk_src_body_section", "mail-editor-reference-message-container",
    "yahoo_quoted", "ntes-pcmail-quote", "reply139content", "origbody", "x_olk_src_body_section",
    "replysplit", "skyforwardcontent", "spnetease_reply", "zmail_quote", "lark-mail-quote", "oriheader",
    "divorigincontent", "mailquote", "quoted_content", "forwardcontent",
})  # fmt: skip
# From such an element to the end everything is history.
_ENDING_IDS = frozenset(
    {"divrplyfwdmsg", "appendonsend", "stopspelling", "x_divrplyfwdmsg", "x_appendonsend", "x_stopspelling"}
)
_ENDING_CLASSES = late(r"\b(__aliyun_reply_header|WPSReplyHeader|ms-outlook-mobile-reference-message)\b")
# Outlook 2003 to 2010 and Foxmail, Outlook 2013 on, Windows Mail, QQ's grey box.
_ENDING_STYLE = late(
    r"border-top:\s*(?:solid\s*#(?:B5C4DF|E1E1E1)|#(?:B5C4DF|E1E1E1)[^;]{0,30}solid|\d[\w.]{0,6}\s+solid\s+"
    r"(?:#(?:B5C4DF|E1E1E1|E5E5E5)|rgb\((?:181,\s*196,\s*223|225,\s*225,\s*225|229,\s*229,\s*229)\)))|"
    r"border-color:\s*rgb\(229,\s*229,\s*229\)|border-top-color:\s*rgb\(229,\s*229,\s*229\)|"
    r"background(?:-color)?:\s*(?:#efefef|rgb\(239,\s*239,\s*239\))",
    re.IGNORECASE,
)
_SIGNING_CLASSES = late(
    r"\b(gmail_signature(?:_prefix)?|moz-signature|__aliyun_signature_wrap|"
    r"protonmail_signature_block\S{0,20}|"
    r"ntes-mailmaster-signature|tutanota_signature|js-signature|zmail_signature\w*|yandex_signature)\b"
)
_SIGNING_IDS = frozenset({
    "signature", "ms-outlook-mobile-signature", "applemailsignature", "ntes-pcmail-signature", "x_signature",
    "zmail_signature", "spnetease_signature", "ymail_android_signature", "edo-signature",
    "x_ms-outlook-mobile-signature", "lark-mail-signature", "mail-editor-signature",
})  # fmt: skip
_MARKS = (
    "<blockquote gmail_quote rplyfwdmsg appendonsend b5c4df e1e1e1 moz-cite-prefix moz-forward olk_src_body "
    "isreplycontent isforwardcontent yahoo_quoted foxdiv includetail #efefef reference-message __aliyun "
    "protonmail_quote tutanota_quote zmail_extra mailmaster-quote ntes- outlookmessageheader history-quote "
    "239,239,239 181,196,223 225,225,225 229,229,229 lark-mail-quote 139content skyforward xm_compose_origin "
    "wpsreplyheader replysplit origbody spnetease_reply oriheader divorigincontent mailquote "
    "quoted_content forwardcontent zmail_quote".split()
)
_SPACED_COLOUR = late(r"rgb\((?:239|181|225|229), (?:239|196|225|229), ")
# Words above old mail in HTML that no program marked; only a first test before the body is read.
_WORDS = (
    "wrote:", "写道", "寫道", "original message", "原始邮件", "原始郵件", "发件人", "寄件者", "差出人",
    "送信者", "kimden", "gönderen", ">from:", ">from</b>", ">von:", ">von</b>", ">de:", ">de :", ">da:",
    ">от:", ">من:", "보낸 사람",
)  # fmt: skip
_TAG = late(r"<(?:!--|(/?)([a-zA-Z][a-zA-Z0-9]{0,30}))")
_REST_OF_TAG = late(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_FORMATTING = frozenset("a b big code em i nobr s small strike strong tt u svg math".split())
_RAW_TEXT = frozenset("style script title textarea xmp iframe noembed noframes".split())
# Elements that close each other by themselves (p, li, td ...) or have no content do not nest.
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dd dt option".split()
)
_LONG_TAG = 8000
_MOST_TAGS = 100_000
_SPACE = late(r"[ \t\r\n\f\u00a0]+")


@dataclass(frozen=True, slots=True)
class HtmlSplit:
    own: str
    quoted: str
    signature: str


def to_text(html: str) -> str:
    """All the text with the lines a reader would see; quoted blocks start with `> `, as in plain mail."""
    hides = _may_hide(html)
    text = _shown_text(html, hides)
    return text if text or not hides else _shown_text(html, hides=False)


def _shown_text(html: str, hides: bool) -> str:
    writer = _Writer(together=True)
    _walk(html, writer, hides)
    return writer.text("own")


def marked(html: str) -> bool:
    """Is there any mark of a known mail program? Cheap, so that only such bodies are walked again."""
    lowered = html[:MOST_HTML].lower()
    if any(map(lowered.__contains__, _MARKS)) or (
        "<hr" in lowered and any(map(lowered.__contains__, _WORDS))
    ):
        return True
    return _SPACED_COLOUR.search(lowered) is not None


def may_quote(html: str) -> bool:
    """Does HTML without marks hold words that stand above old mail?"""
    lowered = html[:MOST_HTML].lower()
    return any(map(lowered.__contains__, _WORDS))


def split(html: str) -> HtmlSplit:
    """The sender's words, the history and the signature by the marks of mail programs."""
    writer = _Writer(together=False)
    _walk(html, writer, _may_hide(html))
    return HtmlSplit(writer.text("own"), writer.text("quoted"), writer.text("signature"))


_VIVID = late(
    r"(?<![\w-])color\s*[:=]\s*[\"']?\s*(?:red|blue|green|magenta|purple|fuchsia|crimson|orange|navy|"
    r"#(?:f00|ff0000|"
    r"c00000|00f|0000ff|0070c0|00b050|008000|7030a0|ff00ff|e36c0a|ed7d31|4472c4|0432ff|ff2600)\b|"
    r"rgb\((?:255,\s*0,\s*0|192,\s*0,\s*0|0,\s*0,\s*255|0,\s*112,\s*192|0,\s*176,\s*80|0,\s*128,\s*0)\))",
    re.IGNORECASE,
)


def coloured(html: str) -> list[str]:
    """The lines in red, blue or green; none where most of the text is so."""
    shown: list[tuple[str, bool]] = []
    vivid = [False]
    for node, tag, opens in _steps(LexborHTMLParser(_tamed(html)).body):
        if tag == "-text":
            shown.append((node.text_content or "", vivid[-1]))
        elif tag == "br" or (tag in _BREAKING and (not opens or shown)):
            shown.append(("\n", False))
        if tag not in _LEAVES:
            _follow(vivid, node, opens)
    lines = "".join(text if is_vivid or text == "\n" else "" for text, is_vivid in shown).split("\n")
    found = [words for line in lines if (words := _SPACE.sub(" ", line).strip(" "))]
    return found if 2 * sum(map(len, found)) < sum(len(text) for text, _ in shown) else []


def _follow(vivid: list[bool], node: LexborNode, opens: bool) -> None:
    if not opens:
        vivid.pop()
        return
    attributes = node.attributes
    named = f"color={attributes.get('color') or ''} {(attributes.get('style') or '')[:2000]}"
    vivid.append(_VIVID.search(named) is not None if "color" in named[6:] or named[6] != " " else vivid[-1])


@dataclass(slots=True)
class _Writer:
    """Lines of three streams; `together` writes everything to the first and prefixes quoted lines."""

    together: bool
    streams: dict[str, list[str]] = field(default_factory=lambda: {"own": [], "quoted": [], "signature": []})
    line: list[str] = field(default_factory=list)
    stream: str = "own"

    def last_line(self) -> str:
        """The last line that says something, as `On Monday, Anna wrote:`"""
        return "".join(self.line).rstrip() or next(
            (line for line in reversed(self.streams["own"]) if line), ""
        )

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


def _walk(html: str, writer: _Writer, hides: bool) -> None:
    body = LexborHTMLParser(_tamed(html)).body
    streams, whites, unseen = ["own"], [False], [""]
    ended, announced, bare, rules = False, False, 0, 0
    styled = _KEEPS_LINES.search(html) is not None
    for node, tag, opens in _steps(body):
        if not opens:
            streams.pop()
            whites.pop()
            unseen.pop()
            _break(writer, tag)
            continue
        if tag in _LEAVES:
            if not unseen[-1]:
                _say_leaf(writer, node, streams[-1], whites[-1])
            continue
        if tag in ("td", "th"):
            writer.line.append(" ")
        _break(writer, tag)
        mark = _mark(node, tag) if tag in _MARKABLE else ""
        if mark == "bare":
            bare += 1
            announced = announced or _announces(writer.last_line())
            mark = "quoted" if announced or (bare < _FEW and _is_last(node)) else ""
        if mark == "rule":
            rules += 1
            mark = "end" if rules < _MOST_RULES and not writer.together and _leads_to_header(node) else ""
        # In running text only blocks that plain mail would quote with `>` get the prefix.
        ended = ended or (mark == "end" and not writer.together)
        streams.append(_stream(streams[-1], mark, tag, ended, writer.together))
        whites.append(whites[-1] or tag == "pre" or (styled and _keeps_lines(node)))
        unseen.append(_hidden(node, unseen[-1]) if hides else "")
    writer.end_line()


def _announces(line: str) -> bool:
    """`Anna wrote:` or the last label of a header; `Our requirement:` stands above words of her own."""
    return is_weak_wrote(line) or (":" in line and label(line)[0] in _HEADERS) or is_separator(line)


_HEADERS = ("from", "date", "to", "cc", "subject")

_HIDES = tuple(
    f"{name}:{blank}{value}"
    for name, value in (
        ("display", "none"),
        ("visibility", "hidden"),
        ("mso-hide", "all"),
        ("max-height", "0"),
        ("font-size", "0"),
    )
    for blank in ("", " ")
)


def _may_hide(html: str) -> bool:
    """Cheap, so that only the styles of such a body are read."""
    lowered = html[:MOST_HTML].lower()
    return any(map(lowered.__contains__, _HIDES))


_HIDDEN = late(
    r"(?<![\w-])(?:display\s?:\s?none|visibility\s?:\s?hidden|mso-hide\s?:\s?all|"
    r"max-height\s?:\s?0(?:px|pt|em|%)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_SIZE = late(r"(?<![\w-])font-size\s?:\s?(0+(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$))?", re.IGNORECASE)


def _hidden(node: LexborNode, outer: str) -> str:
    """`hidden`; `tiny`, which an inner size of letters undoes, as in frames of newsletters; or nothing."""
    style = (node.attributes.get("style") or "")[:2000]
    if outer == "hidden" or not style:
        return outer
    if _HIDDEN.search(style):
        return "hidden"
    sizes = [*_SIZE.finditer(style)]
    return ("tiny" if sizes[-1][1] else "") if sizes else outer


_KEEPS_LINES = late(r"white-space:\s?(?:pre|break-spaces)", re.IGNORECASE)


def _keeps_lines(node: LexborNode) -> bool:
    return _KEEPS_LINES.search((node.attributes.get("style") or "")[:2000]) is not None


def _say_leaf(writer: _Writer, node: LexborNode, stream: str, white: bool) -> None:
    if node.tag == "br":
        writer.end_line(even_empty=True)
    elif node.tag == "-text":
        _say(writer, node, stream, white)


def _say(writer: _Writer, node: LexborNode, stream: str, white: bool) -> None:
    text = node.text_content or ""
    if white:
        *lines, text = text.split("\n")
        for line in lines:
            writer.say(line, stream)
            writer.end_line(even_empty=True)
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
    """`quoted`, `end`, `signature`, `rule` or nothing for an element."""
    attributes = node.attributes
    name, classes = (attributes.get("id") or "").lower(), attributes.get("class") or ""
    style = attributes.get("style") or ""
    if name in _ENDING_IDS or _ENDING_CLASSES.search(classes[:500]):
        return "end"
    if tag in ("div", "td", "table") and _ENDING_STYLE.search(style[:2000]):
        return "end"
    if tag == "hr":
        return "rule"
    if (
        tag == "includetail"
        or name in _QUOTING_IDS
        or "yahoo_quoted" in name
        or _QUOTING_CLASSES.search(classes[:500])
    ):
        return "quoted"
    if tag == "blockquote":
        return _blockquote(attributes, style[:2000])
    return _of_gmail_or_signature(node, name, classes)


def _of_gmail_or_signature(node: LexborNode, name: str, classes: str) -> str:
    if "gmail_quote" in classes and node.css_first("blockquote") is None:
        return "quoted"
    if name in _SIGNING_IDS or _SIGNING_CLASSES.search(classes[:500]):
        return "signature"
    return ""


def _blockquote(attributes: dict[str, str | None], style: str) -> str:
    """Old mail, or only words set in from the margin; a bare one is old mail where a header leads to it."""
    if attributes.get("type") == "cite" or attributes.get("cite") or attributes.get("class"):
        return "quoted"
    if _NO_BORDER.search(style):
        return ""
    return "quoted" if "border" in style or "padding" in style else "bare"


def _leads_to_header(rule: LexborNode) -> bool:
    """Outlook 2003, Hotmail, Comcast: a ruled line, below it `From:` with an address or another label."""
    lines = (_text_after(rule) or "").split("\n")
    kind, value = label(lines[0])
    if kind not in ("from", "date"):
        return False
    return "@" in value or any(
        label(line)[0] in ("from", "date", "to", "subject") for line in lines[1:_MOST_LABELS]
    )


_MOST_LABELS = 6
_MOST_RULES = 10


def _is_last(node: LexborNode) -> bool:
    """Does nothing that says something follow?"""
    return _text_after(node) == ""


def _text_after(node: LexborNode) -> str | None:
    """The text of the next element that says something, line by line; None where none of a few does."""
    above: LexborNode | None = node
    for _ in range(_FEW):
        following = above.next if above is not None else None
        while following is None and above is not None:
            above = above.parent
            following = above.next if above is not None else None
        if following is None:
            return ""
        if following.tag not in _DROPPED and (text := following.text(deep=True, separator="\n").strip()):
            return _WIDE_BREAK.sub(": ", text[:_BEGINNING])
        above = following
    return None


_WIDE_BREAK = late(r"[:：]\s*\n\s*")
"""The label is bold, the value behind it is not."""
_BEGINNING = 600


_FEW = 60
_NO_BORDER = late(r"border:\s*none", re.IGNORECASE)


def _tamed(html: str) -> str:
    """HTML that cannot blow up the parser: its cost grows with depth times tags and with attributes squared.

    Comments, styles, scripts and formatting elements are left out (they say nothing here), endless tags lose
    their attributes, and no more than so many elements may be open or be there at all.
    """
    return "".join(_tame_pieces(html[:MOST_HTML]))


def _tame_pieces(html: str) -> Iterator[str]:
    position, tags, depth = 0, 0, 0
    opened: dict[str, int] = {}
    unclosed: set[str] = set()
    while (found := _TAG.search(html, position)) is not None:
        yield html[position : found.start()]
        position = _end_of(html, found, unclosed)
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


def _end_of(html: str, found: re.Match[str], unclosed: set[str]) -> int:
    """Where the comment, the tag, or the element of raw text that begins here ends. `unclosed` remembers what
    no end is written for from here on: ten thousands of `<style>` would each search to the end.
    """
    name = (found[2] or "").lower()
    if not name:
        return (html.find("-->", found.end()) + 1 or len(html) - 2) + 2
    rest = _REST_OF_TAG.match(html, found.end())
    end = rest.end() if rest else html.find(">", found.end()) + 1 or len(html)
    if name in _RAW_TEXT and not found[1] and name not in unclosed:
        closing = re.compile(f"</{name}[^>]{{0,99}}>", re.IGNORECASE).search(html, end)
        if closing:
            return closing.end()
        unclosed.add(name)
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
