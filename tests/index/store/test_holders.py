"""The article and position of a passage are found without reading it."""

from index.build import Build
from index.store.holders import places_of


def test_places_are_those_of_the_passages_in_the_order_asked_for(build: Build) -> None:
    rows = [3, 0, 5]
    passages = build.store.passages(rows)
    expected = [(passage.article_id, passage.start, passage.end) for passage in passages]
    assert [(place.article_id, place.start, place.end) for place in places_of(build.store, rows)] == expected


def test_rows_that_are_not_there_are_left_out(build: Build) -> None:
    assert [place.start for place in places_of(build.store, [10_000, 0])] == [build.store.passages([0])[0].start]
    assert places_of(build.store, []) == []
