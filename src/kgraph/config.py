"""Settings: what a flag, the environment, a settings file and the defaults say, in that order.

The settings file is the nearest one at or above the working folder: `kgraph.toml`, or a `pyproject.toml` that
has a table `[tool.kgraph]`. A relative path in a settings file counts from that file's folder. An unknown key
is an error, since a misspelt setting that is silently ignored costs more time than one that is refused.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.errors import SettingsError
from kgraph.ids import DEFAULT_BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kgraph.model import Lang

ENVIRONMENT_PREFIX = "KGRAPH_"
LANGS: tuple[Lang, ...] = ("de", "en")
_NOT_IN_IRI = re.compile(r"""[\x00-\x20<>"{}|^`\\]""")  # RFC 3987 and the IRIREF production of Turtle 1.1
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^:]")
_YES = ("1", "true", "yes", "on")
_NO = ("0", "false", "no", "off")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run goes by. `origins` says where each setting's value comes from (`flag`, `default`...)."""

    base: str = DEFAULT_BASE
    """What the IRIs of documents, entities and statements start with; ends with `/`, `#` or `:`."""
    encoding: str | None = None
    """The encoding of the inputs; None reads UTF-8, and UTF-16 with a byte order mark."""
    keep_going: bool = False
    """Whether a document that cannot be read is reported at the end; without, the first one stops the run."""
    lang: Lang = "en"
    """The language in which the page opens; a reader can switch it."""
    ontology: Path | None = None
    """The ontology folder; None takes the one that kgraph ships."""
    output: Path = Path("output")
    """The folder that `build` writes."""
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)


NAMES = tuple(f.name for f in fields(Settings) if f.name != "origins")


def resolve(
    flags: Mapping[str, Any] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """Return the settings in force: flag before environment before settings file before default.

    `flags` are by name in `NAMES`, and None is a flag not given; `environ` is searched for `KGRAPH_BASE` and
    so on; the settings file is looked for in `folder` and above it, and not at all where `folder` is None.

    Raises:
        SettingsError: a settings file that is no TOML, an unknown key, or a value that a setting cannot have.
    """
    values: dict[str, Any] = {}
    origins = dict.fromkeys(NAMES, "default")
    path = find(folder) if folder else None
    layers = [
        *([_from_file(path)] if path else []),
        _from_environment(environ or {}),
        {name: (value, "flag") for name, value in (flags or {}).items() if value is not None},
    ]
    for layer in layers:
        for name, (value, origin) in layer.items():
            values[name] = _PARSERS[name](value, origin)
            origins[name] = origin
    return Settings(**values, origins=origins)


def find(folder: Path) -> Path | None:
    """Return the nearest settings file at or above `folder`; in one folder `kgraph.toml` comes first.

    Raises:
        SettingsError: a `pyproject.toml` on the way that is no TOML.
    """
    for parent in (folder.resolve(), *folder.resolve().parents):
        if (parent / "kgraph.toml").is_file():
            return parent / "kgraph.toml"
        project = parent / "pyproject.toml"
        if project.is_file() and "kgraph" in _toml(project).get("tool", {}):
            return project
    return None


def check_base(base: str, *, where: str = "") -> str:
    """Return `base` if IRIs can be made from it.

    Raises:
        SettingsError: it is no absolute IRI, or what follows it would run into its last word.
    """
    if not _ABSOLUTE.match(base) or _NOT_IN_IRI.search(base):
        raise SettingsError(
            f"base is no absolute IRI: {base!r}", where=where, hint="an example: https://example.org/graph/"
        )
    if not base.endswith(("/", "#", ":")):
        raise SettingsError(f"base must end with / or #: {base!r}", where=where, hint=f"try {base}/")
    return base


def suggestion(name: str, known: tuple[str, ...]) -> str:
    """Return a hint for an unknown `name`: the nearest known one, or else all that are known."""
    near = difflib.get_close_matches(name.lower(), known, n=1)
    return f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"not TOML: {error}", where=str(path), hint="correct the file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", where=str(path), hint="correct the file") from error


def _from_file(path: Path) -> dict[str, tuple[Any, str]]:
    content = _toml(path)
    table = content["tool"]["kgraph"] if path.name == "pyproject.toml" else content
    keys = {name.replace("_", "-"): name for name in NAMES}
    found: dict[str, tuple[Any, str]] = {}
    for key, value in table.items():
        if key not in keys:
            raise SettingsError(
                f"unknown setting {key!r}", where=str(path), hint=suggestion(key, tuple(keys))
            )
        found[keys[key]] = (path.parent / value if _is_path(keys[key], value) else value, str(path))
    return found


def _from_environment(environ: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    found = {name: f"{ENVIRONMENT_PREFIX}{name.upper()}" for name in NAMES}
    return {name: (environ[key], key) for name, key in found.items() if environ.get(key)}


def _is_path(name: str, value: object) -> bool:
    return name in ("ontology", "output") and isinstance(value, str)


def _text(value: Any, origin: str, *, name: str) -> str:
    if not isinstance(value, str) or not value:
        raise SettingsError(f"{name} must be text, not {value!r}", where=origin, hint=f'write {name} = "..."')
    return value


def _base(value: Any, origin: str) -> str:
    return check_base(_text(value, origin, name="base"), where=origin)


def _encoding(value: Any, origin: str) -> str:
    return _text(value, origin, name="encoding")


def _keep_going(value: Any, origin: str) -> bool:
    text = str(value).lower() if isinstance(value, str | bool) else ""
    if text not in (*_YES, *_NO):
        what = f"keep-going must be true or false, not {value!r}"
        raise SettingsError(what, where=origin, hint="write true or false")
    return text in _YES


def _lang(value: Any, origin: str) -> Lang:
    for lang in LANGS:
        if value == lang:
            return lang
    raise SettingsError(f"unknown language {value!r}", where=origin, hint=f"known: {', '.join(LANGS)}")


def _ontology(value: Any, origin: str) -> Path:
    folder = Path(value) if isinstance(value, Path) else Path(_text(value, origin, name="ontology"))
    if not folder.is_dir():
        raise SettingsError(f"no such folder: {folder}", where=origin, hint="name a folder like ontology/")
    return folder


def _output(value: Any, origin: str) -> Path:
    return value if isinstance(value, Path) else Path(_text(value, origin, name="output"))


_PARSERS: dict[str, Callable[[Any, str], Any]] = {
    "base": _base,
    "encoding": _encoding,
    "keep_going": _keep_going,
    "lang": _lang,
    "ontology": _ontology,
    "output": _output,
}
