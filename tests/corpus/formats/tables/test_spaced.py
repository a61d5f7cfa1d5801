"""Tables of columns of spaces whose names take two lines, or whose rows lack cells, in every format with such lines."""

from collections.abc import Callable

import pytest

from corpus.article import Article

TABLE = """\
                   Paid by      Paid by      Shuts         Boats
                   (crowns)     (florins)
 ---------------------------------------------------------------
 Lower Quay           12           31        4 October       9
 Upper Quay            8         free        11 November     2
 Old Mole             15           40        6 October      17
 ---------------------------------------------------------------
 All quays            35                                    28
"""
PROSE = "The harbour has published what a berth costs. It says that nobody will pay more than last year."
SOURCES = {
    "a.txt": f"Berths\n\n{PROSE}\n\n{TABLE}\n{PROSE}\n",
    "a.md": f"# Berths\n\n{PROSE}\n\n{TABLE}\n{PROSE}\n",
    "a.eml": f"Subject: Berths\nContent-Type: text/plain\n\n{PROSE}\n\n{TABLE}\n{PROSE}\n",
    "a.html": f"<html><body><main><h1>Berths</h1><p>{PROSE}</p><pre>{TABLE}</pre><p>{PROSE}</p></main></body></html>",
}


@pytest.mark.parametrize("name", SOURCES)
def test_cells_are_read_with_the_names_above_them(article_of: Callable[..., Article], name: str) -> None:
    text = article_of(SOURCES[name], name).text
    assert "Lower Quay, Boats: 9" in text
    assert "Upper Quay, Shuts: 11 November | Upper Quay, Boats: 2" in text
    assert "Upper Quay, Paid by (florins): free" in text
    assert "All quays, Paid by (crowns): 35 | All quays, Boats: 28" in text


def test_the_lines_of_the_file_stay_as_many(article_of: Callable[..., Article]) -> None:
    assert article_of(SOURCES["a.txt"], "a.txt").text.count("\n") == SOURCES["a.txt"].count("\n")


def test_rows_without_a_cell_need_no_rules(article_of: Callable[..., Article]) -> None:
    table = "Quay        Crowns   Florins   Boats\nLower Quay      12        31       9\n"
    table += "Old Mole        15                17\n"
    text = article_of(f"Berths\n\n{PROSE}\n\n{table}Upper Quay       8        20       2\n", "a.txt").text
    assert "Old Mole, Crowns: 15 | Old Mole, Boats: 17" in text


@pytest.mark.parametrize(
    "lines",
    [
        "10.04  Shots are heard.   All leave.\n10.31  He holds 12.   Police come.\n11.50  Two are out.  All wait.",
        "It rained.  It snowed.  It was dark.\nIt blew.  It hailed.  It was 9.\nIt dried.  It froze.  It was 8.",
    ],
)
def test_lines_with_wide_gaps_are_no_table(article_of: Callable[..., Article], lines: str) -> None:
    assert lines in article_of(f"Log\n\n{PROSE}\n\n{lines}\n", "a.txt").text
