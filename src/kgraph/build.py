"""From inputs to a graph: the only module that knows every stage.

Every stage is imported where it is first needed, so that importing this module loads neither spaCy nor
rdflib.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.config import check_base, suggestion
from kgraph.errors import GraphError, InputError, OutputError, SettingsError
from kgraph.files import write_files
from kgraph.ids import DEFAULT_BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import BinaryIO

    import networkx
    import rdflib

    from kgraph.export.tables import Statistics
    from kgraph.model import Annotated, Document, Facts, Graph, Lang, Linked
    from kgraph.ontology import Ontology
    from kgraph.query import GraphFile, Result
    from kgraph.read import Failure

TURTLE = "graph.ttl"
PAGE = "graph.html"
FACTS = "facts.jsonl"
STDIN = "-"
FORMATS = ("csv", "gexf", "graphml", "html", "jsonld", "nt", "turtle", "xml")
PAGE_LANG: Lang = "en"


@dataclass(frozen=True, slots=True)
class Stages:
    """The three stages that read facts out of one document, ready to run."""

    annotate: Callable[[Document], Annotated]
    link: Callable[[Annotated], Linked]
    relate: Callable[[Linked], Facts]


def stages(ontology: Ontology, *, base: str = DEFAULT_BASE) -> Stages:
    """Return the stages that go by `ontology` and make IRIs under `base`; this loads spaCy (seconds)."""
    from functools import partial

    from kgraph import annotate, link, relate

    return Stages(
        annotate=partial(annotate.annotate, pipeline=annotate.pipeline(ontology)),
        link=partial(link.link, ontology=ontology, base=base),
        relate=partial(relate.relate, rules=relate.compile_rules(ontology)),
    )


def extract(document: Document, stages: Stages) -> Facts:
    """Return what `document` says."""
    return stages.relate(stages.link(stages.annotate(document)))


@dataclass(frozen=True)
class KnowledgeGraph:
    """A graph and how it came about.

    `facts` hold what each document says, in order of the documents' ids; `failures` the documents that could
    not be read or were skipped. A graph that was loaded from a file has neither.
    """

    graph: Graph
    ontology: Ontology
    facts: tuple[Facts, ...] = ()
    failures: tuple[Failure, ...] = ()

    def render(self, form: str, *, lang: Lang = PAGE_LANG, title: str = "") -> str:
        """Return the graph as text in one of `FORMATS`; the same graph always gives the same text.

        `lang` is the language in which the page opens and `title` its heading; other formats have neither.

        Raises:
            SettingsError: there is no such format.
        """
        from kgraph.export import rdf, tables

        if form == "html":
            from kgraph.export import html

            page = html.to_html(self.graph, ontology=self.ontology, lang=lang, title=title)
            return page.rstrip("\n") + "\n"
        if form == "csv":
            return tables.facts_csv(self.graph)
        if form in ("gexf", "graphml"):
            write = tables.gexf if form == "gexf" else tables.graphml
            return write(self.to_networkx())
        if form in FORMATS:
            return rdf.to_format(self.graph, form, ontology=self.ontology)
        raise SettingsError(f"unknown format {form!r}", hint=suggestion(form, FORMATS))

    def facts_lines(self) -> str:
        """Return JSON Lines: what each document says, by the documents' ids.

        Raises:
            OutputError: the graph was loaded from a file, which does not hold the documents' text.
        """
        from kgraph.export import tables

        if not self.facts and self.graph.documents:
            what = "a loaded graph does not hold the text of its documents"
            raise OutputError(what, hint="build it from the documents again")
        return "".join(tables.facts_line(facts) + "\n" for facts in self.facts)

    def to_turtle(self, path: str | Path) -> None:
        """Write the graph as Turtle.

        Raises:
            OutputError: `path` cannot be written; what was there before is unharmed.
        """
        self.to_file(path, form="turtle")

    def to_html(self, path: str | Path, *, lang: Lang = PAGE_LANG, title: str = "") -> None:
        """Write the network page: one HTML file that opens in `lang` and loads nothing else.

        Raises:
            OutputError: `path` cannot be written; what was there before is unharmed.
        """
        self.to_file(path, form="html", lang=lang, title=title)

    def to_file(self, path: str | Path, *, form: str, lang: Lang = PAGE_LANG, title: str = "") -> None:
        """Write the graph in one of `FORMATS` (see `render`).

        Raises:
            SettingsError: there is no such format.
            OutputError: `path` cannot be written; what was there before is unharmed.
        """
        write_files({Path(path): self.render(form, lang=lang, title=title)})

    def to_jsonl(self, path: str | Path) -> None:
        """Write one line a document (see `facts_lines`).

        Raises:
            OutputError: `path` cannot be written, or the graph was loaded from a file.
        """
        write_files({Path(path): self.facts_lines()})

    def write(self, folder: str | Path, *, lang: Lang = PAGE_LANG) -> tuple[Path, ...]:
        """Write `graph.ttl`, `graph.html` and `facts.jsonl` into `folder` and return their paths.

        Nothing is written before all three are made, so an error leaves what was there before.

        Raises:
            OutputError: `folder` cannot be written, or the graph was loaded from a file.
        """
        contents = {
            Path(folder, TURTLE): self.render("turtle"),
            Path(folder, PAGE): self.render("html", lang=lang),
            Path(folder, FACTS): self.facts_lines(),
        }
        write_files(contents)
        return tuple(contents)

    def statistics(self) -> Statistics:
        """Return how much the graph holds: documents, entities by kind, facts by predicate, evidence."""
        from kgraph.export import tables

        return tables.statistics(self.graph)

    def query(self, text: str) -> Result:
        """Return the answer of a SPARQL 1.1 query; the usual prefixes need not be declared.

        Raises:
            QueryError: the query cannot be parsed or run.
        """
        from kgraph import query

        return query.run(self._store, text)

    @cached_property
    def _store(self) -> GraphFile:
        from kgraph import query

        return query.parse_graph(self.render("turtle").encode("utf-8"), where="graph")

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Return the entities and asserted relations as a networkx graph."""
        from kgraph import assemble

        return assemble.to_networkx(self.graph)

    def to_rdflib(self) -> rdflib.Graph:
        """Return the graph as an rdflib graph, with the prefixes bound."""
        from kgraph.export import rdf

        return rdf.to_rdflib(self.graph, ontology=self.ontology)


def build(
    inputs: Iterable[str | Path] | str | Path,
    *,
    base: str = DEFAULT_BASE,
    ontology: str | Path | None = None,
    encoding: str | None = None,
    keep_going: bool = False,
    stdin: BinaryIO | None = None,
    progress: Callable[[Sequence[Document]], Iterable[Document]] | None = None,
) -> KnowledgeGraph:
    """Return the graph of what the documents in `inputs` say.

    `inputs` are files, folders, globs or `-` for `stdin`; their order does not matter. `ontology` is a
    folder laid out as `ontology/` is, None takes the packaged one. With `keep_going` documents that cannot be
    read end up in `failures`; those in a language other than German and English do so in any case.
    `progress` is given the documents and yields them one by one as they are worked on.

    Raises:
        InputError: a document that cannot be read, or no document left to build from.
        SettingsError: a base that is no absolute IRI.
        OntologyError: an ontology folder that breaks its own rules.
    """
    from kgraph import assemble
    from kgraph import ontology as ontologies

    check_base(base)
    documents, failures = _read(inputs, base=base, encoding=encoding, keep_going=keep_going, stdin=stdin)
    known = ontologies.load(Path(ontology) if ontology else None)
    ready = stages(known, base=base)
    facts = tuple(extract(document, ready) for document in (progress(documents) if progress else documents))
    return KnowledgeGraph(
        graph=assemble.assemble(facts, base=base, ontology=known),
        ontology=known,
        facts=facts,
        failures=tuple(failures),
    )


def load(
    path: str | Path, *, ontology: str | Path | None = None, stdin: BinaryIO | None = None
) -> KnowledgeGraph:
    """Return the graph in Turtle that kgraph wrote: a file, the `graph.ttl` of a folder, or `-` for `stdin`.

    Raises:
        GraphError: the file is missing, is no Turtle, or is no graph that kgraph wrote.
    """
    from kgraph import ontology as ontologies
    from kgraph.export import rdf

    graph = rdf.load(graph_source(path, stdin=stdin))
    return KnowledgeGraph(graph=graph, ontology=ontologies.load(Path(ontology) if ontology else None))


def graph_file(path: str | Path) -> Path:
    """Return `path`, or the `graph.ttl` in it where it is a folder."""
    return Path(path, TURTLE) if Path(path).is_dir() else Path(path)


def graph_source(path: str | Path, *, stdin: BinaryIO | None = None) -> Path | str:
    """Return the file that `path` means (see `graph_file`), or for `-` the text on `stdin`.

    Raises:
        GraphError: what `stdin` holds is no UTF-8.
    """
    if str(path) != STDIN:
        return graph_file(path)
    try:
        return (stdin or sys.stdin.buffer).read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"not UTF-8: {error.reason} at byte {error.start}"
        raise GraphError(what, where="standard input", hint="Turtle is UTF-8") from error


def _read(
    inputs: Iterable[str | Path] | str | Path,
    *,
    base: str,
    encoding: str | None,
    keep_going: bool,
    stdin: BinaryIO | None,
) -> tuple[list[Document], list[Failure]]:
    """Return the documents by id, and what failed or was skipped in the order met."""
    from kgraph import read
    from kgraph.model import Document

    chosen = [str(inputs)] if isinstance(inputs, str | Path) else [str(one) for one in inputs]
    documents: list[Document] = []
    failures: list[Failure] = []
    # Everything is read before anything is analysed: a bad file shows at once, not after minutes of work.
    for item in read.documents(chosen, base=base, encoding=encoding, stdin=stdin):
        if isinstance(item, Document):
            documents.append(item)
        elif item.skipped or keep_going:
            failures.append(item)
        else:
            raise item.error
    if not documents:
        if failures:
            raise failures[0].error
        raise InputError("no document found", where=", ".join(chosen), hint="known: .txt, .md, .html, .jsonl")
    return sorted(documents, key=lambda d: (d.id, d.source, d.iri)), failures
