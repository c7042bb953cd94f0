"""`kgraph view` and `kgraph export`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from kgraph import config
from kgraph.build import FORMATS, graph_file
from kgraph.cli import console
from kgraph.cli.console import EXIT_CODES, STDIO
from kgraph.errors import GraphError

lang_option = click.option(
    "--lang", type=click.Choice(config.LANGS), help="Language in which the page opens.  [en]"
)


@click.command(
    epilog=f"""\b
GRAPH is a graph.ttl, a folder that holds one, a finished page, or - for Turtle on standard input.
The page beside a graph is made anew where it is missing or older than the graph.

\b
Examples:
  kgraph view output/
  kgraph view graph.ttl -o /tmp/page.html --lang de

{EXIT_CODES}"""
)
@console.graph_argument
@click.option("-o", "--output", metavar="FILE", help="Write the page here instead of beside the graph.")
@lang_option
@console.verbosity
def view(graph: str, output: str | None, lang: str | None) -> None:
    """Open the network page in the browser, and print where it is."""
    page = _page(graph, output, lang)
    if not _open(page):
        console.say("No browser was found here: open this file in one. It needs no network.")
    console.emit(str(page))


def _page(graph: str, output: str | None, lang: str | None) -> Path:
    """Return the page for `graph`, made where it has to be.

    Raises:
        GraphError: there is no such page or graph.
    """
    if Path(graph).suffix in (".html", ".htm"):
        if not Path(graph).is_file():
            raise GraphError("there is no such page", where=graph, hint="kgraph build writes one")
        return Path(graph)
    if output is None:
        if graph == STDIO:
            raise click.UsageError("A graph from standard input needs -o FILE for its page.")
        source = graph_file(graph)
        page = source.with_suffix(".html")
        if lang is None and _is_current(page, source):
            return page
    else:
        page = Path(output)
    console.load(graph).to_html(page, lang=console.settings(lang=lang).lang)
    return page


def _is_current(page: Path, graph: Path) -> bool:
    return page.is_file() and graph.is_file() and page.stat().st_mtime_ns >= graph.stat().st_mtime_ns


def _open(page: Path) -> bool:
    """Open `page` in the default browser and say whether there was one."""
    import webbrowser

    headless = sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("BROWSER")
    )
    # Without a display Python would offer the page to a text browser, which cannot draw it.
    return not headless and webbrowser.open(page.resolve().as_uri())


@click.command(
    epilog=f"""\b
Examples:
  kgraph export output/ --to csv -o facts.csv
  kgraph export output/ --to graphml > graph.graphml
  kgraph export graph.ttl --to jsonld | jq .

{EXIT_CODES}"""
)
@console.graph_argument
@click.option("--to", "form", type=click.Choice(FORMATS), required=True, help="The format to write.")
@click.option("-o", "--output", metavar="FILE", default=STDIO, help="File to write.  [standard output]")
@lang_option
@console.verbosity
def export(graph: str, form: str, output: str, lang: str | None) -> None:
    """Write a graph in another format."""
    settings = console.settings(lang=lang)
    loaded = console.load(graph)
    if output == STDIO:
        console.emit(loaded.render(form, lang=settings.lang))
    else:
        loaded.to_file(output, form=form, lang=settings.lang)
