"""``qa verify``: a draft in, its labels out, as text, JSON and Markdown."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import click
import pytest

from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from tui.cli import qa as qa_command

if TYPE_CHECKING:
    from tests.conftest import Run

KEYS = {"quote", "label", "start", "end", "citation", "difference"}


@pytest.fixture(autouse=True)
def archive(tmp_path: Path, index_settings: IndexSettings, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    text = "---\ntitle: The mill\ndate: 2026-05-03\n---\n\n“We will not close the mill,” said Anna Berg on Sunday.\n"
    (tmp_path / "news" / "mill.md").write_text(text, encoding="utf-8")
    rebuild(tmp_path / "index", [tmp_path / "news"], fakes.FakeEncoder(), index_settings)
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def draft(tmp_path: Path) -> Callable[[str], Path]:
    def draft(text: str) -> Any:
        path = tmp_path / "report.md"
        path.write_text(text, encoding="utf-8")
        return path

    return draft


def test_all_verbatim_exits_0_and_cites(qa: "Run", draft: Callable[[str], Path]) -> None:
    done = qa("verify", draft('Anna Berg said: "We will not close the mill."'))
    assert done.code == 0
    assert "1: verbatim" in done.out
    assert "mill.md:6" in done.out
    assert "1 verbatim of 1 quotations." in done.out


def test_anything_else_exits_1_and_shows_what_was_changed(qa: "Run", draft: Callable[[str], Path]) -> None:
    done = qa("verify", draft('Berg said: "We will now close the mill."\n\n"No word of this stands anywhere."'))
    assert done.code == 1
    assert "no[-w-]{+t+}" in done.out
    assert "3: not in the archive" in done.out


def test_json_is_one_object_with_the_quotations_in_order(qa: "Run", draft: Callable[[str], Path]) -> None:
    done = qa("verify", "--json", draft("“We will not close the mill” and “no word of this”."))
    payload = json.loads(done.out)
    assert payload["schema"] == "quotewire.verify/1"
    first, second = payload["quotations"]
    assert first.keys() >= KEYS
    assert (first["label"], first["difference"], first["citation"]["line"]) == ("verbatim", None, 6)
    assert (second["label"], second["citation"]) == ("absent", None)
    assert payload["figures"] == []


def test_markdown_is_a_report(qa: "Run", draft: Callable[[str], Path]) -> None:
    done = qa("verify", "--md", draft("“We will not close the mills”."))
    assert done.out.startswith("# Quotations of ")
    assert "**altered**, line 1" in done.out


def test_standard_input_is_a_draft(qa_process: "Run", tmp_path: Path) -> None:
    done = qa_process("verify", "-", given="“We will not close the mill”.", QA_INDEX=str(tmp_path / "index"))
    assert (done.code, "1: verbatim" in done.out) == (0, True)


def test_a_draft_without_quotations_is_reported_and_exits_0(qa: "Run", draft: Callable[[str], Path]) -> None:
    done = qa("verify", draft("Nothing is quoted here."))
    assert done.code == 0
    assert "The draft contains no quotations" in done.err


def test_what_is_no_draft_says_so(qa: "Run", tmp_path: Path) -> None:
    assert qa("verify", tmp_path / "missing.md").code == 4
    assert qa("verify", "--json", "--md", "x.md").code == 2
    assert qa("verify", "--index", tmp_path / "nowhere", tmp_path / "news" / "mill.md").code == 3


def test_a_hostile_draft_commands_no_terminal(qa: "Run", draft: Callable[[str], Path]) -> None:
    done = qa("verify", draft("“We will \x1b[2J not close the mill” and “\u202eelsewhere”."))
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out


def test_the_example_of_the_help_runs(qa: "Run", draft: Callable[[str], Path]) -> None:
    output = qa_command.get_command(click.Context(qa_command), "verify").help or ""
    (example,) = re.findall(r"qa (verify \S+)$", output, re.MULTILINE)
    draft("“We will not close the mill”.")
    assert qa(*example.split()).code == 0
