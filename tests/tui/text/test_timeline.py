"""A timeline in a terminal: lines that fit, and bars with gaps."""

from tui.text.timeline import sparkline

MONTHS = [("2020-11", 1), ("2020-12", 0), ("2021-01", 8), ("2021-02", 4)]


def test_bars_stand_for_months_and_gaps_are_shown() -> None:
    assert sparkline(MONTHS, 80) == "2020-11 ▁·█▄ 2021-02  13 articles, by month"


def test_where_months_do_not_fit_bars_stand_for_years() -> None:
    many = [(f"{year}-{month:02}", 1) for year in range(2000, 2010) for month in range(1, 13)]
    assert sparkline(many, 80) == "2000 ██████████ 2009  120 articles, by year"


def test_nothing_is_drawn_without_room_or_with_one_month() -> None:
    assert sparkline(MONTHS, 20) == sparkline(MONTHS[:1], 80) == sparkline([], 80) == ""
