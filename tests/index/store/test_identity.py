"""Identifying articles by their words."""

from index.build import Build
from index.store.identity import DIGEST, alike, article_digests, text_digest


def test_a_digest_is_of_title_and_text_alone() -> None:
    digests = {text_digest("a", "1"), text_digest("b", "1"), text_digest("a", "2")}
    assert {len(digest) for digest in digests} == {DIGEST}
    assert len(digests) == 3


def test_every_article_has_its_digest(build: Build) -> None:
    digests = dict(article_digests(build.store))
    article = build.store.article("tide-mill-flour.md")
    assert digests[article.article_id] == text_digest(article.title, article.sha256)
    assert len(digests) == build.manifest.articles


def test_an_article_is_found_by_its_text_its_id_its_address_and_its_title(build: Build) -> None:
    mill = build.store.article("tide-mill-flour.md")
    nothing = ("x", "0" * 64, None, "x", None)
    assert alike(build.store, *nothing) == []
    by = [
        ("x", mill.sha256, None, "x", None),
        (mill.article_id, "0" * 64, None, "x", None),
        ("x", "0" * 64, mill.url, "x", None),
        ("x", "0" * 64, None, mill.title, mill.published.isoformat()),
    ]
    assert [alike(build.store, *conditions) for conditions in by] == [[mill.article_id]] * 4
    assert alike(build.store, "x", "0" * 64, None, mill.title, None) == []


def test_the_same_text_comes_before_the_same_name(build: Build) -> None:
    mill, lamp = (build.store.article(name) for name in ("tide-mill-flour.md", "skerrow-lighthouse.txt"))
    assert alike(build.store, lamp.article_id, mill.sha256, None, "x", None) == [mill.article_id, lamp.article_id]
