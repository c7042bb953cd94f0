"""The command line: parses, calls, prints. The only package that prints and exits.

Results go to standard output, everything else to standard error. Heavy modules are imported inside the
commands, so that `kgraph --help` is quick.
"""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING, cast

import click

from kgraph.cli import build, console, query, view
from kgraph.cli.console import EXIT_CODES
from kgraph.errors import KGraphError

if TYPE_CHECKING:
    from io import TextIOWrapper

INTERRUPTED = 130  # 128 + SIGINT, as shells report it


class Commands(click.Group):
    """A group that answers a misspelt command with the nearest one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` name, as click does, or fail with a suggestion."""
        name, known = args[0], self.list_commands(ctx)
        if not name.startswith("-") and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."
            ctx.fail(f"No such command {name!r}. {hint}")
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        import kgraph

        click.echo(f"kgraph {kgraph.__version__}")
        ctx.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=f"""\b
Examples:
  kgraph build articles/
  kgraph view output/
  kgraph query output/ --list
  kgraph query output/ "SELECT ?company WHERE {{ ?company a kg:Company }}"

\b
Settings come from flags, then the environment (KGRAPH_BASE, KGRAPH_ENCODING, KGRAPH_KEEP_GOING,
KGRAPH_LANG, KGRAPH_ONTOLOGY, KGRAPH_OUTPUT), then the nearest kgraph.toml or pyproject.toml with a
table [tool.kgraph] (keys: base, encoding, keep-going, lang, ontology, output). NO_COLOR is respected.

\b
Shell completion: put the line for your shell into its start-up file.
  bash  eval "$(_KGRAPH_COMPLETE=bash_source kgraph)"
  zsh   eval "$(_KGRAPH_COMPLETE=zsh_source kgraph)"
  fish  _KGRAPH_COMPLETE=fish_source kgraph | source

{EXIT_CODES}""",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Say the version."
)
@console.verbosity
def cli() -> None:
    """Articles about the AI industry in, a knowledge graph out: Turtle and a network page."""


for _command in (build.build, query.query, view.view, query.validate, view.export, query.stats):
    cli.add_command(_command)


def main() -> None:
    """Run the command line and exit with its code (see `EXIT_CODES`); errors are one line, bugs a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # UTF-8 whatever the locale says; file names that are no UTF-8 come out as they went in.
        cast("TextIOWrapper", stream).reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")
    try:
        code = cli.main(prog_name="kgraph", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except KGraphError as error:
        click.echo(f"{console.styled('Error', 'red')}: {error}", err=True)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    sys.exit(code)
