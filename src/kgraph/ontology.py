"""Typed views of the folder `ontology/`: kinds, relations, attributes, names, patterns and cues.

Every Turtle file of the folder is read except the alignments and the shapes, which the code does not need.
Where pyoxigraph is installed it parses (about fifteen times as fast), else rdflib; the views are the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kgraph.errors import OntologyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NAMESPACE = "https://w3id.org/kgraph/ontology#"
LEXICON = "https://w3id.org/kgraph/lexicon#"
DEFAULT_CONFIDENCE = 0.85  # of a pattern that names none
LITERAL_KINDS = ("amount", "date", "integer", "word")

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = f"{_RDF}type"
_CORE = "kgraph.ttl"
_NOT_READ = frozenset({"alignments.ttl", "shapes.ttl"})
_CUE_KINDS = {"Denied": "negated", "Planned": "planned", "Rumoured": "rumoured"}
_CONFIDENCE_SUFFIX = re.compile(r"\s+#\s*(\S+)\s*$")
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of entities; texts by language, `colour` as `#rrggbb`, `shape` as vis-network names it."""

    name: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    parent: str
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation (`range` holds kinds, `datatype` is empty) or an attribute (`range` is empty).

    An attribute's `datatype` is one of `LITERAL_KINDS`. A domain of `kg:Entity` is all kinds.
    """

    name: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    datatype: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing that the lexicon knows. `names` are the label and all other names, sorted.

    `maker`, `parent` and `family` are IRIs of concepts or empty. An `ambiguous` name counts only beside one
    of `contexts`; in one of the phrases of `avoid` it means something else.
    """

    iri: str
    kinds: tuple[str, ...]
    label: str
    names: tuple[str, ...]
    maker: str
    parent: str
    family: str
    ambiguous: bool
    contexts: tuple[str, ...]
    avoid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """How sentences in `lang` state `predicate`; `confidence` is in 0..1."""

    predicate: str
    lang: str
    template: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Cue:
    """Words in `lang` that mark a claim as `negated`, `planned` or `rumoured` (`kind`)."""

    kind: str
    lang: str
    template: str


@dataclass(frozen=True, slots=True, eq=False)
class Ontology:
    """All that the folder says; mappings in the order of their keys, tuples sorted.

    `concepts` are by IRI, `words` are sets of (language or "", word) by the local name behind `kg:words-`.
    """

    kinds: Mapping[str, Kind]
    relations: Mapping[str, Predicate]
    attributes: Mapping[str, Predicate]
    concepts: Mapping[str, Concept]
    patterns: tuple[Pattern, ...]
    cues: tuple[Cue, ...]
    words: Mapping[str, tuple[tuple[str, str], ...]]

    @property
    def given_names(self) -> Mapping[str, bool]:
        """A given name -> whether it is one beyond doubt (`kg:words-given-name`), or also a common word.

        The latter stand in `kg:words-given-name-or-word`.
        """
        doubtful = {word: False for _, word in self.words.get("given-name-or-word", ())}
        sure = {word: True for _, word in self.words.get("given-name", ())}
        return dict(sorted({**sure, **doubtful}.items()))


class Node(NamedTuple):
    """An RDF term. An IRI has an empty `datatype`; a blank node's value starts with `_:`."""

    value: str
    lang: str = ""
    datatype: str = ""


Description = dict[str, list[Node]]


def folder(chosen: Path | None = None) -> Path:
    """Return the folder of the ontology: the chosen one, else the packaged one, else the checkout's.

    Raises:
        OntologyError: there is no such folder.
    """
    if chosen is not None:
        if not chosen.is_dir():
            raise OntologyError(
                "no such folder of an ontology", where=str(chosen), hint="give a folder with .ttl files"
            )
        return chosen.resolve()
    for candidate in (_PACKAGE / "ontology", _PACKAGE.parents[1] / "ontology"):
        if (candidate / _CORE).is_file():
            return candidate
    raise OntologyError(f"{_CORE} is missing", where=str(_PACKAGE), hint="install kgraph again")


def folders(chosen: Path | None = None) -> tuple[Path, ...]:
    """Return the folders to read, the general one first.

    A chosen folder with its own `kgraph.ttl` stands alone; one without adds to the one that kgraph ships.
    """
    last = folder(chosen)
    return (last,) if (last / _CORE).is_file() else (folder(), last)


def load(chosen: Path | None = None) -> Ontology:
    """Return the ontology of `folders(chosen)`, read once per process and folder.

    Raises:
        OntologyError: a file is no Turtle (with line and column), or what it says is incomplete.
    """
    return _load(folders(chosen))


@lru_cache(maxsize=8)
def _load(where: tuple[Path, ...]) -> Ontology:
    triples: dict[str, Description] = defaultdict(lambda: defaultdict(list))
    for path in (p for place in where for p in sorted(place.glob("*.ttl")) if p.name not in _NOT_READ):
        for subject, predicate, node in parse(path):
            triples[subject][predicate].append(node)
    return _View({s: dict(d) for s, d in triples.items()}, str(where[-1])).ontology()


def parse(path: Path, *, engine: str = "") -> Iterator[tuple[str, str, Node]]:
    """Yield the triples of a Turtle file as subject IRI, predicate IRI and object, in no set order.

    `engine` is `pyoxigraph` or `rdflib`; by default the first that is installed.

    Raises:
        OntologyError: the file is no Turtle or no UTF-8; `where` holds its line and column.
    """
    if engine != "rdflib":
        try:
            import pyoxigraph  # noqa: F401
        except ImportError:
            if engine:
                raise
        else:
            return _parse_pyoxigraph(path)
    return _parse_rdflib(path)


def _parse_pyoxigraph(path: Path) -> Iterator[tuple[str, str, Node]]:
    import pyoxigraph as ox

    def name(term: object) -> str:
        return term.value if isinstance(term, ox.NamedNode) else str(term)

    try:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            o = quad.object
            if isinstance(o, ox.Literal):
                yield (
                    name(quad.subject),
                    name(quad.predicate),
                    Node(o.value, o.language or "", o.datatype.value),
                )
            else:
                yield name(quad.subject), name(quad.predicate), Node(name(o))
    except SyntaxError as error:
        raise _malformed(path, str(error.msg), error.lineno or 0, error.offset or 0) from error


def _parse_rdflib(path: Path) -> Iterator[tuple[str, str, Node]]:
    import rdflib
    from rdflib.plugins.parsers.notation3 import BadSyntax

    def name(term: object) -> str:
        return f"_:{term}" if isinstance(term, rdflib.BNode) else str(term)

    graph = rdflib.Graph(bind_namespaces="none")
    try:
        graph.parse(data=path.read_bytes(), format="turtle")
    except BadSyntax as error:
        line, column = place_of(error)
        raise _malformed(path, str(error._why), line, column) from error
    except UnicodeDecodeError as error:
        raise OntologyError(
            f"byte {error.start} is not UTF-8", where=str(path), hint="save it as UTF-8"
        ) from error
    for s, p, o in graph:
        if isinstance(o, rdflib.Literal):
            default = f"{_RDF}langString" if o.language else "http://www.w3.org/2001/XMLSchema#string"
            yield name(s), name(p), Node(str(o), o.language or "", str(o.datatype or default))
        else:
            yield name(s), name(p), Node(name(o))


def place_of(error: Any) -> tuple[int, int]:
    """Return line and column, from 1, of an error of rdflib's Turtle parser; its own `lines` miscounts."""
    read = error._str[: error._i]
    rest = error._str[error._i :]
    at = len(read) + len(rest) - len(rest.lstrip())
    return error._str.count(b"\n", 0, at) + 1, at - error._str.rfind(b"\n", 0, at)


def _malformed(path: Path, what: str, line: int, column: int) -> OntologyError:
    what = re.sub(r"^Parser error at line [^:]*: ", "", what)  # pyoxigraph repeats the place
    return OntologyError(
        f"not Turtle: {what}", where=f"{path}:{line}:{column}", hint="correct this place of the file"
    )


class _View:
    """Reads the records out of the triples of a folder."""

    def __init__(self, triples: Mapping[str, Description], where: str) -> None:
        self.triples = triples
        self.where = where
        self.described = {s: d for s, d in sorted(triples.items()) if s.startswith(NAMESPACE)}

    def ontology(self) -> Ontology:
        kinds = {local(s): self.kind(s) for s in self.described if self.is_a(s, "Class") and self.colour(s)}
        if not kinds:
            raise self.error(
                "no kinds", hint="a kind is an owl:Class below kg:Entity with kg:colour and kg:shape"
            )
        relations = self.predicates("relation", kinds)
        attributes = self.predicates("attribute", kinds)
        return Ontology(
            kinds=kinds,
            relations=relations,
            attributes=attributes,
            concepts=dict(self.concepts(kinds)),
            patterns=tuple(self.patterns({*relations, *attributes})),
            cues=tuple(self.cues()),
            words=dict(self.words()),
        )

    def error(self, what: str, *, hint: str) -> OntologyError:
        return OntologyError(what, where=self.where, hint=hint)

    def nodes(self, subject: str, predicate: str) -> list[Node]:
        """Return the objects, sorted, each once however often the files say it."""
        found = self.triples.get(subject, {}).get(predicate, [])
        return sorted(set(found)) if len(found) > 1 else found

    def values(self, subject: str, predicate: str) -> list[str]:
        found = self.triples.get(subject, {}).get(predicate, ())
        return sorted({n.value for n in found}) if found else []

    def first(self, subject: str, predicate: str) -> str:
        return next(iter(self.values(subject, predicate)), "")

    def is_a(self, subject: str, name: str) -> bool:
        return f"{_OWL}{name}" in self.values(subject, _TYPE)

    def colour(self, subject: str) -> str:
        return self.first(subject, f"{NAMESPACE}colour")

    def texts(self, subject: str, predicate: str) -> dict[str, str]:
        texts = {n.lang: n.value for n in reversed(self.nodes(subject, predicate)) if n.lang}
        for lang in ("de", "en"):
            if lang not in texts:
                what = f"kg:{local(subject)} has no {local(predicate)} @{lang}"
                raise self.error(what, hint="labels and definitions are needed in German and English")
        return dict(sorted(texts.items()))

    def kind(self, subject: str) -> Kind:
        return Kind(
            name=local(subject),
            labels=self.texts(subject, f"{_RDFS}label"),
            definitions=self.texts(subject, f"{_SKOS}definition"),
            parent=local(self.first(subject, f"{_RDFS}subClassOf")),
            colour=self.colour(subject),
            shape=self.first(subject, f"{NAMESPACE}shape") or "dot",
        )

    def predicates(self, parent: str, kinds: Mapping[str, Kind]) -> dict[str, Predicate]:
        """Return the properties right below `kg:relation` or `kg:attribute`."""
        above = NAMESPACE + parent
        names = [s for s in self.described if above in self.values(s, f"{_RDFS}subPropertyOf")]
        return {local(s): self.predicate(s, kinds, relation=parent == "relation") for s in names}

    def predicate(self, subject: str, kinds: Mapping[str, Kind], *, relation: bool) -> Predicate:
        datatype = "" if relation else self.first(subject, f"{NAMESPACE}literalKind")
        if not relation and datatype not in LITERAL_KINDS:
            what = f"kg:{local(subject)} has no kg:literalKind of {', '.join(LITERAL_KINDS)}"
            raise self.error(what, hint="every attribute needs one")
        return Predicate(
            name=local(subject),
            labels=self.texts(subject, f"{_RDFS}label"),
            definitions=self.texts(subject, f"{_SKOS}definition"),
            domain=self.classes(subject, "domain", kinds),
            range=self.classes(subject, "range", kinds) if relation else frozenset(),
            symmetric=self.is_a(subject, "SymmetricProperty"),
            datatype=datatype,
        )

    def classes(self, subject: str, end: str, kinds: Mapping[str, Kind]) -> frozenset[str]:
        """Return the kinds at one end of a property, with unions spelt out."""
        named: set[str] = set()
        for value in self.values(subject, _RDFS + end):
            union = self.first(value, f"{_OWL}unionOf")
            named.update(local(v) for v in (self.members(union) if union else [value]))
        if named == {"Entity"} or not named:
            return frozenset(kinds)
        if unknown := sorted(named - set(kinds)):
            what = f"the {end} of kg:{local(subject)} names {unknown[0]}, which is no kind"
            raise self.error(what, hint=f"kinds are {', '.join(kinds)}")
        return frozenset(named)

    def members(self, head: str) -> Iterable[str]:
        while head and head != f"{_RDF}nil":
            yield self.first(head, f"{_RDF}first")
            head = self.first(head, f"{_RDF}rest")

    def concepts(self, kinds: Mapping[str, Kind]) -> Iterator[tuple[str, Concept]]:
        kg = NAMESPACE
        for iri in sorted(
            s for s in self.triples if f"{kg}kind" in self.triples[s] and not s.startswith("_:")
        ):
            both = [local(v) for p in ("kind", "secondKind") for v in self.values(iri, kg + p)]
            if unknown := [k for k in both if k not in kinds]:
                raise self.error(f"{iri} has the kind {unknown[0]}", hint=f"kinds are {', '.join(kinds)}")
            preferred = {n.lang: n.value for n in reversed(self.nodes(iri, f"{_SKOS}prefLabel"))}
            if not preferred:
                raise self.error(f"{iri} has no skos:prefLabel", hint="every concept needs a name")
            names = {*preferred.values(), *self.values(iri, f"{_SKOS}altLabel")}
            yield (
                iri,
                Concept(
                    iri=iri,
                    kinds=tuple(dict.fromkeys(both)),
                    label=preferred.get("en") or preferred[min(preferred)],
                    names=tuple(sorted(names)),
                    maker=self.first(iri, f"{kg}maker"),
                    parent=self.first(iri, f"{kg}parent"),
                    family=self.first(iri, f"{kg}family"),
                    ambiguous=self.first(iri, f"{kg}ambiguous") in ("true", "1"),
                    contexts=tuple(self.values(iri, f"{kg}context")),
                    avoid=tuple(self.values(iri, f"{kg}avoid")),
                ),
            )

    def patterns(self, predicates: set[str]) -> Iterator[Pattern]:
        for subject in self.described:
            for node in self.nodes(subject, f"{NAMESPACE}pattern"):
                if local(subject) not in predicates:
                    what = f"pattern {node.value!r} of kg:{local(subject)}"
                    raise self.error(what, hint="patterns belong to relations and attributes")
                suffix = _CONFIDENCE_SUFFIX.search(node.value)
                template = node.value[: suffix.start()] if suffix else node.value
                yield Pattern(local(subject), node.lang, template, self.confidence(suffix, node.value))

    def confidence(self, suffix: re.Match[str] | None, pattern: str) -> float:
        if suffix is None:
            return DEFAULT_CONFIDENCE
        try:
            value = float(suffix[1])
        except ValueError:
            value = -1.0
        if not 0 < value <= 1:
            raise self.error(f"pattern {pattern!r}", hint="its confidence is a number above 0 and up to 1")
        return value

    def cues(self) -> Iterator[Cue]:
        for name, kind in _CUE_KINDS.items():
            for node in self.nodes(NAMESPACE + name, f"{NAMESPACE}cue"):
                yield Cue(kind, node.lang, node.value)

    def words(self) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
        for subject in self.described:
            if nodes := self.nodes(subject, f"{NAMESPACE}word"):
                yield local(subject).removeprefix("words-"), tuple(sorted({(n.lang, n.value) for n in nodes}))


def local(iri: str) -> str:
    """Return the local name of a term: what stands behind the last `#` or `/`."""
    return re.split(r"[#/]", iri)[-1]
