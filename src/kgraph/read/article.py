"""Text and what is known about it -> `Document`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.errors import InputError
from kgraph.ids import document_iri
from kgraph.model import Document
from kgraph.read import language, markup
from kgraph.read.decoding import normalise
from kgraph.read.metadata import iri, iso_date, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgraph.model import Reference, Span

MAX_CHARACTERS = 1_000_000
"""The longest text taken as one document: some 500 printed pages, and spaCy's default `nlp.max_length`.
A longer one is a book or a whole archive in one file, where "said in one document" means nothing any more."""


def document(
    text: str,
    *,
    base: str,
    id: str,
    lang: str | None = None,
    title: str = "",
    published: str = "",
    url: str = "",
    author: str = "",
    source: str = "",
    references: Iterable[Reference] = (),
) -> Document:
    r"""Return the document with this text; its language is found if not given.

    The text may hold Markdown, which stays in it; front matter is not looked for. It is brought to NFC, line
    ends become `\n`, and a character that XML 1.0 forbids becomes a space: offsets count in the result.
    Without `title` it is the first heading, else a short first line, else empty. `published` may be any clear
    spelling of a date, `lang` a tag or a name (`de-DE`, `German`). References given are followed by those of
    the text. `source` names the text in messages, by default by its `id`.

    Raises:
        ForeignLanguageError: the text is neither German nor English.
        InputError: an empty, overlong or broken text, an empty id, a date, URL or language that is none.
    """
    where = source or id
    name = one_line(normalise(id, where=where))
    if not name:
        raise InputError("empty id", where=where, hint="give every document its own id")
    text = normalise(text, where=where)
    if not text.strip():
        raise InputError("there is no text in it", where=where, hint="remove it or fill it")
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"{len(text):,} characters are more than one document may have ({MAX_CHARACTERS:,})",
            where=where,
            hint="split it into articles",
        )
    marks = markup.structure(text)
    return Document(
        iri=document_iri(text, base=base),
        id=name,
        text=text,
        lang=language.declared(lang or "", where=where)
        or language.detect(_prose(text, marks.skip), where=where),
        title=one_line(normalise(title, where=where)) or marks.title,
        published=iso_date(published, where=where),
        url=iri(url, where=where),
        author=one_line(normalise(author, where=where)),
        references=markup.unique((*references, *marks.references)),
        skip=marks.skip,
        source=where,
    )


def _prose(text: str, skip: tuple[Span, ...]) -> str:
    """Return the text without code and references, whose titles may be in any language."""
    kept, start = [], 0
    for span in skip:
        kept.append(text[start : span.start])
        start = span.end
    prose = "".join((*kept, text[start:]))
    return prose if prose.strip() else text
