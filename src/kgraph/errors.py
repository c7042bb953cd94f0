"""The errors that kgraph raises on purpose: what happened, where, and what to do about it.

Every error is one line for a person (`str(error)`) and an exit code for a shell. Only the command line
prints them and exits; anything that is no `KGraphError` is a bug and shows its traceback.
"""

from __future__ import annotations


class KGraphError(Exception):
    """What went wrong, where (`article.md:12`), and a hint that says what to do."""

    exit_code = 3  # unreadable or invalid input

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """One line: `where: what (hint)`."""
        place = f"{self.where}: " if self.where else ""
        remedy = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.what}{remedy}"


class InputError(KGraphError):
    """A document that cannot be read: missing, binary, wrongly encoded, malformed."""


class OutputError(KGraphError):
    """A file or folder that cannot be written; whatever was there before is unharmed."""


class GraphError(KGraphError):
    """A graph file that is no RDF, or not a graph that kgraph wrote."""


class QueryError(KGraphError):
    """A SPARQL query that cannot be parsed or run; `where` holds line and column."""

    exit_code = 2


class SettingsError(KGraphError):
    """A setting, name or value that kgraph does not know; the hint lists what it knows."""

    exit_code = 2


class OntologyError(KGraphError):
    """A file of the ontology folder that breaks its own rules."""

    exit_code = 2
