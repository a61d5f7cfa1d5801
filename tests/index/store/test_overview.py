"""The overview of an index."""

from collections.abc import Callable
from datetime import date

from index.build import Build
from index.store.overview import overview_of


def test_articles_are_counted_with_the_first_and_last_day_and_what_they_can_be_filtered_by(
    indexed: Callable[..., Build],
) -> None:
    build = indexed(
        {"title": "One", "text": "Words of the first.", "date": "2021-05-01", "source": "Herald", "author": "Ada Moss"},
        {"title": "Two", "text": "Words of the second.", "date": "2019-02-03", "source": "Gazette"},
        {"title": "Three", "text": "Words of the third.", "source": "Gazette"},
    )
    result = overview_of(build.store)
    assert (result.articles, result.first, result.last) == (3, date(2019, 2, 3), date(2021, 5, 1))
    assert result.values["source"] == ("Gazette", "Herald")
    assert result.values["author"] == ("Ada Moss",)


def test_of_undated_articles_there_is_no_day(indexed: Callable[..., Build]) -> None:
    result = overview_of(indexed({"title": "One", "text": "Words of the first."}).store)
    assert (result.first, result.last, result.values["source"]) == (None, None, ())
