"""Notes within a sentence, shown beside it, above it or on touch, in every format made of markup."""

from collections.abc import Callable

import pytest
from filemakers import book, page

from corpus.article import Article

NOTES = {
    "side note": '<label for="s1" class="margin-toggle sidenote-number"></label><input type="checkbox" id="s1"/>'
    '<span class="sidenote">{}</span>',
    "margin note": '<label for="m1" class="margin-toggle">&#8853;</label><span class="marginnote">{}</span>',
    "tooltip": '<span class="tooltiptext">{}</span>',
    "role": '<span role="doc-footnote">{}</span>',
    "small": '<sup>1</sup><small class="footnote-content">{}</small>',
}
NOTE = "Roe took over after Ann Coe resigned in May."


@pytest.mark.parametrize("kind", NOTES)
@pytest.mark.parametrize("form", ["html", "eml", "epub"])
def test_a_note_within_a_sentence_is_read_below_its_paragraph(
    article_of: Callable[..., Article], kind: str, form: str
) -> None:
    body = f"<p>Its keeper, Ian Roe{NOTES[kind].format(NOTE)}, is 61. It has ten lamps.</p><p>It was built in 1843.</p>"
    sources: dict[str, str | bytes] = {
        "html": page(body),
        "eml": f"Subject: Light\nContent-Type: text/html\n\n{body}",
        "epub": book(body),
    }
    text = article_of(sources[form], f"a.{form}").text
    lines = [line for line in text.splitlines() if line]
    first = lines.index("Its keeper, Ian Roe, is 61. It has ten lamps.")
    assert lines[first + 1 : first + 3] == [NOTE, "It was built in 1843."]


def test_several_notes_of_a_paragraph_keep_their_order(article_of: Callable[..., Article]) -> None:
    body = "<p>Ian Roe<span class='sidenote'>Of Wend.</span> and Bo Ek<span class='sidenote'>Of Lund.</span> met.</p>"
    text = article_of(page(body), "a.html").text
    assert "Ian Roe and Bo Ek met.\nOf Wend.\nOf Lund." in text


def test_a_note_in_a_cell_stays_there_in_brackets(article_of: Callable[..., Article]) -> None:
    cell = "<td>9<span class='tooltiptext'>two of them children</span></td>"
    body = (
        f"<table><tr><th>Ship</th><th>Lost</th></tr><tr><td>Ara</td>{cell}</tr><tr><td>Bo</td><td>2</td></tr></table>"
    )
    assert "Ara, Lost: 9 (two of them children)" in article_of(page(body), "a.html").text


@pytest.mark.parametrize("form", ["html", "eml", "epub"])
@pytest.mark.parametrize("reading", ["<rt>Beijing</rt>", "<rp>(</rp><rt>Beijing</rt><rp>)</rp>"])
def test_how_characters_are_pronounced_is_no_part_of_them(
    article_of: Callable[..., Article], reading: str, form: str
) -> None:
    body = f"<p>She was born in <ruby>北京{reading}</ruby> in 1969.</p>"
    head = "Subject: Birth\nContent-Type: text/html; charset=utf-8\n\n"
    sources: dict[str, str | bytes] = {"html": page(body), "eml": f"{head}{body}", "epub": book(body)}
    assert "born in 北京 in 1969." in " ".join(article_of(sources[form], f"a.{form}").text.split())
