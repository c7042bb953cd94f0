"""What an article says about itself: title, language, date, URL, author; from YAML, JSON or a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kgraph.errors import InputError
from kgraph.read.decoding import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar jänner jan jän", "february februar feber feb", "march märz maerz mar mär mrz",
            "april apr", "may mai", "june juni jun", "july juli jul", "august aug",
            "september sept sep", "october oktober oct okt", "november nov", "december dezember dec dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_TIME = r"(?:[T ,]+(?:(?:at|um) )?\d{1,2}:\d\d.{0,40})?"
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?, *)?"
_MONTH = r"(?P<month>[^\W\d_]{3,9})"
_ORDINAL = r"(?:st|nd|rd|th|\.)?"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?P<y>\d{{4}})(?:-(?P<m>\d\d?)(?:-(?P<d>\d\d?){_TIME})?)?",  # ISO 8601
        rf"(?P<y>\d{{4}})[/.](?P<m>\d\d?)[/.](?P<d>\d\d?){_TIME}",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        rf"{_WEEKDAY}(?P<d>\d\d?)\. ?(?P<m>\d\d?)\. ?(?P<y>\d{{4}}){_TIME}",  # German figures: day first
        rf"{_WEEKDAY}(?P<d>\d\d?){_ORDINAL}[ -]?{_MONTH}\.?,?[ -]?(?P<y>\d{{4}}){_TIME}",
        rf"{_WEEKDAY}{_MONTH}\.? (?P<d>\d\d?){_ORDINAL},? (?P<y>\d{{4}}){_TIME}",
        rf"{_MONTH}\.?,? (?P<y>\d{{4}})",
    )
)
_MISSING = frozenset({"", "~", "null"})  # YAML is read as strings only, so its null is one of these
_ABSOLUTE = re.compile(
    r"(?P<start>[a-z][a-z0-9+.-]+:(?=[^\s/])|[a-z][a-z0-9+.-]+://[^\W_][\w.-]*(?::\d{1,5})?(?=[/?#]|$))(?P<rest>.*)",
    re.I,
)
_IRI_MARKS = frozenset(
    "!#$%&'()*+,-./:;=?@_~"
)  # RFC 3987 without the brackets, which only an IPv6 host may hold
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Metadata:
    """`lang` is as written, `published` an ISO date as exact as the source gave it; empty where not given."""

    title: str = ""
    lang: str = ""
    published: str = ""
    url: str = ""
    author: str = ""


def from_mapping(values: Mapping[str, Any], *, where: Callable[[str], str]) -> Metadata:
    """Return the metadata under the keys title, lang, date or published, url, author, and no others.

    `where(key)` names the place of a key for messages. A value may be missing, null or empty. A list of
    authors is joined by commas; a year may be a number.

    Raises:
        InputError: a value of the wrong type, a date or URL that is none.
    """
    dated = "date" if _given(values.get("date")) else "published"
    return Metadata(
        title=one_line(_string(values, "title", where=where)),
        lang=_string(values, "lang", where=where),
        published=iso_date(_string(values, dated, where=where), where=where(dated)),
        url=iri(_string(values, "url", where=where), where=where("url")),
        author=one_line(_string(values, "author", where=where)),
    )


def iso_date(value: str, *, where: str) -> str:
    """Return a date in any common German or English spelling as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    As exact as given; times are cut off without changing the day. Figures with slashes and the year last are
    refused, since 04/05 is April in one country and May in another.

    Raises:
        InputError: it is no date, or none that is clear.
    """
    text = one_line(value)
    if text.casefold() in _MISSING:
        return ""
    for form in _FORMS:
        found = form.fullmatch(text)
        parts = found.groupdict() if found else {}
        month = _MONTHS.get((parts.get("month") or "").casefold(), parts.get("m"))
        if not found or (parts.get("month") and month is None):
            continue
        year, day = int(parts["y"]), parts.get("d")
        try:
            exact = date(year, int(month or 1), int(day or 1)).isoformat()
        except ValueError:
            break
        return exact if day else exact[:7] if month else exact[:4]
    raise InputError(f"{text[:60]!r} is no date", where=where, hint="write it as 2025-04-05, 2025-04 or 2025")


def iri(value: str, *, where: str) -> str:
    """Return an absolute URL that may stand in RDF: characters that no IRI may hold are percent-encoded.

    Raises:
        InputError: it is not absolute.
    """
    text = value.strip()
    if text.casefold() in _MISSING:
        return ""
    found = _ABSOLUTE.fullmatch(text)
    if not found:
        raise InputError(
            f"{text[:60]!r} is no absolute URL", where=where, hint="write it with https:// in front"
        )
    path, mark, fragment = found["rest"].partition("#")
    rest = path + mark + fragment.replace("#", "%23")
    encoded = "".join(c if c in _IRI_MARKS or c.isalnum() else quote(c) for c in rest)
    return f"{found['start']}{_BARE_PERCENT.sub('%25', encoded)}"


def one_line(text: str) -> str:
    """Return `text` with every stretch of white space as one space, and none at the ends."""
    return " ".join(text.split())


def _given(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and value.strip().casefold() in _MISSING)


def _string(values: Mapping[str, Any], key: str, *, where: Callable[[str], str]) -> str:
    value = values.get(key)
    if not _given(value):
        return ""
    if key == "author" and isinstance(value, list) and all(isinstance(v, str) for v in value):
        return normalise(", ".join(value), where=where(key))
    if key in ("date", "published") and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        kind = {list: "a list", dict: "an object", bool: "true or false"}.get(type(value), "a number")
        raise InputError(f"{key} is {kind}", where=where(key), hint=f"{key} takes one text")
    return normalise(value, where=where(key))
