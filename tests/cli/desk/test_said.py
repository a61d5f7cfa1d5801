"""``qa said``: quotations with their speakers as text, JSON, CSV and Markdown."""

import csv
import json
import re
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click
import pytest

from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from tui.cli import qa as qa_command

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.fixture(autouse=True)
def archive(tmp_path: Path, index_settings: IndexSettings, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for day, words in (("03", "We will not close the mill"), ("04", "The mill on Instagram is a fine mill")):
        text = f"---\ntitle: Mill {day}\ndate: 2026-05-{day}\n---\n\n“{words},” said Ken McCallum on Sunday.\n"
        (folder / f"mill{day}.md").write_text(text, encoding="utf-8")
    rebuild(tmp_path / "index", [folder], fakes.FakeEncoder(), index_settings)
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))


def test_quotations_are_shown_the_newest_first_with_where_they_stand(qa: "Run") -> None:
    done = qa("said", "McCallum")
    assert done.code == 0
    assert re.findall(r"“(.*),”", done.out) == ["The mill on Instagram is a fine mill", "We will not close the mill"]
    assert "mill04.md:6" in done.out
    assert "2 quotations." in done.err


def test_about_and_filters_hold_it_to_some(qa: "Run") -> None:
    assert "Mill 04" in qa("said", "McCallum", "about", "Instagram").out
    assert "Mill 03" not in qa("said", "McCallum", "about", "Instagram").out
    assert "Mill 03" in qa("said", "Ken", "McCallum", "--until", "2026-05-03").out


def test_nobody_exits_1_and_wrong_usage_2(qa: "Run") -> None:
    done = qa("said", "Smith")
    assert (done.code, done.out) == (1, "")
    assert "There are no quotations of Smith" in done.err
    assert qa("said").code == 2
    assert qa("said", "about", "mills").code == 2
    assert qa("said", "McCallum", "--json", "--csv").code == 2


def test_k_says_how_many_are_shown(qa: "Run") -> None:
    done = qa("said", "McCallum", "-k", "1")
    assert done.out.count("McCallum") == 1
    assert "1 of 2 quotations" in done.err


def test_json_csv_and_markdown_are_whole(qa: "Run") -> None:
    payload = json.loads(qa("said", "McCallum", "--json").out)
    assert payload["schema"] == "quotewire.said/1"
    assert [quotation["citation"]["published"] for quotation in payload["quotations"]] == ["2026-05-04", "2026-05-03"]
    rows = list(csv.DictReader(qa("said", "McCallum", "--csv").out.splitlines()))
    assert [row["published"] for row in rows] == ["2026-05-04", "2026-05-03"]
    assert qa("said", "McCallum", "--md").out.startswith("# McCallum\n")


def test_the_example_of_the_help_runs(qa: "Run") -> None:
    output = qa_command.get_command(click.Context(qa_command), "said").help or ""
    (example,) = re.findall(r"qa (said .+)$", output, re.MULTILINE)
    assert qa(*example.split()).code == 0


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_a_format_is_named_by_format_or_by_its_flag(qa: "Run", form: str) -> None:
    named = qa("said", "McCallum", "--format", form)
    assert named.code == 0
    assert named.out == qa("said", "McCallum", f"--{form}").out
    assert qa("timeline", "mill", "--format", form).out == qa("timeline", "mill", f"--{form}").out
