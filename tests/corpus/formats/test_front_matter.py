# ruff: noqa: E501 - files stand on one line
"""Front matter is read in every notation and under every usual name, and is not part of the text."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from filemakers import PROSE

from corpus.article import Article
from corpus.formats.front_matter import front_matter

DAY = date(2021, 10, 10)
BLOCKS = {
    "TOML": '+++\ntitle = "Wine from Lier"\ndate = 2021-10-10T08:00:00+02:00\ntags = ["wine"]\n[params]\nauthor = "Tove Lia"\n+++\n',
    "JSON": '{\n  "title": "Wine from Lier",\n  "byline": "Tove Lia",\n  "published_at": "2021-10-10"\n}\n\n',
    "JSON between semicolons": ';;;\n{"title": "Wine from Lier", "author": "Tove Lia", "date": "2021-10-10"}\n;;;\n',
    "YAML with names as people write them": "---\nHeadline: Wine from Lier\nWritten by: Tove Lia\nPublication date: 10 October 2021\nWord count: 9\n---\n",
    "YAML in an object": "---\ntitle: Wine from Lier\nparams:\n  author: Tove Lia\n  date: 2021-10-10\n---\n",
}  # fmt: skip


@pytest.mark.parametrize("notation", BLOCKS)
def test_front_matter_tells_title_author_and_day(article_of: Callable[..., Article], notation: str) -> None:
    article = article_of(BLOCKS[notation] + PROSE, "a.md")
    assert (article.title, article.author, article.published) == ("Wine from Lier", "Tove Lia", DAY)
    assert article.text[article.body :].strip() == PROSE.strip()


@pytest.mark.parametrize("block", ["+++\nno TOML\n+++\n", '{"a": 1, no JSON}\n', '{"a"\n', "+++\n"])
def test_front_matter_that_cannot_be_read_stays_in_the_text(block: Any) -> None:
    assert front_matter(block + PROSE) == ({}, 0)


def test_an_export_writes_its_authors_with_entities(load: Callable[..., list[Any]], tmp_path: Any) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"title": "A", "author": "Jo&euml;lle M&uuml;ller", "body": "It turned."}]', encoding="utf-8")
    assert load(path)[0].author == "Joëlle Müller"
