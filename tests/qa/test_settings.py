"""Where settings come from, and what is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import SettingsInvalid
from qa.locations import settings_file
from qa.settings import Settings, keys, load_settings


@pytest.fixture
def toml(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def toml(content: str | bytes) -> Path:
        path = tmp_path / "qa.toml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return toml


NOWHERE = Path("nowhere.toml")


def test_without_anything_the_defaults_hold() -> None:
    settings = load_settings({}, {}, NOWHERE)
    assert settings == Settings()
    assert settings.chosen == frozenset()


def test_a_flag_beats_the_environment_which_beats_the_file(toml: Callable[[str | bytes], Path]) -> None:
    file = toml("[retrieval]\nk = 5\ndepth = 50\ndense_weight = 0.9\n")
    settings = load_settings({"retrieval.k": 7}, {"QA_RETRIEVAL_K": "6", "QA_RETRIEVAL_DEPTH": "60"}, file)
    assert settings.retrieval.k == 7
    assert settings.retrieval.depth == 60
    assert settings.retrieval.dense_weight == 0.9
    assert settings.chosen == {"retrieval.k", "retrieval.depth", "retrieval.dense_weight"}


def test_a_flag_that_was_not_given_changes_nothing(toml: Callable[[str | bytes], Path]) -> None:
    assert load_settings({"retrieval.k": None, "index": None}, {}, toml("[retrieval]\nk = 5\n")).retrieval.k == 5


def test_the_short_names_of_the_environment_are_read() -> None:
    settings = load_settings({}, {"QA_INDEX": "/i", "QA_CACHE": "/c", "QA_MODEL": "some/model"}, NOWHERE)
    assert (settings.index, settings.cache, settings.encoder.model) == (Path("/i"), Path("/c"), "some/model")


def test_every_setting_can_be_given_in_the_environment() -> None:
    for key, default in keys().items():
        settings = load_settings({}, {f"QA_{key.replace('.', '_').upper()}": str(default) or "any"}, NOWHERE)
        assert key in settings.chosen


@pytest.mark.parametrize(("given", "read"), [("true", True), ("1", True), ("No", False), ("0", False)])
def test_yes_and_no_are_read_in_the_environment(given: str, read: bool) -> None:
    assert load_settings({}, {"QA_DENSE_EXACT": given}, NOWHERE).dense.exact is read


def test_yes_and_no_are_read_in_the_file(toml: Callable[[str | bytes], Path]) -> None:
    assert load_settings({}, {}, toml("[dense]\nexact = true\n")).dense.exact is True
    with pytest.raises(SettingsInvalid, match="true or false, found 'perhaps'"):
        load_settings({}, {}, toml('[dense]\nexact = "perhaps"\n'))


def test_a_tilde_is_the_home_folder(own_folders: Path) -> None:
    assert load_settings({}, {"QA_INDEX": "~/news"}, NOWHERE).index == own_folders / "news"


def test_the_users_folders_are_where_the_tests_send_them(own_folders: Path) -> None:
    assert own_folders in settings_file().parents
    assert own_folders in Settings().index.parents
    assert own_folders in Settings().cache.parents


@pytest.mark.parametrize(
    ("content", "near"),
    [
        ("[chunking]\nsise = 100\n", "chunking.size"),
        ("[retreival]\nk = 5\n", "retrieval.k"),
        ("idnex = '/i'\n", "index"),
        ("[reading]\ntreshold = 0.5\n", "reading.threshold"),
    ],
)
def test_an_unknown_key_is_refused_and_the_nearest_named(
    toml: Callable[[str | bytes], Path], content: str, near: str
) -> None:
    file = toml(content)
    with pytest.raises(SettingsInvalid, match=f"did you mean {near}") as caught:
        load_settings({}, {}, file)
    assert str(file) in caught.value.message


def test_a_misspelt_name_in_the_environment_is_refused_and_the_nearest_named() -> None:
    with pytest.raises(SettingsInvalid, match=r"QA_INDXE.*did you mean QA_INDEX"):
        load_settings({}, {"QA_INDXE": "/i"}, NOWHERE)


def test_what_was_chosen_cannot_be_set() -> None:
    with pytest.raises(SettingsInvalid, match="chosen"):
        load_settings({"chosen": "x"}, {}, NOWHERE)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("chunking.size", 15, "from 16 to 480"),
        ("chunking.size", 481, "from 16 to 480"),
        ("chunking.size", "12.5", "a whole number"),
        ("chunking.size", 64.0, "a whole number"),
        ("chunking.size", True, "a whole number"),
        ("chunking.size", "many", "a whole number"),
        ("chunking.size", {"a": 1}, "a whole number"),
        ("chunking.overlap", -1, "from 0 to 8"),
        ("loading.max_megabytes", 0, "from 1 to 2000"),
        ("retrieval.k", 0, "from 1 to 1000"),
        ("retrieval.dense_weight", 1.01, "from 0 to 1"),
        ("retrieval.dense_weight", float("nan"), "from 0 to 1"),
        ("retrieval.dense_weight", "half", "a number"),
        ("reading.threshold", float("inf"), "from 0 to 1"),
        ("index", 5, "a path"),
        ("index", ["a"], "a path"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_what_was_expected(key: str, value: Any, expected: str) -> None:
    with pytest.raises(SettingsInvalid, match=expected) as caught:
        load_settings({key: value}, {}, NOWHERE)
    assert key in caught.value.message
    assert repr(value) in caught.value.message


@pytest.mark.parametrize("value", [16, 480])
def test_the_ends_of_a_range_are_in_it(value: int) -> None:
    assert load_settings({"chunking.size": value}, {}, NOWHERE).chunking.size == value


@pytest.mark.parametrize("content", ["[chunking\n", "k = ", b"\xff\xfe\x00", "a = 1\na = 2\n"])
def test_a_malformed_file_is_refused_by_name(toml: Callable[[str | bytes], Path], content: str | bytes) -> None:
    file = toml(content)
    with pytest.raises(SettingsInvalid, match=r"qa\.toml cannot be read"):
        load_settings({}, {}, file)


def test_a_folder_in_the_files_place_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="cannot be read"):
        load_settings({}, {}, tmp_path)


def test_an_empty_file_changes_nothing(toml: Callable[[str | bytes], Path]) -> None:
    assert load_settings({}, {}, toml("")) == Settings()


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert load_settings({}, {"QA_INDEX": "", "QA_MODEL": ""}, NOWHERE) == Settings()


def test_an_index_gives_what_the_person_did_not_choose() -> None:
    settings = load_settings({"chunking.overlap": 3}, {}, NOWHERE)
    made = settings.as_made({"chunking.size": 64, "chunking.overlap": 0, "encoder.model": "m"})
    assert (made.chunking.size, made.chunking.overlap, made.encoder.model) == (64, 3, "m")
    assert made.chosen == settings.chosen
