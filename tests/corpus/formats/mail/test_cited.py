# ruff: noqa: E501 - mails are written as they come
"""Quotations in a mail, however its program marks them, are not its writer's words, nor are answers below them the other's."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.article import Article

HEAD = (
    "From: Kim Ek <kim@example.org>\nSubject: Re: Dam\nDate: Tue, 13 Jan 2026 08:00:00 +0000\nContent-Type: text/{}\n\n"
)
WROTE = "On Mon, 12 Jan 2026 at 14:02, Lena Ruud <lena@roads.example> wrote:"
SHOWN = WROTE.replace("<", "&lt;").replace(">", "&gt;")
QUOTED = "<p>We found 23 cracks.</p>"
ANSWERED = {
    "cited page": f"<div>{SHOWN}</div><blockquote type='cite'>{QUOTED}</blockquote><p>We found 24.</p>",
    "classed page": f"<div>{SHOWN}</div><blockquote class='gmail_quote'>{QUOTED}</blockquote><p>We found 24.</p>",
    "plain page": f"<div>{SHOWN}</div><blockquote>{QUOTED}</blockquote><p>We found 24.</p>",
    "bars": f"{WROTE}\n| We found 23 cracks.\n\nWe found 24.",
    "initials": f"{WROTE}\nLR> We found 23 cracks.\n\nWe found 24.",
    "angles": f"{WROTE}\n> We found 23 cracks.\n\nWe found 24.",
}


@pytest.fixture
def mails(tmp_path: Path, load: Callable[..., list[Article]]) -> Callable[[str, str], list[Article]]:
    def mails(kind: str, body: str) -> list[Article]:
        (tmp_path / "a.eml").write_text(HEAD.format(kind) + body, encoding="utf-8")
        return load(tmp_path / "a.eml")

    return mails


@pytest.mark.parametrize("name", ANSWERED)
def test_an_answer_below_a_quotation_is_the_answerers(mails: Callable[..., list[Article]], name: str) -> None:
    (article,) = mails("html" if "page" in name else "plain", ANSWERED[name])
    assert article.author == "Kim Ek"
    lines = [line for line in article.text.split("\n") if line]
    assert lines == [WROTE, "> We found 23 cracks.", "We found 24."]


def test_a_quotation_in_the_text_of_a_letter_is_its_own(mails: Callable[..., list[Article]]) -> None:
    (article,) = mails("html", "<p>The poem says</p><blockquote>The dam is old.</blockquote><p>It is.</p>")
    assert article.text == "The poem says\n\nThe dam is old.\n\nIt is."


def test_the_contents_and_the_foot_of_a_digest_are_no_messages(mails: Callable[..., list[Article]]) -> None:
    rule, message = (
        "-" * 30,
        "Message: 1\nDate: Mon, 12 Jan 2026 14:02:00 +0000\nFrom: Lena Ruud <l@r.example>\nSubject: Dam\n\nWe found 23 cracks.\n",
    )
    body = f"Today's Topics:\n\n   1. Dam (Lena Ruud)\n\n{rule}\n\n{message}\n{rule}\n\nSubject: Digest Footer\n\nRoads list\n\n{rule}\n\nEnd of Roads Digest\n"
    (article,) = mails("plain", body)
    assert (article.author, article.title, article.text) == ("Lena Ruud", "Dam", "We found 23 cracks.")
