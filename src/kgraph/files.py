"""Writing files so that nobody ever finds half of one."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping

_HINTS = {
    errno.ENOSPC: "the disk is full: free some space or choose another folder",
    errno.EDQUOT: "the quota is used up: free some space or choose another folder",
    errno.EACCES: "choose a folder that you may write, or ask for write permission",
    errno.EPERM: "choose a folder that you may write, or ask for write permission",
    errno.EROFS: "the file system is read-only: choose another folder",
    errno.ENOTDIR: "a part of this path is a file: choose another folder",
    errno.EEXIST: "a part of this path is a file: choose another folder",
    errno.EISDIR: "a folder has this name: choose another name",
}


def write_files(contents: Mapping[Path, str]) -> None:
    """Write every text as UTF-8 with `\\n` line ends; folders are made as needed.

    All are first written beside their targets and forced to the disk; only when that has gone well for every
    one are they renamed over what was there before. So a full disk, an error or Ctrl-C leaves the old files,
    and a reader sees either the old or the new one. A target that is no regular file (`/dev/stdout`) is
    written directly, since replacing it would destroy it.

    Raises:
        OutputError: a file or folder that cannot be written.
    """
    written: list[tuple[Path, Path]] = []
    target = Path()
    try:
        for target, text in contents.items():
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
            if target.exists() and not target.is_file():
                target.write_bytes(text.encode("utf-8"))
                continue
            final = target.resolve()  # a link stays a link: what it points to is replaced
            final.parent.mkdir(parents=True, exist_ok=True)
            beside = final.with_name(f".{final.name}.{os.getpid()}.part")
            written.append((beside, final))
            _write(beside, text)
            if final.exists():
                beside.chmod(final.stat().st_mode & 0o777)
        for beside, final in written:
            beside.replace(final)
        for folder in sorted({final.parent for _, final in written}):
            _sync(folder)
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "choose another place")
        what = f"cannot be written: {error.strerror or error}"
        raise OutputError(what, where=str(target), hint=hint) from error
    finally:
        for beside, _ in written:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    with path.open("wb") as file:
        file.write(text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Force the renames to the disk; where folders cannot be opened (Windows) the system sees to it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
