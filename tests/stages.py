"""The stages up to `relate` over the shipped ontology, for tests that read sentences."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kgraph import annotate, ids, link, ontology, read, relate

if TYPE_CHECKING:
    from kgraph.model import Annotated, Facts, Lang, Linked


@cache
def pipeline() -> annotate.Pipeline:
    return annotate.pipeline(ontology.load())


@cache
def rules() -> relate.Rules:
    return relate.compile_rules(ontology.load())


def annotated(text: str, lang: Lang, *, published: str = "") -> Annotated:
    document = read.document(text, base=ids.DEFAULT_BASE, id="test", lang=lang, published=published)
    return annotate.annotate(document, pipeline())


def linked(text: str, lang: Lang) -> Linked:
    return link.link(annotated(text, lang), ontology.load(), base=ids.DEFAULT_BASE)


def facts(text: str, lang: Lang) -> Facts:
    return relate.relate(linked(text, lang), rules())


def names(text: str, lang: Lang) -> dict[str, str]:
    """Surface without inflection -> kind, of what is named in `text`."""
    return {m.name: m.kinds[0] for m in annotated(text, lang).mentions if not m.nominal}


def rows(text: str, lang: Lang) -> set[tuple[object, ...]]:
    """The claims as (subject, predicate, object or value, qualifier), by the fullest names in `text`."""
    found = facts(text, lang)
    name = {e.iri: s[0] for e, s in zip(found.linked.entities, found.linked.surfaces, strict=True)}
    return {
        (
            name[c.subject],
            c.predicate,
            name[c.object] if c.object else c.value,
            "negated" if c.negated else c.modality,
        )
        for c in found.claims
    }
