"""Questions for the articles by an author or from a source."""

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa.library.rebuild import rebuild_index
from qa.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

ARTICLES = (
    ("Agnes Roe", "Penfold Observer", "2024-03-02", "The mill wheel turned for the first time since the flood."),
    ("Agnes Roe", "Penfold Observer", "2024-05-09", "The ferry to Brackwater was cancelled because of ice."),
    ("Tom Roebuck", "Harl Gazette", "2024-04-01", "Darwin wrote 25 books, a lecturer told the mill society."),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Index three articles by two authors."""
    folder = tmp_path_factory.mktemp("by")
    for number, (author, source, day, text) in enumerate(ARTICLES):
        head = f"---\ntitle: Report {number}\nauthor: {author}\nsource: {source}\ndate: {day}\n---\n"
        (folder / f"{number}.md").write_text(f"{head}\n{text}\n", encoding="utf-8")
    rebuild_index(Settings(index=folder / "index"), [folder])
    return folder / "index"


@pytest.mark.parametrize(
    "question", ["How many articles did Agnes Roe write?", "articles by agnes roe", "what has Agnes Roe written"]
)
def test_the_articles_by_an_author_are_counted_with_the_command_that_lists_them(
    qa: "Run", index: Path, question: str
) -> None:
    done = qa("ask", "--index", index, question)
    assert done.code == 0, done.err
    count, command, *rest = done.out.splitlines()
    assert (count, command) == ("2 articles by Agnes Roe.", "qa list --author 'Agnes Roe'")
    assert "ferry" in rest[rest.index("The newest:") + 1 :][3]
    assert qa(*shlex.split(command)[1:], "--index", index).err.splitlines()[-1] == "2 articles."


def test_the_articles_from_a_source_are_counted_too(qa: "Run", index: Path) -> None:
    payload = json.loads(qa("ask", "--json", "--index", index, "how many stories did the Harl Gazette publish?").out)
    assert payload["answer"] is None
    assert payload["refusal"]["by"] == {"field": "source", "name": "Harl Gazette", "articles": 1}
    assert len(payload["refusal"]["nearest"]) == 1


def test_words_restrict_the_articles_by_an_author(qa: "Run", index: Path) -> None:
    done = qa("ask", "--index", index, "which articles has Agnes Roe written about the mill?")
    assert done.out.splitlines()[:2] == [
        "1 article mentions mill, in 1 passage.",
        "qa search mill --author 'Agnes Roe'",
    ]


def test_what_somebody_wrote_who_is_no_author_is_read_in_the_articles(qa: "Run", index: Path) -> None:
    payload = json.loads(qa("ask", "--index", index, "--json", "What has Darwin written?").out)
    assert payload["answer"] or payload["refusal"]["reason"] != "asks for articles"
    assert "25 books" in (payload["citations"] or payload["refusal"]["nearest"])[0]["sentence"]


def test_part_of_a_name_is_nobodys_name(qa: "Run", index: Path) -> None:
    payload = json.loads(qa("ask", "--index", index, "--json", "articles by Tom Roe").out)
    assert payload["refusal"]["by"] is None
