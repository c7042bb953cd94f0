"""Names from content: digests and IRIs.

Nothing here looks at a clock, a counter or a random source, so the same content has the same name on every
machine. IRIs are made of a base (`--base`), a kind of thing and a local part:

    {base}document/{digest of the text}
    {base}{kind}/{slug of the name}              an entity: {base}person/guillaume-lample
    {base}statement/{digest of the claim}
    {base}evidence/{digest of statement, document, place and rule}

Digests are taken over local parts, never over the base, so two graphs with different bases name the same
things by the same local parts.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_BASE = "https://w3id.org/kgraph/data/"
DIGEST_LENGTH = 16  # hexadecimal digits, 64 bits: one collision is expected at about 5 * 10**9 items

_NOT_FOLDED_BY_NFKD = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SEPARATORS = re.compile(r"[\s\-_/–—‐‑]+")


def digest(*parts: str) -> str:
    """Return `DIGEST_LENGTH` hexadecimal digits of SHA-256 over `parts`, which are kept apart by U+001F."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:DIGEST_LENGTH]


def fold(name: str) -> str:
    """Return `name` for matching: NFKC, lower case, accents removed, white space and hyphens as one space.

    "LLaMA-4" and "Llama 4" fold alike, "Llama 3" and "Llama 4" do not. For matching only, never for display.
    """
    text = unicodedata.normalize("NFKC", name).casefold().translate(_NOT_FOLDED_BY_NFKD)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def slug(name: str) -> str:
    """Return the local part of an entity's IRI: letters and digits of any script, `-` and inner `.`.

    A name that loses characters other than white space, hyphens and accents on the way gets six digits of its
    digest behind it, so that "C" and "C++" stay two things.
    """
    folded = fold(name)
    kept = "".join(c if c.isalnum() or c == "." else "-" if c == " " else "" for c in folded)
    plain = re.sub(r"-+", "-", kept).strip("-.")
    lost = len(kept) != len(folded) or not plain
    return f"{plain}-{digest(folded)[:6]}".lstrip("-") if lost else plain


def document_iri(text: str, *, base: str) -> str:
    """Return the IRI of the document with this text; two files with one text are one document."""
    return f"{base}document/{digest(text)}"


def entity_iri(kind: str, name: str, *, base: str) -> str:
    """Return the IRI of the entity of this kind (`Company`) with this canonical name."""
    return f"{base}{kind.lower()}/{slug(name)}"


def statement_iri(key: Sequence[str], *, base: str) -> str:
    """Return the IRI of the claim with this key (`Claim.key`)."""
    return f"{base}statement/{digest(*(local(part, base=base) for part in key))}"


def evidence_iri(statement: str, document: str, start: int, end: int, rule: str, *, base: str) -> str:
    """Return the IRI of the evidence that `rule` read for `statement` in `text[start:end]` of `document`."""
    claim = local(statement, base=f"{base}statement/")
    return f"{base}evidence/{digest(claim, local(document, base=base), str(start), str(end), rule)}"


def local(iri: str, *, base: str) -> str:
    """Return `iri` without `base`, or whole where it does not start with it."""
    return iri.removeprefix(base)
