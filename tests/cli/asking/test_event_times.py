"""Questions about the time since an event, which an article dates."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa.library.rebuild import rebuild_index
from qa.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

ARTICLES = (
    ("Penfold votes", "2021-05-07", "The council election was held on 6 May 2021. The turnout was 61 per cent."),
    ("A vote four years ago", "2017-05-05", "The council election was held on 4 May 2017. It rained all day."),
    ("Pool closed", "2020-02-11", "The council closed the swimming pool in Mill Lane, its treasurer said."),
    ("Library closed", "2021-09-14", "The council closed the library in Quay Street, its treasurer said."),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Index articles from before and after an election."""
    folder = tmp_path_factory.mktemp("event")
    for number, (title, day, text) in enumerate(ARTICLES):
        (folder / f"{number}.md").write_text(f"---\ntitle: {title}\ndate: {day}\n---\n\n{text}\n", encoding="utf-8")
    rebuild_index(Settings(index=folder / "index"), [folder])
    return folder / "index"


@pytest.mark.parametrize(
    ("since", "first", "dated_by"),
    [
        ("since the council election", "2021-05-06", "Penfold votes"),
        ("since the last election", "2021-05-06", "Penfold votes"),
    ],
)
def test_the_time_since_an_event_begins_on_the_day_that_an_article_gives(
    qa: "Run", index: Path, since: str, first: str, dated_by: str
) -> None:
    done = qa("ask", "--index", index, "--json", f"What has the council closed {since}?")
    payload = json.loads(done.out)
    time = payload["asked_time"]
    assert (time["first"], time["last"], time["hard"], time["dated_by"]) == (first, None, False, dated_by)
    assert "library" in payload["answer"]


def test_a_later_event_than_the_day_of_the_question_is_not_meant(qa: "Run", index: Path) -> None:
    asked = ("ask", "--index", index, "--json", "--as-of", "2020-06-01")
    time = json.loads(qa(*asked, "What has the council closed since the election?").out)["asked_time"]
    assert time["first"] == "2017-05-04"


def test_the_article_that_dates_the_event_is_named_and_the_time_can_be_removed(qa: "Run", index: Path) -> None:
    done = qa("ask", "--index", index, "What has the council closed since the council election?")
    assert "from 6 May 2021 on, dated by “Penfold votes”" in done.err
    assert "--any-time" in done.err
    removed = qa("ask", "--index", index, "--json", "--any-time", "What has the council closed since the election?")
    assert json.loads(removed.out)["asked_time"] is None


@pytest.mark.parametrize("question", ["What has the council closed since the flood?", "What closed since he left it?"])
def test_an_event_that_no_article_dates_is_no_time(qa: "Run", index: Path, question: str) -> None:
    assert json.loads(qa("ask", "--index", index, "--json", question).out)["asked_time"] is None
