# ruff: noqa: E501 - markup stands on one line
"""Tables in plain text, sheets and RTF: each cell is read with its row, column and heading."""

from collections.abc import Callable
from pathlib import Path

import pytest
from filemakers import opendocument, page, word

from corpus.article import Article, line_at
from corpus.files import Skip
from corpus.sentences import sentences

ROWS = ("Party | 2021 | 2025", "Green List | 4 | 9", "Farmers | 11 | 6")
BARRED = "\n".join(f"| {row} |" for row in (ROWS[0], "---|---:|---", *ROWS[1:]))
DRAWN = {
    "barred.md": BARRED,
    "bare.md": "\n".join((ROWS[0], "--- | --- | ---", *ROWS[1:])),
    "barred.txt": BARRED,
    "database.txt": "\n".join((ROWS[0], "------------+------+------", *ROWS[1:])),
    "tabbed.txt": "\n".join(row.replace(" | ", "\t") for row in ROWS),
    "spaced.txt": "\n".join("".join(cell.ljust(14) for cell in row.split(" | ")).rstrip() for row in ROWS),
    "indented.txt": "\n".join(
        "".join(cell.ljust(14) for cell in row.split(" | ")).rstrip() for row in (" | 2021 | 2025", *ROWS[1:])
    ),
}


def cells(article: Article) -> list[str]:
    text = article.text
    collected = []
    for line in text.split("\n"):
        start = text.index(line)
        collected += [text[first:last] for first, last in sentences(text, start, start + len(line))]
    return collected


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawn_table_is_read_cell_by_cell_on_the_files_own_lines(
    article_of: Callable[..., Article], name: str
) -> None:
    content = f"The council of Nor\n\nThere was a vote.\n\n{DRAWN[name]}\n\nNobody came on 3 May.\n"
    article = article_of(content, name)
    assert {"Farmers, 2021: 11", "Farmers, 2025: 6", "Green List, 2025: 9"} <= set(cells(article))
    assert article.text.count("\n") == content.count("\n")
    for words in ("Farmers", "Green List", "Nobody came"):
        assert line_at(article.text, article.text.index(words)) == line_at(content, content.index(words))


def test_a_tables_heading_is_said_with_every_cell(article_of: Callable[..., Article]) -> None:
    for name, above in (("a.md", "## Seats"), ("b.md", "**Seats**"), ("c.txt", "Seats:")):
        assert "Seats: Farmers, 2025: 6" in cells(article_of(f"A vote\n\nIt was held.\n\n{above}\n\n{BARRED}\n", name))
    assert "Farmers, 2025: 6" in cells(article_of(f"A vote\n\nIt was held.\n{BARRED}\n", "a.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "A list\n\nOne    5\nTwo    6\nThree    7\n",
        "Prose\n\nIt rained.  It poured.\nIt hailed.  It froze.\nIt thawed.  It ended.\n",
        "Code\n\na || b\nc | d\n",
        "Verse\n\nNot a table | but a line\n\n---\n\nAnother line.\n",
    ],
)
def test_what_is_no_table_is_left_as_it_is(article_of: Callable[..., Article], text: str) -> None:
    assert article_of(text, "a.txt").text == text


def test_places_after_a_table_stay_where_they_are(article_of: Callable[..., Article]) -> None:
    content = f"Minutes\n\n{BARRED}\n\n14:00 Opening\nAll were there.\n14:10 Accounts\nThey were passed.\n"
    article = article_of(content, "a.md")
    assert [article.text[mark.offset :].split()[1] for mark in article.marks] == ["Opening", "Accounts"]


RICH = "".join(
    "\\trowd\\cellx3000\\cellx6000\\cellx9000" + "".join(f"\\pard\\intbl {cell}\\cell" for cell in row.split(" | ")) + "\\row\n"
    for row in ROWS
)  # fmt: skip


def test_a_table_in_rtf_is_read_as_in_word(article_of: Callable[..., Article]) -> None:
    text = article_of(
        f"{{\\rtf1\\ansi The council.\\par Table 2. Seats\\par\n{RICH}\\pard It met | twice.\\par}}", "a.rtf"
    ).text
    assert text.split("\n\n") == [
        *("The council.", "Table 2. Seats", "Table 2. Seats: Party | 2021 | 2025"),
        *(f"Table 2. Seats: {cell}" for cell in ("Green List, 2021: 4", "Green List, 2025: 9")),
        *(f"Table 2. Seats: {cell}" for cell in ("Farmers, 2021: 11", "Farmers, 2025: 6")),
        "It met | twice.",
    ]


WORD_ROWS = "".join(
    f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>' for cell in row.split(' | '))}</w:tr>" for row in ROWS
)  # fmt: skip
ODT_ROWS = "".join(
    f"<table:table-row>{''.join(f'<table:table-cell><text:p>{cell}</text:p></table:table-cell>' for cell in row.split(' | '))}</table:table-row>"
    for row in ROWS
)  # fmt: skip
HTML_ROWS = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split(' | '))}</tr>" for row in ROWS)
HEADED = {
    "caption.docx": word(
        ("It met.", ""),
        body='<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>Seats</w:t></w:r></w:p>'
        f"<w:tbl>{WORD_ROWS}</w:tbl>",
    ),
    "bold.docx": word(("It met.", ""), body=f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Seats</w:t></w:r></w:p><w:tbl>{WORD_ROWS}</w:tbl>"),
    "heading.odt": opendocument(f"<text:p>It met.</text:p><text:h>Seats</text:h><table:table>{ODT_ROWS}</table:table>"),
    "heading.html": page(f"<p>It met.</p><h3>Seats</h3><table>{HTML_ROWS}</table>"),
    "bold.html": page(f"<p>It met.</p><p><b>Seats</b></p><table>{HTML_ROWS}</table>"),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADED)
def test_what_is_set_as_a_heading_above_a_table_heads_it(article_of: Callable[..., Article], name: str) -> None:
    lines = article_of(HEADED[name], name).text.split("\n")
    assert "Seats: Farmers, 2025: 6" in lines
    assert sum(line.strip("# ") == "Seats" for line in lines) == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_sheet_is_one_article_whose_rows_stand_on_their_lines(
    article_of: Callable[..., Article], delimiter: str
) -> None:
    rows = ['Party | "2021"', "Green List | 4", '"Farmers\nand\nFishers" | 11', "Left | 2"]
    article = article_of("\n".join(row.replace(" | ", delimiter) for row in rows), "a.csv")
    assert article.row is None
    assert article.text.split("\n") == [
        *("Party | 2021", "Green List, 2021: 4", "Farmers and Fishers, 2021: 11", "", "", "Left, 2021: 2"),
    ]


def test_a_title_above_a_sheets_names_is_its_title(article_of: Callable[..., Article]) -> None:
    article = article_of("Seats,,\nParty,2021,2025\nFarmers,11,6\n", "a.csv")
    assert (article.title, article.text) == ("Seats", "\nParty | 2021 | 2025\nFarmers, 2021: 11 | Farmers, 2025: 6")


def test_a_sheet_without_names_keeps_its_cells_apart(article_of: Callable[..., Article]) -> None:
    assert article_of("Farmers,11,6\nLeft,2,3\n", "a.csv").text == "Farmers | 11 | 6\nLeft | 2 | 3"


def test_a_sheet_too_long_to_be_read_says_so(load: Callable[..., list[Article | Skip]], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Hour,Level\n" + "1,2\n" * 10_001, encoding="utf-8")
    (skip,) = load(tmp_path / "a.csv")
    assert skip.reason.startswith("CSV of more than 10,000 rows and no text")


SPACED = ["".join(cell.ljust(14) for cell in row.split(" | ")).rstrip() for row in ROWS]
FRAMED = "\n".join(f"│ {row.replace('|', '│')} │" for row in ROWS)


@pytest.mark.parametrize(
    "drawn",
    [
        "\n".join(("-" * 30, SPACED[0], "-" * 30, *SPACED[1:], "-" * 30)),
        "\n".join(("=" * 30, SPACED[0], "=====  ====  ====", *SPACED[1:])),
        "\n".join(("┌───┬───┬───┐", FRAMED.replace("\n", "\n├───┼───┼───┤\n", 1), "└───┴───┴───┘")),
    ],
)
def test_lines_drawn_around_a_table_hide_neither_its_rows_nor_its_heading(
    article_of: Callable[..., Article], drawn: str
) -> None:
    text = article_of(f"Elections\n\nThe county met.\n\nTable 1. Seats\n{drawn}\n", "a.txt").text
    assert "Table 1. Seats: Farmers, 2021: 11 | Table 1. Seats: Farmers, 2025: 6" in text
