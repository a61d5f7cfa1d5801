"""The overview of the index in a few lines."""

from datetime import UTC, date, datetime
from pathlib import Path

from corpus.files import samples_folder
from index.store.overview import Overview
from qa.library.overview import Library
from tui.text.library import library_lines

DAY = date(2021, 4, 22)
MADE = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)


def test_articles_days_sources_folders_and_the_last_time_are_reported() -> None:
    holds = Overview(1294, date(2019, 2, 3), DAY, {"source": ("Herald", "Gaz\x1bette", "Post", "Times")})
    library = Library(holds, (Path.home() / "articles", Path("/news")), MADE)
    assert library_lines(library) == [
        "1,294 articles, 3 February 2019 to 22 April 2021",
        "from Herald, Gaz␛ette and 2 more",
        "in ~/articles, /news",
        "last indexed on 1 March 2026 at 09:05",
    ]


def test_one_day_is_reported_once_and_what_is_not_known_is_left_out() -> None:
    assert library_lines(Library(Overview(1, DAY, DAY, {"source": ()}))) == ["1 article, 22 April 2021"]
    assert library_lines(Library(Overview(2, None, None, {}))) == ["2 articles"]


def test_samples_are_called_so_with_the_way_to_ones_own() -> None:
    library = Library(Overview(14, None, None, {}), (samples_folder(),))
    assert library_lines(library) == ["14 sample articles", "F5 indexes your own folders, which replace them"]
