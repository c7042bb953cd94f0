"""Questions to a graph file: SPARQL, the named questions, and the check against the shapes."""

from kgraph.query.engines import ENGINES, GraphFile, Result, open_graph, parse_graph, run
from kgraph.query.questions import Question, named_questions, question
from kgraph.query.render import cells, terms, to_csv, to_json, to_tsv, to_xml
from kgraph.query.shacl import Finding, Report, validate
from kgraph.query.sparql import PREFIXES

__all__ = [
    "ENGINES",
    "PREFIXES",
    "Finding",
    "GraphFile",
    "Question",
    "Report",
    "Result",
    "cells",
    "named_questions",
    "open_graph",
    "parse_graph",
    "question",
    "run",
    "terms",
    "to_csv",
    "to_json",
    "to_tsv",
    "to_xml",
    "validate",
]
