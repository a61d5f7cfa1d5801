"""A filter by a tag: its articles are identified by their text, and tags are in no index."""

from pathlib import Path

import pytest

from corpus.errors import SettingsInvalid
from index.build import Build
from index.filters import Filter, read_filter
from index.store.conditions import condition_of
from index.store.scope import allowed_rows, scope_of
from qa.desk.notes.notes import anchored, find_words
from qa.desk.notes.store import open_notes
from qa.desk.notes.tagged import tagged

MILL = "tide-mill-flour.md"
TAGGED = read_filter({"tag": "#Sales"})


@pytest.fixture
def desk(tmp_path: Path, build: Build) -> Path:
    article = build.store.article(MILL)
    assert article is not None
    with open_notes(tmp_path / "desk.sqlite") as notes:
        notes.add("who bought them? #sales", anchored(article, find_words(article.text, "eleven bags of flour")))
        notes.add("read again #later", anchored(article))
    return tmp_path / "desk.sqlite"


def test_a_tag_is_the_articles_that_its_notes_are_on(build: Build, desk: Path) -> None:
    where = tagged(TAGGED, build.store, desk)
    assert (where.among, str(where)) == ((MILL,), "tag sales")
    assert scope_of(build.store, where).articles == 1
    allowed = allowed_rows(build.store, where)
    rows = allowed.mask.nonzero()[0].tolist()
    assert {passage.article_id for passage in build.store.passages(rows)} == {MILL}


def test_a_tag_that_no_note_has_leaves_nothing(build: Build, desk: Path, tmp_path: Path) -> None:
    for path, name in ((desk, "bought"), (tmp_path / "none.sqlite", "sales")):
        where = tagged(Filter(tag=name), build.store, path)
        scope = scope_of(build.store, where)
        assert (where.among, scope.articles, scope.blamed) == ((), 0, "tag")
    assert not (tmp_path / "none.sqlite").exists()


def test_a_filter_without_a_tag_is_as_it_was(build: Build, desk: Path) -> None:
    where = Filter(source="herald")
    assert tagged(where, build.store, desk) is where


def test_a_tag_that_nobody_looked_up_is_refused() -> None:
    with pytest.raises(SettingsInvalid, match="Tags belong to notes"):
        condition_of(TAGGED)
