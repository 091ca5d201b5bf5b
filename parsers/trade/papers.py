"""Which papers of the trade hang on a mail?

A file's name and the title on its first page say it. Words say it better than letters: `PI 2026-031 水单.jpg`
is the slip that pays a proforma invoice. A title beats a name; where both agree, little doubt is left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from model import Attachment, Paper, PaperKind, Terms
from parsers.late import late
from parsers.opening import documents
from parsers.trade import paper_words
from parsers.trade.terms import terms_of
from parsers.wordlists import listed

MOST_PAPERS = 50
_MOST_LINES = 25
_LONGEST_TITLE = 70
_LONGEST_NAME = 200


def papers_of(attachments: Iterable[Attachment], day: date | None) -> tuple[Paper, ...]:
    """Those attachments that are papers, in the order of the mail. Total over any names and texts."""
    found = (_paper(attachment, day) for attachment in attachments)
    return tuple(paper for paper, _ in zip(filter(None, found), range(MOST_PAPERS), strict=False))


@dataclass(frozen=True, slots=True)
class _Sign:
    """What speaks for a kind of paper."""

    kind: PaperKind | None
    """None: it is surely no paper."""
    words: str
    confidence: float
    end: int = 0
    """Where in the name the words end."""


def _paper(attachment: Attachment, day: date | None) -> Paper | None:
    name, ending = _stem(attachment.name)
    if ending in _NO_PAPERS or attachment.type.startswith(_NO_PAPER_TYPES) or _ORNAMENT.match(name):
        return None
    by_name, by_title = _by_name(name), _by_title(attachment.text)
    best = _verdict(by_name, by_title)
    if best is None or best.kind is None:
        return None
    in_name, on_page = _number_in_name(name, by_name), _number_on_page(attachment.text, best.kind)
    number = in_name or on_page if by_name and by_name.kind == best.kind else on_page or in_name
    terms = terms_of(attachment.text, day, is_paper=True) if attachment.text else Terms()
    doubt = 0.1 if attachment.type.startswith("image/") else 0.0
    return Paper(attachment.name, best.kind, number, best.words, round(best.confidence - doubt, 2), terms)


def _stem(name: str) -> tuple[str, str]:
    """The name without its ending, and the ending in lower case."""
    plain = unicodedata.normalize("NFKC", name[:_LONGEST_NAME].replace("№", " "))
    stem, dot, ending = plain.rpartition(".")
    return (stem, ending.lower()) if dot and stem and len(ending) <= 5 else (plain, "")


def _verdict(by_name: _Sign | None, by_title: _Sign | None) -> _Sign | None:
    if by_title is None:
        return by_name
    if by_name is None or by_name.kind is None:
        return by_title
    if by_name.kind == by_title.kind:
        return _Sign(by_title.kind, f"{by_name.words}; {by_title.words}", 0.97)
    return _Sign(by_title.kind, f"{by_title.words}, though {by_name.words}", 0.8)


# -- files that are no papers ------------------------------------------------------------------------

_NO_PAPERS = frozenset(
    listed(
        "ics vcf eml msg p7s p7m asc sig dwg dxf step stp igs iges stl prt sldprt sldasm 3dm html htm css "
        "js mp4 mov avi mp3 "
        "wav amr exe scr com pif bat cmd vbs lnk jar hta ps1 msi apk svg ai psd cdr eps svgz ttf gif ico"
    )
)
_NO_PAPER_TYPES = (
    "audio/",
    "video/",
    "text/calendar",
    "text/vcard",
    "message/",
    "image/gif",
    "image/vnd.dwg",
    documents.PROGRAM,
)
_ORNAMENT = late(
    r"(?:image|img|dsc|dscn|dscf|pxl|mvimg|photo|picture|pic|bild|foto|imagen|scan|screenshot|"
    r"wechatimg|mmexport|"
    r"whatsapp image|signature|sig|banner|footer|header|icon|facebook|linkedin|twitter|smime)"
    r"(?:[ _\-]?(?:wa)?[\d() _\-.]*)$|.{0,60}(?<![a-z])logo(?![a-z])|outlook-\w{0,20}$|~wrd|ole\d|"
    r"atp?t?\d{1,5}$"
    r"|noname$|part[ _\-.\d]{0,8}$|unnamed|untitled$",
    re.IGNORECASE,
)

# -- the name ----------------------------------------------------------------------------------------


def _by_name(name: str) -> _Sign | None:
    """The words of a name; without any, its letters."""
    spaced = _spaced(name)
    words = list(_words_in(spaced.lower()))
    papers = [word for word in words if word[0] is not None]
    if words and (not papers or _head(words, spaced)[0] is words[0][0] is None):
        return _Sign(None, "", 0.0)
    if papers:
        words = papers
        kind, start, end = _head(words, spaced)
        return _Sign(
            kind, f"name: {spaced[start:end]}", 0.6 if spaced[start:end].lower() in _VAGUE else 0.85, end
        )
    return _by_letters(spaced)


_SEPARATORS = late(r"[_\-.,+~()\[\]{}#（）【】、，·\s]")
_JOINT = late(r"(?<=[a-z])(?=[A-Z])")


def _spaced(name: str) -> str:
    """`ProformaInvoice_2026-031` in words; hyphens between digits stay."""
    return _JOINT.sub(" ", _SEPARATORS.sub(" ", name))


_VAGUE = frozenset({"invoice", "order", "certificate", "receipt", "report", "factura", "invoices"})


def _words_in(lowered: str) -> Iterator[tuple[PaperKind | None, int, int]]:
    """Words for papers, each only once: `proforma invoice` is no second invoice."""
    for found in paper_words.PATTERN.finditer(lowered):
        yield paper_words.KINDS[found[0]], *found.span()


def _head(words: list[tuple[PaperKind | None, int, int]], spaced: str) -> tuple[PaperKind | None, int, int]:
    """The last word of a row is what the thing is, the first where `for` or `and` stands between."""
    head = words[0]
    for word in words[1:]:
        if _LINK.search(spaced[head[2] : word[1]]):
            break
        head = word
    return head


_LINK = late(
    r"(?:^| )(?:for|of|to|and|und|zu|zur|für|para|por|e|y|et|pour|de|du|da|do|del|per|к|по|и|на|для|от|"
    r"von|ve|için|ref|re)(?: |$)"
    r"|[&+/和及与與]|\d",
    re.IGNORECASE,
)


def _by_letters(spaced: str) -> _Sign | None:
    """PI, PO, CI ... as a word: in capitals, or in small letters right before a number."""
    for found in _LETTERS.finditer(spaced):
        letters, number = found["letters"], found["number"]
        plain = letters.replace("/", "").upper()
        if letters.isupper() and (number or plain in _SURE or _is_short(spaced, found)):
            return _Sign(
                paper_words.LETTERS[plain], f"name: {letters}", 0.8 if number else 0.65, found.end("letters")
            )
        if number and sum(map(str.isdigit, number)) >= 3 and not _COMMON.fullmatch(letters):
            return _Sign(paper_words.LETTERS[plain], f"name: {letters}", 0.7, found.end("letters"))
    return None


_LETTERS = late(
    r"(?<![^\W\d_])(?P<letters>"
    + "|".join(sorted(paper_words.SPELLED, key=len, reverse=True))
    + r")(?![^\W\d_])"
    r"(?P<number>[ /]{0,3}(?:no|nr|num)?[ /]{0,3}[A-Z]{0,4}\d[\w/]{0,20})?",
    re.IGNORECASE,
)
_SURE = frozenset({"MT103", "MT700", "COO", "MTC", "AWB", "HBL", "MBL", "COC", "COA", "TT", "FORME", "FORMA"})
_COMMON = late(r"(?i:co|ci|sc|so|so|do|to)")
_FILLING = late(
    r"(?i:for|to|from|of|de|para|für|pour|copy|draft|final|signed|new|rev\w{0,2}|v\d{1,2}|scan|scanned|"
    r"revised|stamped|pdf|doc|our|your|"
    r"attached|original|盖章|签字|回签|更新|修改|最终|新|版)"
)


def _is_short(spaced: str, found: re.Match[str]) -> bool:
    """Beside the letters there are only digits and words such as `signed`: `PI signed 2026`."""
    rest = (spaced[: found.start("letters")] + " " + spaced[found.end("letters") :]).replace("&", " ").split()
    strange = [word for word in rest if not word[:1].isdigit() and not _FILLING.fullmatch(word)]
    strange = [word for word in strange if word.upper() not in paper_words.LETTERS and word[:1].isascii()]
    return len(strange) <= 1 and not any(word.islower() for word in strange)


# -- the first page ----------------------------------------------------------------------------------


def _by_title(text: str) -> _Sign | None:
    """The title: a line near the top that says the paper's name and nothing else, else name and number."""
    second = None
    for line in _top_lines(text):
        words = list(_words_in(line.lower()))
        if not words or words[0][0] is None or line.lower() in _NO_TITLES:
            continue
        kind, _, end = _head(words, line)
        rest = _rest(line, words)
        if not rest:
            return _Sign(kind, f"first page: {line}", 0.92)
        if second is None and _NUMBERED.match(line, end) and len(line.split()) <= 7 and words[0][1] <= 4:
            second = _Sign(kind, f"first page: {line}", 0.8)
    return second


def _top_lines(text: str) -> Iterator[str]:
    lines = 0
    for line in text[:4_000].split("\n"):
        for cell in line.split("\t"):
            tidy = _closed(unicodedata.normalize("NFKC", cell[: _LONGEST_TITLE + 30]).strip())
            if 2 <= len(tidy) <= _LONGEST_TITLE:
                yield tidy
        lines += bool(line.strip())
        if lines >= _MOST_LINES:
            return


def _closed(line: str) -> str:
    """`見 積 書` as one word."""
    words = line.split()
    return "".join(words) if len(words) > 1 and all(len(word) == 1 for word in words) else line


_NO_TITLES = frozenset(
    listed(
        "inspection offer quote order orders commande pedido estimate swift remittance cert inv "
        "certification tarif offre "
        "proposta oferta auftrag заказ 提单 证书 报价 订单 验货 見積 発注"
    )
)
"""Headings of a column or of a paragraph."""
_IDLE = late(
    r"(?i:the|original|copy|draft|export|sales|your|our|final|no|n°|nº|nr|form|date|of|&|and)(?!\w)|[\W_]"
)


def _rest(line: str, words: list[tuple[PaperKind | None, int, int]]) -> str:
    """What a line says beside the names of papers."""
    for _, start, end in reversed(words):
        line = line[:start] + " " + line[end:]
    return _IDLE.sub("", line)


_NUMBERED = late(
    r"\s{0,3}(?:no|nr|number|n[°ºo]|№|#|编号|番号|号)?[.:：\s#]{0,4}[A-Z]{0,6}[-/]?\d", re.IGNORECASE
)

# -- the number --------------------------------------------------------------------------------------

_NUMBER = late(
    r"(?<![A-Za-zÀ-ÿ\d])(?:(?<!/)(?!N[or])(?:[A-Z]{1,5}[-_ ]?){1,2}|[a-z]{1,3}-?)?\d[\dA-Za-z]{0,15}"
    r"(?:[-_/.][\dA-Za-z]{1,12}){0,5}(?![A-Za-zÀ-ÿ\d])"
)
_DAY = late(
    r"20\d\d|(?:20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:20)?\d\d[-_.][01]?\d[-_.][0-3]?\d"
    r"|[0-3]?\d[-_.][01]?\d[-_.](?:20)?\d\d|MT ?\d{3}"
)
_REVISION = late(
    r"[-_. ](?:(?:rev|ver|version|copy|signed|final|draft|scan|new)[-_. ]?[A-Za-z]?|[vr][-_. ]?\d)\d{0,2}"
    r"(?=$|[-_. ])",
    re.IGNORECASE,
)


def _number_in_name(name: str, sign: _Sign | None) -> str:
    """With three digits at least, and not just a day; the first of them."""
    if sign is None:
        return ""
    bare = _REVISION.sub(" ", name)
    found = [one[0] for one in _NUMBER.finditer(bare) if sum(map(str.isdigit, one[0])) >= 3]
    own = [one for one in found if not _DAY.fullmatch(one)]
    return _tidy_number(own[0]) if own else ""


_DAY_BEHIND = late(r"(?<=\d{4})[-_]20\d\d[01]\d[0-3]\d$")


def _tidy_number(number: str) -> str:
    return _DAY_BEHIND.sub("", number.replace(" ", "-")).strip("-_/.")


_OWN_LABELS = {
    PaperKind.QUOTATION: r"quotation|quote|offer|报价单?|報價單?|angebots?|cotizaci[oó]n|or[cç]amento|"
    r"devis|offre|見積|предложени[ея]|teklif|ref",
    PaperKind.PROFORMA_INVOICE: r"p/?i|pro ?-?forma(?: invoice)?|invoice|发票|發票|proforma-?rechnung|"
    r"factura|fatura|facture|сч[её]т|ref",
    PaperKind.PURCHASE_ORDER: r"p/?o|purchase order|order|订单|訂單|采购单|bestell(?:ung)?|pedido|"
    r"commande|注文|заказ|sipariş|orden",
    PaperKind.CONTRACT: r"contract|s/?c|合同|合約|合约|vertrags?|contrato|contrat|契約|договор|"
    r"контракт|sözleşme|confirmation",
    PaperKind.COMMERCIAL_INVOICE: r"invoice|inv|c/?i|发票|發票|rechnungs?|factura|fatura|facture|"
    r"請求書?|инвойс|сч[её]т",
    PaperKind.PACKING_LIST: r"packing list|p/?l|invoice|装箱单|箱单",
    PaperKind.BILL_OF_LADING: r"b/?l|bill of lading|提单|提單|waybill|awb",
    PaperKind.INSPECTION_REPORT: r"report|报告|報告|bericht|informe|rapport|отч[её]т|акт|rapor",
    PaperKind.CERTIFICATE: r"certificate|cert|reference|证书|證書|zertifikat|certificado|certificat|"
    r"сертификат|sertifika|no",
    PaperKind.BANK_SLIP: r"reference|transaction|ref|流水号|回单编号|参考号",
    PaperKind.LETTER_OF_CREDIT: r"l/?c|credit|documentary credit|信用证|信用狀|20",
}
_LABEL = (
    r"{}(?:no|nr|num|number|numéro|número|num[ae]r[ao]|n[°ºo]|№|#|编号|編號|番号|号码|号|號|رقم)\.?"
    r"[ \t]{{0,3}}[:：#]?[ \t]{{0,3}}((?:[A-Z]{{1,8}}[-/ ]?)?[A-Z\d]{{0,6}}\d[\w/-]{{0,24}})"
)
_LABELLED = {
    kind: late(_LABEL.format(rf"(?<![^\W\d_])(?:{row})[ ]?"), re.IGNORECASE)
    for kind, row in _OWN_LABELS.items()
}
_PLAIN_LABEL = late(_LABEL.format(r"(?:^|\t)[ ]?"), re.IGNORECASE | re.MULTILINE)


def _number_on_page(text: str, kind: PaperKind) -> str:
    """Behind its own label, else behind a mere `No.`; a short number behind that is a house's."""
    head = text[:4_000]
    own = next((found[1] for found in _LABELLED[kind].finditer(head) if len(found[1]) >= 3), "")
    plain = next((found[1] for found in _PLAIN_LABEL.finditer(head) if len(found[1]) >= 4), "")
    return _tidy_number(own or plain)
