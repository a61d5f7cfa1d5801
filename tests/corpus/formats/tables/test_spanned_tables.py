"""Cells over several rows or columns, two header rows, and rows that only two columns together identify."""

from collections.abc import Callable

import pytest
from filemakers import WORD, opendocument, packed, page, pdf

from corpus.article import Article
from corpus.formats.tables.heads import with_keys, with_one_head

WIDE = ["Tana, Catch (t), 2024: 28.1", "Tana, Catch (t), 2025: 9.4", "Orkla, Catch (t), 2025: 8.8"]
LONG = ["Tana, 2024, Catch (t): 28.1", "Tana, 2025, Catch (t): 9.4", "Orkla, 2025, Catch (t): 8.8"]


def word(*rows: tuple[str, ...]) -> bytes:
    """Make a table; ``^`` is a cell that goes on from above, ``2>`` before a text one over two columns."""

    def cell(text: str) -> str:
        merged = "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>'
        span = '<w:gridSpan w:val="2"/>' if text.startswith("2>") else ""
        output = "" if text == "^" else f"<w:r><w:t>{text.removeprefix('2>')}</w:t></w:r>"
        return f"<w:tc><w:tcPr>{span}{merged}</w:tcPr><w:p>{output}</w:p></w:tc>"

    table = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return packed(word__document_DOT_xml=WORD.format(f"<w:tbl>{table}</w:tbl>"))


def odt(*rows: tuple[str, ...]) -> bytes:
    """Make the same; ``^`` and an empty text are covered cells, ``3v`` before a text one over that many rows."""

    def cell(text: str) -> str:
        if text in ("^", ""):
            return "<table:covered-table-cell/>"
        how = "table:number-columns-spanned='2'" if text.startswith("2>") else ""
        how = f"table:number-rows-spanned='{text[0]}'" if text[1:2] == "v" else how
        return f"<table:table-cell {how}><text:p>{text[2:] if how else text}</text:p></table:table-cell>"

    table = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return opendocument(f"<table:table>{table}</table:table>")


HTML = (
    "<table><tr><th rowspan=2>River</th><th colspan=2>Catch (t)</th></tr><tr><th>2024</th><th>2025</th></tr>"
    "<tr><td>Tana</td><td>28.1</td><td>9.4</td></tr><tr><td>Orkla</td><td>13.2</td><td>8.8</td></tr></table>"
)
BODY = (("Tana", "28.1", "9.4"), ("Orkla", "13.2", "8.8"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("wide.docx", word(("River", "2>Catch (t)"), ("^", "2024", "2025"), *BODY)),
        ("wide.odt", odt(("2vRiver", "2>Catch (t)", ""), ("^", "2024", "2025"), *BODY)),
        ("wide.html", page(HTML)),
    ],
)
def test_a_name_over_several_columns_is_read_with_the_names_below_it(
    article_of: Callable[..., Article], name: str, content: bytes | str
) -> None:
    text = article_of(content, name).text
    assert [line for line in WIDE if line in text] == WIDE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "long.docx",
            word(
                ("River", "Year", "Catch (t)"),
                ("Tana", "2024", "28.1"),
                ("^", "2025", "9.4"),
                ("Orkla", "2024", "13.2"),
                ("^", "2025", "8.8"),
            ),
        ),
        (
            "long.odt",
            odt(
                ("River", "Year", "Catch (t)"),
                ("2vTana", "2024", "28.1"),
                ("^", "2025", "9.4"),
                ("2vOrkla", "2024", "13.2"),
                ("^", "2025", "8.8"),
            ),
        ),
    ],
)
def test_a_label_over_several_rows_is_read_with_each_and_with_what_tells_them_apart(
    article_of: Callable[..., Article], name: str, content: bytes
) -> None:
    text = article_of(content, name).text
    assert [line for line in LONG if line in text] == LONG


def test_tables_of_one_row_of_names_and_of_rows_with_labels_of_their_own_stay() -> None:
    rows = [["Party", "2021", "2025"], ["Farmers", "11", "6"], ["Harbour", "2", "2"]]
    assert with_keys(with_one_head(rows)) == rows
    assert with_one_head([["Party", "Seats", "Seats"]]) == [["Party", "Seats", "Seats"]]


STYLES = {
    "sheet": ("<style>.b{display:table}.b>div{display:table-row}.b>div>span{display:table-cell}</style>", "b", "", ""),
    "classes": ("", "table", "table-row", "table-cell"),
    "generated": ("", "divTable", "divTableRow", "divTableCell"),
}


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("form", ["html", "eml"])
def test_elements_that_only_look_like_a_table_are_read_as_one(
    article_of: Callable[..., Article], name: str, form: str
) -> None:
    sheet, outer, row, cell = STYLES[name]
    lines = (("Ship", "Lost (crew)", "Port"), ("Ara", "9", "Wend"), ("Bo", "2", "Lund"), ("Cid", "4", "Wend"))
    rows = "".join(
        f"<div class='{row}'>{''.join(f'<span class={chr(39)}{cell}{chr(39)}>{text}</span>' for text in line)}</div>"
        for line in lines
    )
    body = f"{sheet}<p>Three ships went down.</p><div class='{outer}'>{rows}</div>"
    source = page(body) if form == "html" else f"Subject: Ships\nContent-Type: text/html\n\n{body}"
    text = article_of(source, f"a.{form}").text
    assert "Bo, Lost (crew): 2" in text
    assert "Cid, Port: Wend" in text


def test_two_lines_of_names_in_a_print_are_joined(article_of: Callable[..., Article]) -> None:
    grid = (
        ("", "Passengers", "", "Boats"),
        ("Quay", "2023", "2024", ""),
        ("Lower", "82", "91", "4"),
        ("Upper", "57", "55", "2"),
        ("Mole", "33", "39", "7"),
    )
    shown = (
        f"1 0 0 1 {72 + 60 * x} {700 - 18 * y} Tm ({cell}) Tj"
        for y, row in enumerate(grid)
        for x, cell in enumerate(row)
        if cell
    )
    text = article_of(pdf("BT /F 11 Tf", *shown, "ET"), "a.pdf").text
    assert "Upper, Passengers, 2024: 55" in text
    assert "Mole, Boats: 7" in text
