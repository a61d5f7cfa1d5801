"""Which of a page's headings is its article's title."""

from collections.abc import Callable

import pytest
from filemakers import PROSE

from corpus.article import Article

LINKED = (
    '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Storm over Wend", "liveBlogUpdate":'
    ' [{"@type": "BlogPosting", "headline": "Roads open again"}]}</script>'
)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>Storm over Wend - live</title>{LINKED}", "<h1>Storm over Wend</h1>"),
        ("<title>Storm over Wend | The Wend Post</title>", "<h1>Before you go on</h1><div>Storm over Wend</div>"),
        ("<title>The Wend Post</title>", "<h1>Storm over Wend</h1>"),
        ("", "<h1>Storm over Wend</h1>"),
    ],
)
def test_the_title_is_the_heading_that_the_name_of_the_page_confirms(
    article_of: Callable[..., Article], head: str, body: str
) -> None:
    assert (
        article_of(f"<html><head>{head}</head><body>{body}{PROSE}</body></html>", "a.html").title == "Storm over Wend"
    )
