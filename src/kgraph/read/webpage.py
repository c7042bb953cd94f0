"""HTML -> main text as Markdown, metadata and list of references; the only place that knows trafilatura."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from kgraph.errors import InputError
from kgraph.read import markup
from kgraph.read.metadata import Metadata, iri, iso_date, one_line

if TYPE_CHECKING:
    from kgraph.model import Reference

_LOGGERS = ("trafilatura", "htmldate", "justext", "courlan")

_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
"""How htmldate looks for the date: what the page declares or shows as one. The extensive search is off and
the latest date is fixed because both depend on today's date, and the same page must give the same graph."""

_MANY_ELEMENTS = 10_000
"""From here on jusText is not asked for a second opinion: its time grows with the square of the paragraphs, and
was 15 s for 16,000 elements. Articles have some hundred to a few thousand."""

_MOST_ELEMENTS = 100_000
"""A page with more is refused: it is a dump of data and would take minutes."""

_LANG = re.compile(r"<html\b[^>]{0,1000}?\blang\s*=\s*[\"']?([\w-]{2,20})", re.I)
_PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^>]*>)?\s*(?:<!doctype[^>]*>)?", re.I)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BOLD = re.compile(r"(?<!\\)(\*{2,3})(?=\S)([^\n]{1,1000}?)(?<=[^\s\\])\1")
_ITALIC = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*\\])\*(?![\w*])")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_AFTER_THE_ARTICLE = frozenset({"footer", "nav", "aside", "form"})


def read(html: str, *, where: str) -> tuple[str, Metadata, tuple[Reference, ...]]:
    """Return the main text as Markdown, what the page declares about itself, and its list of references.

    Menus, adverts and comments are left out, and so are the marks of emphasis and the links of the prose;
    headings, lists, tables and code blocks keep theirs.

    Raises:
        InputError: no main text is found.
    """
    import trafilatura  # half a second, and only web pages need it

    for name in _LOGGERS:  # a library without a handler prints its warnings to stderr
        if not logging.getLogger(name).handlers:
            logging.getLogger(name).addHandler(logging.NullHandler())
    # already decoded: a declaration of the old encoding would be believed; and a fragment is a page to us
    html = f"<!doctype html>\n{_PROLOGUE.sub('', html, count=1)}"
    tree = trafilatura.load_html(html)
    text = None
    elements = 0 if tree is None else sum(1 for _ in tree.iter())
    if elements > _MOST_ELEMENTS:
        raise InputError(
            f"a page of {elements:,} elements is no article", where=where, hint="split it into articles"
        )
    if elements:
        text = trafilatura.extract(
            html,
            output_format="markdown",
            include_formatting=True,
            include_comments=False,
            fast=elements > _MANY_ELEMENTS,
        )
    if not text or not text.strip():
        raise InputError(
            "no main text in this web page", where=where, hint="save the article as text or Markdown"
        )
    found = trafilatura.extract_metadata(tree, date_config=dict(_DATES))
    lang = _LANG.search(html, 0, 20_000)
    declared = Metadata(
        title=one_line(found.title or ""),
        lang=_ours(lang[1] if lang else ""),
        published=_or_nothing(iso_date, found.date or ""),
        url=_or_nothing(iri, found.url or ""),
        author=", ".join(part.strip() for part in (found.author or "").split(";") if part.strip()),
    )
    return _without_marks(text), declared, _references(tree)


def looks_like_html(head: str) -> bool:
    """Say whether a text begins as a web page does."""
    if re.match(r"\s*(?:<\?xml[^>]*>\s*)?<!doctype\s+html", head, re.I):
        return True
    start = re.sub(r"\A(?:<!--.*?-->\s*)*", "", _PROLOGUE.sub("", head, count=1).lstrip(), flags=re.S)
    return bool(re.match(r"<(?:html|head|body|article|main|section|div|p|h1)[\s>]", start, re.I))


def _ours(tag: str) -> str:
    # a page in another language may carry German text: then the text decides, not the page's frame
    return tag if re.match(r"(?:de|en)(?:-|$)", tag, re.I) else ""


def _or_nothing(parse: Any, value: str) -> str:
    # the reader did not write the page's metadata and cannot be asked to mend it
    try:
        return str(parse(value, where=""))
    except InputError:
        return ""


def _without_marks(text: str) -> str:
    text = _ITALIC.sub(r"\1", _BOLD.sub(r"\2", text))
    return _ESCAPED.sub(r"\1", text)


def _references(tree: Any) -> tuple[Reference, ...]:
    """Return the links between a heading such as "Quellen" and the next heading of its level or above.

    They are read from the page itself, since the extraction of the main text drops lists of links.
    """
    found: list[Reference] = []
    level = 0
    for element in tree.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _HEADINGS:
            name = one_line("".join(element.itertext()))
            if markup.is_reference_title(name):
                level = level or int(tag[1])
            elif level and int(tag[1]) <= level:
                level = 0
        elif level and tag in _AFTER_THE_ARTICLE:
            level = 0
        elif level and tag == "a" and re.match(r"https?://", element.get("href") or ""):
            made = markup.reference(element.get("href"), "".join(element.itertext()))
            found += [made] if made else []
    return markup.unique(found)
