"""The records that flow through kgraph. All are frozen; a stage makes new ones and changes none.

    read      ->  annotate   ->  link     ->  relate  ->  assemble  ->  export
    Document      Annotated      Linked       Facts       Graph         files

Offsets are half-open and count code points of `Document.text`. Standard library only.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

K = TypeVar("K", bound=Any)
V = TypeVar("V")

Lang = Literal["de", "en"]
Modality = Literal["asserted", "rumoured", "planned"]
Value = str | int
"""A literal: an integer (tokens, parameters, people), an ISO date as exact as the text (`2025`, `2025-04`,
`2025-04-05`), an amount (`2000000000 EUR`) or a word (`released`)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open stretch `text[start:end]` of a document, in code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A link of the document's list of references."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `text` is NFC and final: every offset counts in it.

    `id` is the JSON Lines id or the file's path relative to the input, `source` names the file for messages,
    `published` is an ISO date as exact as the source gave it. `skip` holds the stretches that are no prose
    (the list of references, code blocks): nothing is read there. A document of a graph that was read back
    from a file has no text; `stored_digest` is then what the file says of it.
    """

    iri: str
    id: str
    text: str
    lang: Lang
    title: str = ""
    published: str = ""
    url: str = ""
    author: str = ""
    references: tuple[Reference, ...] = ()
    skip: tuple[Span, ...] = ()
    source: str = ""
    stored_digest: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, 64 hexadecimal digits."""
        return self.stored_digest or hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def quote(self, span: Span) -> str:
        """Return the text at `span`."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark as the tokeniser cut it; no white space inside."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a heading, a list item or a row of a table, with its tokens in order."""

    span: Span
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names something.

    `kinds` are local names of classes, the likeliest first (`("Lab", "Company")`), `name` is the surface
    without its inflection ("Metas" -> "Meta"), `concept` the lexicon's IRI where it knows the name, `rule`
    says what found it and `score` (0..1) how sure that is. A `nominal` mention ("der Konzern", "she") names
    nothing by itself and waits for the linker.
    """

    span: Span
    kinds: tuple[str, ...]
    name: str
    rule: str
    score: float
    concept: str = ""
    genitive: bool = False
    nominal: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A date, amount or count that the text spells, normalised to a `Value`.

    `kind` is one of Date, Money, Tokens, Parameters, People; `end` is the last value of a range.
    """

    span: Span
    kind: str
    value: Value
    end: Value | None = None


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its sentences, mentions and quantities, each in text order; mentions never overlap."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the world. The same canonical name and kind give the same IRI on every machine.

    `kinds` lists the likeliest class first; `label` is the canonical name where the lexicon knows one, else
    empty; `names` are the surface forms met, sorted; `concept` is the lexicon's IRI or empty.
    """

    iri: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    label: str = ""
    concept: str = ""

    @property
    def kind(self) -> str:
        """The likeliest class."""
        return self.kinds[0]

    @property
    def name(self) -> str:
        """The canonical name: the lexicon's, else the longest surface form (the first in order of those)."""
        return self.label or max(self.names, key=lambda n: (len(n), [-ord(c) for c in n]))

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names, sorted."""
        return tuple(n for n in self.names if n != self.name)

    def __or__(self, other: Entity) -> Entity:
        """Join two descriptions of one entity (one IRI, so one likeliest kind); a semilattice, as `Graph` is."""
        rest = {*self.kinds, *other.kinds} - {self.kind}
        return Entity(
            iri=self.iri,
            kinds=(self.kind, *sorted(rest)),
            names=tuple(sorted({*self.names, *other.names})),
            label=max(self.label, other.label),
            concept=max(self.concept, other.concept),
        )


@dataclass(frozen=True, slots=True)
class Linked:
    """An annotated document and what its mentions name.

    `referents[i]` is the index in `entities` of what `mentions[i]` names, or None. `surfaces[j]` are the names
    by which this text calls `entities[j]`, the fullest first; `cited[j]` marks a news source that is only cited.
    """

    annotated: Annotated
    entities: tuple[Entity, ...]
    surfaces: tuple[tuple[str, ...], ...]
    referents: tuple[int | None, ...]
    cited: tuple[bool, ...]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One place where a claim was read: the document's IRI, the sentence and its text, what read it, how sure.

    `confidence` is in 0..1 with two decimals.
    """

    document: str
    span: Span
    quote: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says of an entity: a relation (`object` is an IRI) or an attribute (`value` is a literal).

    `predicate` is the local name in the ontology. `start`, `end`, `date` are ISO dates or empty. Two claims
    with one `key` are the same claim and differ in their evidence only.
    """

    subject: str
    predicate: str
    object: str = ""
    value: Value | None = None
    negated: bool = False
    modality: Modality = "asserted"
    start: str = ""
    end: str = ""
    date: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """The content that makes the claim what it is, as strings; integers and words never collide."""
        value = "" if self.value is None else f"{type(self.value).__name__}:{self.value}"
        negated = "not" if self.negated else ""
        return (
            self.subject, self.predicate, self.object, value, negated, self.modality, self.start, self.end, self.date,
        )  # fmt: skip

    @property
    def asserted(self) -> bool:
        """Whether the text states it as a plain fact: only then it becomes a direct triple."""
        return self.modality == "asserted" and not self.negated

    @property
    def confidence(self) -> float:
        """How sure all the evidence together is, 0..1 with two decimals: noisy-or over documents.

        Of several places in one document the best counts; a document repeats itself and confirms nothing.
        """
        best: dict[str, float] = {}
        for e in self.evidence:
            best[e.document] = max(best.get(e.document, 0.0), e.confidence)
        doubt = 1.0
        for document in sorted(best):
            doubt *= 1.0 - best[document]
        return round(min(1.0 - doubt, 0.99), 2)

    @property
    def ordered(self) -> Claim:
        """The claim of a symmetric relation as it is written: the end whose IRI sorts first is the subject."""
        first, second = sorted([self.subject, self.object])
        return replace(self, subject=first, object=second)

    def __or__(self, other: Claim) -> Claim:
        """Join the evidence of two equal claims; of several rules that read one sentence the surest stays."""
        surest: dict[tuple[str, Span], Evidence] = {}
        for e in sorted({*self.evidence, *other.evidence}, key=lambda e: (e.confidence, e.rule)):
            surest[e.document, e.span] = e
        return replace(self, evidence=tuple(sorted(surest.values())))


@dataclass(frozen=True, slots=True)
class Facts:
    """What one document says: its own view of the entities (`linked`) and the claims read in it."""

    linked: Linked
    claims: tuple[Claim, ...]
    dropped: Mapping[str, int] = field(default_factory=dict)
    """How many proposed claims each check refused, by the check's name."""


@dataclass(frozen=True, slots=True)
class Graph:
    """What many documents say: documents and entities by IRI, claims by key; all in sorted order.

    `a | b` is commutative, associative and idempotent, so the order of documents cannot matter.
    """

    base: str
    documents: Mapping[str, Document]
    entities: Mapping[str, Entity]
    claims: Mapping[tuple[str, ...], Claim]

    def __or__(self, other: Graph) -> Graph:
        """Join two graphs with one base.

        Raises:
            ValueError: the bases differ.
        """
        if self.base != other.base:
            raise ValueError(f"graphs with different bases: {self.base} and {other.base}")
        return Graph(
            base=self.base,
            documents=_join(self.documents, other.documents, _first_document),
            entities=_join(self.entities, other.entities, Entity.__or__),
            claims=_join(self.claims, other.claims, Claim.__or__),
        )


def _first_document(a: Document, b: Document) -> Document:
    """Return one of two records of one document: one that has its text, then the first by all its fields."""

    def rank(d: Document) -> tuple[Any, ...]:
        known = (d.id, d.title, d.published, d.url, d.author, d.references, d.skip, d.source, d.lang)
        return (not d.text, *known, d.text, d.stored_digest)

    return min(a, b, key=rank)


def _join(a: Mapping[K, V], b: Mapping[K, V], merge: Callable[[V, V], V]) -> dict[K, V]:
    joined = {k: merge(a[k], b[k]) if k in a and k in b else a[k] if k in a else b[k] for k in {*a, *b}}
    return dict(sorted(joined.items(), key=lambda item: item[0]))
