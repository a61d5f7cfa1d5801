"""Metadata of web pages."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.metadata.web_page import PageMetadata, page_metadata

DAY = date(2021, 4, 22)
NEXT = date(2021, 4, 23)


def metadata_of(head: str = "", body: str = "", before: str = "") -> PageMetadata:
    return page_metadata(f'{before}<html lang="en-GB"><head>{head}</head><body>{body}</body></html>')


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


NEWS = {
    "@type": "NewsArticle",
    "datePublished": "2021-04-22T23:30:00-05:00",
    "dateModified": "2021-04-23T08:00:00-05:00",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "John Roe"}],
    "publisher": {"@type": "Organization", "name": "The Gazette"},
    "url": "https://gazette.example/sea-dragon",
}


def test_json_ld_tells_everything_and_the_day_is_that_of_its_own_zone() -> None:
    assert metadata_of(linked(NEWS)) == PageMetadata(
        DAY,
        "JSON-LD datePublished",
        NEXT,
        "The Gazette",
        "Jane Doe, John Roe",
        "https://gazette.example/sea-dragon",
        "en",
    )


@pytest.mark.parametrize(
    "data",
    [
        [NEWS],
        {"@graph": [{"@type": "WebPage", "datePublished": "2019-01-01"}, NEWS]},
        [{"@type": "BreadcrumbList"}, {"@type": ["Article", "NewsArticle"], "datePublished": "2021-04-22"}],
        {"@type": "WebPage", "mainEntity": NEWS, "datePublished": "2019-01-01"},
        {"@type": "BlogPosting", "datePublished": "2021-04-22"},
        {"@type": "WebPage", "datePublished": "2021-04-22"},
    ],
    ids=["list", "graph", "two types", "main entity", "blog", "only the page"],
)
def test_the_article_is_found_wherever_json_ld_puts_it(data: Any) -> None:
    assert metadata_of(linked(data)).published == DAY


def test_of_several_articles_the_one_with_the_pages_address_is_meant() -> None:
    other = {"@type": "NewsArticle", "datePublished": "2011-01-01", "url": "https://gazette.example/other"}
    head = linked([other, NEWS]) + '<link rel="canonical" href="https://gazette.example/sea-dragon">'
    assert metadata_of(head).published == DAY


def test_articles_that_the_page_only_lists_do_not_date_it() -> None:
    listed = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2011-01-01"}]}
    assert metadata_of(linked(listed)).published is None


@pytest.mark.parametrize("broken", ["{", "[1, null, 2]", '"text"', '{"@type": 3, "@graph": 4}', "", "[" * 5000])
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script><meta name="pubdate" content="2021-04-22">'
    assert metadata_of(head).published == DAY


@pytest.mark.parametrize(
    ("meta", "evidence"),
    [
        ('property="article:published_time" content="2021-04-22T07:30:00+01:00"', "meta article:published_time"),
        ('name="DC.date.issued" content="2021-04-22"', "meta dc.date.issued"),
        ('name="citation_publication_date" content="2021/04/22"', "meta citation_publication_date"),
        ('name="parsely-pub-date" content="2021-04-22T10:00:00Z"', "meta parsely-pub-date"),
        ('itemprop="datePublished" content="2021-04-22"', "meta datepublished"),
        ('name="date" content="22 April 2021"', "meta date"),
    ],
)
def test_meta_elements_date_a_page_and_are_named_as_evidence(meta: str, evidence: str) -> None:
    facts = metadata_of(f"<meta {meta}>")
    assert (facts.published, facts.date_from) == (DAY, evidence)


def test_open_graph_names_site_author_address_and_change() -> None:
    facts = metadata_of(
        '<meta property="og:site_name" content="BBC News"><meta name="author" content="Jane Doe">'
        '<meta property="article:author" content="https://social.example/jane">'
        '<meta property="og:url" content="https://bbc.example/news/1">'
        '<meta property="og:updated_time" content="2021-04-23">'
    )
    assert (facts.source, facts.author, facts.url, facts.modified, facts.published) == (
        "BBC News",
        "Jane Doe",
        "https://bbc.example/news/1",
        NEXT,
        None,
    )


def test_an_address_in_place_of_an_author_or_publisher_is_no_name() -> None:
    head = '<meta name="author" content="https://social.example/jane"><meta name="publisher" content="@gazette">'
    assert (metadata_of(head).author, metadata_of(head).source) == (None, None)


@pytest.mark.parametrize(
    "body",
    [
        '<time itemprop="datePublished" datetime="2021-04-22T10:00Z">yesterday</time>',
        '<span itemprop="datePublished" content="2021-04-22">x</span>',
        '<time pubdate datetime="2021-04-22">x</time>',
        '<h1>T</h1><time datetime="2021-04-22T10:00">Thu</time><p>Text</p><time datetime="2020-01-01">older</time>',
        '<h1>T</h1><p class="article-date">Thursday 22 April 2021 09.15 BST</p>',
        '<h1>T</h1><div class="byline">By Jane Doe | April 22, 2021</div>',
        '<span class="publish-date">Published: 22 April 2021</span><h1>T</h1>',
    ],
)
def test_the_date_that_a_page_shows_at_its_head_is_read(body: str) -> None:
    assert metadata_of("", body).published == DAY


def test_publication_and_change_shown_together_are_distinguished() -> None:
    facts = metadata_of("", '<h1>T</h1><p class="dateline">Published: 22 April 2021 | Updated: 23 April 2021</p>')
    assert (facts.published, facts.modified) == (DAY, NEXT)


@pytest.mark.parametrize(
    "body",
    [
        '<h1>T</h1><footer><span class="date">1 January 2019</span> © 2019</footer>',
        '<h1>T</h1><div class="related-stories"><time datetime="2020-01-01">x</time></div>',
        '<h1>T</h1><ol id="comments"><li><time datetime="2021-05-01">1 May</time></ol>',
        '<aside><time datetime="2020-01-01">x</time></aside>',
        '<ul><li><time datetime="2020-01-01">1</time><li><time datetime="2020-01-02">2</time></ul>',
        '<h1>T</h1><span class="date">03/04/2021</span>',
        '<h1>T</h1><p class="update-date">5 March 2021</p>',
        "<h1>T</h1><p>It happened on 5 March 2021.</p>",
        "<p>Copyright 2021</p>",
    ],
)
def test_dates_of_other_things_on_the_page_do_not_date_it(body: str) -> None:
    assert metadata_of("", body).published is None


@pytest.mark.parametrize(
    ("head", "before", "url"),
    [
        ('<link rel="canonical" href="https://g.example/a?x=1">', "", "https://g.example/a?x=1"),
        ('<link rel="canonical" href="https://g.example/"><meta property="og:url" content="https://g.example/a">', "",
         "https://g.example/a"),
        ('<link rel="canonical" href="/a"><meta property="og:url" content="https://g.example/a">', "",
         "https://g.example/a"),
        ("", "<!-- saved from url=(0030)https://g.example/2021/a.html -->", "https://g.example/2021/a.html"),
        ("", "<!--\n Page saved with SingleFile \n url: https://g.example/a \n saved date: x\n-->", "https://g.example/a"),
        ('<link rel="canonical" href="javascript:alert(1)">', "", None),
        ("", "", None),
    ],
    ids=["canonical", "front page", "relative", "saved by a browser", "SingleFile", "script", "none"],
)  # fmt: skip
def test_the_canonical_address_is_found(head: str, before: str, url: str | None) -> None:
    assert metadata_of(head, before=before).url == url


def test_a_page_with_an_xml_declaration_is_read() -> None:
    facts = metadata_of(linked(NEWS), before='<?xml version="1.0" encoding="iso-8859-1"?>')
    assert facts.published == DAY


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_markup_makes_reading_fail(head: str, body: str) -> None:
    page_metadata(head)
    metadata_of(f'<meta name="date" content="{head}">', f'<h1>T</h1><time datetime="{body}">{head}</time>')
    metadata_of(f'<script type="application/ld+json">{{"@type": "Article", "author": {body}}}</script>')


@pytest.mark.parametrize("markup", ["", "   ", "\0", "<", "<!-- -->", "<?xml?>", "plain", "<html/>", "<a" * 10_000])
def test_what_is_no_page_says_nothing(markup: str) -> None:
    assert page_metadata(markup).published is None


def test_a_page_of_ten_thousand_nested_dates_is_read_all_the_same() -> None:
    body = '<div class="date"><time itemprop="datePublished">x' * 10_000
    assert metadata_of('<meta name="pubdate" content="2021-04-22">', f"<h1>T</h1>{body}").published == DAY
