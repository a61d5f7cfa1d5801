# ruff: noqa: E501 - markup stands on one line
"""Tables, entries, transcripts, characters and dates: the text read is the article's."""

from collections.abc import Callable

import pytest
from filemakers import PROSE, book, opendocument, page, passages, pdf, word

from corpus.article import Article, Mark
from corpus.struck import readable

# ---------------------------------------------------------------- tables

GRID = (("Party", "2021", "2025"), ("Green List", "4", "9"), ("Farmers", "11", "6"))
ODT_ROWS = "".join(
    f"<table:table-row>{''.join(f'<table:table-cell><text:p>{cell}</text:p></table:table-cell>' for cell in row)}</table:table-row>"
    for row in GRID
)
WORD_ROWS = "".join(
    f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>' for cell in row)}</w:tr>" for row in GRID
)
HTML_ROWS = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in GRID)
TABLES = {
    "page.html": page(f"{PROSE}<table>{HTML_ROWS}</table>"),
    "word.docx": word(("The council.", ""), body=f"<w:tbl>{WORD_ROWS}</w:tbl>"),
    "open.odt": opendocument(f"<text:p>The council.</text:p><table:table>{ODT_ROWS}</table:table>"),
    "book.epub": book(f"<p>The council.</p><table>{HTML_ROWS}</table>"),
    "print.pdf": pdf(
        "BT /F 11 Tf",
        *(
            f"1 0 0 1 {72 + 130 * x} {700 - 18 * y} Tm ({cell}) Tj"
            for y, row in enumerate(GRID)
            for x, cell in enumerate(row)
        ),
        "ET",
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_each_cell_is_read_with_its_row_and_column(article_of: Callable[..., Article], name: str) -> None:
    lines = article_of(TABLES[name], name).text.split("\n")
    assert "Farmers, 2021: 11" in lines
    assert "Farmers, 2025: 6" in lines


def test_a_tables_caption_stands_before_its_cells(article_of: Callable[..., Article]) -> None:
    markup = "<table><caption>Seats</caption><tr><th>Party</th><th>2021</th></tr><tr><th>Farmers</th><td>11</td></tr></table>"
    assert "Seats: Farmers, 2021: 11" in article_of(page(markup), "a.html").text


# ---------------------------------------------------------------- entries

ENTRIES = (
    ("16.20", "Toll lowered to four", "Police now say four people died."),
    ("11.45", "Six dead", "Police say six people died."),
    ("07.10", "Fire in the tunnel", "A lorry is on fire in the tunnel."),
)
BLOGS = {
    "headed.html": "".join(f"<div class='post'><h2>{at} {head}</h2><p>{text}</p></div>" for at, head, text in ENTRIES),
    "timed.html": "".join(
        f"<section class='entry card'><time>{at}</time><h3>{head}</h3><p>{text}</p></section>"
        for at, head, text in ENTRIES
    ),
    "small.html": f"<ol class='feed'>{''.join(f'<li class=feed-item><div class=meta><span class=at>{at}</span></div><h3>{head}</h3><p>{text}</p></li>' for at, head, text in ENTRIES)}</ol>",
    "dated.html": "".join(
        f"<div class='c-live__item'><div class='c-live__at'>14 August, {at}</div><h2>{head}</h2><p>{text}</p></div>"
        for at, head, text in ENTRIES
    ),
    "listed.html": f"<ol>{''.join(f'<li><h3><time>{at}</time> {head}</h3><p>{text}</p></li>' for at, head, text in ENTRIES)}</ol>",
}


@pytest.mark.parametrize("name", BLOGS)
def test_each_entry_of_a_live_blog_keeps_its_time_and_is_read_by_itself(
    article_of: Callable[..., Article], name: str
) -> None:
    body = f"<html><head><title>Live</title></head><body><main><h1>Live</h1>{BLOGS[name]}</main></body></html>"
    article = article_of(body, name)
    entries = [" ".join(text.split()).replace("- ", "") for text in passages(article)]
    assert [f"{at} {head} {text}" for at, head, text in ENTRIES] == [
        text.removeprefix("14 August, ") for text in entries[-3:]
    ]
    assert [mark.label.removeprefix("14 August, ") for mark in article.marks] == ["16.20", "11.45", "07.10"]


def test_entries_of_which_some_have_no_heading_keep_their_times(article_of: Callable[..., Article]) -> None:
    items = "".join(
        f"<li class='item'><div class='meta'><span>{at}</span> <span>Ann Lee</span></div>{head}<p>{text}</p></li>"
        for at, head, text in ((at, f"<h3>{head}</h3>" if at == "16.20" else "", text) for at, head, text in ENTRIES)
    )
    body = f"<html><head><title>Live</title></head><body><main><h1>Live</h1><ol>{items}</ol></main></body></html>"
    assert [mark.label for mark in article_of(body, "a.html").marks] == ["16.20", "11.45", "07.10"]


def test_the_entries_of_a_timeline_keep_their_dates_and_headings_apart(article_of: Callable[..., Article]) -> None:
    entries = [
        ("6 June", "First doubts", "An auditor will not sign."),
        ("19 August 2025", "Resigned", "The chief goes."),
        ("2 December", "Queues", "Depositors queue in the snow."),
    ]
    items = "".join(
        f"<li><span class='d'>{day}</span><div><h4>{head}</h4><p>{text}</p></div></li>" for day, head, text in entries
    )
    lines = article_of(
        page(f"<ul class='timeline'><li><div class='y'>2025</div></li>{items}</ul>"), "a.html"
    ).text.split("\n")
    first = lines.index("6 June")
    assert lines[first - 1] == "2025"
    assert lines[first : first + 9] == [part for entry in entries for part in entry]


def test_times_within_prose_are_no_entries(article_of: Callable[..., Article]) -> None:
    assert article_of("A day\n\n16.20 per cent voted.\n\nAt 9.15 it began.\n\nIt ended at 11.45.\n").marks == ()
    article = article_of("Minutes\n\n14:00 Opening\nAll were there.\n14:10 Accounts\nThey were passed.\n")
    assert article.marks == (Mark(9, "14:00"), Mark(39, "14:10"))


# ---------------------------------------------------------------- what is not the article's


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='related'><h4>Read also</h4><ul><li><a href='1'>Twelve arrested at the Bru mill</a></li></ul></div>",
        "<h4>Read also</h4><ul><li><a href='1'>Twelve arrested at the Bru mill</a></li></ul>",
        "<section id='comments'><h3>2 comments</h3><p><b>Troll</b>: Twelve did it, all arrested.</p></section>",
        "<h3>2 comments</h3><p><b>Troll</b>: Twelve did it, all arrested.</p>",
        "<div class='newsletter-box'><p>Sign up, as Twelve thousand arrested readers did.</p></div>",
    ],
)
def test_teasers_comments_and_sign_up_boxes_are_no_part_of_a_page(
    article_of: Callable[..., Article], markup: str
) -> None:
    text = article_of(page(f"<p>The mill burnt down on Friday.</p>{PROSE}{markup}"), "a.html").text
    assert "The mill burnt down on Friday." in text
    assert "Twelve" not in text


def test_what_a_correction_says_was_wrong_is_not_read() -> None:
    text = "Correction: An earlier version of this article said that Mr. Ulf Berg cast the vote. Petra Vang did."
    assert readable(text).split() == ["Correction:", "Petra", "Vang", "did."]
    assert len(readable(text)) == len(text)


# ---------------------------------------------------------------- transcripts

VTT = """WEBVTT - The mill

NOTE made by a machine

1
00:00:01.000 --> 00:00:04.000 align:start
<v Anna>The strike at the mill began

00:00:04.000 --> 00:00:07.000
<v Anna>on the <i>fourth</i> of November.</v>

00:01:07.000 --> 00:01:09.000
<v.loud Bo Ek>Was it cold &amp; wet?
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
ANNA: The strike at the mill began

2
00:00:04,000 --> 00:00:07,000
on the fourth of November.

3
00:01:07,000 --> 00:01:09,000
Bo Ek: Was it cold & wet?
"""


@pytest.mark.parametrize(("name", "text", "who"), [("a.vtt", VTT, "Anna"), ("a.srt", SRT, "ANNA")])
def test_a_transcript_is_what_each_speaker_says_with_its_time(
    article_of: Callable[..., Article], name: str, text: str, who: str
) -> None:
    article = article_of(text, name)
    assert (
        article.text == f"{who}: The strike at the mill began on the fourth of November.\n\nBo Ek: Was it cold & wet?"
    )
    assert [mark.label for mark in article.marks] == ["00:00:01", "00:01:07"]
    assert article.title == ("The mill" if name == "a.vtt" else "a")


# ---------------------------------------------------------------- characters


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Zoe\u0308 came", "Zoë came"),
        ("Feuer\u00adwehr", "Feuerwehr"),
        ("o\ufb03ce", "office"),
        ("two\u200bfold", "twofold"),
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.eml"])
def test_characters_that_look_the_same_are_written_the_same(
    article_of: Callable[..., Article], name: str, written: str, read: str
) -> None:
    head = {"a.html": "<html><body><p>", "a.eml": "Subject: It\nContent-Type: text/plain; charset=utf-8\n\n"}.get(
        name, ""
    )
    assert read in article_of(f"{head}It is so. {written}, they said.", name).text


def test_entities_in_a_field_of_words_are_characters(article_of: Callable[..., Article]) -> None:
    article = article_of(
        '{"title": "Bread &amp; salt", "text": "It said &#8220;no&#8221; to caf&eacute;s &amp; bars; AT&T did not."}',
        "a.json",
    )
    assert article.title == "Bread & salt"
    assert article.text == "It said “no” to cafés & bars; AT&T did not."


def test_a_hyphen_before_a_name_or_figure_at_a_lines_end_is_kept(article_of: Callable[..., Article]) -> None:
    lines = ("He lives in Saint-", "Denis and fought in the war of 1939-", "45 with other fire-", "men of that town.")
    drawn = (f"1 0 0 1 72 {700 - 13 * at} Tm ({line}) Tj" for at, line in enumerate(lines))
    text = article_of(pdf("BT /F 11 Tf", *drawn, "ET"), "a.pdf").text
    assert "Saint-Denis and fought in the war of 1939-45 with other firemen" in text


# ---------------------------------------------------------------- dates and authors


@pytest.mark.parametrize(
    "byline", ["By Agnes Roe, 14 March 2025", "By Agnes Roe | 14 March 2025", "By Agnes Roe - March 14, 2025"]
)
def test_a_byline_with_a_date_beats_what_made_a_pdf(article_of: Callable[..., Article], byline: str) -> None:
    lines = ("The ferryman of Lunde", byline, "Arvid Lunde has rowed people over the fjord since 1961, at fourteen.")
    drawn = (f"1 0 0 1 72 {700 - 40 * at} Tm ({line}) Tj" for at, line in enumerate(lines))
    made = pdf("BT /F 11 Tf", *drawn, "ET").replace(
        b"trailer<</Size 6", b"trailer<</Info<</Author(anonymous)/CreationDate(D:20260101000000)>>/Size 6"
    )
    article = article_of(made, "a.pdf")
    assert (article.author, str(article.published)) == ("Agnes Roe", "2025-03-14")


@pytest.mark.parametrize("nobody", ["anonymous", "admin", "user", "Microsoft Office User", "python-docx", "unknown"])
def test_a_placeholder_is_no_author(article_of: Callable[..., Article], nobody: str) -> None:
    assert (
        article_of(
            page("<p>It burnt.</p>").replace("<head>", f"<head><meta name='author' content='{nobody}'>"), "a.html"
        ).author
        is None
    )


def test_the_numbers_of_cues_without_blank_lines_are_not_said_and_figures_are(
    article_of: Callable[..., Article],
) -> None:
    cues = "".join(
        f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{words}\n"
        for number, words in enumerate(("It killed", "12", "people in"), start=1)
    )
    assert article_of(f"{cues}4\n00:00:05,000 --> 00:00:06,000\nLom.\n", "a.srt").text == "It killed 12 people in Lom."
