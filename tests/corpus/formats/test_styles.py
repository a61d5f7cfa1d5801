# ruff: noqa: E501 - markup stands on one line
"""Raised and struck-out characters that only a style, class or position marks, in every rich format."""

import io
import zipfile
from collections.abc import Callable

import pytest
from filemakers import WORD, book, packed, page

from corpus.article import Article

EXPECTED = "It killed 12 people and ~~nine~~ 350 cattle."
SHEET = "p.x, .up { vertical-align: super; font-size: 70% } /* a */ span.gone{text-decoration:line-through}"
STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:styleId="Base"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:styleId="Mine"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style></w:styles>'
)


def word(mark: str, gone: str = '<w:rStyle w:val="Gone"/>') -> bytes:
    def run(text: str, how: str = "") -> str:
        return f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    runs = (run("It killed 12"), run("4", mark), run(" people and "), run("nine", gone), run(" 350 cattle."))
    return packed(word__document_DOT_xml=WORD.format(f"<w:p>{''.join(runs)}</w:p>"), word__styles_DOT_xml=STYLES)


def styled_book() -> bytes:
    text = "<p>It killed 12<i class='up'>4</i> people and <span class='gone'>nine</span> 350 cattle.</p>"
    data = book(text)
    with zipfile.ZipFile(file := io.BytesIO(data), "a") as archive:
        archive.writestr("style.css", SHEET)
    return file.getvalue()


STYLED = {
    "sheet.html": page(
        f"<style>{SHEET}</style><p>It killed 12<small class='up'>4</small> people and <span class='gone'>nine</span> 350 cattle.</p>"
    ),
    "class.html": page("<p>It killed 12<span class='footnote-ref'>4</span> people and <s>nine</s> 350 cattle.</p>"),
    "link.html": page("<p>It killed 12<a href='#n4'>4</a> people and <s>nine</s> 350 cattle.</p>"),
    "based.docx": word('<w:rStyle w:val="Mine"/>'),
    "named.docx": word('<w:rStyle w:val="FootnoteReference"/>', "<w:dstrike/>"),
    "lifted.docx": word('<w:position w:val="8"/><w:sz w:val="12"/>'),
    "lifted.rtf": r"{\rtf1\ansi It killed 12{\fs12\up6 4} people and {\strike nine} 350 cattle.\par}",
    "sheet.epub": styled_book(),
    "sheet.eml": f"Subject: Flood\nContent-Type: text/html; charset=utf-8\n\n<style>{SHEET}</style>"
    "<p>It killed 12<span class='up'>4</span> people and <span class='gone'>nine</span> 350 cattle.</p>",
}


@pytest.mark.parametrize("name", STYLED)
def test_what_a_style_raises_or_strikes_is_read_as_such(article_of: Callable[..., Article], name: str) -> None:
    assert EXPECTED in article_of(STYLED[name], name).text


CHOSEN = {
    "child": (".cut > b { text-decoration: line-through }", "<p class='cut'>{}</p>"),
    "descendant": ("article .cut b{text-decoration:line-through}", "<div class='cut'><p>{}</p></div>"),
    "next": (".old + p b { text-decoration-line: line-through }", "<p class='old'>See here.</p><p>{}</p>"),
    "attribute": ("b[data-state=gone] { text-decoration: line-through red }", "<p>{}</p>"),
    "id": ("#cut b, #other { text-decoration: line-through }", "<p id='cut'>{}</p>"),
    "name": ("article b { text-decoration: line-through }", "<p>{}</p>"),
}


@pytest.mark.parametrize("name", CHOSEN)
@pytest.mark.parametrize("form", ["html", "eml", "epub"])
def test_every_way_a_style_sheet_can_choose_an_element_strikes_it(
    article_of: Callable[..., Article], name: str, form: str
) -> None:
    sheet, around = CHOSEN[name]
    markup = f"<style>{sheet}</style><p>It rained on Monday.</p>"
    markup += around.format("The mill has <b data-state='gone'>nine</b> ten wheels.") + "<p class='x'>It is dry.</p>"
    sources: dict[str, str | bytes] = {
        "html": page(markup),
        "eml": f"Subject: Mill\nContent-Type: text/html\n\n<article>{markup}</article>",
        "epub": book(f"<article>{markup}</article>"),
    }
    assert "The mill has ~~nine~~ ten wheels." in article_of(sources[form], f"a.{form}").text


@pytest.mark.parametrize(
    "sheet",
    [
        ".cut > i > b { text-decoration: line-through }",
        ".uncut b { text-decoration: line-through }",
        "b:hover { text-decoration: line-through }",
        "@media print { b { text-decoration: line-through } }",
        "p.cut + p b { text-decoration: line-through }",
    ],
)
def test_a_rule_for_other_elements_or_states_strikes_nothing(article_of: Callable[..., Article], sheet: str) -> None:
    text = article_of(
        page(f"<style>{sheet}</style><p>It rained.</p><p class='cut'>It has <b>ten</b> wheels.</p>"), "a.html"
    ).text
    assert "It has ten wheels." in text


def test_text_that_is_kept_only_for_the_record_is_struck(article_of: Callable[..., Article]) -> None:
    taken = "The doctor took nine crowns from the firm that made the scanners."
    body = f"<p><span class='retracted'>Retracted</span> He took nothing.</p><blockquote class='withdrawn'><p>{taken}</p></blockquote>"
    text = article_of(page(body), "a.html").text
    assert f"~~{taken}~~" in text
    assert "Retracted He took nothing." in text


def test_a_link_that_is_a_word_or_leads_to_another_page_stays(article_of: Callable[..., Article]) -> None:
    text = article_of(
        page("<p>Flight 12<a href='x.html#p'>4</a> and gate<a href='#b'>B12</a> are shut.</p>"), "a.html"
    ).text
    assert "Flight 124 and gateB12 are shut." in text


def odt(body: str, styles: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "style", "text")
    )
    named = f"<office:document-styles {spaces}><office:styles>{styles}</office:styles></office:document-styles>"
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return packed(**{"content.xml": content, "styles.xml": named, "META-INF/manifest.xml": "<m/>"})


LINE = '<style:style style:name="Gone"><style:text-properties style:text-line-through-{}="{}"/></style:style>'
BASED = '<style:style style:name="Mine" style:parent-style-name="Gone"/>'


@pytest.mark.parametrize("how", [("style", "solid"), ("type", "double")])
@pytest.mark.parametrize("name", ["Gone", "Mine"])
def test_a_named_style_of_a_text_document_strikes(
    article_of: Callable[..., Article], how: tuple[str, str], name: str
) -> None:
    body = f'<text:p>It killed <text:span text:style-name="{name}">nine</text:span> 350 cattle.</text:p>'
    struck = f'{body}<text:p text:style-name="{name}">It was arson.</text:p>'
    text = article_of(odt(struck, LINE.format(*how) + BASED), "a.odt").text
    assert text == "It killed ~~nine~~ 350 cattle.\n\n~~It was arson.~~"
    assert "~" not in article_of(odt(struck, LINE.format(how[0], "none")), "a.odt").text


def test_a_paragraph_style_of_word_strikes_its_runs(article_of: Callable[..., Article]) -> None:
    struck = '<w:p><w:pPr><w:pStyle w:val="Gone"/></w:pPr><w:r><w:t>It was arson.</w:t></w:r>{}</w:p>'
    own = '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t> It was not.</w:t></w:r>'
    document = WORD.format(f"<w:p><w:r><w:t>It burnt.</w:t></w:r></w:p>{struck.format(own)}")
    data = packed(word__document_DOT_xml=document, word__styles_DOT_xml=STYLES)
    assert article_of(data, "a.docx").text == "It burnt.\n\n~~It was arson.~~ It was not."


def test_a_note_within_a_sentence_of_a_text_document_is_read_below_its_paragraph(
    article_of: Callable[..., Article],
) -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Since 1979.</text:p></text:note-body></text:note>"
    body = f"<text:p>The farmer{note} found them.</text:p><text:p>It rained.</text:p>"
    assert article_of(odt(body, ""), "a.odt").text == "The farmer found them.\n\nSince 1979.\n\nIt rained."


@pytest.mark.parametrize(
    "note",
    [
        r"{\super\chftn}{\footnote\pard {\super\chftn} It counted 350 {\i cattle}.}",
        r"{\super\chftn{\*\footnote\chftn . It counted 350 cattle.}}",
    ],
)
def test_the_notes_of_rich_text_are_read_after_the_text_and_their_numbers_are_not(
    article_of: Callable[..., Article], note: str
) -> None:
    text = article_of(rf"{{\rtf1\ansi It killed 12{note} people.\par}}", "a.rtf").text
    assert text == "It killed 12 people.\n\nIt counted 350 cattle."


def test_the_text_of_a_box_in_rich_text_is_read(article_of: Callable[..., Article]) -> None:
    source = r"{\rtf1\ansi It is shut.\par {\shp{\*\shpinst{\shptxt It is 4 km long.\par}}}\par}"
    assert article_of(source, "a.rtf").text == "It is shut.\n\nIt is 4 km long."


def test_a_note_that_is_never_closed_costs_nothing_else(article_of: Callable[..., Article]) -> None:
    assert article_of(r"{\rtf1\ansi It is shut.\par {\footnote It is", "a.rtf").text.startswith("It is shut.")


def test_a_font_without_a_character_set_takes_none_from_the_next(article_of: Callable[..., Article]) -> None:
    fonts = r"{\fonttbl{\f0 Arial;}{\f1\fcharset238 Arial CE;}}"
    assert article_of(rf"{{\rtf1\ansi\ansicpg1252{fonts}\f1 Ji\'f8\'ed came.\par}}", "a.rtf").text == "Jiří came."
