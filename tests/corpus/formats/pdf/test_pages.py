"""PDF pages: rotated text, text struck out by annotations, and cells of several lines."""

from collections.abc import Callable
from typing import Any

import pytest
from filemakers import passages, pdf
from printing import bound

from corpus.article import Article

PROSE = (
    "The road office says that damp has got behind the lining, and that",
    "it must be dried before anything else can be done. It gives no date",
    "for the end of the work, which has gone on for seven months.",
)
SAID = " ".join(PROSE)


def drawn(turn: str, x: float, y: float, words: str, size: int = 11) -> str:
    return f"BT /F {size} Tf {turn} {x} {y} Tm ({words}) Tj ET"


UPRIGHT, UP, DOWN, OVER, ASKEW = "1 0 0 1", "0 1 -1 0", "0 -1 1 0", "-1 0 0 -1", "0.7 0.7 -0.7 0.7"
BODY = tuple(drawn(UPRIGHT, 72, 700 - 13 * at, line) for at, line in enumerate(PROSE))


@pytest.mark.parametrize("turn", [UP, DOWN])
def test_sideways_print_on_an_upright_page_is_read_after_it(article_of: Callable[..., Article], turn: str) -> None:
    step = 12 if turn == UP else -12
    side = ("Photograph by Eva Stub, taken on 5 May at the gate.", "The gate was cast in 1903.")
    streams = "\n".join([*BODY, *(drawn(turn, 40 + step * at, 400, line, 9) for at, line in enumerate(side))])
    assert article_of(bound([streams]), "a.pdf").text == f"{SAID}\n\n{' '.join(side)}"


@pytest.mark.parametrize(
    ("turn", "places", "rotate"),
    [
        (UP, [(100 + 13 * at, 100) for at in range(3)], 0),
        (UP, [(100 + 13 * at, 100) for at in range(3)], 90),
        (DOWN, [(500 - 13 * at, 700) for at in range(3)], 0),
        (OVER, [(550, 100 + 13 * at) for at in range(3)], 180),
    ],
)
def test_a_page_that_is_all_sideways_is_read_as_any_other(
    article_of: Callable[..., Article], turn: str, places: Any, rotate: int
) -> None:
    stream = "\n".join(drawn(turn, x, y, line) for (x, y), line in zip(places, PROSE, strict=True))
    assert article_of(bound([stream], rotate=rotate), "a.pdf").text == SAID


def test_a_stamp_across_a_page_is_no_part_of_it_and_is_named(article_of: Callable[..., Article]) -> None:
    article = article_of(bound(["\n".join([*BODY, drawn(ASKEW, 100, 200, "DRAFT COPY", 60)])]), "a.pdf")
    assert (article.text, article.left_out) == (SAID, ("slanted text",))


def test_what_a_reader_struck_out_is_struck_and_remarks_are_named(article_of: Callable[..., Article]) -> None:
    begin, end = 72 + 6.6 * 10, 72 + 6.6 * 14
    quad = f"{begin} 711 {end} 711 {begin} 697 {end} 697"
    notes = (
        f"/Annots[<</Type/Annot/Subtype/StrikeOut/Rect[72 690 600 715]/QuadPoints[{quad}]>>"
        "<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/Contents(Is it so?)>>]"
    )
    line = drawn(UPRIGHT, 72, 700, "It killed nine four people at the mall on Friday, the police said.")
    article = article_of(bound([line], extra=notes), "a.pdf")
    assert article.text == "It killed ~~nine~~ four people at the mall on Friday, the police said."
    assert article.left_out == ("remarks",)


def test_cells_that_run_over_are_one_cell(article_of: Callable[..., Article]) -> None:
    cells = (
        *((72, 700, "River"), (200, 700, "State"), (420, 700, "2023")),
        *(
            (72, 676, "Tana"),
            (200, 676, "Count stopped in June"),
            (420, 676, "30.5"),
            (200, 665, "because of high water"),
        ),
        *((72, 641, "Namsen and"), (200, 641, "Open"), (420, 641, "22.7"), (72, 630, "its arms")),
        *((72, 606, "Orkla"), (200, 606, "Open"), (420, 606, "14.0")),
    )
    body = (drawn(UPRIGHT, 72, 560 - 11 * at, line, 9) for at, line in enumerate(PROSE))
    stream = "\n".join([*(drawn(UPRIGHT, x, y, words, 9) for x, y, words in cells), *body])
    lines = article_of(bound([stream]), "a.pdf").text.split("\n\n")
    assert lines == [
        *("River | State | 2023", "Tana, State: Count stopped in June because of high water", "Tana, 2023: 30.5"),
        *("Namsen and its arms, State: Open", "Namsen and its arms, 2023: 22.7"),
        *("Orkla, State: Open", "Orkla, 2023: 14.0", SAID),
    ]


def test_headings_of_loose_pages_do_not_run_into_what_follows(article_of: Callable[..., Article]) -> None:
    loose = ("16.20 Toll lowered", "Police now say four.", "11.45 Six houses down", "Police say six.")
    first = "\n".join(drawn(UPRIGHT, 72, 700 - 13 * at, line) for at, line in enumerate([*PROSE, *PROSE]))
    second = "\n".join(drawn(UPRIGHT, 72, 700 - 26 * at, line) for at, line in enumerate(loose))
    article = article_of(bound([first, second]), "a.pdf")
    assert article.text.split("\n\n")[1:] == list(loose)
    assert len(passages(article)) > 2


def test_a_raised_mark_that_is_drawn_by_itself_is_a_mark(article_of: Callable[..., Article]) -> None:
    pieces = (
        "BT /F 11 Tf 72 700 Td (It killed) Tj ( ) Tj (1) Tj (2) Tj 5 Ts /F 6 Tf (4) Tj 0 Ts /F 11 Tf ( people.) Tj ET"
    )
    assert article_of(bound([pieces]), "a.pdf").text == "It killed 12 people."


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        (["By Agnes Roe, 14 March 2025"], "Agnes Roe"),
        (["Text: Agnes Roe", "Published: March 14, 2025"], "Agnes Roe"),
        (["Von Agnes Roe", "14 March 2025"], "Agnes Roe"),
    ],
)
def test_a_byline_set_close_to_the_text_is_no_part_of_its_first_paragraph(
    article_of: Callable[..., Article], lines: list[str], author: str
) -> None:
    text = "".join(
        f"0 -16 Td ({line}) Tj " for line in (*lines, "The Terne is a ferry on lake", "Osk. It was built in 1912.")
    )
    article = article_of(
        pdf("BT /F 20 Tf 50 750 Td (The ferry Terne) Tj ET", f"BT /F 12 Tf 50 720 Td {text}ET"), "a.pdf"
    )
    assert (article.author, str(article.published)) == (author, "2025-03-14")
    assert "The Terne is a ferry on lake Osk. It was built in 1912." in article.text
