"""Titles over all columns, ranks before names, and groups of rows."""

from collections.abc import Callable, Sequence
from itertools import groupby

import pytest
from filemakers import WORD, opendocument, packed, page, pdf

from corpus.article import Article
from corpus.formats.tables.heads import label_first
from corpus.formats.tables.rows import table_lines

Rows = Sequence[Sequence[str]]
NAMES = ("Rank", "Runner", "Points")
RANKED = (NAMES, ("1", "Ada Quill", "30"), ("2", "Bo Voss", "28"), ("2", "Cy Lunn", "28"))
TITLED = (("Results of 2024",) * 3, *RANKED)
GROUPED = (
    ("Race", "Winner", "Seconds"),
    ("Men",) * 3,
    ("100 m", "Ada Quill", "9.9"),
    ("200 m", "Bo Voss", "20.1"),
    ("Women",) * 3,
    ("100 m", "Cy Lunn", "10.9"),
    ("Total", "3", "40.9"),
)


def runs(row: Sequence[str]) -> list[tuple[str, int]]:
    """Return a row's cells, each with the number of columns that it spans."""
    return [(text, len(list(same))) for text, same in groupby(row)]


def html(rows: Rows) -> str:
    written = "".join(f"<tr>{''.join(f'<td colspan={n}>{text}</td>' for text, n in runs(row))}</tr>" for row in rows)
    return page(f"<table>{written}</table>")


def docx(rows: Rows) -> bytes:
    def cell(text: str, over: int) -> str:
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{over}"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'

    written = "".join(f"<w:tr>{''.join(cell(*run) for run in runs(row))}</w:tr>" for row in rows)
    return packed(word__document_DOT_xml=WORD.format(f"<w:tbl>{written}</w:tbl>"))


def odt(rows: Rows) -> bytes:
    def cell(text: str, over: int) -> str:
        covered = "<table:covered-table-cell/>" * (over - 1)
        spanned = f"table:number-columns-spanned='{over}'"
        return f"<table:table-cell {spanned}><text:p>{text}</text:p></table:table-cell>{covered}"

    written = "".join(f"<table:table-row>{''.join(cell(*run) for run in runs(row))}</table:table-row>" for row in rows)
    return opendocument(f"<table:table>{written}</table:table>")


def bare(row: Sequence[str]) -> list[str]:
    """Return a row as in formats without spans: one filled cell."""
    return [row[0], *[""] * (len(row) - 1)] if len(set(row)) == 1 else [*row]


def csv(rows: Rows) -> str:
    return "".join(f"{','.join(bare(row))}\n" for row in rows)


def markdown(rows: Rows) -> str:
    head, *body = (f"| {' | '.join(bare(row))} |" for row in rows)
    return "\n".join(["# Running", "", head, "|---|---|---|", *body, ""])


def print_out(rows: Rows) -> bytes:
    drawn = [
        f"1 0 0 1 {60 + 130 * column} {700 - 20 * line} Tm ({text}) Tj"
        for line, row in enumerate(rows)
        for column, text in enumerate(bare(row))
        if text
    ]
    return pdf("BT /F 11 Tf", *drawn, "ET")


FILES = {"a.html": html, "a.docx": docx, "a.odt": odt, "a.csv": csv, "a.md": markdown, "a.pdf": print_out}


@pytest.mark.parametrize("name", FILES)
def test_a_rank_is_not_the_label_of_its_row_where_a_name_stands_beside_it(
    article_of: Callable[..., Article], name: str
) -> None:
    text = article_of(FILES[name](RANKED), name).text
    assert "Ada Quill, Rank: 1" in text
    assert "Cy Lunn, Points: 28" in text
    assert "2, Points" not in text


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.odt", "a.md"])
def test_a_title_over_all_columns_heads_the_table_and_the_row_below_it_names_them(
    article_of: Callable[..., Article], name: str
) -> None:
    text = article_of(FILES[name](TITLED), name).text
    assert "Results of 2024: Bo Voss, Points: 28" in text
    assert "Results of 2024: Bo Voss, Rank: 2" in text
    assert "Results of 2024: Runner" not in text


def test_a_title_above_the_names_of_a_sheet_is_its_title_and_ranks_are_no_labels(
    article_of: Callable[..., Article],
) -> None:
    article = article_of(csv(TITLED), "a.csv")
    assert article.title == "Results of 2024"
    assert "Bo Voss, Rank: 2 | Bo Voss, Points: 28" in article.text


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.odt"])
def test_rows_are_read_with_the_name_of_their_group(article_of: Callable[..., Article], name: str) -> None:
    text = article_of(FILES[name](GROUPED), name).text
    assert "Men: 100 m, Winner: Ada Quill" in text
    assert "Women: 100 m, Winner: Cy Lunn" in text
    assert "\nTotal, Seconds: 40.9" in text
    assert "Winner: Men" not in text


def test_marked_names_of_columns_below_a_title_are_names_whatever_they_stand_above(
    article_of: Callable[..., Article],
) -> None:
    rows = "<tr><th>Ward<th>Party</tr><tr><td>North<td>Greens</tr><tr><td>South<td>Labour</tr>"
    text = article_of(page(f"<table><tr><td colspan=2>Council</td></tr>{rows}</table>"), "a.html").text
    assert "Council: North, Party: Greens" in text


def test_a_fact_box_in_parts_has_no_names_of_columns() -> None:
    rows = [["Melby tunnel"] * 2, ["Length", "4.8 km"], ["Lanes", "2"], ["History"] * 2, ["Opened", "1999"]]
    assert table_lines(rows) == [
        "Melby tunnel",
        "Melby tunnel: Length: 4.8 km",
        "Melby tunnel: Lanes: 2",
        "History",
        "History: Opened: 1999",
    ]


def test_a_number_stays_the_label_where_nothing_else_names_the_row() -> None:
    stations = [["Station", "Depth", "Flow"], ["1", "3.5", "30"], ["2", "4.1", "28"], ["3", "2.2", "27"]]
    assert "2, Flow: 28" in table_lines(stations)
    years = [["Year", "Winner", "Points"], ["2021", "Ada Quill", "30"], ["2022", "Bo Voss", "28"], ["2023", "Al", "7"]]
    assert "2022, Winner: Bo Voss" in table_lines(years)


def test_a_place_stays_the_label_of_two_tables_side_by_side() -> None:
    rows = [
        ["Place", "Women", "Time", "Men", "Time"],
        ["1", "Selam Worku", "2:21:09", "Joost van Beek", "2:08:44"],
        ["2", "Clara Ostrander", "2:24:50", "Elijah Rono", "2:09:02"],
    ]
    assert label_first(rows) == rows


def test_a_total_below_ranks_keeps_its_label() -> None:
    rows = [["#", "Nation", "Gold"], ["1", "Norland", "4"], ["2", "Sudland", "2"], ["Total", "Total", "6"]]
    assert table_lines(rows)[-1] == "Total, Gold: 6"


def test_names_below_a_name_over_several_columns_stand_for_an_empty_corner() -> None:
    rows = [["", "Catch", "Catch"], ["River", "2024", "2025"], ["Tana", "28.1", "9.4"], ["Orkla", "3.5", "4.2"]]
    assert table_lines(rows)[:2] == ["River | Catch, 2024 | Catch, 2025", "Tana, Catch, 2024: 28.1"]


def drawn_table(*above: tuple[int, str]) -> bytes:
    """Make a PDF of lines at given heights, with a table of three columns below them."""
    rows = [("Lake", "2022", "2023"), ("Selbu", "4.1", "3.7"), ("Femund", "9.6", "10.3"), ("Snasa", "5.5", "6.1")]
    cells = [
        f"1 0 0 1 {72 + 150 * at} {600 - 16 * row} Tm ({cell}) Tj"
        for row, line in enumerate(rows)
        for at, cell in enumerate(line)
    ]
    return pdf("BT /F 11 Tf", *(f"1 0 0 1 72 {height} Tm ({words}) Tj" for height, words in above), *cells, "ET")


PROSE_ABOVE = (
    (700, "Anglers caught more than before, says a report that came out on Friday,"),
    (686, "which is read here."),
)


def test_a_line_apart_above_a_printed_table_is_its_heading(article_of: Callable[..., Article]) -> None:
    text = article_of(drawn_table(*PROSE_ABOVE, (625, "Catch of perch in tonnes")), "a.pdf").text
    assert "Catch of perch in tonnes: Femund, 2023: 10.3" in text
    assert text.count("Catch of perch in tonnes\n") == 1


def test_the_end_of_the_prose_above_a_printed_table_is_not(article_of: Callable[..., Article]) -> None:
    text = article_of(drawn_table(*PROSE_ABOVE, (625, "The table has the rest.")), "a.pdf").text
    assert "\n\nFemund, 2023: 10.3" in text
    close = article_of(
        drawn_table((639, "Anglers caught more than before in the lakes"), (625, "that are listed here")), "a.pdf"
    )
    assert "\n\nFemund, 2023: 10.3" in close.text
