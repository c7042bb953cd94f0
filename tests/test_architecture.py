"""The layers, the homes of third-party packages and who may print, as docs/architecture.md states them."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "kgraph"
DOCUMENT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = (
    {"errors", "ids", "terms", "files"},
    {"model"},
    {"config"},
    {"ontology"},
    {"read", "annotate", "link", "relate", "assemble", "export", "query", "train"},
    {"build"},
    {"cli"},
)
IMPORT_NAMES = {"pyyaml": "yaml", "spaCy": "spacy"}


def place(path: Path) -> str:
    """`read/markup.py`, as the table of rooms writes it."""
    return path.relative_to(PACKAGE).as_posix()


def room(path: Path) -> str:
    """`read`: the module or package directly under kgraph."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The full names of all modules that `path` imports, wherever in it, for type checking too."""
    return _imported(ast.parse(path.read_text(encoding="utf-8")), path)


def imports_at_run_time(path: Path) -> set[str]:
    """The same without those under `if TYPE_CHECKING`, which load nothing."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = [n for n in tree.body if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)]
    tree.body = [node for node in tree.body if node not in typing_only]
    return _imported(tree, path)


def _imported(tree: ast.Module, path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(path)}:{node.lineno}: relative imports hide the layer"
            assert node.module is not None
            found |= {f"kgraph.{a.name}" for a in node.names} if node.module == "kgraph" else {node.module}
    return found


def rooms_of_the_document() -> dict[str, set[str]]:
    """Module or folder -> its third-party packages, from the table of rooms."""
    rooms: dict[str, set[str]] = {}
    for line in DOCUMENT.splitlines():
        if match := re.fullmatch(r"\| `([\w/]+(?:\.py)?)` \|.*\|(.*)\|", line):
            names = re.findall(r"[A-Za-z0-9_]+", match[2])
            rooms[match[1]] = {IMPORT_NAMES.get(name, name) for name in names}
    return rooms


ROOMS = rooms_of_the_document()


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_lower_layer_never_imports_a_higher_one_and_siblings_never_each_other(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        pytest.skip("the package itself stands above all layers")
    level = {name: i for i, layer in enumerate(LAYERS) for name in layer}
    own = room(path)
    for name in sorted(imports(path)):
        if not name.startswith("kgraph"):
            continue
        other = name.split(".")[1] if "." in name else ""
        if other == own or (own == "cli" and other == ""):
            continue
        assert other in level, f"{place(path)} imports {name}, which is in no layer"
        assert level[other] < level[own] or (level[other] == level[own] < 1), f"{place(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_third_party_packages_stay_at_home(path: Path) -> None:
    rooms = [key for key in ROOMS if place(path) == key or _inside(path, key)]
    allowed = set().union(*(ROOMS[key] for key in rooms))
    for name in sorted(imports_at_run_time(path)):
        package = name.split(".")[0]
        if package == "kgraph" or package in sys.stdlib_module_names:
            continue
        assert package in allowed, f"{package} is not at home in {place(path)}"


def _inside(path: Path, key: str) -> bool:
    return key.endswith("/") and place(path).startswith(key)


def test_every_module_has_a_row_in_the_table_of_rooms() -> None:
    homeless = [place(p) for p in MODULES if p.name != "__init__.py"
                and place(p) not in ROOMS and not any(_inside(p, key) for key in ROOMS)]  # fmt: skip
    assert homeless == []


def test_every_room_of_the_table_exists_and_its_layer_is_known() -> None:
    known = set().union(*LAYERS)
    for key in ROOMS:
        assert (PACKAGE / key).exists(), key
        assert key.split("/")[0].removesuffix(".py") in known, key


def test_every_dependency_is_used_and_every_package_used_is_a_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["fast"]]
    names = {re.split(r"[<>=!~\[; ]", requirement)[0] for requirement in declared}
    used = {name.split(".")[0] for path in MODULES for name in imports(path)}
    assert {IMPORT_NAMES.get(name, name) for name in names} == used - set(sys.stdlib_module_names) - {
        "kgraph"
    }


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if room(path) == "cli":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"print", "exit", "quit", "sys.exit", "os._exit", "sys.stdout.write"}, (
                f"{place(path)}:{node.lineno}: {called}"
            )
