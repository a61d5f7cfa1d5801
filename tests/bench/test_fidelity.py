"""Every format keeps the source text of the conformance corpus, and adds nothing."""

import importlib.util
import json
import sys

import pytest

from bench.fidelity import FOLDER, compared, outcomes, read
from bench.support.source_text import blocks_of


@pytest.fixture(scope="module")
def table() -> dict:
    return dict(outcomes(FOLDER))


NAMES = tuple(json.loads((FOLDER / "made.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_kept_and_none_is_changed_or_invented(table: dict, name: str) -> None:
    outcome = table[name]
    assert (outcome.lost, outcome.changed, outcome.invented) == ((), (), ())
    assert len(outcome.kept) >= (6 if name == "sheet.csv" else 14)


def test_what_is_lost_changed_or_invented_is_reported() -> None:
    blocks = blocks_of("@prose\nIt killed 12^1^ people at once. It froze.\n\n@struck\nIt is ~~Bo Ek~~ Tore Lie.")
    outcome = compared(blocks, read(b"The cold\n\nIt killed 121 people at once. It is Bo Ek Tore Lie.\n", "a.txt"))
    assert outcome.lost == ("It froze.",)
    assert outcome.changed == ("It killed 12 people at once.", "It is Tore Lie.")
    assert outcome.invented == ("121", "Bo", "Bo Ek", "Ek")


def test_the_documents_are_what_the_script_makes_of_the_source() -> None:
    spec = importlib.util.spec_from_file_location("make_fidelity", FOLDER / "make.py")
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(make)
    sys.path[:] = before
    made = make.documents(blocks_of((FOLDER / "source.txt").read_text(encoding="utf-8")))
    zipped = (".docx", ".odt", ".epub", ".parquet")  # whose bytes depend on the day and the library
    assert set(made) == set(NAMES)
    for name, (content, kinds) in made.items():
        assert json.loads((FOLDER / "made.json").read_text(encoding="utf-8"))[name] == list(kinds)
        assert name.endswith(zipped) or content == (FOLDER / name).read_bytes(), name


def test_the_page_of_formats_shows_the_table(table: dict) -> None:
    page = (FOLDER.parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    for name, outcome in table.items():
        counts = (len(getattr(outcome, what)) for what in ("kept", "lost", "changed", "invented"))
        assert f"| {name} | {' | '.join(map(str, counts))} |" in page
