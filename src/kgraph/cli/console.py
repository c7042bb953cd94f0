"""What all commands share: how they speak, where they read and write, and their exit codes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph import config
from kgraph.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kgraph.build import KnowledgeGraph
    from kgraph.query import GraphFile

FINDINGS = 1
PARTIAL = 4
BROKEN_PIPE = 141  # 128 + SIGPIPE, as shells report it
STDIO = "-"

EXIT_CODES = """\b
Exit codes:
  0    success
  1    it ran, and the answer is no: violations (validate), ASK is false (query)
  2    wrong usage, setting or query
  3    an input or graph that cannot be read, or an output that cannot be written
  4    partial result: some documents failed (build --keep-going)
  130  interrupted with Ctrl-C
"""

graph_argument = click.argument("graph", metavar="GRAPH")


def verbosity(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give `command` the options -q and -v; before or behind the command's name is the same."""

    def store(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value:
            ctx.meta[f"kgraph.{parameter.name}"] = True

    for flags, text in (
        (("-v", "--verbose"), "Say more on standard error."),
        (("-q", "--quiet"), "Say nothing but errors."),
    ):
        command = click.option(*flags, is_flag=True, expose_value=False, callback=store, help=text)(command)
    return command


def quiet() -> bool:
    """Say whether the user asked for silence."""
    return bool(click.get_current_context().meta.get("kgraph.quiet"))


def say(text: str, *, verbose: bool = False) -> None:
    """Tell a person something on standard error, unless they asked for less."""
    if not quiet() and (not verbose or click.get_current_context().meta.get("kgraph.verbose")):
        click.echo(text, err=True)


def emit(text: str) -> None:
    """Write a result to standard output; where its reader has gone away, leave without a word.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        click.echo(text, nl=not text.endswith("\n"))
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at exit, which would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        click.get_current_context().exit(BROKEN_PIPE)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where="standard output") from error


def settings(**flags: Any) -> config.Settings:
    """Return the settings in force, where None is a flag not given; with -v say where each comes from."""
    found = config.resolve(flags, environ=os.environ, folder=Path.cwd())
    for name in config.NAMES:
        say(f"setting {name} = {getattr(found, name)} ({found.origins[name]})", verbose=True)
    return found


def load(graph: str) -> KnowledgeGraph:
    """Return the graph in the file or folder `graph`, or on standard input for `-`."""
    from kgraph.build import load

    return load(graph, ontology=settings().ontology, stdin=sys.stdin.buffer)


def open_graph(graph: str, *, engine: str = "") -> GraphFile:
    """Return the graph in the file or folder `graph`, or on standard input for `-`, ready to be asked."""
    from kgraph import query
    from kgraph.build import graph_file

    if graph == STDIO:
        data = sys.stdin.buffer.read()
        return query.parse_graph(data, where="standard input", engine=engine)
    return query.open_graph(graph_file(graph), engine=engine)


def styled(text: str, colour: str) -> str:
    """Return `text` in `colour` where standard error shows colours; NO_COLOR is the convention of no-color.org."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stderr.isatty()
    return text if plain else click.style(text, fg=colour)
