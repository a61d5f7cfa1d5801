# ruff: noqa: E501 - markup stands on one line
"""What an article says is what is read of it: marks of notes, struck words, tables, boxes, entries."""

import io
import zipfile

import pytest

from corpus.article import Mark
from corpus.chunking import chunk
from corpus.settings import ChunkingSettings
from corpus.struck import readable

PROSE = (
    "<p>The road office says that damp has got behind the lining, and that it must be dried before anything "
    "else can be done. It gives no date for the end of the work, which has gone on for seven months.</p>"
)


def page(body: str) -> str:
    return f"<html lang='en'><head><title>The flood</title></head><body><main><article><h1>The flood</h1>{body}{PROSE}</article></main></body></html>"


def packed(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), text)
    return file.getvalue()


def word(*runs: tuple[str, str], body: str = "") -> bytes:
    """Make a Word file of one paragraph of runs, each with its properties."""
    told = "".join(f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' for text, how in runs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body><w:p>{told}</w:p>{body}</w:body></w:document>'
    return packed(word__document_DOT_xml=document)


def opendocument(body: str) -> bytes:
    """Make an OpenDocument text with a raised and a struck style."""
    names = "".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0" ' for short, long in SPACES.items()
    )
    styles = (
        '<style:style style:name="R"><style:text-properties style:text-position="super 58%"/></style:style>'
        '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    return packed(
        **{"META-INF__manifest_DOT_xml": "<manifest/>"},
        content_DOT_xml=f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
    )


SPACES = {"office": "office", "style": "style", "text": "text", "table": "table"}


def book(*pages: str, linear: str = "yes") -> bytes:
    """Make an EPUB whose last page is linear or not."""
    items = "".join(f'<item id="p{at}" href="p{at}.xhtml"/>' for at in range(len(pages)))
    spine = "".join(
        f'<itemref idref="p{at}"{f" linear={chr(34)}{linear}{chr(34)}" if at == len(pages) - 1 else ""}/>'
        for at in range(len(pages))
    )
    parts = {
        f"p{at}_DOT_xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{text}</body></html>'
        for at, text in enumerate(pages)
    }
    return packed(
        **{
            "META-INF__container_DOT_xml": '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
        },
        c_DOT_opf=f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
        **parts,
    )


def pdf(*drawn: str) -> bytes:
    """Make a PDF of one page from lines of its content stream; F is Helvetica."""
    stream = "\n".join(drawn).encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>startxref\n%d\n%%%%EOF" % len(data)
    )


def passages(article) -> list[str]:
    def count(texts):
        return [len(text.split()) for text in texts]

    return [each.text for each in chunk(article, ChunkingSettings(size=60), count)]


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
def test_the_mark_of_a_note_is_no_part_of_the_word_before_it(article_of, name):
    assert "It killed 12 people and 350 cattle." in article_of(RAISED[name], name).text


def test_powers_ordinals_and_formulas_stay_whole(article_of):
    text = article_of(
        page("<p>It held 40 km<sup>3</sup>, 10<sup>6</sup> cells and H<sub>2</sub>S in 1<sup>st</sup> Street.</p>"),
        "a.html",
    ).text
    assert "It held 40 km³, 10⁶ cells and H2S in 1st Street." in text


def test_what_a_mark_points_to_stays_where_it_stands(article_of):
    text = article_of(
        page("<p>It killed 12<sup>4</sup>.</p><p><sup>4</sup>Provincial report, page 2, of May.</p>"), "a.html"
    ).text
    assert "4 Provincial report, page 2, of May." in text


@pytest.mark.parametrize("mark", ["[4]", "[note 2]", "[^4]", "[1][2]", "[citation needed]"])
def test_a_mark_in_plain_text_is_not_read_and_offsets_hold(mark):
    text = f"It killed 12{mark} people."
    assert readable(text) == f"It killed 12{' ' * len(mark)} people."


def test_links_list_marks_and_powers_in_plain_text_are_read():
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
def test_struck_words_stay_in_the_article_and_are_not_read(article_of, name):
    article = article_of(STRUCK[name], name)
    assert "It killed ~~nine~~ four people." in article.text
    assert any("It killed          four people." in readable(text) for text in passages(article))


def test_a_sentence_that_is_struck_is_no_passage(article_of):
    article = article_of("It burnt. ~~Nine people died there.~~ Four people died.\n", "a.md")
    assert passages(article) == ["It burnt.", "Four people died."]


# ---------------------------------------------------------------- parts that were lost


def test_a_time_within_a_sentence_is_kept_and_is_not_the_articles_date(article_of):
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
def test_no_part_of_a_page_is_lost(article_of, markup, line):
    assert line in article_of(page(PROSE + markup), "a.html").text


def test_notes_of_a_book_that_stand_outside_its_order_are_read_last(article_of):
    article = article_of(
        book("<h1>Spring</h1><p>It stormed.</p>", "<h2>Notes</h2><p>Dove was hanged.</p>", linear="no"), "a.epub"
    )
    assert article.text.endswith("Notes\n\nDove was hanged.")


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
def test_each_cell_is_read_with_its_row_and_column(article_of, name):
    lines = article_of(TABLES[name], name).text.split("\n")
    assert "Farmers, 2021: 11" in lines
    assert "Farmers, 2025: 6" in lines


def test_a_tables_caption_stands_before_its_cells(article_of):
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
    "listed.html": f"<ol>{''.join(f'<li><h3><time>{at}</time> {head}</h3><p>{text}</p></li>' for at, head, text in ENTRIES)}</ol>",
}


@pytest.mark.parametrize("name", BLOGS)
def test_each_entry_of_a_live_blog_keeps_its_time_and_is_read_by_itself(article_of, name):
    body = f"<html><head><title>Live</title></head><body><main><h1>Live</h1>{BLOGS[name]}</main></body></html>"
    article = article_of(body, name)
    found = [" ".join(text.split()).replace("- ", "") for text in passages(article)]
    assert [f"{at} {head} {text}" for at, head, text in ENTRIES] == found[-3:]
    assert [mark.label for mark in article.marks] == ["16.20", "11.45", "07.10"]


def test_times_within_prose_are_no_entries(article_of):
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
def test_teasers_comments_and_sign_up_boxes_are_no_part_of_a_page(article_of, markup):
    text = article_of(page(f"<p>The mill burnt down on Friday.</p>{PROSE}{markup}"), "a.html").text
    assert "The mill burnt down on Friday." in text
    assert "Twelve" not in text


def test_what_a_correction_says_was_wrong_is_not_read():
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
def test_a_transcript_is_what_each_speaker_says_with_its_time(article_of, name, text, who):
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
def test_characters_that_look_the_same_are_written_the_same(article_of, name, written, read):
    head = {"a.html": "<html><body><p>", "a.eml": "Subject: It\nContent-Type: text/plain; charset=utf-8\n\n"}.get(
        name, ""
    )
    assert read in article_of(f"{head}It is so. {written}, they said.", name).text


def test_entities_in_a_field_of_words_are_characters(article_of):
    article = article_of(
        '{"title": "Bread &amp; salt", "text": "It said &#8220;no&#8221; to caf&eacute;s &amp; bars; AT&T did not."}',
        "a.json",
    )
    assert article.title == "Bread & salt"
    assert article.text == "It said “no” to cafés & bars; AT&T did not."


def test_a_hyphen_before_a_name_or_figure_at_a_lines_end_is_kept(article_of):
    lines = ("He lives in Saint-", "Denis and fought in the war of 1939-", "45 with other fire-", "men of that town.")
    drawn = (f"1 0 0 1 72 {700 - 13 * at} Tm ({line}) Tj" for at, line in enumerate(lines))
    text = article_of(pdf("BT /F 11 Tf", *drawn, "ET"), "a.pdf").text
    assert "Saint-Denis and fought in the war of 1939-45 with other firemen" in text


# ---------------------------------------------------------------- dates and authors


@pytest.mark.parametrize(
    "byline", ["By Agnes Roe, 14 March 2025", "By Agnes Roe | 14 March 2025", "By Agnes Roe - March 14, 2025"]
)
def test_a_byline_with_a_date_beats_what_made_a_pdf(article_of, byline):
    lines = ("The ferryman of Lunde", byline, "Arvid Lunde has rowed people over the fjord since 1961, at fourteen.")
    drawn = (f"1 0 0 1 72 {700 - 40 * at} Tm ({line}) Tj" for at, line in enumerate(lines))
    made = pdf("BT /F 11 Tf", *drawn, "ET").replace(
        b"trailer<</Size 6", b"trailer<</Info<</Author(anonymous)/CreationDate(D:20260101000000)>>/Size 6"
    )
    article = article_of(made, "a.pdf")
    assert (article.author, str(article.published)) == ("Agnes Roe", "2025-03-14")


@pytest.mark.parametrize("nobody", ["anonymous", "admin", "user", "Microsoft Office User", "python-docx", "unknown"])
def test_a_placeholder_is_no_author(article_of, nobody):
    assert (
        article_of(
            page("<p>It burnt.</p>").replace("<head>", f"<head><meta name='author' content='{nobody}'>"), "a.html"
        ).author
        is None
    )
