"""Bytes to text: byte order marks, encodings, and what to tell people whose file is neither.

UTF-8 is the rule. A byte order mark wins over everything; else the caller's encoding, else what a web page
declares, else UTF-8. Nothing is guessed and then read silently: a wrong guess would put wrong names into a
graph.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from kgraph.errors import InputError, SettingsError

HEAD_BYTES = 8192
"""How much of a file is looked at to tell its kind; a signature lies in the first few bytes."""

_MARKS = (  # the UTF-32 mark begins with the UTF-16 mark, so it is tried first
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (  # what people put into a folder of articles by mistake
    (b"%PDF-", "a PDF file", "convert it to text first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "save it as plain text, Markdown or HTML"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save it as plain text, Markdown or HTML"),
    (b"{\\rtf", "an RTF document", "save it as plain text, Markdown or HTML"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\x89PNG", "a PNG image", "give articles as text"),
    (b"\xff\xd8\xff", "a JPEG image", "give articles as text"),
    (b"GIF8", "a GIF image", "give articles as text"),
    (b"SQLite format 3\x00", "an SQLite database", "export its texts as JSON Lines"),
    (b"\x7fELF", "a program", "give articles as text"),
)
_CONTROL_BYTES = bytes({*range(32)} - {*b"\t\n\v\f\r\x1b"})
_CONTROL_SHARE = 0.1  # text has next to no control bytes; UTF-16 without a mark has about one half
_LEGACY = ("cp1252", "mac_roman", "cp850", "utf-16-le", "utf-16-be")
"""What German and English files were written in before UTF-8, the likeliest first."""

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I
)
_LETTERS_OF_BOTH = frozenset("äöüÄÖÜßéèáàçñïëôêøœæ€„“”‚‘’–—…«»§©°·•")
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), " ")


def check_encoding(name: str | None) -> None:
    """Do nothing where `name` is a text encoding that Python knows, or None.

    Raises:
        SettingsError: it is not.
    """
    if name is None:
        return
    try:
        b"    ".decode(name)
    except UnicodeError:
        return  # it exists and does not like four spaces
    except (LookupError, ValueError) as error:
        raise SettingsError(
            f"unknown encoding {name!r}", hint="for example utf-8, cp1252, iso-8859-15, utf-16"
        ) from error


def mark(data: bytes) -> str | None:
    """Return the encoding that the byte order mark at the start of `data` says, or None without one."""
    return next((name for start, name in _MARKS if data.startswith(start)), None)


def declared(data: bytes) -> str | None:
    """Return the encoding that a web page declares in its first 4096 bytes, or None.

    As the WHATWG Encoding Standard has it, Latin-1 and ASCII mean Windows-1252, and a page whose declaration
    could be read as ASCII is not UTF-16, whatever it says.
    """
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, ValueError):
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return None if name.startswith(("utf-16", "utf-32")) else name


def refuse_binary(head: bytes, *, where: str, encoding: str | None = None) -> None:
    """Do nothing where the first bytes of a file may be text.

    Raises:
        InputError: they carry the signature of another kind of file, or more than a tenth are control bytes.
    """
    for start, kind, hint in _SIGNATURES:
        if head.startswith(start):
            raise InputError(f"this is {kind}, no text", where=where, hint=hint)
    if mark(head) or (encoding or "").lower().startswith(
        ("utf-16", "utf_16", "utf-32", "utf_32", "utf16", "utf32")
    ):
        return
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if controls > _CONTROL_SHARE * len(head):
        raise _binary(head, where=where)


def decode(data: bytes, *, where: str, encoding: str | None = None) -> str:
    """Return `data` as text, without its byte order mark; `encoding` is used where there is no mark.

    Raises:
        InputError: a byte does not fit the encoding; it says which, where, and which encoding would fit.
    """
    name = mark(data) or encoding or "utf-8"
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        if b"\x00" in data and not name.startswith("utf-16"):
            raise _binary(data[:HEAD_BYTES], where=where) from error
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"byte 0x{data[error.start]:02x} at offset {error.start} is not {_display(name)}",
            where=f"{where}:{line}",
            hint=_remedy(data, name),
        ) from error
    except UnicodeError as error:  # a codec that is picky in its own way, such as idna
        raise InputError(f"this is not {_display(name)}", where=where, hint=_remedy(data, name)) from error


def glimpse(head: bytes, *, encoding: str | None = None) -> str:
    """Return the first bytes of a file as text, as well as they can be decoded, to tell what kind it is."""
    try:
        return head.decode(mark(head) or encoding or "utf-8", "replace")
    except UnicodeError:  # a codec that cannot replace, such as idna
        return head.decode("latin-1")


def normalise(text: str, *, where: str) -> str:
    r"""Return `text` in NFC, with `\n` as the only line end and without characters that XML 1.0 forbids.

    Such a character (NUL, most of the C0 controls, U+FFFE, U+FFFF) becomes one space, so that offsets stay.
    Doing it twice changes nothing.

    Raises:
        InputError: half of a surrogate pair, which is no character and cannot be written to any file.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_ILLEGAL)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"half of a surrogate pair (U+{ord(text[error.start]):04X}) at character {error.start}",
            where=where,
            hint="write the character itself or both halves of the pair",
        ) from error
    return unicodedata.normalize("NFC", text)


def _binary(head: bytes, *, where: str) -> InputError:
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > 0.4 * len(head) / 2 and min(even, odd) < 0.1 * len(head) / 2:
        name = "utf-16-le" if odd > even else "utf-16-be"
        return InputError(
            "NUL bytes, as in UTF-16 without a mark", where=where, hint=f"try --encoding {name}"
        )
    return InputError("this is a binary file, no text", where=where, hint="give articles as text")


def _display(name: str) -> str:
    return {"utf-8-sig": "UTF-8"}.get(name, name.upper() if name.startswith("utf") else name)


def _remedy(data: bytes, tried: str) -> str:
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    whole = sum(1 for c in lenient if c > "\x7f") - broken
    if tried.startswith("utf-8") and whole > 3 * broken:
        return "nearly all of it is UTF-8: repair that place, or let `iconv -c -f utf-8 -t utf-8` drop it"
    best = max((n for n in _LEGACY if n != tried), key=lambda n: (_fit(data, n), -_LEGACY.index(n)))
    if tried != "utf-8" and not broken:
        best = "utf-8"
    return f"try --encoding {best}"


def _fit(data: bytes, name: str) -> float:
    """Return which share (0..1) of the characters above ASCII German and English would use."""
    try:
        high = [c for c in data[: 64 * HEAD_BYTES].decode(name) if c > "\x7f"]
    except UnicodeDecodeError:
        return -1.0
    return sum(c in _LETTERS_OF_BOTH for c in high) / len(high) if high else 0.0
