"""Articles about the AI industry in, a knowledge graph out.

    import kgraph

    graph = kgraph.build(["articles/"])
    graph.to_turtle("graph.ttl")
    graph.to_html("graph.html")
    graph.query("SELECT ?company WHERE { ?company a kg:Company }")

Importing this package is cheap: spaCy, rdflib and the others are loaded on first use.
"""

from kgraph.build import KnowledgeGraph, build, load
from kgraph.errors import (
    GraphError,
    InputError,
    KGraphError,
    OntologyError,
    OutputError,
    QueryError,
    SettingsError,
)

__all__ = [
    "GraphError",
    "InputError",
    "KGraphError",
    "KnowledgeGraph",
    "OntologyError",
    "OutputError",
    "QueryError",
    "SettingsError",
    "__version__",
    "build",
    "load",
]


def __getattr__(name: str) -> str:
    """Return `__version__`, which is looked up only when somebody asks."""
    if name == "__version__":
        from importlib.metadata import version

        return version("kgraph")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
