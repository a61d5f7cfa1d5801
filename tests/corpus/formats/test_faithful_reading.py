# ruff: noqa: E501 - markup stands on one line
"""Note marks, struck-out words and lost parts: the text read is the article's."""

from collections.abc import Callable

import pytest
from filemakers import PROSE, book, opendocument, page, passages, pdf, word

from corpus.article import Article
from corpus.struck import readable

# ---------------------------------------------------------------- marks of notes

SUP = '<w:vertAlign w:val="superscript"/>'
RAISED = {
    "page.html": page("<p>It killed 12<sup><a href='#f1'>4</a></sup> people and 350<sup>[5]</sup> cattle.</p>"),
    "linked.html": page(
        "<p>It killed 12<a href='#f1' class='footnote-ref'>[4]</a> people and 350<sup>*</sup> cattle.</p>"
    ),
    "word.docx": word(("It killed 12", ""), ("4", SUP), (" people and 350", ""), ("[5]", SUP), (" cattle.", "")),
    "open.odt": opendocument(
        "<text:p>It killed 12<text:span text:style-name='R'>4</text:span> people and "
        "350<text:span text:style-name='R'>5</text:span> cattle.</text:p>"
    ),
    "rich.rtf": r"{\rtf1\ansi It killed 12{\super 4} people and 350\super 5\nosupersub  cattle.\par}",
    "book.epub": book("<p>It killed 12<sup>4</sup> people and 350<a epub:type='noteref' href='#n'>5</a> cattle.</p>"),
    "print.pdf": pdf(
        "BT /F 11 Tf 72 700 Td (It killed 12) Tj 5 Ts /F 6 Tf (4) Tj 0 Ts /F 11 Tf ( people and 350) Tj",
        "5 Ts /F 6 Tf (5) Tj 0 Ts /F 11 Tf ( cattle.) Tj ET",
    ),
    "mail.eml": "Subject: Flood\nContent-Type: text/html; charset=utf-8\n\n"
    "<p>It killed 12<sup>4</sup> people and 350<sup>5</sup> cattle.</p>",
}


@pytest.mark.parametrize("name", RAISED)
def test_the_mark_of_a_note_is_no_part_of_the_word_before_it(article_of: Callable[..., Article], name: str) -> None:
    assert "It killed 12 people and 350 cattle." in article_of(RAISED[name], name).text


def test_powers_ordinals_and_formulas_stay_whole(article_of: Callable[..., Article]) -> None:
    text = article_of(
        page("<p>It held 40 km<sup>3</sup>, 10<sup>6</sup> cells and H<sub>2</sub>S in 1<sup>st</sup> Street.</p>"),
        "a.html",
    ).text
    assert "It held 40 km³, 10⁶ cells and H2S in 1st Street." in text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", page("<p>The sea took 7<sup>3</sup> of the crew.</p>")),
        ("a.docx", word(("The sea took 7", ""), ("3", '<w:vertAlign w:val="superscript"/>'), (" of the crew.", ""))),
        ("a.rtf", "{\\rtf1\\ansi The sea took 7{\\super 3} of the crew.\\par}"),
        ("a.txt", "The sea took 7³ of the crew."),
        ("a.md", "The sea took 7³ of the crew."),
    ],
)
def test_the_mark_of_a_note_is_no_part_of_a_figure_of_one_digit(
    article_of: Callable[..., Article], name: str, content: bytes | str
) -> None:
    assert "took 7 of the crew." in " ".join(readable(article_of(content, name).text).split())


def test_powers_in_a_formula_stay_powers(article_of: Callable[..., Article]) -> None:
    text = article_of(page("<p>The area is 3<sup>2</sup> + 4<sup>2</sup> = 5<sup>2</sup> squares.</p>"), "a.html").text
    assert "3² + 4² = 5² squares." in readable(text)


def test_what_a_mark_points_to_stays_where_it_stands(article_of: Callable[..., Article]) -> None:
    text = article_of(
        page("<p>It killed 12<sup>4</sup>.</p><p><sup>4</sup>Provincial report, page 2, of May.</p>"), "a.html"
    ).text
    assert "4 Provincial report, page 2, of May." in text


@pytest.mark.parametrize("mark", ["[4]", "[note 2]", "[^4]", "[1][2]", "[citation needed]"])
def test_a_mark_in_plain_text_is_not_read_and_offsets_hold(mark: str) -> None:
    text = f"It killed 12{mark} people."
    assert readable(text) == f"It killed 12{' ' * len(mark)} people."


def test_cells_end_as_sentences_do_for_whoever_reads_and_offsets_hold() -> None:
    text = "Seats: Party | 2021\nSeats: Left, 2021: 2 | Seats: Left, 2025: 4\n\nSeats: Farmers, 2021: 11\nIt met."
    assert readable(text) == (
        "Seats: Party | 2021\nSeats: Left, 2021: 2.  Seats: Left, 2025: 4.\nSeats: Farmers, 2021: 11.It met."
    )
    assert readable("He said, on Friday: no\nHe left.") == "He said, on Friday: no\nHe left."


def test_links_list_marks_and_powers_in_plain_text_are_read() -> None:
    for text in ("See [4](a.html) there.", "[4] Report of May.", "It held 40 km³ and 10⁶ cells.", "[^4]: Report."):
        assert readable(text) == text


# ---------------------------------------------------------------- words taken back

STRUCK = {
    "page.html": page("<p>It killed <s>nine</s> four people.</p>"),
    "styled.html": page("<p>It killed <span style='text-decoration: line-through'>nine</span> four people.</p>"),
    "word.docx": word(("It killed ", ""), ("nine", "<w:strike/>"), (" four people.", "")),
    "twice.docx": word(("It killed ", ""), ("nine", "<w:dstrike/>"), (" four people.", '<w:strike w:val="false"/>')),
    "open.odt": opendocument("<text:p>It killed <text:span text:style-name='S'>nine</text:span> four people.</text:p>"),
    "rich.rtf": r"{\rtf1\ansi It killed {\strike nine} four people.\par}",
    "book.epub": book("<p>It killed <del>nine</del> four people.</p>"),
    "print.pdf": pdf("BT /F 11 Tf 72 700 Td (It killed nine four people.) Tj ET 1 w 109.5 704 m 130 704 l S"),
    "mail.eml": "Subject: Fire\nContent-Type: text/html; charset=utf-8\n\n<p>It killed <del>nine</del> four people.</p>",
    "marked.md": "It killed ~~nine~~ four people.\n",
}


@pytest.mark.parametrize("name", STRUCK)
def test_struck_words_stay_in_the_article_and_are_not_read(article_of: Callable[..., Article], name: str) -> None:
    article = article_of(STRUCK[name], name)
    assert "It killed ~~nine~~ four people." in article.text
    assert any("It killed          four people." in readable(text) for text in passages(article))


def test_a_sentence_that_is_struck_is_no_passage(article_of: Callable[..., Article]) -> None:
    article = article_of("It burnt. ~~Nine people died there.~~ Four people died.\n", "a.md")
    assert passages(article) == ["It burnt.", "Four people died."]


# ---------------------------------------------------------------- parts that were lost


def test_a_time_within_a_sentence_is_kept_and_is_not_the_articles_date(article_of: Callable[..., Article]) -> None:
    article = article_of(
        page(
            "<p>The siege began at <time datetime='2026-03-02T09:15'>9.15 on Monday</time> and ended at <time>noon</time>.</p>"
        ),
        "a.html",
    )
    assert "The siege began at 9.15 on Monday and ended at noon." in article.text
    assert article.date_from != "date on the page"


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p>Insp. Bo said: <q>Nobody slept.</q></p>", "Insp. Bo said: “Nobody slept.”"),
        ("<p>It lost <data value='5'>50 crowns</data> in <abbr title='x'>St.</abbr> Ives.</p>", "It lost 50 crowns in St. Ives."),
        ("<p>The owner is <ins>Harmon Estates</ins> now.</p>", "The owner is Harmon Estates now."),
        ("<ul><li><span>The hall closes on 1 July.</span></li></ul>", "The hall closes on 1 July."),
        ("<aside class='factbox'><h3>Facts</h3><ul><li>Length: 4.8 km</li><li>Builder: Drage</li></ul></aside>", "Builder: Drage"),
        ("<figure><img src='a'><figcaption>Architect Lin Zhao cut the ribbon on 5 May.</figcaption></figure>", "Architect Lin Zhao cut"),
        ("<table><tr><th>School</th><th>Grant</th></tr><tr><td>Ekby</td><td><ul><li>8.9 million</li></ul></td></tr></table>", "Ekby, Grant: 8.9 million"),
        ("<dl><dt>Chair</dt><dd>Runa Fjeld</dd><dt>Secretary</dt><dd>Tobias Kern</dd></dl>", "Chair: Runa Fjeld"),
    ],
)  # fmt: skip
def test_no_part_of_a_page_is_lost(article_of: Callable[..., Article], markup: str, line: str) -> None:
    assert line in article_of(page(PROSE + markup), "a.html").text


def test_notes_of_a_book_that_stand_outside_its_order_are_read_last(article_of: Callable[..., Article]) -> None:
    article = article_of(
        book("<h1>Spring</h1><p>It stormed.</p>", "<h2>Notes</h2><p>Dove was hanged.</p>", linear="no"), "a.epub"
    )
    assert article.text.endswith("Notes\n\nDove was hanged.")
