"""`kgraph build`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from kgraph import config
from kgraph.cli import console
from kgraph.cli.console import EXIT_CODES, PARTIAL, STDIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kgraph.build import KnowledgeGraph
    from kgraph.model import Document

SHOW_PROGRESS_FROM = 4  # documents; fewer are done before a bar is worth looking at
WIDTH = 100  # characters of a line of the summary


@click.command(
    epilog=f"""\b
INPUT is a file, a folder (searched to the bottom), a glob, or - for standard input: plain text,
Markdown with front matter, HTML, or JSON Lines with id and text, in German or English.

\b
Examples:
  kgraph build article.md
  kgraph build articles/ 'more/*.html' -o output/
  kgraph build articles/ --base https://example.org/graph/ --keep-going
  cat article.txt | kgraph build - -o - > graph.ttl

{EXIT_CODES}"""
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="FOLDER", help="Folder to write, or - for Turtle to standard output.  [output]"
)
@click.option("--base", metavar="IRI", help="What the graph's IRIs start with.")
@click.option("--encoding", metavar="NAME", help="Encoding of inputs without a byte order mark.  [utf-8]")
@click.option("--lang", type=click.Choice(config.LANGS), help="Language in which the page opens.  [en]")
@click.option(
    "--ontology", metavar="FOLDER", help="Your own ontology, besides or in place of the packaged one."
)
@click.option(
    "--keep-going", is_flag=True, default=None, help="Build the rest when a document cannot be read."
)
@console.verbosity
def build(inputs: tuple[str, ...], **flags: Any) -> None:
    """Read articles and write graph.ttl, graph.html and facts.jsonl."""
    from kgraph.build import build as build_graph

    settings = console.settings(**flags)
    built = build_graph(
        inputs,
        base=settings.base,
        ontology=settings.ontology,
        encoding=settings.encoding,
        keep_going=settings.keep_going,
        stdin=sys.stdin.buffer if STDIO in inputs else None,
        progress=_progress,
    )
    if str(settings.output) == STDIO:
        written: tuple[Path, ...] = ()
        console.emit(built.render("turtle"))
    else:
        written = built.write(settings.output, lang=settings.lang)
    _report(built, written)
    if any(not failure.skipped for failure in built.failures):
        click.get_current_context().exit(PARTIAL)


def _progress(documents: Sequence[Document]) -> Iterable[Document]:
    """Yield the documents, with a bar on standard error where somebody looks at it."""
    if console.quiet() or len(documents) < SHOW_PROGRESS_FROM or not sys.stderr.isatty():
        for document in documents:
            console.say(f"reading {document.source or document.id}", verbose=True)
            yield document
        return
    with click.progressbar(documents, label="Reading", file=sys.stderr, show_pos=True) as bar:
        yield from bar


def _report(built: KnowledgeGraph, written: tuple[Path, ...]) -> None:
    """Print what was built and what to do next; what failed or was skipped goes to standard error."""
    for failure in built.failures:
        if failure.skipped:
            console.say(f"{console.styled('Skipped', 'yellow')}: {failure.error}")
        else:  # even with -q: the exit code alone does not say what is missing
            click.echo(f"{console.styled('Failed', 'red')}: {failure.error}", err=True)
    for check, count in _dropped(built).items():
        console.say(f"the check {check} refused {count} proposed facts", verbose=True)
    if console.quiet():
        return
    counts = built.statistics()
    facts = {predicate: sum(by_modality.values()) for predicate, by_modality in counts.facts.items()}
    lines = [
        f"Documents  {counts.documents}",
        _counted("Entities", counts.entities),
        _counted("Facts", facts),
    ]
    if written:
        turtle, page, _ = written
        lines += [f"Written    {', '.join(map(str, written))}", "", "Next:"]
        lines += [f"  kgraph view {page}", f"  kgraph query {turtle} --list"]
    if written:
        console.emit("\n".join(lines))
    else:
        console.say("\n".join(lines))


def _dropped(built: KnowledgeGraph) -> dict[str, int]:
    total: dict[str, int] = {}
    for facts in built.facts:
        for check, count in facts.dropped.items():
            total[check] = total.get(check, 0) + count
    return dict(sorted(total.items()))


def _counted(title: str, counts: Mapping[str, int]) -> str:
    """Return `Entities   12: Company 7, Person 5`, broken into lines of `WIDTH`."""
    total = str(sum(counts.values()))
    parts = ", ".join(f"{name} {count}".replace(" ", "\xa0") for name, count in counts.items())
    text = f"{total}: {parts}" if parts else total
    broken = click.wrap_text(text, width=WIDTH, initial_indent=f"{title:<11}", subsequent_indent=" " * 11)
    return broken.replace("\xa0", " ")
