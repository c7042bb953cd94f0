"""The command line as people and scripts meet it: output, messages, exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kgraph import files
from kgraph.cli import cli
from kgraph.cli.query import _shared
from kgraph.errors import KGraphError

ROOT = Path(__file__).resolve().parent.parent
KGRAPH = Path(sys.executable).parent / "kgraph"
ARTICLE = """---
title: Zwei Gründer
lang: de
date: 2025-05-20
---
Mistral AI wurde von Guillaume Lample und Arthur Mensch gegründet. Das Unternehmen aus Paris hat Mistral Large
entwickelt. Guillaume Lample arbeitete zuvor bei Meta.
"""


def kgraph(
    *arguments: str | Path, stdin: bytes | None = None, cwd: Path | None = None, **environ: str
) -> Run:
    """Run the installed program in a process of its own."""
    clean = {
        k: v for k, v in os.environ.items() if not k.startswith("KGRAPH_") and k not in ("DISPLAY", "BROWSER")
    }
    done = subprocess.run(
        [KGRAPH, *map(str, arguments)],
        input=stdin, capture_output=True, cwd=cwd or ROOT / "tests", env=clean | environ, timeout=120, check=False,
    )  # fmt: skip
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


class Run:
    """What a process left: its exit code and what it wrote."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def error_line(self) -> str:
        """The one line that an error is."""
        assert "Traceback" not in self.err
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


def invoke(*arguments: str | Path) -> Result:
    """Run a command in this process; errors that are no `SystemExit` are raised."""
    return CliRunner().invoke(cli, [str(a) for a in arguments], catch_exceptions=False, prog_name="kgraph")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "mistral.md"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that `kgraph build` wrote."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "mistral.md").write_text(ARTICLE, encoding="utf-8")
    result = kgraph("build", folder / "mistral.md", "-o", folder / "output")
    assert result.code == 0, result.err
    return folder / "output"


# --- help, version, usage ---------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [[], *([name] for name in sorted(cli.commands))], ids=" ".join)
def test_every_help_has_examples_and_exit_codes(command: list[str]) -> None:
    result = invoke(*command, "--help")
    assert result.exit_code == 0
    assert "Examples:" in result.output
    assert "Exit codes:" in result.output
    assert result.output == invoke(*command, "-h").output


def test_the_commands_are_those_of_the_documentation() -> None:
    assert sorted(cli.commands) == ["build", "export", "query", "stats", "validate", "view"]


def test_version_is_that_of_the_project() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert kgraph("--version").out == f"kgraph {project['version']}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["biuld", "x"], "No such command 'biuld'. Did you mean 'build'?"),
        (["frobnicate"], "Known: build, export, query, stats, validate, view."),
        (["build"], "Missing argument 'INPUT...'"),
        (["build", "x", "--lang", "fr"], "'fr' is not one of 'de', 'en'"),
        (["build", "x", "--keep-gonig"], "--keep-going"),
        (["export", "x", "--to", "pdf"], "'pdf' is not one of 'csv'"),
    ],
)
def test_wrong_usage_is_code_2_and_says_what_is_right(arguments: list[str], message: str) -> None:
    result = kgraph(*arguments)
    assert result.code == 2
    assert message in result.err
    assert result.out == ""


def test_a_misspelt_setting_is_code_2(tmp_path: Path, article: Path) -> None:
    (tmp_path / "kgraph.toml").write_text('bsae = "https://example.org/"\n')
    result = kgraph("build", article, cwd=tmp_path)
    assert result.code == 2
    assert (
        result.error_line() == f"Error: {tmp_path}/kgraph.toml: unknown setting 'bsae' (did you mean base?)"
    )


def test_importing_kgraph_loads_nothing_heavy() -> None:
    heavy = ["spacy", "rdflib", "pyoxigraph", "networkx", "pyvis", "numpy", "trafilatura", "pyshacl", "click"]
    code = f"import sys, kgraph; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"


def test_help_loads_nothing_heavy() -> None:
    heavy = ["spacy", "rdflib", "pyoxigraph", "networkx", "pyvis", "numpy", "trafilatura", "pyshacl"]
    code = (
        "import sys, kgraph.cli\n"
        "try: kgraph.cli.cli(['--help'])\n"
        f"except SystemExit: print([m for m in {heavy} if m in sys.modules], file=sys.stderr)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stderr == b"[]\n"


# --- build ------------------------------------------------------------------------------------------------


def test_build_writes_three_files_and_says_what_is_in_them(article: Path, tmp_path: Path) -> None:
    result = kgraph("build", article.parent, "-o", tmp_path / "out")
    assert result.code == 0, result.err
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["facts.jsonl", "graph.html", "graph.ttl"]
    assert "Documents  1" in result.out
    assert "Person 2" in result.out
    assert "foundedBy 2" in result.out
    assert f"kgraph view {tmp_path}/out/graph.html" in result.out
    assert result.err == ""


def test_quiet_says_nothing_and_verbose_says_where_settings_come_from(article: Path, tmp_path: Path) -> None:
    quiet = kgraph("build", "-q", article, "-o", tmp_path / "out")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    verbose = kgraph("-v", "build", article, "-o", tmp_path / "out", KGRAPH_LANG="de")
    assert "setting lang = de (KGRAPH_LANG)" in verbose.err
    assert f"setting output = {tmp_path}/out (flag)" in verbose.err


def test_standard_input_to_standard_output(built: Path) -> None:
    result = kgraph("build", "-", "-o", "-", stdin=ARTICLE.encode())
    assert result.code == 0
    assert "kg:foundedBy" in result.out
    assert "Documents  1" in result.err
    assert "kg:foundedBy" in (built / "graph.ttl").read_text(encoding="utf-8")


def test_base_comes_from_flag_environment_and_file(article: Path, tmp_path: Path) -> None:
    (tmp_path / "kgraph.toml").write_text('base = "https://file.example/"\noutput = "from-file"\n')
    kgraph("build", article, cwd=tmp_path)
    assert "<https://file.example/" in (tmp_path / "from-file" / "graph.ttl").read_text()
    kgraph("build", article, cwd=tmp_path, KGRAPH_BASE="https://environment.example/")
    assert "<https://environment.example/" in (tmp_path / "from-file" / "graph.ttl").read_text()
    result = kgraph("build", article, "--base", "https://flag.example", cwd=tmp_path)
    assert result.code == 2
    assert "try https://flag.example/" in result.error_line()


def bad_inputs(folder: Path) -> dict[str, tuple[Path, list[str]]]:
    """What is wrong -> a file, and what the one line about it must say."""
    contents: dict[str, tuple[str, bytes, list[str]]] = {
        "empty": ("empty.txt", b"", ["empty.txt", "empty"]),
        "binary": ("binary.txt", bytes(range(256)) * 8, ["binary.txt"]),
        "encoding": (
            "latin.txt",
            "Die Gründer von Mistral".encode("latin-1"),
            ["latin.txt", "0xfc", "--encoding"],
        ),
        "front matter": ("front.md", b"---\ntitle: [\n---\nText\n", ["front.md:"]),
        "json": ("lines.jsonl", b'{"id": "a", "text": "Ein Satz."}\n{"id": \n', ["lines.jsonl:2"]),
        "long line": ("long.txt", b"wort " * 10_000_000, ["long.txt"]),
    }
    found = {}
    for name, (file, content, parts) in contents.items():
        (folder / file).write_bytes(content)
        found[name] = (folder / file, parts)
    found["missing"] = (folder / "missing.txt", ["missing.txt"])
    return found


@pytest.mark.parametrize(
    "name", ["empty", "binary", "encoding", "front matter", "json", "long line", "missing"]
)
def test_a_bad_input_is_one_line_with_a_remedy_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    path, parts = bad_inputs(tmp_path)[name]
    result = kgraph("build", path, "-o", tmp_path / "out")
    assert result.code == 3
    line = result.error_line()
    assert line.startswith("Error: ")
    assert line.endswith(")"), "no remedy"
    for part in parts:
        assert part in line
    assert result.out == ""
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_one_line(article: Path, tmp_path: Path) -> None:
    article.chmod(0)
    result = kgraph("build", article, "-o", tmp_path / "out")
    assert result.code == 3
    assert "mistral.md" in result.error_line()


def test_keep_going_builds_the_rest_and_is_code_4(article: Path, tmp_path: Path) -> None:
    article.with_name("broken.txt").write_bytes(b"\x00\x01\x02" * 100)
    strict = kgraph("build", article.parent, "-o", tmp_path / "out")
    assert strict.code == 3
    assert "broken.txt" in strict.error_line()
    assert not (tmp_path / "out").exists()
    lenient = kgraph("build", article.parent, "-o", tmp_path / "out", "--keep-going")
    assert lenient.code == 4
    assert lenient.err.startswith("Failed: ")
    assert "broken.txt" in lenient.err
    assert "foundedBy" in lenient.out
    assert (tmp_path / "out" / "graph.ttl").is_file()


def test_a_foreign_language_is_named_and_skipped(article: Path, tmp_path: Path) -> None:
    french = (
        "Le conseil des ministres a décidé hier que les écoles resteront fermées jusqu'à la fin du mois. " * 5
    )
    article.with_name("french.txt").write_text(french, encoding="utf-8")
    result = kgraph("build", article.parent, "-o", tmp_path / "out")
    assert result.code == 0
    assert result.err.startswith("Skipped: ")
    assert "french.txt" in result.err


def test_a_double_id_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"id": "a", "lang": "en", "text": "One."}\n{"id": "a", "lang": "en", "text": "Two."}\n')
    result = kgraph("build", path, "-o", tmp_path / "out")
    assert result.code == 3
    assert "'a'" in result.error_line()


def test_when_the_disk_is_full_the_old_files_stay(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert invoke("build", article, "-o", out).exit_code == 0
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    write = files._write

    def full(path: Path, text: str) -> None:
        if "facts" in path.name:
            raise OSError(28, "No space left on device")
        write(path, text)

    monkeypatch.setattr(files, "_write", full)
    article.write_text(ARTICLE + "OpenAI hat GPT-4o entwickelt.\n", encoding="utf-8")
    with pytest.raises(KGraphError, match="the disk is full"):
        invoke("build", article, "-o", out)
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_an_output_that_is_a_file_is_code_3(article: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    result = kgraph("build", article, "-o", tmp_path / "out")
    assert result.code == 3
    assert "choose another folder" in result.error_line()
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize("moment", [0.3, 1.2])
def test_ctrl_c_is_130_without_a_word_or_a_file(article: Path, tmp_path: Path, moment: float) -> None:
    for i in range(40):
        article.with_name(f"{i}.txt").write_text(f"Nummer {i}. " + ARTICLE * 20, encoding="utf-8")
    command = [KGRAPH, "build", article.parent, "-o", tmp_path / "out"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(moment)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT), err
    assert out == b""
    assert b"Traceback" not in err or moment < 1  # before the first line of kgraph ran, Python itself speaks
    assert not (tmp_path / "out").exists()


# --- reading graphs ---------------------------------------------------------------------------------------


def test_stats_of_file_folder_and_standard_input_agree(built: Path) -> None:
    by_folder = kgraph("stats", built)
    assert by_folder.code == 0
    assert "foundedBy" in by_folder.out
    assert kgraph("stats", built / "graph.ttl").out == by_folder.out
    assert kgraph("stats", "-", stdin=(built / "graph.ttl").read_bytes()).out == by_folder.out


@pytest.mark.parametrize(
    "command", [["stats"], ["export", "--to", "csv"], ["validate"], ["query", "ASK { }"]], ids=" ".join
)
def test_a_graph_that_is_none_is_code_3_with_its_place(tmp_path: Path, command: list[str]) -> None:
    name, *rest = command
    (tmp_path / "broken.ttl").write_text("@prefix kg: <https://example.org/> .\nkg:a kg:b\n")
    broken = kgraph(name, tmp_path / "broken.ttl", *rest)
    assert broken.code == 3
    assert "broken.ttl:" in broken.error_line()
    missing = kgraph(name, tmp_path / "missing.ttl", *rest)
    assert missing.code == 3
    assert "missing.ttl" in missing.error_line()


@pytest.mark.parametrize("form", ["csv", "gexf", "graphml", "html", "jsonld", "nt", "turtle", "xml"])
def test_export_to_standard_output_and_file_agree(built: Path, tmp_path: Path, form: str) -> None:
    result = kgraph("export", built, "--to", form)
    assert result.code == 0, result.err
    assert "Guillaume Lample" in result.out or "guillaume-lample" in result.out
    assert kgraph("export", built, "--to", form, "-o", tmp_path / "file").code == 0
    assert (tmp_path / "file").read_text(encoding="utf-8") == result.out


def test_a_graph_survives_the_way_out_and_back(built: Path) -> None:
    assert kgraph("export", built, "--to", "turtle").out == (built / "graph.ttl").read_text(encoding="utf-8")


def test_the_page_of_a_loaded_graph_is_the_page_of_the_build(built: Path) -> None:
    assert kgraph("export", built, "--to", "html").out == (built / "graph.html").read_text(encoding="utf-8")


# --- query and validate -----------------------------------------------------------------------------------

GRAPH = """
@base <https://example.org/> .
@prefix kg: <https://w3id.org/kgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<company/a> a kg:Company ; rdfs:label "A"@en ; kg:foundedBy <person/b> .
<person/b> a kg:Person ; rdfs:label "B, the second"@en .
"""
FOUNDERS = "SELECT ?company ?name WHERE { ?company kg:foundedBy/rdfs:label ?name }"
QUESTION = """# title@en: Who founded it?
# title@de: Wer hat es gegründet?
# description@en: The founders of a company.
# description@de: Die Gründer eines Unternehmens.
# param company@en: its name
# param company@de: sein Name
SELECT ?name WHERE {
  VALUES ?company { "A" }
  ?c kg:foundedBy/rdfs:label ?name ; rdfs:label ?label . FILTER(STR(?label) = ?company)
}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.ttl"
    path.write_text(GRAPH, encoding="utf-8")
    return path


def test_a_query_comes_as_argument_file_and_standard_input(small: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(FOUNDERS, encoding="utf-8")
    table = kgraph("query", small, FOUNDERS)
    assert (table.code, table.err) == (0, "")
    assert table.out == "company    name\n---------  -------------\nA          B, the second\n"
    assert kgraph("query", small, "-f", tmp_path / "q.rq").out == table.out
    assert kgraph("query", small, "-f", "-", stdin=FOUNDERS.encode()).out == table.out
    assert kgraph("query", small, "-", stdin=FOUNDERS.encode()).out == table.out
    assert kgraph("query", "-", FOUNDERS, stdin=small.read_bytes()).out == table.out


def test_answers_come_in_the_formats_of_the_w3c(small: Path) -> None:
    assert kgraph("query", small, FOUNDERS, "--format", "csv").out == (
        'company,name\r\nhttps://example.org/company/a,"B, the second"\r\n'
    )
    assert kgraph("query", small, FOUNDERS, "--format", "tsv").out.startswith("?company\t?name\n<https://")
    rows = json.loads(kgraph("query", small, FOUNDERS, "--format", "json").out)["results"]["bindings"]
    assert rows[0]["name"] == {"type": "literal", "value": "B, the second", "xml:lang": "en"}
    assert (
        "<uri>https://example.org/company/a</uri>" in kgraph("query", small, FOUNDERS, "--format", "xml").out
    )
    describe = kgraph("query", small, "CONSTRUCT WHERE { ?c kg:foundedBy ?p }").out
    assert "kg:foundedBy" in describe
    assert kgraph("query", small, FOUNDERS, "--format", "turtle").code == 2


def test_ask_answers_with_its_exit_code(small: Path) -> None:
    yes, no = (
        kgraph("query", small, "ASK { ?c a kg:Company }"),
        kgraph("query", small, "ASK { ?c a kg:Event }"),
    )
    assert (yes.code, yes.out) == (0, "true\n")
    assert (no.code, no.out) == (1, "false\n")


def test_no_rows_is_success_and_said_on_standard_error(small: Path) -> None:
    result = kgraph("query", small, "SELECT ?x WHERE { ?x a kg:Event }")
    assert (result.code, result.err) == (0, "0 rows\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["SELECT ?x WHERE { ?x a kgg:Company }"], "unknown prefix kgg:"),
        (["SELECT ?x WHERE { ?x a kg:Company"], "query:1:"),
        (["DELETE WHERE { ?x ?y ?z }"], "does not change graphs"),
        (["-f", "missing.rq"], "missing.rq: No such file"),
        (["--name", "wo-left-meta"], "no question is named wo-left-meta"),
        ([FOUNDERS, "--name", "x"], "one of QUERY, -f FILE and --name"),
        ([], "one of QUERY, -f FILE and --name"),
        ([FOUNDERS, "--param", "x=y"], "--param belongs to --name"),
        (["--name", "x", "--param", "y"], "write KEY=VALUE"),
    ],
)
def test_a_wrong_query_is_code_2_and_says_why(small: Path, arguments: list[str], message: str) -> None:
    result = kgraph("query", small, *arguments)
    assert result.code == 2
    assert message in result.err
    assert "Traceback" not in result.err
    assert result.out == ""


def test_graph_and_query_cannot_both_be_standard_input() -> None:
    assert kgraph("query", "-", "-", stdin=b"").code == 2
    assert kgraph("query").code == 2


def test_named_questions_are_listed_and_take_parameters(small: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    (mine / "queries").mkdir(parents=True)
    (mine / "queries" / "founders-of.rq").write_text(QUESTION, encoding="utf-8")
    listed = kgraph("query", "--list", KGRAPH_ONTOLOGY=str(mine))
    assert listed.code == 0
    assert "founders-of\n    Who founded it?\n    The founders of a company.\n" in listed.out
    assert '--param company="A"  its name' in listed.out
    assert (
        "Wer hat es gegründet?" in kgraph("query", "--list", KGRAPH_ONTOLOGY=str(mine), KGRAPH_LANG="de").out
    )
    ask = ["query", small, "--name", "founders-of"]
    assert "B, the second" in kgraph(*ask, KGRAPH_ONTOLOGY=str(mine)).out
    assert kgraph(*ask, "--param", "company=Z", KGRAPH_ONTOLOGY=str(mine)).err == "0 rows\n"
    wrong = kgraph(*ask, "--param", "firm=A", KGRAPH_ONTOLOGY=str(mine))
    assert wrong.code == 2
    assert "its parameters: company" in wrong.error_line()


def test_a_table_on_a_terminal_is_as_wide_as_the_terminal() -> None:
    assert _shared([5, 5], 80) == [5, 5]
    assert _shared([5, 200, 300], 80) == [5, 37, 38]
    assert _shared([200, 300, 10], 20) == [7, 7, 6]


def test_validate_finds_what_breaks_the_shapes(built: Path, small: Path) -> None:
    good = kgraph("validate", built)
    assert (good.code, good.out) == (0, ""), good.out
    small.write_text(GRAPH + "<person/b> kg:foundedBy <company/a> .\n", encoding="utf-8")
    bad = kgraph("validate", small)
    assert bad.code == 1
    assert "Violation: " in bad.out
    assert "Violation: " in kgraph("validate", "-", stdin=small.read_bytes()).out


# --- view -------------------------------------------------------------------------------------------------


def test_view_prints_the_page_where_there_is_no_browser(built: Path) -> None:
    result = kgraph("view", built)
    assert result.code == 0
    assert result.out == f"{built}/graph.html\n"
    if sys.platform.startswith("linux"):
        assert "No browser" in result.err
    assert kgraph("view", built / "graph.html").out == result.out


def test_view_opens_the_default_browser(built: Path, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    result = kgraph("view", built, BROWSER=f"{browser} %s")
    assert result.code == 0
    assert "No browser" not in result.err
    assert (tmp_path / "opened").read_text().strip() == (built / "graph.html").resolve().as_uri()


def test_view_makes_the_page_where_it_is_missing_or_old(built: Path, tmp_path: Path) -> None:
    graph = tmp_path / "mine.ttl"
    graph.write_bytes((built / "graph.ttl").read_bytes())
    assert kgraph("view", graph).out == f"{tmp_path}/mine.html\n"
    page = tmp_path / "mine.html"
    first = page.read_bytes()
    page.write_text("old")
    os.utime(page, (1, 1))
    kgraph("view", graph)
    assert page.read_bytes() == first
    page.write_text("current")
    kgraph("view", graph)
    assert page.read_text() == "current"
    assert kgraph("view", "-", stdin=graph.read_bytes()).code == 2
    assert kgraph("view", "-", "-o", tmp_path / "other.html", stdin=graph.read_bytes()).code == 0
    assert (tmp_path / "other.html").read_bytes() == first


def test_view_of_a_page_that_is_not_there_is_code_3(tmp_path: Path) -> None:
    result = kgraph("view", tmp_path / "graph.html")
    assert result.code == 3
    assert "no such page" in result.error_line()


# --- pipes, colours ---------------------------------------------------------------------------------------


def test_a_reader_that_goes_away_is_no_error(built: Path) -> None:
    process = subprocess.Popen(
        [KGRAPH, "export", built, "--to", "html"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_standard_output_is_one_line(built: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([KGRAPH, "stats", built], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert done.stderr.decode().startswith("Error: standard output: cannot be written: No space left")


def test_an_ascii_locale_changes_nothing(built: Path) -> None:
    result = kgraph("export", built, "--to", "csv", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert result.code == 0
    assert "gegründet" in result.out


def on_a_terminal(*arguments: str | Path, **environ: str) -> bytes:
    """What a command writes to standard error where that is a terminal."""
    import pty

    main, terminal = pty.openpty()
    clean = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"} | environ
    subprocess.run([KGRAPH, *arguments], stdout=subprocess.DEVNULL, stderr=terminal, env=clean, check=False)
    os.close(terminal)
    try:
        return os.read(main, 10_000)
    except OSError:  # Linux says so where nothing was written before the terminal was closed
        return b""
    finally:
        os.close(main)


def test_colours_are_for_terminals_and_no_color_is_respected() -> None:
    assert b"\x1b[31mError" in on_a_terminal("stats", "missing.ttl")
    assert on_a_terminal("stats", "missing.ttl", NO_COLOR="1").startswith(b"Error: ")
    assert on_a_terminal("stats", "missing.ttl", TERM="dumb").startswith(b"Error: ")
    assert "\x1b" not in kgraph("stats", "missing.ttl").err


def test_several_documents_show_their_progress_on_a_terminal(article: Path, tmp_path: Path) -> None:
    for i in range(4):
        article.with_name(f"{i}.txt").write_text(f"Das ist der deutsche Text Nummer {i}.", encoding="utf-8")
    out = tmp_path / "out"
    assert b"Reading" in on_a_terminal("build", article.parent, "-o", out)
    assert on_a_terminal("build", "-q", article.parent, "-o", out) == b""
    assert kgraph("build", article.parent, "-o", out).err == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_get_their_completion(shell: str) -> None:
    result = kgraph(_KGRAPH_COMPLETE=f"{shell}_source")
    assert "_KGRAPH_COMPLETE" in result.out
