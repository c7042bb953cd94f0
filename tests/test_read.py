"""Files -> documents: what people point kgraph at, good and bad."""

import io
import json
import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.errors import InputError, KGraphError, SettingsError
from kgraph.ids import document_iri
from kgraph.model import Document, Reference
from kgraph.read import MAX_BYTES, MAX_CHARACTERS, Failure, ForeignLanguageError, document, documents

BASE = "https://example.org/data/"
GERMAN = "Mistral AI hat am Dienstag ein neues Modell vorgestellt. Das Unternehmen sitzt in Paris.\n"
ENGLISH = "Mistral AI presented a new model on Tuesday. The company is based in Paris.\n"
FRENCH = "L'entreprise a présenté mardi un nouveau modèle de langage, conçu à Paris par ses chercheurs.\n"


def read(*inputs: object, **options: object) -> list[Document | Failure]:
    return list(documents([i if isinstance(i, Path) else str(i) for i in inputs], base=BASE, **options))


def read_one(path: object, **options: object) -> Document:
    (item,) = read(path, **options)
    assert isinstance(item, Document), item
    return item


def fail_one(path: object, **options: object) -> Failure:
    (item,) = read(path, **options)
    assert isinstance(item, Failure), item
    assert "\n" not in str(item.error)
    assert item.error.hint
    return item


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# One file


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.md",
        "---\r\ntitle: 'Mistral: ein Modell'\r\nlang: de-DE\r\ndate: 2025-04\r\nurl: https://example.org/ä b\r\n"
        "author: [Erika Muster, Max Muster]\r\ntags: {x: [1, 2]}\r\n---\r\n\r\n# Überschrift\r\n\r\n"
        + GERMAN,
    )
    found = read_one(path)
    assert found.text == "# Überschrift\n\n" + GERMAN
    assert found.iri == document_iri(found.text, base=BASE)
    assert (found.id, found.source) == ("a.md", str(path))
    assert (found.title, found.lang, found.published) == ("Mistral: ein Modell", "de", "2025-04")
    assert (found.url, found.author) == ("https://example.org/ä%20b", "Erika Muster, Max Muster")


def test_plain_text_takes_its_title_from_a_short_first_line(tmp_path: Path) -> None:
    assert read_one(write(tmp_path, "a.txt", "Neues aus Paris\n\n" + GERMAN)).title == "Neues aus Paris"
    assert read_one(write(tmp_path, "b.txt", GERMAN)).title == ""
    assert (
        read_one(write(tmp_path, "c.txt", GERMAN + "\n## **Ein** [Titel](https://x.org)\n")).title
        == "Ein Titel"
    )


def test_references_and_code_are_no_prose(tmp_path: Path) -> None:
    body = f"# T\n\n{GERMAN}\n```python\nx = 1\n```\n\n### Referenzen\n- [Ein Titel](https://example.org/a)\n"
    found = read_one(write(tmp_path, "a.md", body))
    assert found.references == (Reference("https://example.org/a", "Ein Titel"),)
    assert [found.quote(s) for s in found.skip] == [
        "```python\nx = 1\n```",
        "### Referenzen\n- [Ein Titel](https://example.org/a)\n",
    ]


PAGE = """<!doctype html><html lang="de-DE"><head><title>Neues Modell | Zeitung</title>
<meta charset="{charset}"><meta property="article:published_time" content="2025-05-20T23:30:00-08:00">
<meta name="author" content="Erika Muster"><link rel="canonical" href="https://example.org/neu"></head><body>
<nav><a href="/">Startseite</a></nav><article><h1>Neues Modell</h1><p>Das Start-up <b>Mistral AI</b> hat von <a href="https://example.org/nvidia">Nvidia</a> Geld erhalten und sucht Forscher*innen für_das Büro in München.</p>
<p>{prose}</p>
<h2>Hintergrund</h2><ul><li>Gegründet wurde es in Paris</li></ul><pre><code>x = 1
y = 2</code></pre>
<h2>Quellen</h2><ul><li><a href="https://example.org/q">Bericht</a></li><li><a href="/intern">nein</a></li></ul>
</article><footer><a href="https://example.org/impressum">Impressum</a></footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_web_page(tmp_path: Path, charset: str) -> None:
    found = read_one(
        write(tmp_path, "a.html", PAGE.format(charset=charset, prose=GERMAN * 4).encode(charset))
    )
    assert "# Neues Modell\n" in found.text
    assert "Das Start-up Mistral AI hat von Nvidia Geld erhalten" in found.text
    assert "Forscher*innen für_das Büro in München" in found.text
    assert "Startseite" not in found.text
    assert "Impressum" not in found.text
    assert (found.title, found.lang, found.published) == ("Neues Modell", "de", "2025-05-20")
    assert (found.url, found.author) == ("https://example.org/neu", "Erika Muster")
    assert found.references == (Reference("https://example.org/q", "Bericht"),)
    assert any("x = 1" in found.quote(s) for s in found.skip)


def test_the_date_of_a_web_page_does_not_depend_on_today(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.html", PAGE.format(charset="utf-8", prose=GERMAN * 4).replace("2025-05-20", "2031-05-20")
    )
    assert read_one(path).published == "2031-05-20"
    path = write(
        tmp_path,
        "b.html",
        f"<html><body><article><p>vor 3 Tagen, am 5. April</p><p>{GERMAN * 9}</p></article>",
    )
    assert read_one(path).published == ""


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {
            "id": "x-1",
            "text": GERMAN,
            "lang": "deu",
            "title": "T",
            "url": "https://example.org/",
            "published": 2025,
        },
        {"id": "x-2", "text": ENGLISH, "lang": None, "title": "", "entities": [], "relations": 7},
    ]
    path = write(tmp_path, "a.jsonl", "\n\n".join(map(json.dumps, rows)) + "\n")
    first, second = read(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.lang, first.title, first.url) == ("x-1", "de", "T", "https://example.org/")
    assert (first.published, first.source) == ("2025", f"{path}:1")
    assert (second.id, second.lang, second.title, second.source) == ("x-2", "en", "", f"{path}:3")


@pytest.mark.parametrize(
    ("data", "title", "id"),
    [
        (json.dumps({"id": "j", "text": GERMAN, "title": "J"}).encode(), "J", "j"),
        (b"\n \n" + json.dumps({"id": "j", "text": GERMAN, "title": "J"}).encode(), "J", "j"),
        (PAGE.format(charset="utf-8", prose=GERMAN * 4).encode(), "Neues Modell", "stdin"),
        (f"---\ntitle: M\n---\n{GERMAN}".encode(), "M", "stdin"),
        (b"\xef\xbb\xbf" + f"# M\n\n{GERMAN}".encode(), "M", "stdin"),
    ],
)
def test_standard_input_is_told_by_its_first_characters(data: bytes, title: str, id: str) -> None:
    found = read_one("-", stdin=io.BytesIO(data))
    assert (found.title, found.id, found.lang) == (title, id, "de")


def test_text_is_nfc_and_forbidden_characters_are_spaces(tmp_path: Path) -> None:
    raw = unicodedata.normalize("NFD", "Müller\x0bund\x00Söhne\uffff ") + GERMAN * 3
    found = read_one(write(tmp_path, "a.txt", raw))
    assert found.text == "Müller und Söhne  " + GERMAN * 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.md", "a.jsonl"])
def test_byte_order_marks(tmp_path: Path, encoding: str, name: str) -> None:
    marked = "\ufeff" if encoding.endswith("e") else ""
    text = json.dumps({"id": "a.md", "text": GERMAN}, ensure_ascii=False) if name == "a.jsonl" else GERMAN
    assert read_one(write(tmp_path, name, (marked + text).encode(encoding))).text == GERMAN


@pytest.mark.parametrize("name", ["a.md", "a.jsonl"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le"])
def test_encoding_is_used_without_a_mark(tmp_path: Path, encoding: str, name: str) -> None:
    text = "Die Büros für Köln: " + GERMAN
    raw = json.dumps({"id": "a", "text": text}, ensure_ascii=False) if name == "a.jsonl" else text
    assert read_one(write(tmp_path, name, raw.encode(encoding)), encoding=encoding).text == text


# Many files


def test_folder(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.MD",
        "a/y.html",
        ".hidden.txt",
        ".git/x.txt",
        "c.png",
        "package.json",
        "a-b/x.txt",
    ):
        write(tmp_path, name, f"<p>{GERMAN}{name}")
    assert [d.id for d in read(tmp_path)] == ["a-b/x.txt", "a/y.html", "a/z.MD", "b.txt"]
    assert [d.id for d in read(f"{tmp_path}/")] == [d.id for d in read(tmp_path)]


def test_glob(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("in/b.txt", "in/a/c.txt", "in/a/d.md", "in/e.png", "in/x[1].txt", "in/f.rst"):
        write(tmp_path, name, GERMAN + name)
    monkeypatch.chdir(tmp_path)
    assert [d.id for d in read("in/**/*.txt")] == ["a/c.txt", "b.txt", "x[1].txt"]
    assert [d.id for d in read("in/*")] == ["a/c.txt", "a/d.md", "b.txt", "x[1].txt"]
    assert [d.id for d in read(f"{tmp_path}/*/b.*")] == ["in/b.txt"]
    assert [d.id for d in read("in/*.rst")] == ["f.rst"]
    assert [d.id for d in read("in/x[1].txt")] == ["x[1].txt"]


def test_order_of_inputs_changes_nothing_and_a_file_is_read_once(tmp_path: Path) -> None:
    one, two = write(tmp_path, "in/b/one.txt", GERMAN), write(tmp_path, "two.txt", ENGLISH)
    inputs = [tmp_path / "in", one, two, tmp_path / "in" / "*" / "*.txt", tmp_path / "missing"]
    found = read(*inputs)
    assert [i.id if isinstance(i, Document) else i.source for i in found] == [
        str(tmp_path / "missing"),
        "b/one.txt",
        "two.txt",
    ]
    assert [str(i) for i in read(*reversed(inputs))] == [str(i) for i in found]


def test_loops_of_links_end(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", GERMAN)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "self.txt").symlink_to("self.txt")
    (tmp_path / "in" / "gone.txt").symlink_to("nowhere.txt")
    documents_, failures = [], []
    for item in read(tmp_path / "in"):
        (documents_ if isinstance(item, Document) else failures).append(item)
    assert [d.id for d in documents_] == ["a.txt"]
    assert [Path(f.source).name for f in failures] == ["gone.txt", "self.txt"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", GERMAN)
    later = write(tmp_path, "b.txt", GERMAN)
    stream = documents([tmp_path], base=BASE)
    assert isinstance(next(stream), Document)
    later.write_text(ENGLISH)
    second = next(stream)
    assert isinstance(second, Document)
    assert second.text == ENGLISH


def test_a_pipe_of_json_lines_is_read_line_by_line() -> None:
    line = json.dumps({"text": GERMAN, "lang": "de", "title": "t" * 5000}).encode()[1:]
    rows = (b'{"id": "%d", ' % i + line + b"\n" for i in range(10_000))

    class Pipe(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            row = next(rows, b"")
            self.taken += 1
            buffer[: len(row)] = row
            return len(row)

    pipe = Pipe()
    found = [item.id for item, _ in zip(documents(["-"], base=BASE, stdin=pipe), range(3), strict=False)]
    assert found == ["0", "1", "2"]
    assert pipe.taken < 20


def test_ten_thousand_small_files_stream(tmp_path: Path) -> None:
    count = 1000  # a tenth, so that the suite stays quick; the bound is a tenth too
    for i in range(count):
        write(tmp_path, f"{i % 10}/{i}.txt", f"Meldung {i}\n\n" + GERMAN * 5)
    next(documents([tmp_path / "0"], base=BASE))  # the language model is loaded once
    start = time.process_time()
    stream = documents([tmp_path], base=BASE)
    next(stream)
    first = time.process_time() - start
    assert sum(isinstance(d, Document) for d in stream) == count - 1
    assert first < 1.0
    assert time.process_time() - start < 6.0


# Bad input


@pytest.mark.parametrize(
    ("name", "content", "what", "hint"),
    [
        ("a.txt", b"", "no text", ""),
        ("a.md", b" \n\t\n", "no text", ""),
        ("a.md", b"---\ntitle: x\n---\n\n", "no text", ""),
        ("a.html", b"", "no text", ""),
        ("a.html", b"<html><body></body></html>", "no main text", "Markdown"),
        ("a.jsonl", b"\n\n", "no text", ""),
        ("a.txt", b"%PDF-1.7\n" + bytes(range(256)), "a PDF file", "pdftotext"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "a PNG image", ""),
        ("a.md", b"PK\x03\x04" + bytes(99), "ZIP archive or an office document", ""),
        ("a.txt", bytes(range(256)) * 9, "binary", ""),
        ("a.txt", b"\x93\x00" + b"abc" * 100, "binary", ""),
        ("a.txt", GERMAN.encode("utf-16-be"), "UTF-16 without a mark", "--encoding utf-16-be"),
        ("a.txt", "Der Chef\nsagt für".encode("cp1252"), "byte 0xfc at offset 15 is not UTF-8", "--encoding cp1252"),
        ("a.txt", "für Köln, Größe".encode("mac_roman"), "is not UTF-8", "--encoding mac_roman"),
        ("a.txt", "für Köln, Größe".encode("cp850"), "is not UTF-8", "--encoding cp850"),
        ("a.txt", "für Köln, Größe".encode() * 3 + b"\xfc", "byte 0xfc", "nearly all of it is UTF-8"),
        ("a.jsonl", b'{"id": "a", "text": "f\xfcr"}', "byte 0xfc at offset 22", "--encoding cp1252"),
        ("a.md", b"---\ntitle: x\n" + GERMAN.encode(), "front matter that never ends", "---"),
        ("a.md", b"---\ntitle: a: b\n---\n" + GERMAN.encode(), "front matter is no YAML", "quotation marks"),
        ("a.md", b"---\nx: " + b"[" * 30_000 + b"\n---\n" + GERMAN.encode(), "front matter is", ""),
        ("a.md", b"---\nx: " + b"a" * 70_000 + b"\n---\n" + GERMAN.encode(), "too long", ""),
        ("a.md", b"---\ntitle: [a, b]\n---\n" + GERMAN.encode(), "title is a list", "one text"),
        ("a.md", b"---\nlang: Klingonisch\n---\n" + GERMAN.encode(), "'Klingonisch' is no language", "de or en"),
        ("a.md", b"---\ndate: 04/05/2025\n---\n" + GERMAN.encode(), "'04/05/2025' is no date", "2025-04-05"),
        ("a.md", b"---\nurl: example.org\n---\n" + GERMAN.encode(), "no absolute URL", "https://"),
        ("a.jsonl", b"{'id': 1}", "no JSON", "one object"),
        ("a.jsonl", b'["a"]', "JSON, but no object", "one object"),
        ("a.jsonl", b"[" * 200_000, "JSON", "one object"),
        ("a.jsonl", b'{"id": ' + b"1" * 5000 + b"}", "JSON that Python does not read", "one object"),
        ("a.jsonl", b'{"text": "x"}', "no id", "id and text"),
        ("a.jsonl", b'{"id": "x"}', "no text", "id and text"),
        ("a.jsonl", b'{"id": 7, "text": "x"}', "id is no text", "quotation marks"),
        ("a.jsonl", b'{"id": " ", "text": "x"}', "id is empty", ""),
        ("a.jsonl", b'{"id": "\\u0000", "text": "x"}', "empty id", ""),
        ("a.jsonl", b'{"id": "x", "text": ""}', "text is empty", ""),
        ("a.jsonl", b'{"id": "x", "text": ["x"]}', "text is no text", ""),
        ("a.jsonl", b'{"id": "x", "text": "x", "published": true}', "published is true or false", ""),
        ("a.jsonl", b'{"id": "x", "text": "x", "published": "bald"}', "'bald' is no date", ""),
        ("a.jsonl", b'{"id": "x", "text": "x", "lang": 3}', "lang is a number", ""),
        ("a.jsonl", b'{"id": "x", "text": "ab\\ud800"}', "surrogate pair (U+D800) at character 2", ""),
        ("a.jsonl", b'{"id": "x", "text": "x", "title": "\\udfff"}', "surrogate pair (U+DFFF)", ""),
        ("a.txt", "für ".encode() * (MAX_CHARACTERS // 4) + b"x", "1,000,001 characters", "split it"),
    ],
)  # fmt: skip
def test_bad_file(tmp_path: Path, name: str, content: bytes, what: str, hint: str) -> None:
    path = write(tmp_path, name, content)
    failure = fail_one(path)
    assert isinstance(failure.error, InputError)
    assert what in failure.error.what
    assert hint in failure.error.hint
    assert failure.error.where.startswith(str(path))
    assert not failure.skipped


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.txt", "Der Chef\nsagt für".encode("cp1252"), 2),
        ("a.md", b"---\nlang: de\ntitle: a: b\n---\nx", 3),
        ("a.md", b"---\nlang: de\n\nDate: bald\n---\nx", 4),
        ("a.jsonl", b'\n{"id": "x", "text": "x",}\n', 2),
    ],
)
def test_errors_name_the_line(tmp_path: Path, name: str, content: bytes, line: int) -> None:
    path = write(tmp_path, name, content)
    assert fail_one(path).error.where == f"{path}:{line}"


def test_a_bad_line_does_not_hide_the_next(tmp_path: Path) -> None:
    good = json.dumps({"id": "good", "text": GERMAN}).encode()
    path = write(tmp_path, "a.jsonl", b"oops\n" + b'"' + b"x" * (MAX_BYTES + 1) + b'"\n' + good)
    first, second, third = read(path)
    assert isinstance(first, Failure)
    assert isinstance(second, Failure)
    assert (first.source, second.source) == (f"{path}:1", f"{path}:2")
    assert "more than 8,000,000 bytes" in second.error.what
    assert isinstance(third, Document)
    assert third.source == f"{path}:3"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
def test_fifty_megabytes_in_one_line_fail_at_once(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name, b"Meta und OpenAI " * 3_300_000)
    start = time.process_time()
    assert "more than 8,000,000 bytes" in fail_one(path).error.what
    assert time.process_time() - start < 2.0


@pytest.mark.parametrize(
    "text",
    [
        "[" * 400_000,
        "[x](http" * 50_000,
        "a " * 200_000,
        "**_" * 130_000,
        "\n" * 400_000 + "x",
        "Quellen\n" + "[x](https://e.org/(" * 20_000,
        "# Quellen\n" + "(https://e.org/" * 20_000,
        "```\n" * 100_000 + "x",
        "--\n" * 99_999,
        "<!-- " * 90_000,
        ("# " + "*a " * 660 + "\n") * 200,
    ],
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    start = time.process_time()
    document(text, base=BASE, id="x", lang="de")
    assert time.process_time() - start < 10.0


@pytest.mark.parametrize("inputs", ["missing.txt", "missing/*.txt", "bad\0name", "x" * 5000])
def test_missing(inputs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert fail_one(inputs).source == inputs


def test_folder_without_articles(tmp_path: Path) -> None:
    write(tmp_path, "in/a.png", b"x")
    failure = fail_one(tmp_path / "in")
    assert failure.error.what == "a folder without articles"
    assert ".md" in failure.error.hint
    assert "nothing matches" in fail_one(tmp_path / "in" / "*").error.what


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_no_permission(tmp_path: Path) -> None:
    path = write(tmp_path, "in/a.txt", GERMAN)
    closed = tmp_path / "in" / "closed"
    closed.mkdir()
    path.chmod(0)
    closed.chmod(0)
    code = (
        "import os, sys\n"
        "from kgraph.read import documents\n"
        "os.getuid() or os.setuid(65534)  # root may read everything\n"
        "for item in documents(sys.argv[1:], base='b'): print(item.error)\n"
    )
    script = write(tmp_path, "script.py", code)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.name.startswith(("pytest-", "popen-", "test_")):
            folder.chmod(0o755)
    run = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "in")], capture_output=True, text=True, check=False
    )
    closed.chmod(0o755)
    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        f"{closed}: no permission to read it (try chmod u+r on {closed})",
        f"{path}: no permission to read it (try chmod u+r on {path})",
    ]


def test_ids_that_occur_twice_are_named(tmp_path: Path) -> None:
    one = write(tmp_path, "a/x.txt", GERMAN)
    two = write(tmp_path, "b/x.txt", ENGLISH)
    rows = write(tmp_path, "c.jsonl", "\n".join([json.dumps({"id": "x.txt", "text": GERMAN})] * 2))
    found = read(one.parent, two.parent, rows)
    kept = [d for d in found if isinstance(d, Document)]
    failed = [f for f in found if isinstance(f, Failure)]
    assert len(kept) == 1
    assert {f.source for f in failed} | {kept[0].source} == {str(one), str(two), f"{rows}:1", f"{rows}:2"}
    assert all("'x.txt'" in str(f.error) and kept[0].source in str(f.error) for f in failed)


def test_unknown_encoding_is_refused_before_reading() -> None:
    for name in ("klingon", "base64", "a\0b"):
        with pytest.raises(SettingsError):
            documents([], base=BASE, encoding=name)


# Languages


@pytest.mark.parametrize(
    "content",
    [FRENCH, f"---\nlang: fr\n---\n{GERMAN}", f"---\nlang: French\n---\n{GERMAN}", "東京の新しい会社です。"],
)
def test_other_languages_are_skipped(tmp_path: Path, content: str) -> None:
    failure = fail_one(write(tmp_path, "a.md", content))
    assert failure.skipped
    assert isinstance(failure.error, ForeignLanguageError)
    assert failure.error.what.startswith("neither German nor English: ")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("OpenAI veröffentlicht GPT-5.", "de"),
        ("OpenAI releases GPT-5.", "en"),
        ("Yann LeCun verlässt Meta.", "de"),
        ("Yann LeCun leaves Meta.", "en"),
        ("Meta kauft Scale AI.", "de"),
        (
            GERMAN + "\n## Quellen\n" + "- [L'entreprise a présenté un modèle](https://example.org)\n" * 20,
            "de",
        ),
        ("2025", "en"),
    ],
)
def test_language_of_short_texts(text: str, lang: str) -> None:
    assert document(text, base=BASE, id="x").lang == lang


@pytest.mark.parametrize(("given", "lang"), [("de-DE", "de"), ("deu", "de"), ("German", "de"), ("Deutsch", "de"),
                                             ("en_US.UTF-8", "en"), ("EN", "en"), ("und", "en"), ("", "en")])  # fmt: skip
def test_language_given(given: str, lang: str) -> None:
    assert document(ENGLISH, base=BASE, id="x", lang=given).lang == lang


# Laws


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")),
        st.text("-:[]{}'\"#&*!|>%@` \nab", max_size=60).map(lambda t: f"---\na: {t}\n---\nx".encode()),
        st.text("<>/=\"' \npahdivbytle&;#x0", max_size=120).map(lambda t: f"<html><body>{t}".encode()),
        st.dictionaries(
            st.sampled_from(["id", "text", "lang", "title", "url", "published", "author"]),
            st.one_of(
                st.text(max_size=30), st.none(), st.integers(), st.lists(st.text(max_size=3), max_size=2)
            ),
        ).map(lambda d: json.dumps(d).encode()),
    ),
    name=st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl", "a.bin", "-"]),
    encoding=st.sampled_from([None, "utf-8", "cp1252", "utf-16", "ascii", "idna", "utf-7"]),
)
def test_any_bytes_give_documents_or_failures(
    tmp_path: Path, data: bytes, name: str, encoding: str | None
) -> None:
    path = "-" if name == "-" else str(write(tmp_path, name, data))
    first, second = (read(path, encoding=encoding, stdin=io.BytesIO(data)) for _ in range(2))
    assert first
    assert [str(i) for i in first] == [str(i) for i in second]
    for item in first:
        if isinstance(item, Failure):
            assert isinstance(item.error, KGraphError)
            assert "\n" not in str(item.error)
        else:
            holds_the_laws(item)


PIECES = st.sampled_from(
    ["# ", "## Quellen\n", "Quellen:\n", "- ", "```\n", "~~~\n", "<!--", "-->", "[a](https://b.org/c)", "\n", "\n\n", " ",
     "https://b.org", "---\n", "a\u0308", "\u0344", "\r\n", "\x00", "\u2028", "Meta", "[1]: https://b.org", "===\n", "😀"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), min_size=1, max_size=30).map("".join))
def test_any_text_gives_a_lawful_document(text: str) -> None:
    try:
        found = document(text, base=BASE, id="x", lang="de")
    except InputError:
        return
    holds_the_laws(found)
    assert document(found.text, base=BASE, id="x", lang="de") == found


def holds_the_laws(found: Document) -> None:
    text = found.text
    assert text.strip()
    assert unicodedata.is_normalized("NFC", text)
    assert not {c for c in text if (c < " " and c not in "\t\n") or c in "\ufffe\uffff"}
    text.encode("utf-8")
    assert found.lang in ("de", "en")
    ends = [0]
    for span in found.skip:
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)
    assert len({r.url for r in found.references}) == len(found.references)
    assert not any("\n" in field for field in (found.id, found.title, found.author, found.url))
