"""Write docs/cli.md from the command line's own help; a test checks that it is current."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli import cli

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
WIDTH = 100


def help_of(command: click.Command, name: str) -> str:
    """Return what `NAME --help` prints, at a fixed width."""
    parent = None if name == "kgraph" else click.Context(cli, info_name="kgraph")
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH)
    context.help_option_names = ["-h", "--help"]
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def page() -> str:
    """Return the page."""
    parts = ["# The command line", "", "Generated from `--help` by `scripts/generate_cli_docs.py`.", ""]
    for name, command in [("kgraph", cli), *sorted(cli.commands.items())]:
        title = name if name == "kgraph" else f"kgraph {name}"
        parts += [f"## {title}", "", "```text", help_of(command, name), "```", ""]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
