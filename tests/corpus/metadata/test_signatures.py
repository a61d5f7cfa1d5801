# ruff: noqa: E501 - files stand on one line
"""A name before a date is a signature, and a byline takes precedence over an author field without a name."""

from collections.abc import Callable
from datetime import date

import pytest
from filemakers import PROSE

from corpus.article import Article
from corpus.boilerplate import kept_runs
from corpus.metadata.bylines import read_signature
from corpus.sentences import paragraphs

DAY = date(2025, 3, 14)
SENTENCES = "The storks of Castleby are back on the chimney of the dairy, where they have nested for forty years. They came at noon."


def kept_of(text: str) -> list[str]:
    return [text[start:end] for run in kept_runs(text, paragraphs(text)) for start, end in run]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Storks are back\n\nAgnes Roe, 14 March 2025\n\n{prose}\n"),
        ("a.txt", "Storks are back\nAgnes Roe | March 14, 2025\n\n{prose}\n"),
        ("a.md", "# Storks are back\n\n*Agnes Roe, 14 March 2025*\n\n{prose}\n"),
        ("a.txt", "Storks are back\nby our correspondent Agnes Roe\n14 March 2025\n\n{prose}\n"),
        ("a.txt", "Storks are back\n\nBy Agnes Roe, Castleby, 14 March 2025\n\n{prose}\n"),
        ("a.txt", "Storks are back\n\nText: Agnes Roe  Photo: Bo Voss\nFriday, 14 March 2025\n\n{prose}\n"),
        ("a.txt", "Storks are back\n\nBy Agnes Roe\n\nTolne i Berga, 14 March 2025. {prose}\n"),
        ("a.txt", "Storks are back\n\nBy Agnes Roe\n\nTolne, 14 March 2025 - {prose}\n"),
        ("a.txt", "Storks are back\n\nBy Agnes Roe\n\nTOLNE, Norway, March 14, 2025 (Northern Wire) -- {prose}\n"),
        ("a.html", "<html><body><article><h1>Storks are back</h1><p>Agnes Roe, 14 March 2025</p>"
                   "<p>{prose}</p></article></body></html>"),
    ],
)  # fmt: skip
def test_a_name_before_a_date_tells_author_and_day(article_of: Callable[..., Article], name: str, text: str) -> None:
    article = article_of(text.format(prose=SENTENCES), name)
    assert (article.author, article.published) == ("Agnes Roe", DAY)


@pytest.mark.parametrize(
    ("lines", "source", "author"),
    [
        ("Penfold Observer, 14 March 2025\nBy Agnes Roe", "Penfold Observer", "Agnes Roe"),
        ("The Science Desk, 14 March 2025", "The Science Desk", None),
        ("Stage Review | 14 March 2025", "Stage Review", None),
        ("Lodde & Almby Chronicle, 14 March 2025", "Lodde & Almby Chronicle", None),
    ],
)
def test_a_paper_before_a_date_is_the_source(
    article_of: Callable[..., Article], lines: str, source: str, author: str | None
) -> None:
    article = article_of(f"Storks are back\n\n{lines}\n\n{PROSE}\n", "a.txt")
    assert (article.source, article.author, article.published) == (source, author, DAY)


@pytest.mark.parametrize(
    "words", ["New York", "San Lorenzo", "Castleby Town Hall", "Storks return to Castleby", "Tolne"]
)
def test_a_place_before_a_date_signs_nothing(article_of: Callable[..., Article], words: str) -> None:
    assert read_signature(words) is None
    assert article_of(f"Storks are back\n\n{words}, 14 March 2025\n\n{PROSE}\n").author is None


@pytest.mark.parametrize(
    ("foot", "source"),
    [
        ("Penfold Observer, 14 March 2025", "Penfold Observer"),
        ("-- Agder Mail, 14 March 2025", "Agder Mail"),
        ("© Penfold Weekly, 14 March 2025", "Penfold Weekly"),
        ("(Østfold Nytt, 14 March 2025)", "Østfold Nytt"),
    ],
)
def test_a_paper_and_a_date_below_an_article_sign_it_and_are_no_passage(
    article_of: Callable[..., Article], foot: str, source: str
) -> None:
    article = article_of(f"Storks are back\n\n{SENTENCES}\n\n{foot}\n", "a.txt")
    assert (article.source, article.published) == (source, DAY)
    assert kept_of(article.text) == ["Storks are back", SENTENCES]


def test_signature_and_fields_above_an_article_are_no_passage() -> None:
    assert kept_of(f"By Agnes Roe, Castleby, 14 March 2025\n\n{SENTENCES}") == [SENTENCES]
    assert kept_of(f"The flood\n\nAurdal Bygdeblad\n\nTuesday 4 June 2024\n\n{SENTENCES}") == ["The flood", SENTENCES]
    assert kept_of(f"The flood\n\nAurdal Bygdeblad\n\n{SENTENCES}")[1] == "Aurdal Bygdeblad"
    fields = "Source: Østfold Nytt\nDate: 2025-03-14\nAuthor: Agnes Roe\nSection: News\nLanguage: en"
    assert kept_of(f"{fields}\n\n{SENTENCES}") == [SENTENCES]


def test_what_several_people_said_on_their_days_is_kept() -> None:
    said = "Agnes Roe, 14 March 2025\n\nIt rained.\n\nBo Voss, 15 March 2025\n\nIt snowed.\n\nCy Lunn, 16 March 2025\n\nIt froze."
    assert kept_of(said) == said.split("\n\n")


def test_the_desk_in_a_feed_gives_way_to_who_wrote_it(article_of: Callable[..., Article]) -> None:
    entry = f"<item><title>Storks</title><author>Redaksjonen</author><description>&lt;p>By Agnes Roe&lt;/p>&lt;p>{SENTENCES}&lt;/p></description></item>"
    feed = f'<rss version="2.0"><channel><title>A</title>{entry}</channel></rss>'
    assert article_of(feed, "a.rss").author == "Agnes Roe"
    assert article_of(feed.replace("By Agnes Roe", "By the sea"), "a.rss").author == "Redaksjonen"


def test_several_names_before_a_date_are_all_authors() -> None:
    found = read_signature("Agnes Roe and Bo Voss")
    assert found is not None
    assert found.author == "Agnes Roe, Bo Voss"


@pytest.mark.parametrize("nobody", ["admin", "wpadmin", "User", "anonymous"])
@pytest.mark.parametrize(
    "byline",
    ['<p class="byline">By Agnes Roe</p>', '<p>Words: <a rel="author" href="/roe">Agnes Roe</a></p>',
     '<div class="post-author"><span>Agnes Roe</span></div>', '<span itemprop="author">Agnes Roe</span>'],
)  # fmt: skip
def test_a_byline_on_the_page_beats_an_author_field_that_names_nobody(
    article_of: Callable[..., Article], nobody: str, byline: str
) -> None:
    head = f'<head><title>Storks are back</title><meta name="author" content="{nobody}"></head>'
    body = f"<body><article><h1>Storks are back</h1>{byline}<p>{PROSE}</p><p>{PROSE}</p></article></body>"
    assert article_of(f"<html>{head}{body}</html>", "a.html").author == "Agnes Roe"


def test_a_person_in_the_author_field_is_not_replaced(article_of: Callable[..., Article]) -> None:
    head = '<head><title>Storks are back</title><meta name="author" content="Cy Lunn"></head>'
    body = f'<body><article><h1>Storks are back</h1><p class="byline">By Agnes Roe</p><p>{PROSE}</p></article></body>'
    assert article_of(f"<html>{head}{body}</html>", "a.html").author == "Cy Lunn"
