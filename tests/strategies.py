"""Hypothesis strategies for the records, with texts as hostile as documents can hold."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st

from kgraph import ids
from kgraph.assemble import assemble
from kgraph.model import (
    Annotated,
    Claim,
    Document,
    Entity,
    Evidence,
    Facts,
    Graph,
    Linked,
    Mention,
    Reference,
    Span,
)
from kgraph.ontology import Ontology, Predicate

BASE = "https://example.org/data/"
few = settings(max_examples=25, deadline=None)
"""For tests on whole graphs, which take milliseconds to draw."""
LEX = "https://w3id.org/kgraph/lexicon#"
KINDS = ("Company", "Lab", "Model", "Person", "Product")

HOSTILE = (
    'a "quoted" name',
    "it's",
    "back\\slash \\u0041 \\",
    "line\nfeed\r\ntab\t end",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "]]> &amp; <!-- -->",
    "\u202egnitset\u202c",
    "zero\u200bwidth\ufeff",
    "\u2028line\u2029separators\x85",
    "\x00nul\x01\x07\x1b\x7f",
    "non\ufffecharacter\uffff",
    "emoji \U0001f999 and \U000e0041 tag",
    "\"\"\"triple\"\"\" '''quotes'''",
    "=1+1",
    "Ünïcödé Straße ﬁ",
    "日本語 Ελληνικά",
    "C++",
    "@prefix : <x> .",
    "a.b.c.",
    "%41%zz",
    " ",
)


def texts(*, least: int = 0) -> st.SearchStrategy[str]:
    """Text without halves of surrogate pairs, which no decoded document holds."""
    wild = st.text(st.characters(exclude_categories=["Cs"]), min_size=least, max_size=12)
    return st.one_of(wild, st.sampled_from(HOSTILE))


def names() -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(["Meta", "Llama 4", "Mistral AI", "Joelle Pineau"]), texts(least=1))


def dates() -> st.SearchStrategy[str]:
    real = st.dates().map(str)
    return st.one_of(st.just(""), real, real.map(lambda d: d[:7]), real.map(lambda d: d[:4]))


def urls() -> st.SearchStrategy[str]:
    fixed = (
        "",
        "https://example.org/a b?q=ü#x#y",
        'https://example.org/"><script>',
        "javascript:alert(1)",
        "https://[::1]/x",
        "http://user@host:port/",
        "HTTPS://müller.example/100%",
        "../relative",
        "https://example.org/%C3%BC",
    )
    return st.one_of(st.sampled_from(fixed), texts().map("https://example.org/".__add__), texts())


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(
        st.sampled_from(["Meta kauft Manus.", "Llama 4 ist da.", "OpenAI hired people.", *HOSTILE[:4]])
    )
    return Document(
        iri=ids.document_iri(text, base=BASE),
        id=draw(texts(least=1)),
        text=text,
        lang=draw(st.sampled_from(["de", "en"])),
        title=draw(texts()),
        published=draw(dates()),
        url=draw(urls()),
        author=draw(texts()),
        references=tuple(draw(st.lists(urls().filter(bool).map(Reference), max_size=2))),
    )


@st.composite
def entities(draw: st.DrawFn, kind: str | None = None) -> Entity:
    kind = kind or draw(st.sampled_from(KINDS))
    canonical = draw(names())
    known = draw(st.booleans())
    met = draw(st.lists(names(), max_size=3))
    return Entity(
        iri=ids.entity_iri(kind, canonical, base=BASE),
        kinds=(kind, *sorted(draw(st.sets(st.sampled_from(KINDS), max_size=1)) - {kind})),
        names=tuple(sorted({*met, canonical})),
        label=canonical if known else "",
        concept=f"{LEX}{kind.lower()}-{ids.slug(canonical)}" if known else "",
    )


@st.composite
def evidence(draw: st.DrawFn, document: Document) -> Evidence:
    start = draw(st.integers(0, len(document.text)))
    span = Span(start, draw(st.integers(start, len(document.text))))
    return Evidence(
        document=document.iri,
        span=span,
        quote=document.quote(span),
        rule=draw(st.sampled_from(["pattern:acquired", 'cue:"soll"', "<S> kauft\\n<O>"])),
        confidence=draw(st.integers(0, 100)) / 100,
    )


@st.composite
def claims(draw: st.DrawFn, document: Document, known: list[Entity]) -> Claim:
    claim = Claim(
        subject=draw(st.sampled_from(known)).iri,
        predicate="",
        negated=draw(st.booleans()),
        modality=draw(st.sampled_from(["asserted", "rumoured", "planned"])),
        start=draw(dates()),
        end=draw(dates()),
        date=draw(dates()),
        evidence=tuple(draw(st.lists(evidence(document), min_size=1, max_size=2))),
    )
    if draw(st.booleans()):
        relation = draw(st.sampled_from(["acquired", "partnerOf", "developedBy"]))
        return replace(claim, predicate=relation, object=draw(st.sampled_from(known)).iri)
    predicate, value = draw(
        st.one_of(
            st.tuples(st.just("contextWindow"), st.integers(0, 10**13)),
            st.tuples(st.just("releaseDate"), st.one_of(dates().filter(bool), st.just("2025-02-30"))),
            st.tuples(st.just("price"), st.sampled_from(["20 USD", "0.50 EUR", "2000000000 EUR", "much"])),
            st.tuples(st.just("license"), st.sampled_from(["open-weights", "2025", 'MIT "X"', "a\nb"])),
        )
    )
    return replace(claim, predicate=predicate, value=value)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    document = draw(documents())
    known = list({e.iri: e for e in draw(st.lists(entities(), min_size=1, max_size=4))}.values())
    linked = Linked(
        annotated=Annotated(document=document, sentences=(), mentions=(), quantities=()),
        entities=tuple(known),
        surfaces=tuple(e.names for e in known),
        referents=(),
        cited=tuple(draw(st.booleans()) for _ in known),
    )
    return Facts(linked=linked, claims=tuple(draw(st.lists(claims(document, known), max_size=4))))


def graphs() -> st.SearchStrategy[Graph]:
    return st.lists(facts(), max_size=3).map(lambda f: assemble(f, base=BASE, ontology=ontology()))


def ontology() -> Ontology:
    """A small ontology, so that tests of the code do not hang on the data."""

    def predicate(name: str, *, symmetric: bool = False, datatype: str = "") -> Predicate:
        kinds = frozenset(KINDS)
        return Predicate(name, {}, {}, kinds, frozenset() if datatype else kinds, symmetric, datatype)

    relations = [predicate("acquired"), predicate("developedBy"), predicate("partnerOf", symmetric=True)]
    attributes = [
        predicate("contextWindow", datatype="integer"),
        predicate("license", datatype="word"),
        predicate("price", datatype="amount"),
        predicate("releaseDate", datatype="date"),
    ]
    return Ontology(
        kinds={},
        relations={p.name: p for p in relations},
        attributes={p.name: p for p in attributes},
        concepts={},
        patterns=(),
        cues=(),
        words={},
    )


def said(
    text: str, names: dict[str, str], *claims: tuple[str, str, str | int], **qualifiers: object
) -> Facts:
    """What `text` says: `names` maps names to kinds, `claims` are rows as in the gold."""
    document = Document(
        iri=ids.document_iri(text, base=BASE), id=f"{ids.slug(text)[:20]}.txt", text=text, lang="de"
    )
    iris = {name: ids.entity_iri(kind, name, base=BASE) for name, kind in names.items()}
    evidence = (Evidence(document.iri, Span(0, len(text)), text, "test", 0.8),)
    linked = Linked(
        annotated=Annotated(document, (), (Mention(Span(0, 1), ("Company",), "x", "test", 1.0),), ()),
        entities=tuple(Entity(iris[name], (kind,), (name,)) for name, kind in names.items()),
        surfaces=tuple((name,) for name in names),
        referents=(None,),
        cited=(False,) * len(names),
    )
    made = []
    for subject, predicate, end in claims:
        target = {"object": iris[end]} if end in iris else {"value": end}
        made.append(Claim(iris[subject], predicate, evidence=evidence, **target, **qualifiers))
    return Facts(linked=linked, claims=tuple(made))
