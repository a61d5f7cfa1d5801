"""Copies take one place in a ranking; sentences that only one of them has stay."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from index.build import Build
from index.filters import Filter
from index.settings import RetrievalSettings
from index.stories.related import RelatedFinder
from index.types import Hit

BIRDS = (
    "A pair of storks has built a nest on the chimney of the old dairy in Castleby, where the last one stood in 1931.",
    "The fire service switched the siren beside it off, and children of the primary school count the eggs by camera.",
    "The council has put up a fence, since forty visitors a day walked across the barley of the farm next to it.",
    "An ornithologist from Holmsea said that the birds had been ringed in Alsace four years ago by a schoolteacher.",
)
SOURCES = ("Agency", "Courier", "Echo", "Herald", "Mail", "Post", "Star", "Sun", "Times")


def entry(name: str, text: str, **more: object) -> dict[str, object]:
    return {"id": name, "title": f"Storks nest at Castleby ({name})", "text": text, "date": "2024-05-01", **more}


def reprints(**more: object) -> list[dict[str, object]]:
    text = "\n\n".join(BIRDS)
    return [entry(f"storks-{place}", text, source=source, **more) for place, source in enumerate(SOURCES)]


def others(count: int) -> list[dict[str, object]]:
    return [
        {"id": f"other-{n}", "title": f"Nest {n}", "text": f"In parish {n} a nest of storks was counted by {n} people."}
        for n in range(count)
    ]


@pytest.fixture
def retrieve(indexed: Callable[..., Build]) -> Callable[..., tuple[Hit, ...]]:
    def retrieve(entries: Any, question: str, k: int, where: Filter | None = None, depth: int = 100) -> Any:
        build = indexed(*entries)
        retriever = build.retriever(RetrievalSettings(depth=depth))
        return retriever.retrieve(question, k, where or Filter())

    return retrieve


QUESTION = "storks nest chimney dairy Castleby"


def test_nine_reprints_do_not_crowd_the_passages_that_are_read(retrieve: Callable[..., tuple[Hit, ...]]) -> None:
    hits = retrieve([*reprints(), *others(30)], QUESTION, 20)
    assert len(hits) == 20
    assert len({hit.passage.text for hit in hits}) == 20
    assert sum(hit.story is not None for hit in hits) < 9


def test_as_many_as_were_asked_for_come_back_however_many_copies_stand_before_them(
    retrieve: Callable[..., tuple[Hit, ...]],
) -> None:
    hits = retrieve([*reprints(), *others(30)], QUESTION, 10, depth=10)
    assert len(hits) == 10


def test_the_article_that_stands_for_the_story_is_given(retrieve: Callable[..., tuple[Hit, ...]]) -> None:
    newest = reprints()
    newest[4]["date"] = "2024-05-03"
    hit, *_ = retrieve(newest, QUESTION, 5)
    assert hit.passage.article_id == "storks-4" == hit.story


@pytest.mark.parametrize("source", SOURCES)
def test_a_filter_by_source_finds_that_sources_copy(retrieve: Callable[..., tuple[Hit, ...]], source: str) -> None:
    hit, *_ = retrieve(reprints(), QUESTION, 5, Filter(source=source))
    assert hit.passage.article_id == f"storks-{SOURCES.index(source)}"


def test_what_only_one_copy_says_is_found_there(retrieve: Callable[..., tuple[Hit, ...]]) -> None:
    alone = "The farmer, Odile Marchetti, asked 3,400 euros of the council for the trampled barley."
    entries = reprints()
    entries[7]["text"] = f"{entries[7]['text']}\n\n{alone}"
    entries[2]["date"] = "2024-05-09"
    hit, *_ = retrieve(entries, "What did the farmer Odile Marchetti ask of the council?", 5)
    assert alone in hit.passage.text
    assert hit.passage.article_id == "storks-7"


def test_scores_never_rise_and_ranks_count_from_one(retrieve: Callable[..., tuple[Hit, ...]]) -> None:
    hits = retrieve([*reprints(), *others(30)], QUESTION, 20)
    assert [hit.rank for hit in hits] == list(range(1, 21))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_an_earlier_version_gives_way_to_the_newest_unless_the_filter_keeps_that_out(
    indexed: Callable[..., Build],
) -> None:
    page = {"url": "https://example.org/storks"}
    text = "\n\n".join(BIRDS)
    build = indexed(
        entry("first", text.replace("forty", "thirty"), **page),
        entry("second", text, **page | {"date": "2024-05-08"}),
    )
    retriever = build.retriever(RetrievalSettings())
    assert {hit.passage.article_id for hit in retriever.retrieve(QUESTION, 10)} == {"second"}
    early = retriever.retrieve(QUESTION, 10, Filter(until=date(2024, 5, 2)))
    assert {hit.passage.article_id for hit in early} == {"first"}


# ---------------------------------------------------------------- who else tells it


def ids(articles: Any) -> list[str]:
    return [article.article_id for article in articles]


def test_copies_versions_and_other_tellings_are_kept_apart(indexed: Callable[..., Build]) -> None:
    page = {"url": "https://example.org/storks"}
    text = "\n\n".join(BIRDS)
    own = "Storks nest at Castleby: a chimney of the dairy in Castleby has storks in a nest, and a fence was put up."
    build = indexed(
        entry("first", text.replace("forty", "thirty"), **page),
        entry("second", text, **page | {"date": "2024-05-08"}),
        entry("reprint", text),
        entry("own words", own, date="2024-05-07", title="Storks nest at Castleby (second)"),
        entry("own words, years before", own + " Again.", date="2019-05-07", title="Storks nest at Castleby (second)"),
        *others(3),
    )
    related = RelatedFinder(build.store, build.dense).related(["first", "second", "reprint", "other-1", "unknown"])
    assert ids(related["second"].copies) == ["reprint"]
    assert ids(related["second"].versions) == ["first"]
    assert ids(related["first"].versions) == ["second"]
    assert ids(related["first"].copies) == ["reprint"]
    assert ids(related["reprint"].copies) == ["second", "first"]
    assert ids(related["reprint"].versions) == []
    assert ids(related["second"].same_story) == ["own words"]
    assert not related["other-1"].copies
    assert not related["other-1"].versions
    assert not related["unknown"].same_story
    (same_story,) = related["second"].same_story
    assert (same_story.title, same_story.published) == ("Storks nest at Castleby (second)", date(2024, 5, 7))


def test_a_story_is_retold_once_however_often_that_telling_is_copied(indexed: Callable[..., Build]) -> None:
    own = "Storks nest at Castleby: a chimney of the dairy in Castleby has storks in a nest, and a fence was put up."
    telling = {"text": own, "title": "Storks nest at Castleby (a)"}
    build = indexed(entry("a", "\n\n".join(BIRDS)), entry("b", **telling), entry("c", **telling))
    assert len(RelatedFinder(build.store, build.dense).related(["a"])["a"].same_story) == 1


def test_a_sentence_that_only_a_copy_has_stays_in_the_ranking(retrieve: Callable[..., tuple[Hit, ...]]) -> None:
    extra = "In Tolne the roof of the swimming hall was torn off, and the caretaker, Geir Moe, was cut by glass."
    local = entry("storks-local", "\n\n".join([*BIRDS, extra]), source="Tolne Post", date="2024-04-30")
    hits = retrieve([*reprints(), local], "caretaker cut by glass in Tolne", 20)
    assert extra in hits[0].passage.text
    assert len({hit.passage.text for hit in hits}) == len(hits)
