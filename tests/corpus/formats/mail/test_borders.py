# ruff: noqa: E501 - mails are written as they come
"""Borders between a mail and one quoted in it, as mail programs write them in several languages."""

import base64
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from corpus.files import Skip

HEAD = "From: Kim Ek <kim@example.org>\nSubject: Fwd: Dam\nDate: Fri, 6 Mar 2026 08:00:00 +0000\n"
SAID = "We found 23 cracks."
TO = "Kim Ek <kim@example.org>"
LENA = "Lena Ruud <lena@roads.example>"
FORWARDED = {
    "Norwegian": f"Fra: {LENA}\nSendt: mandag 12. januar 2026 14:02\nTil: {TO}\nEmne: Dam\n\n",
    "Swedish": f"-----Ursprungligt meddelande-----\nFrån: {LENA}\nSkickat: den 12 januari 2026 14:02\nTill: {TO}\nÄmne: Dam\n\n",
    "Spanish": f"-----Mensaje original-----\nDe: {LENA}\nEnviado el: lunes, 12 de enero de 2026 14:02\nPara: {TO}\nAsunto: Dam\n\n",
    "Dutch": f"---- Doorgestuurd bericht ----\nVan: {LENA}\nVerzonden: maandag 12 januari 2026 14:02\nAan: {TO}\nOnderwerp: Dam\n\n",
    "Italian": f"---------- Messaggio inoltrato ---------\nDa: {LENA}\nData: lun 12 gennaio 2026\nOggetto: Dam\nA: {TO}\n\n",
    "German Apple": f"Anfang der weitergeleiteten Nachricht:\n\n> Von: {LENA}\n> Betreff: Dam\n> Datum: 12. Januar 2026 um 14:02:11 MEZ\n> An: {TO}\n>\n> ",
}
QUOTED = {
    "English, in the afternoon": f"On Mon, Jan 12, 2026 at 2:02 PM {LENA} wrote:",
    "English, who first": f"{LENA} wrote on Monday, 12 January 2026:",
    "Dutch": f"Op ma 12 jan 2026 om 14:02 schreef {LENA}:",
    "Swedish": f"Den mån 12 jan. 2026 kl 14:02 skrev {LENA}:",
    "Spanish": f"El lun, 12 ene 2026 a las 14:02, {LENA} escribió:",
    "Italian": f"Il giorno lun 12 gen 2026 alle ore 14:02 {LENA} ha scritto:",
    "Norwegian, of Apple": f"12. jan. 2026 kl. 14:02 skrev {LENA}:",
    "a bare date": f"2026-01-12 14:02 GMT+01:00 {LENA}:",
}


@pytest.fixture
def mails(tmp_path: Path, load: Callable[..., list[Article | Skip]]) -> Callable[[str], list[Article | Skip]]:
    def mails(content: str) -> Any:
        (tmp_path / "a.eml").write_text(content, encoding="utf-8")
        return load(tmp_path / "a.eml")

    return mails


@pytest.mark.parametrize("language", FORWARDED)
def test_a_forwarded_mail_is_its_writers_in_many_languages(
    mails: Callable[[str], list[Article | Skip]], language: str
) -> None:
    around, within = mails(f"{HEAD}\nSee below.\n\n{FORWARDED[language]}{SAID}\n")
    assert around.text == "See below."
    assert (within.author, within.published, within.title, within.text) == ("Lena Ruud", date(2026, 1, 12), "Dam", SAID)


@pytest.mark.parametrize("language", QUOTED)
def test_a_quoted_mail_is_its_writers_in_many_languages(
    mails: Callable[[str], list[Article | Skip]], language: str
) -> None:
    around, within = mails(f"{HEAD}\nSee below.\n\n{QUOTED[language]}\n> {SAID}\n")
    assert around.text == "See below."
    assert (within.author, within.published, within.text) == ("Lena Ruud", date(2026, 1, 12), SAID)


def test_each_message_of_a_digest_in_plain_text_has_its_own_date(mails: Callable[[str], list[Article | Skip]]) -> None:
    digest = "".join(
        f"\n------------------------------\n\nMessage: {number}\nDate: {day}, {11 + number} Jan 2026 14:02:00 +0000\nFrom: {who} <a@x.example>\n"
        f"Subject: Dam\nMessage-ID: <{number}@x>\nContent-Type: text/plain\n\n{words}\n"
        for number, day, who, words in ((1, "Mon", "Lena Ruud", SAID), (2, "Tue", "Bo Ek", "It is green."))
    )
    around, *within = mails(f"{HEAD}\nTopics: cracks\n{digest}")
    assert around.text == "Topics: cracks"
    assert [(mail.author, mail.published, mail.text) for mail in within] == [
        ("Lena Ruud", date(2026, 1, 12), SAID),
        ("Bo Ek", date(2026, 1, 13), "It is green."),
    ]


def attached(name: str, content: bytes) -> str:
    return (
        f'{HEAD}Content-Type: multipart/mixed; boundary="B"\n\n--B\nContent-Type: text/plain\n\nSee below.\n--B\n'
        f'Content-Type: application/octet-stream; name="{name}"\nContent-Disposition: attachment; filename="{name}"\n'
        f"Content-Transfer-Encoding: base64\n\n{base64.b64encode(content).decode()}\n--B--\n"
    )


def test_an_attached_file_that_is_a_mail_is_read(mails: Callable[[str], list[Article | Skip]]) -> None:
    inner = f"From: {LENA}\nSubject: Dam\nDate: Mon, 12 Jan 2026 14:02:00 +0000\n\n{SAID}\n"
    around, within = mails(attached("dam.EML", inner.encode()))
    assert (within.author, within.text) == ("Lena Ruud", SAID)
    assert around.left_out == ()


def test_other_attached_files_are_reported(mails: Callable[[str], list[Article | Skip]]) -> None:
    (article,) = mails(attached("dam.bin", b"23"))
    assert article.left_out == ("attached files",)


def test_a_line_of_prose_that_looks_like_a_header_is_no_border(mails: Callable[[str], list[Article | Skip]]) -> None:
    (article,) = mails(f"{HEAD}\nFrom: the bridge\nto the dam it is 4 km.\n\nDate: none yet.\n")
    assert article.text.startswith("From: the bridge")


def test_a_quotation_whose_day_is_not_named_is_its_writers(mails: Callable[..., Any]) -> None:
    around, within = mails(f"{HEAD}\nI saw 24.\n\nLena Ruud wrote:\n> {SAID}\n")
    assert (around.text, within.author, within.published, within.text) == ("I saw 24.", "Lena Ruud", None, SAID)


def test_a_line_that_introduces_the_writers_own_words_is_no_border(mails: Callable[..., Any]) -> None:
    (letter,) = mails(f"{HEAD}\nI saw 24.\n\nLena Ruud wrote:\n\nthat there are 23.\n")
    assert letter.text.endswith("that there are 23.")


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_names_in_raw_bytes_of_headers_are_read(tmp_path: Path, load: Callable[..., list[Any]], charset: str) -> None:
    mail = f"From: Pål Nesse <p@a.example>\nSubject: Dam på Vega\nDate: Fri, 6 Mar 2026 08:00:00 +0000\n\n{SAID}\n"
    (tmp_path / "a.eml").write_bytes(mail.encode(charset))
    (article,) = load(tmp_path / "a.eml")
    assert (article.author, article.title) == ("Pål Nesse", "Dam på Vega")


def test_a_mail_quoted_in_a_forwarded_one_is_its_writers(mails: Callable[..., Any]) -> None:
    inner = "> > On 11 Jan 2026, at 18:00, Bo Flynn <bo@z.example> wrote:\n> >\n> > The dam has no guard.\n"
    head = f"> From: {LENA}\n> Subject: Dam\n> Date: 12 January 2026 at 14:02:11 GMT\n> To: {TO}\n>\n"
    _, within, deeper = mails(f"{HEAD}\nSee below.\n\nBegin forwarded message:\n\n{head}> {SAID}\n>\n{inner}")
    assert (within.author, within.text) == ("Lena Ruud", SAID)
    assert (deeper.author, deeper.published, deeper.text) == ("Bo Flynn", date(2026, 1, 11), "The dam has no guard.")
