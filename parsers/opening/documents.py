"""What is an attached file really, and what does its first page say?

The type is what the first bytes show, because buyers' programs call everything application/octet-stream and
thieves call everything application/pdf. The first page is read where the team wants it (`Opening.documents`)
and it is cheap; a file that is large, encrypted, broken or hostile has no page, and no file raises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model import Attachment
from parsers.late import late

_OOXML = "application/vnd.openxmlformats-officedocument."
_DOCX = _OOXML + "wordprocessingml.document"
_XLSX = _OOXML + "spreadsheetml.sheet"
_PPTX = _OOXML + "presentationml.presentation"
_DOCM = "application/vnd.ms-word.document.macroenabled.12"
_XLSM = "application/vnd.ms-excel.sheet.macroenabled.12"
_PDF = "application/pdf"
_SORTS = {_DOCX: "docx", _DOCM: "docx", _XLSX: "xlsx", _XLSM: "xlsx", _PDF: "pdf"}
"""What a type is called in the settings."""


def kind_of_content(payload: bytes, declared: str, name: str) -> str:
    """MIME type by magic bytes where they tell, else as declared."""
    head = payload[:16]
    for magic, kind in _MAGIC.get(head[:2], ()):
        if head.startswith(magic):
            return _finer(kind, payload, declared, name)
    return _odd(payload, head) or declared


def first_page(payload: bytes, type: str, name: str, wanted: frozenset[str]) -> str:  # noqa: A002, ARG001
    """Text of the first page, tidy and bounded; empty where it is not wanted or cannot be read."""
    sort = _SORTS.get(type.lower(), "")
    if sort not in wanted:
        return ""
    return _tidy(_READERS[sort](payload))


# -- types -------------------------------------------------------------------------------------------

PROGRAM = "application/x-msdownload"
"""What Windows runs."""
_ZIP = "application/zip"
_OLE = "application/x-ole-storage"
_MAGIC: dict[bytes, tuple[tuple[bytes, str], ...]] = {
    b"%P": ((b"%PDF-", _PDF),),
    b"%!": ((b"%!PS", "application/postscript"),),
    b"PK": ((b"PK\x03\x04", _ZIP), (b"PK\x05\x06", _ZIP)),
    b"\xd0\xcf": ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),),
    b"\x89P": ((b"\x89PNG\r\n\x1a\n", "image/png"),),
    b"\xff\xd8": ((b"\xff\xd8\xff", "image/jpeg"),),
    b"GI": ((b"GIF87a", "image/gif"), (b"GIF89a", "image/gif")),
    b"RI": ((b"RIFF", "riff"),),
    b"II": ((b"II*\x00", "image/tiff"),),
    b"MM": ((b"MM\x00*", "image/tiff"),),
    b"Ra": ((b"Rar!\x1a\x07", "application/vnd.rar"),),
    b"7z": ((b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),),
    b"\x1f\x8b": ((b"\x1f\x8b\x08", "application/gzip"),),
    b"{\\": ((b"{\\rtf", "application/rtf"),),
    b"AC": tuple((f"AC10{n}".encode(), "image/vnd.dwg") for n in ("06", "09", *range(12, 40))),
    b"IS": ((b"ISO-10303-21;", "model/step"),),
    b"x\x9f": ((b"\x78\x9f\x3e\x22", "application/ms-tnef"),),
    b"BE": ((b"BEGIN:VCALENDAR", "text/calendar"), (b"BEGIN:VCARD", "text/vcard")),
    b"MZ": ((b"MZ", PROGRAM),),
}
"""By the first two bytes, so that most files cost one look."""


def _finer(kind: str, payload: bytes, declared: str, name: str) -> str:
    if kind == _ZIP:
        return _zipped(payload, declared)
    if kind == _OLE:
        return _compound(payload, declared, name)
    if kind == "riff":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(
            payload[8:12], declared
        )
    if kind == PROGRAM and not _is_program(payload, name):
        return declared
    return kind


def _is_program(payload: bytes, name: str) -> bool:
    """A text may begin with MZ, too."""
    return b"PE\x00\x00" in payload[:1024] or b"\x00" in payload[:64] or _ending(name) in _RUN


def _ending(name: str) -> str:
    return name.rpartition(".")[2].strip().lower()


_PARTS = ((b"word/document", _DOCX), (b"xl/workbook.", _XLSX), (b"ppt/presentation.", _PPTX))
_MACROS = {
    _DOCX: _DOCM,
    _XLSX: _XLSM,
    _PPTX: "application/vnd.ms-powerpoint.presentation.macroenabled.12",
}
_DIRECTORY = 200_000
"""Bytes at the end in which a zip's directory is looked for: about 2,000 members."""


def _zipped(payload: bytes, declared: str) -> str:
    """Word, Excel and PowerPoint files by the member they must have; OpenDocument names itself first."""
    if payload[30:38] == b"mimetype":
        said = payload[38:140].partition(b"PK")[0]
        if _TYPE.fullmatch(said):
            return said.decode("ascii")
    tail = payload[-_DIRECTORY:]
    for part, kind in _PARTS:
        if _has_member(tail, part):
            return _with_macros(kind, tail)
    return declared if declared.lower() in _ZIP_KIN else _ZIP


def _has_member(tail: bytes, part: bytes) -> bool:
    """At the top, not in a folder of some other zip: its name follows its entry in the directory, or, where
    only the beginning of a large file is at hand, the head of the member itself.
    """
    at = tail.find(part)
    while at >= 0:
        if tail[at - 46 : at - 42] == b"PK\x01\x02" or tail[at - 30 : at - 26] == b"PK\x03\x04":
            return True
        at = tail.find(part, at + 1)
    return False


def _with_macros(kind: str, tail: bytes) -> str:
    if kind == _XLSX and _has_member(tail, b"xl/workbook.bin"):
        return "application/vnd.ms-excel.sheet.binary.macroenabled.12"
    return _MACROS[kind] if b"/vbaProject.bin" in tail else kind


_TYPE = late(rb"application/(?:vnd\.oasis\.opendocument\.[a-z-]{1,40}|epub\+zip)")
_ZIP_KIN = ("application/java-archive", "application/vnd.google-earth.kmz", "application/x-3mf", "model/3mf")

_STREAMS = (
    ("EncryptedPackage", _OLE),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
)
_OLE_ENDINGS = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
}


def _compound(payload: bytes, declared: str, name: str) -> str:
    """Old Office files by the streams their directory names ([MS-CFB] 2.6), else by the ending."""
    shift = min(int.from_bytes(payload[30:32], "little"), 16)
    start = (int.from_bytes(payload[48:52], "little") + 1) << shift
    directory = payload[start : start + 4_096]
    for stream, kind in _STREAMS:
        if (stream + "\0").encode("utf-16-le") in directory:
            return kind
    return _OLE_ENDINGS.get(_ending(name), declared if "/x-" in declared else _OLE)


def _odd(payload: bytes, head: bytes) -> str:
    """Marks that do not stand at the very beginning."""
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return "image/heic" if brand in (b"heic", b"heix", b"mif1") else "video/mp4"
    if not head.strip() or head[:1] not in b"\xef<% \t\r\n":
        return ""
    start = payload[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return _PDF if b"%pdf-" in start else ""


# -- names that lie ----------------------------------------------------------------------------------

_RUN = frozenset({"exe", "scr", "com", "pif", "dll", "cpl", "sys"})
_ENDINGS: dict[str, tuple[str, ...]] = {
    "pdf": (_PDF, "application/postscript"),
    "docx": (_DOCX, _DOCM, "application/msword", _OLE),
    "xlsx": (_XLSX, _XLSM, "application/vnd.ms-excel", _OLE),
    "pptx": (_PPTX, _OLE),
    "png": ("image/",),
    "jpg": ("image/",),
    "jpeg": ("image/",),
    "gif": ("image/",),
}
"""Only endings that hide nothing else by custom: a `.doc` may be RTF, HTML, or a new Word file."""
_SURE = frozenset(kind for row in _MAGIC.values() for _, kind in row) - {"riff", "application/ms-tnef"}


def contradiction(name: str, type: str) -> str:  # noqa: A002
    """What is wrong between an attachment's name and what it is, in words; empty where nothing is."""
    if type == PROGRAM:
        shown = next((each for each in name.lower().split(".")[1:] if each in _ENDINGS), "")
        return f"its name says {shown}, it is a program" if shown else "it is a program"
    meant = _ENDINGS.get(_ending(name), ())
    if not meant or type not in _SURE or type.startswith(meant):
        return ""
    return f"its name says {_ending(name)}, its content is {type}"


def contradictions(files: Iterable[Attachment]) -> Iterator[str]:
    for file in files:
        if said := contradiction(file.name, file.type):
            yield f"{OF_ATTACHMENT}{file.name}: {said}"


OF_ATTACHMENT = "attachment: "


# -- pages -------------------------------------------------------------------------------------------


def _docx(payload: bytes) -> str:
    from parsers.opening import office

    try:
        return office.word_page(payload)
    except office.UNREADABLE:
        return ""


def _xlsx(payload: bytes) -> str:
    from parsers.opening import office

    try:
        return office.sheet_page(payload)
    except office.UNREADABLE:
        return ""


def _pdf(payload: bytes) -> str:
    from parsers.opening import pdf

    return pdf.pdf_page(payload)


_READERS = {"docx": _docx, "xlsx": _xlsx, "pdf": _pdf}
_BLANKS = late(r"[ \u00a0\u3000]*+(?:\t[ \t\u00a0\u3000]*+)|[ \u00a0\u3000]{2,}+")
_LINES = late(r"[^\S\n]*+\n\s*+")
_STRANGE = late(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufeff]")


def _tidy(text: str) -> str:
    """No NUL, no lone surrogates, no blank lines."""
    if not text:
        return ""
    bare = _STRANGE.sub(" ", text[:20_000])
    return _LINES.sub("\n", _BLANKS.sub(lambda found: "\t" if "\t" in found[0] else " ", bare)).strip()
