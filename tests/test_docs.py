"""What the documentation shows works: commands, queries, Python, and the page that --help generates."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kgraph
from kgraph import config

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The README's code blocks in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


QUERIES = blocks("sparql")
COMMANDS = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("kgraph ")]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with examples/, output/ and a folder of one's own articles."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "output", tmp_path / "output")
    (tmp_path / "my-articles").mkdir()
    article = min(p for p in (ROOT / "examples").glob("*.md") if p.name != "README.md")
    shutil.copy(article, tmp_path / "my-articles")
    return tmp_path


def test_the_readme_has_five_queries_and_the_commands_of_every_kind() -> None:
    assert len(QUERIES) == 5
    assert {line.split()[1] for line in COMMANDS} == {"build", "export", "query", "stats", "validate", "view"}


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_a_query_of_the_readme_has_answers(query: str) -> None:
    assert kgraph.load(ROOT / "output").query(query).rows


def test_the_commands_of_the_readme_run_one_after_the_other(checkout: Path) -> None:
    environ = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")}
    environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environ['PATH']}"
    for line in COMMANDS:
        done = subprocess.run(
            line, shell=True, cwd=checkout, env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def test_the_python_of_the_readme_runs(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    (code,) = blocks("python")
    exec(compile(code, "README.md", "exec"), {})
    assert (checkout / "graph.ttl").read_bytes() == (checkout / "output" / "graph.ttl").read_bytes()


def test_the_settings_of_the_readme_are_settings(tmp_path: Path) -> None:
    (example,) = blocks("toml")
    (tmp_path / "kgraph.toml").write_text(example, encoding="utf-8")
    settings = config.resolve(folder=tmp_path)
    assert settings.base == "https://example.org/graph/"
    assert settings.keep_going


def test_a_name_added_as_the_readme_shows_is_found(tmp_path: Path) -> None:
    (example,) = blocks("turtle")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "names.ttl").write_text(example, encoding="utf-8")
    (tmp_path / "article.txt").write_text(
        "Die Example AI GmbH hat gestern in Berlin ihre Pläne vorgestellt.\n" * 2
    )
    built = kgraph.build(tmp_path / "article.txt", ontology=tmp_path / "mine")
    assert "Example AI" in {entity.name for entity in built.graph.entities.values()}


def test_every_file_that_the_documents_link_to_exists() -> None:
    for document in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_the_page_of_the_command_line_is_current() -> None:
    generated = runpy.run_path(str(ROOT / "scripts" / "generate_cli_docs.py"))["page"]()
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == generated, (
        "run scripts/generate_cli_docs.py"
    )
