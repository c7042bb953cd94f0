"""`kgraph query`, `kgraph validate` and `kgraph stats`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli import console
from kgraph.cli.console import EXIT_CODES, FINDINGS, STDIO
from kgraph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgraph.query import GraphFile, Result

QUERY_FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")
GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")


@click.command(
    epilog=f"""\b
GRAPH is a graph.ttl, a folder that holds one, or - for Turtle on standard input. QUERY is SPARQL 1.1:
SELECT, ASK, CONSTRUCT or DESCRIBE, or - to read it from standard input. The prefixes kg:, rdfs:, skos:,
dcterms:, oa:, xsd: and others need not be declared.

\b
Examples:
  kgraph query output/ "SELECT ?company ?person WHERE {{ ?company kg:foundedBy ?person }}"
  kgraph query --list
  kgraph query output/ --name about --param thing="Mistral AI"
  kgraph query output/ -f question.rq --format csv > answer.csv
  kgraph query output/ "ASK {{ ?x a kg:Event }}" && echo there are events

{EXIT_CODES}"""
)
@click.argument("graph", metavar="GRAPH", required=False)
@click.argument("text", metavar="[QUERY]", required=False)
@click.option("-f", "--file", metavar="FILE", help="Read the query from a file, or - for standard input.")
@click.option("--name", metavar="NAME", help="Ask a named question.")
@click.option(
    "--param", "params", metavar="KEY=VALUE", multiple=True, help="Set a named question's parameter."
)
@click.option("--list", "listed", is_flag=True, help="Say which named questions there are.")
@click.option(
    "--format", "form", type=click.Choice(QUERY_FORMATS), help="[table; turtle for CONSTRUCT and DESCRIBE]"
)
@console.verbosity
def query(
    graph: str | None,
    text: str | None,
    *,
    file: str | None,
    name: str | None,
    params: tuple[str, ...],
    listed: bool,
    form: str | None,
) -> None:
    """Ask a graph something in SPARQL, or a named question."""
    from kgraph.query import run

    if listed:
        _list()
        return
    if graph is None:
        raise click.UsageError("Missing argument 'GRAPH'.")
    if sum(given is not None for given in (text, file, name)) != 1:
        raise click.UsageError("Give one of QUERY, -f FILE and --name NAME; --list shows the names.")
    if params and name is None:
        raise click.UsageError("--param belongs to --name.")
    if graph == STDIO and STDIO in (text, file):
        raise click.UsageError("Graph and query cannot both come from standard input.")
    asked = _named(name, params) if name is not None else _text(text, file)
    opened = console.open_graph(graph)
    console.say(f"asking {opened.engine}", verbose=True)
    result = run(opened, asked)
    console.emit(_rendered(result, opened, form))
    if result.answer is False:
        click.get_current_context().exit(FINDINGS)


def _list() -> None:
    """Print the named questions with their descriptions and parameters, in the language of the settings."""
    from kgraph.ontology import folders
    from kgraph.query import named_questions

    settings = console.settings()
    blocks: list[str] = []
    for name, question in named_questions(*folders(settings.ontology)).items():
        lines = [name, f"    {question.titles[settings.lang]}"]
        if question.descriptions[settings.lang] != question.titles[settings.lang]:
            lines.append(
                click.wrap_text(
                    question.descriptions[settings.lang],
                    width=96,
                    initial_indent="    ",
                    subsequent_indent="    ",
                )
            )
        lines += [
            f'    --param {parameter}="{question.defaults[parameter]}"  {meanings[settings.lang]}'
            for parameter, meanings in question.parameters.items()
        ]
        blocks.append("\n".join(lines))
    console.emit("\n\n".join(blocks))


def _named(name: str, params: tuple[str, ...]) -> str:
    """Return the SPARQL of a named question.

    Raises:
        SettingsError: there is no such question or parameter.
    """
    from kgraph.ontology import folders
    from kgraph.query import question

    values: dict[str, str] = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals:
            raise click.UsageError(f"--param {param}: write KEY=VALUE.")
        values[key] = value
    return question(name, *folders(console.settings().ontology)).query(**values)


def _text(text: str | None, file: str | None) -> str:
    """Return the query, read from where it is.

    Raises:
        QueryError: it cannot be read.
    """
    source = file if file is not None else text
    try:
        if source == STDIO:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return text if text is not None else Path(source or "").read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(
            error.strerror or "cannot be read", where=str(file), hint="name a file with SPARQL"
        ) from error
    except UnicodeDecodeError as error:
        raise QueryError(f"not UTF-8: {error.reason}", where=str(source), hint="SPARQL is UTF-8") from error


def _rendered(result: Result, graph: GraphFile, form: str | None) -> str:
    """Return the result in `form`, by default a table, or Turtle where the result is a graph."""
    from kgraph import query

    form = form or ("turtle" if result.form in GRAPH_FORMS else "table")
    if form == "turtle":
        from kgraph.export import turtle

        return turtle.write(query.terms(result), base=graph.base, prefixes=query.PREFIXES)
    if form == "table":
        if result.answer is not None:
            return "true" if result.answer else "false"
        heads, rows = query.cells(result, graph=graph)
        console.say(f"{len(rows)} rows", verbose=bool(rows))
        return _table(heads, rows)
    return {"csv": query.to_csv, "tsv": query.to_tsv, "json": query.to_json, "xml": query.to_xml}[form](
        result
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; on a terminal long cells are broken so that it fits."""
    from tabulate import tabulate

    widths = None
    if sys.stdout.isatty():
        natural = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
        widths = _shared(natural, shutil.get_terminal_size().columns - 2 * (len(natural) - 1))
    return tabulate(rows, headers=heads, tablefmt="simple", disable_numparse=True, maxcolwidths=widths)


def _shared(natural: Sequence[int], available: int) -> list[int]:
    """Return widths that sum to at most `available`: narrow columns keep theirs, wide ones share the rest."""
    widths = [0] * len(natural)
    for rank, column in enumerate(sorted(range(len(natural)), key=lambda i: natural[i])):
        widths[column] = max(1, min(natural[column], available // (len(natural) - rank)))
        available -= widths[column]
    return widths


@click.command(
    epilog=f"""\b
The shapes are those of ontology/shapes.ttl, in SHACL.

\b
Examples:
  kgraph validate output/
  kgraph validate graph.ttl || echo the graph breaks its shapes

{EXIT_CODES}"""
)
@console.graph_argument
@console.verbosity
def validate(graph: str) -> None:
    """Check a graph against the shapes; every violation is one line."""
    from kgraph.query import validate as check

    settings = console.settings()
    report = check(console.open_graph(graph, engine="rdflib"), folder=settings.ontology)
    for finding in report.findings:
        parts = [f"{finding.severity}: <{finding.node}>", finding.path and f"<{finding.path}>", finding.value]
        console.emit(f"{' '.join(filter(None, parts))}: {finding.message(settings.lang)}")
    if not report.conforms:
        console.say(f"{len(report.findings)} findings: the graph breaks its shapes")
        click.get_current_context().exit(FINDINGS)
    console.say("The graph satisfies its shapes.")


@click.command(
    epilog=f"""\b
Examples:
  kgraph stats output/
  kgraph stats - < graph.ttl

{EXIT_CODES}"""
)
@console.graph_argument
@console.verbosity
def stats(graph: str) -> None:
    """Say how much a graph holds: documents, entities by kind, facts by predicate."""
    from tabulate import tabulate

    counts = console.load(graph).statistics()
    modalities = ("asserted", "rumoured", "planned", "denied")
    facts = [
        (predicate, sum(by_modality.values()), *(by_modality.get(m, 0) for m in modalities))
        for predicate, by_modality in counts.facts.items()
    ]
    totals = [
        ("documents", counts.documents),
        ("entities", sum(counts.entities.values())),
        ("facts", sum(sum(by_modality.values()) for by_modality in counts.facts.values())),
        ("evidence", counts.evidence),
    ]
    parts = [
        tabulate(totals, tablefmt="plain"),
        tabulate(list(counts.entities.items()), headers=("kind", "entities"), tablefmt="simple"),
        tabulate(facts, headers=("predicate", "facts", *modalities), tablefmt="simple"),
    ]
    console.emit("\n\n".join(parts))
