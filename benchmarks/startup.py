"""Measure how long the command line takes to start, and write benchmarks/startup.md.

Usage: .venv/bin/python benchmarks/startup.py [GRAPH]

Every command runs once to fill the disk cache and then RUNS times in a process of its own. The median of the wall
time counts; the processor time is what the machine's load disturbs least.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KGRAPH = Path(sys.executable).parent / "kgraph"
RUNS = 9
QUERY = "SELECT ?person ?company WHERE { ?person kg:formerlyEmployedBy ?company }"
PACKAGES = ("click", "rdflib", "pyoxigraph")


def measure(command: list[str]) -> tuple[float, float]:
    """Return the medians of wall time and processor time, in seconds."""
    walls: list[float] = []
    processor: list[float] = []
    for run in range(RUNS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if run:
            walls.append(wall)
            processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(walls), statistics.median(processor)


def installed(package: str) -> str:
    """Return `package 1.2.3`, or that it is not installed."""
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} not installed"


def triples(graph: Path) -> int:
    """Return how many triples are in a Turtle file."""
    import rdflib

    return len(rdflib.Graph().parse(graph, format="turtle"))


def main(graph: Path) -> None:
    """Measure and write the page."""
    turtle = graph / "graph.ttl" if graph.is_dir() else graph
    commands = {
        "`kgraph --help`": ([str(KGRAPH), "--help"], "0.3"),
        "`kgraph --version`": ([str(KGRAPH), "--version"], "0.3"),
        "`kgraph query output SELECT...`": ([str(KGRAPH), "query", str(turtle), QUERY], "1.0"),
        "`import kgraph`": ([sys.executable, "-c", "import kgraph"], "0.3"),
    }
    rows = []
    for name, (command, limit) in commands.items():
        wall, processor = measure(command)
        rows.append(f"| {name} | {wall:.2f} | {processor:.2f} | {limit} |")
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    lines = [
        "# Start-up",
        "",
        f"Median of {RUNS} runs, each in its own process, on {machine}; "
        f"{', '.join(installed(p) for p in PACKAGES)}. The graph is `output/graph.ttl` with {triples(turtle)} triples. "
        "Measured by `benchmarks/startup.py`.",
        "",
        "| command | wall time, s | processor time, s | limit, s |",
        "| --- | --- | --- | --- |",
        *rows,
        "",
    ]
    (ROOT / "benchmarks" / "startup.md").write_text("\n".join(lines), encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "output")
