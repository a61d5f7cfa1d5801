"""``qa list`` and ``qa show``: what is indexed, without opening a model."""

import csv
import io
import json
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from click.shell_completion import ShellComplete

from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from tui.cli import qa as qa_command
from tui.text.safe import harmless

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.fixture(autouse=True)
def folder(
    tmp_path: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> Path:
    hostile = '{"id": "x1", "title": "Red \\u001b[31malert", "text": "One \\u001b[2J two.\\nThree."}\n'
    (articles / "wire.jsonl").write_text(hostile, encoding="utf-8")
    rebuild(tmp_path / "index", [articles], fakes.FakeEncoder(), index_settings)
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    return articles


def listed(done: Any) -> list[dict]:
    return [json.loads(line) for line in done.out.splitlines()]


def stated(article: dict) -> str | None:
    """Return its date, unless that is the file's modification time."""
    return None if article["date_from"] == "file time" else article["published"]


def test_every_article_is_listed_with_its_count_beside_it(qa: "Run") -> None:
    done = qa("list")
    assert done.code == 0
    assert len(done.out.splitlines()) == 12
    assert "12 articles." in done.err


def test_json_is_one_object_an_article_and_nothing_else(qa: "Run", folder: Path) -> None:
    done = qa("list", "--json")
    assert done.err == ""
    mapping = {article["article_id"]: article for article in listed(done)}
    assert mapping["x1"]["line"] == 1
    assert mapping["x1"]["path"] == str(folder / "wire.jsonl")
    assert mapping["tide-mill-flour.md"]["title"]
    assert set(mapping["x1"]) >= {"source", "author", "published", "date_from", "modified", "language", "url"}


def test_csv_and_markdown_list_the_same_articles_in_the_same_order(qa: "Run") -> None:
    entries = listed(qa("list", "--json"))
    rows = list(csv.DictReader(io.StringIO(qa("list", "--csv").out)))
    assert [row["title"] for row in rows] == [harmless(article["title"]) for article in entries]
    assert set(rows[0]) == set(entries[0]) - {"schema"}
    head, _, *table = qa("list", "--format", "md").out.splitlines()
    assert head == "| date | language | title | source | author | id |"
    assert [line.split(" | ")[-1].removesuffix(" |") for line in table] == [
        article["article_id"] for article in entries
    ]


def test_the_newest_come_first_and_those_without_a_date_last(qa: "Run") -> None:
    days = [stated(article) for article in listed(qa("list", "--json"))]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert len(dated) > 3
    assert days == dated + [None] * (len(days) - len(dated))


def test_the_oldest_come_first_when_reversed_and_those_without_a_date_still_last(qa: "Run") -> None:
    days = [stated(article) for article in listed(qa("list", "--json", "--reverse"))]
    dated = [day for day in days if day]
    assert dated == sorted(dated)
    assert days == dated + [None] * (len(days) - len(dated))


@pytest.mark.parametrize("key", ["title", "path"])
def test_articles_can_be_sorted(qa: "Run", key: str) -> None:
    values = [article[key].lower() for article in listed(qa("list", "--json", "--sort", key))]
    assert values == sorted(values)


@pytest.mark.parametrize(
    ("filters", "meets"),
    [
        (("--since", "2024-03"), lambda article: (stated(article) or "") >= "2024-03"),
        (("--until", "2024-06"), lambda article: (stated(article) or "3") <= "2024-06-30"),
        (("--title", "MILL"), lambda article: "mill" in article["title"].lower()),
        (("--path", "wire.jsonl"), lambda article: article["path"].endswith("wire.jsonl")),
        (("--source", "e"), lambda article: "e" in (article["source"] or "").lower()),
    ],
    ids=lambda part: part[0] if isinstance(part, tuple) else "",
)
def test_filters_leave_the_articles_that_meet_them(qa: "Run", filters: tuple[str, str], meets: Any) -> None:
    expected = [article["article_id"] for article in listed(qa("list", "--json")) if meets(article)]
    assert [article["article_id"] for article in listed(qa("list", "--json", *filters))] == expected
    assert 0 < len(expected) < 12


def test_filters_that_no_article_meets_exit_1(qa: "Run") -> None:
    done = qa("list", "--title", "zeppelin")
    assert (done.code, done.out) == (1, "")


def test_a_date_that_is_none_exits_2(qa: "Run") -> None:
    assert qa("list", "--since", "soon").code == 2


def test_nothing_in_an_article_commands_the_terminal(qa: "Run") -> None:
    for command in (
        "list",
        "list --json",
        "list --csv",
        "list --md",
        "show x1",
        "show x1 --passages",
        "show x1 --json",
    ):
        done = qa(*command.split())
        assert done.code == 0
        assert "alert" in done.out
        assert "\x1b" not in done.out


# ---------------------------------------------------------------- one article


@pytest.mark.parametrize("name", ["tide-mill-flour.md", "{folder}/tide-mill-flour.md", "TIDE MILL", "tide-mill"])
def test_an_article_is_shown_by_id_path_or_a_part_of_its_title(qa: "Run", folder: Path, name: str) -> None:
    done = qa("show", name.format(folder=folder))
    assert (done.code, done.err) == (0, "")
    assert "tide-mill-flour.md" in done.out
    assert "5.2 metres" in done.out


def test_lines_are_numbered_as_citations_count_them(qa: "Run", folder: Path) -> None:
    lines = (folder / "tide-mill-flour.md").read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, start=1) if "5.2 metres" in line)
    (shown,) = [line for line in qa("show", "tide-mill-flour.md").out.splitlines() if "5.2 metres" in line]
    assert shown.split()[0] == str(number)


def test_its_passages_are_slices_of_its_text(qa: "Run") -> None:
    shown = json.loads(qa("show", "tide-mill-flour.md", "--json", "--passages").out)
    assert shown["schema"] == "quotewire.article/1"
    assert len(shown["passages"]) > 1
    for passage in shown["passages"]:
        assert shown["text"][passage["start"] : passage["end"]] == passage["text"]


def test_its_times_are_listed_with_what_they_mean(
    qa: "Run", folder: Path, tmp_path: Path, fakes: ModuleType, index_settings: IndexSettings
) -> None:
    text = "---\ndate: 2019-05-15\n---\n\n# The fire\n\nThe mill burnt on Monday, and flooded in 1953.\n"
    (folder / "fire.md").write_text(text, encoding="utf-8")
    rebuild(tmp_path / "index", [folder], fakes.FakeEncoder(), index_settings)
    shown = json.loads(qa("show", "fire.md", "--json").out)
    assert [(time["words"], time["resolved"]) for time in shown["dates"]] == [
        ("Monday", "2019-05-13"),
        ("1953", "1953"),
    ]
    for time in shown["dates"]:
        assert shown["text"][time["start"] : time["end"]] == time["words"]


def test_a_name_of_several_articles_exits_2_and_lists_them(qa: "Run") -> None:
    done = qa("show", "e")
    assert (done.code, done.out) == (2, "")
    assert "matches 12 articles" in done.err
    assert "tide-mill-flour.md" in done.err


def test_a_name_of_no_article_exits_1(qa: "Run") -> None:
    done = qa("show", "zeppelin bagpipes")
    assert (done.code, done.out) == (1, "")


@pytest.mark.parametrize("command", [("list",), ("show", "x1")])
def test_without_an_index_it_exits_3(qa: "Run", tmp_path: Path, command: tuple[str, ...]) -> None:
    done = qa(*command, "--index", tmp_path / "nowhere")
    assert (done.code, done.out) == (3, "")
    assert "qa rebuild" in done.err


# ---------------------------------------------------------------- completion in a shell


def completed(*words: str) -> list[str]:
    """List the completions of the last word."""
    comp = ShellComplete(qa_command, {}, "qa", "_QA_COMPLETE")
    return [completion.value for completion in comp.get_completions(list(words[:-1]), words[-1])]


def test_the_shell_is_offered_articles_and_none_without_an_index(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert completed("show", "tide") == ["tide-mill-flour.md"]
    assert completed("remove", "x") == ["x1"]
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "nowhere"))
    assert completed("show", "") == []


def test_the_shell_is_offered_the_sources_authors_and_languages_of_the_index(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qa: "Run"
) -> None:
    entries = listed(qa("list", "--json"))
    sources = {article["source"] for article in entries if article["source"]}
    (source, *_) = sorted(sources)
    for command in ("list", "ask", "search", "eval"):
        assert set(completed(command, "--source", "")) == sources
    assert source in completed("list", "--source", source[:3].upper())
    assert "en" in completed("list", "--lang", "e")
    assert set(completed("list", "--author", "")) == {article["author"] for article in entries if article["author"]}
    assert completed("list", "--since", "") == []
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "nowhere"))
    assert completed("list", "--source", "") == []
