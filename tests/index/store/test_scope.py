"""The passages that match a filter, and that a search limited to them loses none."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from corpus.article import FILE_TIME
from index.build import Build, open_live
from index.filters import EVERYTHING, Filter
from index.rebuild.builder import rebuild
from index.settings import IndexSettings, RetrievalSettings
from index.store.scope import allowed_rows, scope_of

SOURCES = ("Reuters", "The Fenmouth Courier", "Le Monde", None)
AUTHORS = ("Ada Müller", "Ben Okoro", None)


def story(number: int) -> dict[str, object]:
    """Make an article whose facets follow from its number; every third mentions a kestrel."""
    bird = "kestrel" if number % 3 == 0 else "heron"
    return {
        "id": f"a{number}",
        "title": f"{'Kestrels' if number % 5 == 0 else 'Herons'} at lock {number}",
        "date": None if number % 10 == 9 else f"20{10 + number % 10}-0{1 + number % 9}-15",
        "source": SOURCES[number % len(SOURCES)],
        "author": AUTHORS[number % len(AUTHORS)],
        "text": f"A {bird} was seen at lock {number} of the canal. The keeper counted {number} of them by noon.",
    }


STORIES = [story(number) for number in range(240)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stories")


@pytest.fixture(scope="module")
def stories(folder: Path, fakes: ModuleType) -> Iterator[Build]:
    export = folder / "articles" / "Export One.jsonl"
    export.parent.mkdir()
    export.write_text("".join(f"{json.dumps(story)}\n" for story in STORIES), encoding="utf-8")
    single = folder / "articles" / "Kept" / "barge.txt"
    single.parent.mkdir()
    single.write_text(
        "The barge at dusk\n\nA barge passed the lock at dusk with a kestrel on its mast.\n", encoding="utf-8"
    )
    encoder = fakes.FakeEncoder()
    rebuild(folder / "index", [folder / "articles"], encoder, IndexSettings())
    opened = open_live(folder / "index", encoder)
    yield opened
    opened.store.close()


def ids_through(build: Any, where: Filter) -> set[str]:
    mask = allowed_rows(build.store, where).mask
    rows = [row for row in range(len(mask)) if mask[row]]
    return {passage.article_id for passage in build.store.passages(rows)}


WHERE = [
    Filter(since=date(2014, 1, 1)),
    Filter(until=date(2012, 12, 31)),
    Filter(since=date(2013, 1, 1), until=date(2013, 12, 31)),
    Filter(source="REUTERS"),
    Filter(source="courier", since=date(2015, 1, 1)),
    Filter(author="muller"),
    Filter(title="kestrel"),
    Filter(title="lock 7", source="monde"),
    Filter(path="export one"),
    Filter(path="/kept/"),
    EVERYTHING,
]


def meets(article: Any, where: Filter) -> bool:
    """An independent implementation of a filter."""
    for name in ("source", "author", "title", "path"):
        wanted = getattr(where, name)
        if wanted and wanted.casefold() not in (getattr(article, name) or "").casefold().replace("ü", "u"):
            return False
    day = None if article.date_from == FILE_TIME else article.published
    return not (
        (where.since and not (day and day >= where.since)) or (where.until and not (day and day <= where.until))
    )


@pytest.mark.parametrize("where", WHERE, ids=str)
def test_the_rows_let_through_are_all_passages_of_the_articles_that_meet_the_conditions(
    stories: Build, where: Filter
) -> None:
    ids = [*(str(story["id"]) for story in STORIES), "Kept/barge.txt"]
    expected = {article_id for article_id in ids if meets(stories.store.article(article_id), where)}
    assert ids_through(stories, where) == expected
    assert scope_of(stories.store, where).articles == len(expected)


def test_articles_that_are_named_one_by_one_are_a_filter_of_their_own(stories: Build) -> None:
    first, barge = str(STORIES[0]["id"]), "Kept/barge.txt"
    assert Filter(among=(first,))
    assert ids_through(stories, Filter(among=(first, barge))) == {first, barge}
    assert ids_through(stories, Filter(among=(first, barge), title="barge")) == {barge}
    assert ids_through(stories, Filter(among=("gone",))) == ids_through(stories, Filter(among=())) == set()
    assert scope_of(stories.store, Filter(among=("gone",))).articles == 0


@pytest.mark.parametrize("where", WHERE, ids=str)
@pytest.mark.parametrize("question", ["kestrel", "the keeper of lock 30", "barge", "heron canal noon"])
def test_a_search_under_a_filter_is_the_whole_ranking_with_the_others_left_out(
    stories: Build, where: Filter, question: str
) -> None:
    everything = stories.manifest.passages
    allowed = allowed_rows(stories.store, where)
    query = stories.encoder.encode_query(question)
    searches: tuple[Callable[..., Any], ...] = (
        lambda k, rows=None: stories.dense.search(query, k, rows),
        lambda k, rows=None: stories.bm25.search(question, k, rows),
    )
    for search in searches:
        whole = [hit for hit in search(everything) if allowed.mask[hit[0]]]
        for k in (1, 5, 300):
            held = search(k, allowed)
            # Rows of one score may stand for one another where the cut falls among them.
            assert [score for _, score in held] == pytest.approx([score for _, score in whole[:k]])
            assert dict(held) == pytest.approx({row: dict(whole)[row] for row, _ in held})


def test_a_filter_never_empties_a_result_that_exists(stories: Build) -> None:
    """The only article of the filter ranks last of 241 for this question, and is still found."""
    retriever = stories.retriever(RetrievalSettings(depth=5))
    where = Filter(path="barge.txt")
    assert "Kept/barge.txt" not in {hit.passage.article_id for hit in retriever.retrieve("heron at lock 7", 5)}
    assert [hit.passage.article_id for hit in retriever.retrieve("heron at lock 7", 5, where)] == ["Kept/barge.txt"]


def test_as_many_hits_come_back_as_were_asked_for_where_there_are_as_many(stories: Build) -> None:
    retriever = stories.retriever(RetrievalSettings())
    for where in WHERE[:7]:
        hits = retriever.retrieve("kestrel", 20, where)
        assert len(hits) == min(20, allowed_rows(stories.store, where).count)


def test_one_filter_after_another_gives_each_its_own(stories: Build) -> None:
    retriever = stories.retriever(RetrievalSettings())
    apart = {where: stories.retriever(RetrievalSettings()).retrieve("kestrel", 10, where) for where in WHERE}
    for where in (*WHERE, *reversed(WHERE)):
        assert retriever.retrieve("kestrel", 10, where) == apart[where]


def test_undated_articles_that_a_date_leaves_out_are_counted(stories: Build) -> None:
    undated = sum(story["date"] is None for story in STORIES) + 1
    assert scope_of(stories.store, Filter(since=date(2014, 1, 1))).undated == undated
    assert scope_of(stories.store, Filter(source="reuters")).undated == 0
    reuters = sum(story["date"] is None and story["source"] == "Reuters" for story in STORIES)
    assert scope_of(stories.store, Filter(source="reuters", until=date(2014, 1, 1))).undated == reuters


def test_where_nothing_matches_the_condition_to_blame_is_named_with_what_there_is(stories: Build) -> None:
    scope = scope_of(stories.store, Filter(source="Tass"))
    assert (scope.articles, scope.blamed) == (0, "source")
    assert scope.there_are == ("Le Monde", "Reuters", "The Fenmouth Courier")


def test_what_there_is_is_reported_of_the_articles_that_meet_the_other_conditions(stories: Build) -> None:
    scope = scope_of(stories.store, Filter(source="reuters", author="okoro", since=date(2030, 1, 1)))
    assert scope.blamed == "since"
    days = [str(e["date"]) for e in STORIES if e["source"] == "Reuters" and e["author"] == "Ben Okoro" and e["date"]]
    assert scope.there_are == (min(days), max(days))


def test_two_conditions_that_both_match_nothing_are_recognised_by_the_first(stories: Build) -> None:
    scope = scope_of(stories.store, Filter(source="Tass", lang="xx"))
    assert scope.blamed == "source"
    assert "Reuters" in scope.there_are
