"""Entries of live blogs: how their times are written, and in which order they are."""

import pytest

from corpus.entries import entry_marks, entry_time, in_minutes


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("7pm – Four dead", "7pm"),
        ("**11.45am** Six dead", "11.45am"),
        ("Update 16:20: Four dead", "16:20"),
        ("UPDATED at 16.20", "16.20"),
        ("Posted at 4:20 p.m.", "4:20 p.m."),
        ("5 minutes ago", "5 minutes ago"),
        ("Kl. 16.20: Four dead", "16.20"),
        ("[16:20] Four dead", "16:20"),
        ("14 August, 18.00", "14 August, 18.00"),
        ("Aug 14, 2025 at 6:00 PM: Four dead", "Aug 14, 2025 at 6:00 PM"),
        ("**18:00 on 14 August**", "18:00 on 14 August"),
        ("2025-08-14 18:00 | Four dead", "2025-08-14 18:00"),
        ("Thursday 18.00 - Four dead", "Thursday 18.00"),
    ],
)
def test_an_entry_begins_with_its_time_however_it_is_written(line: str, time: str) -> None:
    assert entry_time(line) == time


@pytest.mark.parametrize(
    "line",
    [
        "7 people died",
        "14 August, 18 people died",
        "Thursday 18 people died",
        "7 amateurs came",
        "Update your files",
        "16.20 metres of rope",
    ],
)
def test_what_is_no_time_begins_no_entry(line: str) -> None:
    assert entry_time(line) is None


def test_entries_whose_times_have_no_minutes_are_marked() -> None:
    text = "Live\n\n7pm Four dead.\n\n11am Six dead.\n\n7am A fire."
    assert [mark.label for mark in entry_marks(text, 4)] == ["7pm", "11am", "7am"]


@pytest.mark.parametrize(
    ("times", "minutes"),
    [
        (["22:10", "23:45", "0:20"], [1330, 1425, 1460]),
        (["0:20", "23:45", "22:10"], [20, -15, -110]),
        (["7am", "11.45 a.m.", "12.30pm"], [420, 705, 750]),
        (["5 minutes ago", "2 hrs ago", "1 day ago"], [-5, -120, -1440]),
        (["14 August, 6.15", "13 August, 23.40", "22.00"], [375, -20, -120]),
        (["30 Dec 9:00", "31 Dec 9:00", "Jan 1, 9:00 pm"], [540, 1980, 4140]),
        (["Thursday 18.00", "Thursday 19.00"], [1080, 1140]),
        ([], []),
    ],
)
def test_times_go_on_past_midnight_in_either_order(times: list[str], minutes: list[int]) -> None:
    assert in_minutes(times) == minutes
