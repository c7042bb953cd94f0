"""Writing files: all of them or none, and never half of one."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from kgraph import files
from kgraph.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def test_files_are_utf8_with_plain_line_ends_and_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.txt"
    files.write_files({path: "Zürich\n"})
    assert path.read_bytes() == "Zürich\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["c.txt"]


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_when_the_second_file_fails_the_first_keeps_its_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    (tmp_path / "a").write_text("old")
    write = files._write

    def fail_at_b(path: Path, text: str) -> None:
        if ".b." in path.name:
            path.write_text(text[:1])
            raise failure
        write(path, text)

    monkeypatch.setattr(files, "_write", fail_at_b)
    with pytest.raises((OutputError, KeyboardInterrupt)) as caught:
        files.write_files({tmp_path / "a": "new", tmp_path / "b": "new"})
    assert (tmp_path / "a").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
    if isinstance(caught.value, OutputError):
        assert caught.value.where == str(tmp_path / "b")
        assert "disk is full" in caught.value.hint


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="Permission denied"):
        files.write_files({tmp_path / "a": "x"})


def test_a_file_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError) as caught:
        files.write_files({tmp_path / "file" / "a": "x"})
    assert "a part of this path is a file" in caught.value.hint
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="a folder has this name"):
        files.write_files({tmp_path / "folder": "x"})


def test_permissions_and_links_survive(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("old")
    target.chmod(0o640)
    (tmp_path / "link").symlink_to(target)
    files.write_files({tmp_path / "link": "new"})
    assert (tmp_path / "link").is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_pipe_is_written_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        files.write_files({pipe: "x"})
        assert os.read(reader, 10) == b"x"
        assert pipe.is_fifo()
    finally:
        os.close(reader)
