"""``qa search``: articles that mention words, in every output format."""

import csv
import io
import json
import re
import shlex
import shutil
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click
import pytest

from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from tui.cli import qa as qa_command
from tui.text.safe import harmless

if TYPE_CHECKING:
    from tests.conftest import Run

LINES = (
    {"id": "x1", "title": "=Red \x1b[31malert*", "text": 'The \x1b[2J mill | of *glass*.\nIt stood, "mill".'},
    {"id": "x2", "title": "A mill", "text": "A mill; nothing else.", "date": "2021-05-22", "url": "https://example.com/m"},
)  # fmt: skip
"""What could harm a terminal, a table or a spreadsheet."""


@pytest.fixture(scope="module")
def folder(
    tmp_path_factory: pytest.TempPathFactory, data: Path, index_settings: IndexSettings, fakes: ModuleType
) -> Path:
    folder = tmp_path_factory.mktemp("wire")
    articles = Path(shutil.copytree(data / "articles", folder / "articles"))
    (articles / "wire.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in LINES), encoding="utf-8")
    rebuild(folder / "index", [articles], fakes.FakeEncoder(), index_settings)
    return folder


@pytest.fixture(autouse=True)
def wire(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Index the articles, and an export."""
    monkeypatch.setenv("QA_INDEX", str(folder / "index"))
    return folder / "articles"


def test_articles_are_shown_numbered_with_source_date_line_and_words_around(qa: "Run", wire: Path) -> None:
    done = qa("search", "mill", "shaft")
    assert done.code == 0
    first, *rest = done.out.splitlines()
    assert first.startswith("[1] ")
    text = (wire / "tide-mill-flour.md").read_text(encoding="utf-8")
    places = re.findall(rf"^    {re.escape(str(wire))}/tide-mill-flour.md:(\d+)$", "\n".join(rest), re.MULTILINE)
    assert places
    assert all(re.search("mill|shaft", text.splitlines()[int(line) - 1], re.IGNORECASE) for line in places)
    assert re.search("“.*shaft.*”", done.out)
    assert "1 article mentions mill shaft, in" in done.err


def test_json_tells_offsets_of_the_words_and_exact_counts(qa: "Run", wire: Path) -> None:
    done = qa("search", "--json", "shaft")
    assert (done.code, done.err, done.out.count("\n")) == (0, "", 1)
    payload = json.loads(done.out)
    assert payload["schema"] == "quotewire.search/1"
    assert (payload["articles"], payload["every"], payload["exact"]) == (1, True, True)
    assert payload["counts"] == [{"words": "shaft", "articles": 1, "passages": payload["passages"], "exact": True}]
    (facts,) = payload["found"]
    text = (wire / "tide-mill-flour.md").read_text(encoding="utf-8")
    assert facts["mentions"] == payload["passages"]
    for passage in facts["passages"]:
        assert text[passage["start"] : passage["end"]] == passage["text"]
        assert {text[word["start"] : word["end"]] for word in passage["words"]} <= {"shaft", "shafts"}


def test_csv_has_a_row_for_each_passage_and_no_formula(qa: "Run") -> None:
    done = qa("search", "--csv", "mill")
    assert done.err == ""
    rows = list(csv.DictReader(io.StringIO(done.out)))
    payload = json.loads(qa("search", "--json", "mill").out)
    assert len(rows) == sum(len(entry["passages"]) for entry in payload["found"])
    assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)
    alert = next(row for row in rows if row["article_id"] == "x1")
    assert alert["title"] == harmless("'=Red \x1b[31malert*")
    assert alert["text"] == harmless('The \x1b[2J mill | of *glass*.\nIt stood, "mill".')


def test_markdown_has_the_words_in_bold_and_nothing_else_of_an_article_is_syntax(qa: "Run", wire: Path) -> None:
    done = qa("search", "--md", "mill")
    assert done.out.startswith("# mill\n\nArticles: ")
    assert r"**mill** \| of \*glass\*." in done.out
    assert f"> `{wire / 'wire.jsonl'}:1`" in done.out
    assert "\x1b" not in done.out


def test_files_are_listed_once_each_and_nothing_else(qa: "Run", wire: Path) -> None:
    done = qa("search", "--files", "mill")
    assert sorted(done.out.splitlines()) == [str(wire / "tide-mill-flour.md"), str(wire / "wire.jsonl")]
    assert "articles mention mill" in done.err


def test_the_newest_come_first_and_as_many_as_wanted(qa: "Run") -> None:
    payload = json.loads(qa("search", "--json", "--sort", "date", "--path", "wire.jsonl", "-n", 1, "mill").out)
    assert [entry["article_id"] for entry in payload["found"]] == ["x2"]
    assert payload["articles"] == 2
    assert payload["filter"]["where"] == {"path": "wire.jsonl"}


def test_where_no_article_has_all_words_that_is_said_with_each_ones_count(qa: "Run") -> None:
    done = qa("search", "mill", "zeppelin")
    assert done.code == 0
    assert "No article has all of the words (mill 3, zeppelin 0); 3 articles have some." in done.err


def test_words_that_the_shell_kept_together_among_others_are_a_phrase(qa: "Run") -> None:
    payload = json.loads(qa("search", "--json", "oak shaft", "mill").out)
    assert [count["words"] for count in payload["counts"]] == ["oak shaft", "mill"]


@pytest.mark.parametrize("form", ["text", "json", "csv", "md"])
def test_nothing_found_exits_1_in_every_form(qa: "Run", form: str) -> None:
    done = qa("search", "zeppelin", "--format", form)
    assert done.code == 1
    assert "Traceback" not in done.err


def test_a_filter_that_no_article_meets_is_reported_with_what_there_is(qa: "Run") -> None:
    done = qa("search", "mill", "--since", "2090")
    assert (done.code, done.out) == (1, "")
    assert "No article matches: since 2090-01-01. The articles are dated" in done.err


@pytest.mark.parametrize(
    "arguments", [(), ("",), ("?!",), ("mill", "--json", "--csv"), ("mill", "--files", "--md"), ("mill", "-n", "0")]
)
def test_wrong_usage_exits_2_and_prints_nothing(qa: "Run", arguments: tuple[str, ...]) -> None:
    done = qa("search", *arguments)
    assert (done.code, done.out) == (2, "")


def test_without_an_index_it_exits_3(qa: "Run", tmp_path: Path) -> None:
    done = qa("search", "mill", "--index", tmp_path / "nowhere")
    assert (done.code, done.out) == (3, "")


def test_nothing_in_an_article_commands_the_terminal(qa: "Run") -> None:
    for form in ("text", "json", "csv", "md"):
        assert "\x1b" not in qa("search", "glass", "--format", form).out


@pytest.mark.parametrize("name", ["search", "list"])
def test_the_examples_of_the_help_work(qa: "Run", shared_index: Path, name: str) -> None:
    command = qa_command.get_command(click.Context(qa_command), name)
    examples = re.findall(rf"qa {name} .*", command.epilog or "")
    assert examples
    for example in examples:
        done = qa(*shlex.split(example)[1:], "--index", shared_index)
        assert done.code in (0, 1), done.err
