# ruff: noqa: E501 - mails are written as they come
"""Writers of a mail: what is forwarded, attached or quoted in it is by somebody else, of another day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.sentences import all_sentences
from qa.reading.quotations import without_quoted

HEAD = "From: Kim Ek <kim@example.org>\nSubject: Fwd: Dam\nDate: Fri, 6 Mar 2026 08:00:00 +0000\n"
INNER = "From: Lena Ruud <lena@roads.example>\nDate: Mon, 12 Jan 2026 at 14:02\nSubject: Dam\nTo: Kim\n\nWe found 23 cracks.\n"
ATTACHED = (
    "From: Lena Ruud <lena@r.example>\nSubject: Dam\nDate: Mon, 12 Jan 2026 14:02:00 +0000\n\nWe found 23 cracks.\n"
)
WROTE = "On Mon, 12 Jan 2026 at 14:02, Lena Ruud <lena@roads.example> wrote:"


def mixed(kind: str, *parts: str) -> str:
    return f'Content-Type: multipart/{kind}; boundary="B"\n\n' + "".join(f"--B\n{part}\n" for part in parts) + "--B--\n"


MAILS = {
    "forwarded": f"{HEAD}\nSee below.\n\n---------- Forwarded message ---------\n{INNER}",
    "original message": f"{HEAD}\nSee below.\n\n-----Original Message-----\n{INNER.replace('Date:', 'Sent:')}",
    "Outlook": f"{HEAD}\nSee below.\n\n________________________________\n{INNER.replace('Date:', 'Sent:')}",
    "quoted": f"{HEAD}\nSee below.\n\n{WROTE}\n> We found 23 cracks.\n",
    "wrapped": f"{HEAD}\nSee below.\n\n{WROTE.replace('Ruud <', f'Ruud{chr(10)}<')}\n> We found 23 cracks.\n>\n",
    "attached": HEAD + mixed("mixed", "\nSee below.\n", f"Content-Type: message/rfc822\n\n{ATTACHED}"),
    "page": f"{HEAD}Content-Type: text/html\n\n<p>See below.</p><div>{WROTE.replace('<', '&lt;').replace('>', '&gt;')}</div>"
    "<blockquote>We found 23 cracks.</blockquote>",
}


@pytest.fixture
def mails(tmp_path: Path, load: Callable[..., list[Article]]) -> Callable[..., list[Article]]:
    def mails(content: str, name: str = "a.eml") -> list[Article]:
        (tmp_path / name).write_text(content, encoding="utf-8")
        return load(tmp_path / name)

    return mails


@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_within_a_mail_is_its_own_writers(mails: Callable[..., list[Article]], kind: str) -> None:
    around, within = mails(MAILS[kind])
    assert (around.author, around.text) == ("Kim Ek", "See below.")
    assert (within.author, within.published, within.text) == ("Lena Ruud", date(2026, 1, 12), "We found 23 cracks.")
    assert within.title == "Dam"
    assert within.article_id != around.article_id


def test_the_messages_of_a_digest_are_articles_of_their_own(mails: Callable[..., list[Article]]) -> None:
    result = mails(HEAD + mixed("digest", f"\n{ATTACHED}", f"\n{ATTACHED.replace('23', '24')}"))
    assert [article.text for article in result] == ["We found 23 cracks.", "We found 24 cracks."]


def test_lines_that_are_answered_in_place_stay_and_are_not_the_writers(
    mails: Callable[..., list[Article]],
) -> None:
    (article,) = mails(f"{HEAD}\n{WROTE}\n> Did you know of\n> the leak?\nI did not.\n> When?\nIn May.\n")
    own = without_quoted(article.text, all_sentences(article.text))
    assert "> Did you know" in article.text
    assert [article.text[start:end] for start, end in own][-2:] == ["I did not.", "In May."]
    assert not any(article.text[start:end].startswith(">") for start, end in own)


def test_a_sentence_of_a_mailbox_that_begins_with_from_ends_no_message(
    mails: Callable[..., list[Article]],
) -> None:
    one = f"From lena@r.example Mon Jan 12 14:02:00 2026\n{ATTACHED}\nFrom what I hear, it was built in 1903.\n\n"
    two = f"From kim@example.org Fri Mar  6 08:00:00 2026\n{HEAD}\nNo, 40.\n\n{WROTE}\n> We found 23 cracks.\n"
    result = mails(one + two, "a.mbox")
    assert [article.author for article in result] == ["Lena Ruud", "Kim Ek"]
    assert "built in 1903" in result[0].text
    assert result[1].text == "No, 40."


@pytest.mark.parametrize("declared", ["iso-8859-1", "us-ascii", "windows-1252", "nonsense"])
def test_a_mail_is_read_in_the_encoding_its_bytes_are_in(mails: Callable[..., list[Article]], declared: str) -> None:
    (article,) = mails(f"{HEAD}Content-Type: text/plain; charset={declared}\n\nZoë Fournière came – at last.\n")
    assert article.text == "Zoë Fournière came – at last."


def test_latin_1_is_read_as_browsers_read_it(tmp_path: Path, load: Callable[..., list[Article]]) -> None:
    (tmp_path / "a.eml").write_bytes(
        f"{HEAD}Content-Type: text/plain; charset=iso-8859-1\n\n".encode() + b"\x93Nobody\x94 slept.\n"
    )
    (article,) = load(tmp_path / "a.eml")
    assert article.text == "“Nobody” slept."
