"""Settings: which source wins, and that a misspelt one is refused with a suggestion."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph import config
from kgraph.errors import SettingsError
from kgraph.ids import DEFAULT_BASE

EXAMPLE = "https://example.org/graph/"


def test_without_any_source_the_defaults_hold() -> None:
    settings = config.resolve()
    assert settings == config.Settings()
    assert settings.base == DEFAULT_BASE
    assert settings.output == Path("output")
    assert set(settings.origins.values()) == {"default"}
    assert set(settings.origins) == set(config.NAMES)


def test_flag_before_environment_before_file_before_default(tmp_path: Path) -> None:
    path = tmp_path / "kgraph.toml"
    path.write_text('base = "https://file.example/"\nencoding = "cp1252"\nlang = "de"\n')
    environ = {"KGRAPH_BASE": "https://environment.example/", "KGRAPH_ENCODING": "latin-1", "PATH": "/bin"}
    settings = config.resolve({"base": EXAMPLE, "lang": None}, environ=environ, folder=tmp_path)
    assert (settings.base, settings.encoding, settings.lang) == (EXAMPLE, "latin-1", "de")
    assert settings.origins["base"] == "flag"
    assert settings.origins["encoding"] == "KGRAPH_ENCODING"
    assert settings.origins["lang"] == str(path)
    assert settings.origins["output"] == "default"


def test_an_empty_environment_variable_is_none() -> None:
    assert config.resolve(environ={"KGRAPH_BASE": ""}).base == DEFAULT_BASE


def test_the_nearest_settings_file_counts_and_kgraph_toml_comes_first(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.kgraph]\nlang = "de"\n')
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n")
    assert config.find(inner) == tmp_path / "pyproject.toml"
    assert config.resolve(folder=inner).lang == "de"
    (tmp_path / "kgraph.toml").write_text('lang = "en"\n')
    assert config.find(inner) == tmp_path / "kgraph.toml"


def test_paths_in_a_settings_file_count_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "inner").mkdir()
    (tmp_path / "kgraph.toml").write_text('ontology = "mine"\noutput = "built"\nkeep-going = true\n')
    settings = config.resolve(folder=tmp_path / "inner")
    assert settings.ontology == tmp_path / "mine"
    assert settings.output == tmp_path / "built"
    assert settings.keep_going is True


@pytest.mark.parametrize(
    ("content", "what", "hint"),
    [
        ('bass = "x"', "unknown setting 'bass'", "did you mean base?"),
        ("keep_going = true", "unknown setting 'keep_going'", "did you mean keep-going?"),
        ("zzz = 1", "unknown setting 'zzz'", "known: base, encoding, keep-going, lang, ontology, output"),
        ("base = 3", "base must be text, not 3", "write base"),
        ('keep-going = "perhaps"', "keep-going must be true or false", "write true or false"),
        ('lang = "fr"', "unknown language 'fr'", "known: de, en"),
        ("encoding = 8", "encoding must be text, not 8", "write encoding"),
        ('ontology = "nowhere"', "no such folder", "name a folder"),
        ("base = ", "not TOML", "correct the file"),
    ],
)
def test_a_bad_setting_is_refused_by_name(tmp_path: Path, content: str, what: str, hint: str) -> None:
    path = tmp_path / "kgraph.toml"
    path.write_text(content)
    with pytest.raises(SettingsError) as caught:
        config.resolve(folder=tmp_path)
    assert what in caught.value.what
    assert hint in caught.value.hint
    assert caught.value.where == str(path)
    assert caught.value.exit_code == 2


def test_a_settings_file_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kgraph.toml").write_bytes(b'base = "\xe4"')
    with pytest.raises(SettingsError, match="cannot be read"):
        config.resolve(folder=tmp_path)


def test_a_bad_environment_variable_is_named() -> None:
    with pytest.raises(SettingsError, match="KGRAPH_KEEP_GOING: keep-going must be true or false"):
        config.resolve(environ={"KGRAPH_KEEP_GOING": "perhaps"})
    assert config.resolve(environ={"KGRAPH_KEEP_GOING": "yes"}).keep_going is True
    assert config.resolve(environ={"KGRAPH_KEEP_GOING": "0"}).keep_going is False


@pytest.mark.parametrize(
    "base", [EXAMPLE, "http://localhost:8000/x#", "urn:example:graph:", "https://müller.example/"]
)
def test_an_absolute_iri_is_a_base(base: str) -> None:
    assert config.check_base(base) == base


@pytest.mark.parametrize(
    "base", ["", "graph/", "https://example.org/with space/", "https://example.org/<x>/", "https:"]
)
def test_anything_else_is_not(base: str) -> None:
    with pytest.raises(SettingsError, match="no absolute IRI"):
        config.check_base(base)


def test_a_base_that_runs_into_its_last_word_is_refused() -> None:
    with pytest.raises(SettingsError, match="must end with") as caught:
        config.check_base("https://example.org/graph")
    assert caught.value.hint == "try https://example.org/graph/"
