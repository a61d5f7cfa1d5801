"""Real files of every format, written by common programs, give the words that they were made from."""

import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.article import Article, place_at
from corpus.files import Skip, find_files
from corpus.formats.endings import NAMES
from corpus.formats.readers import READERS

if TYPE_CHECKING:
    from tests.conftest import Run

STATUES, DRAGON, PHYTOPLANKTON, FISH = range(4)


def straight(text: str) -> str:
    """Write quotes and spaces in one way: pandoc makes quotes typographic."""
    for curly, plain in (("“", '"'), ("”", '"'), ("’", "'"), ("‘", "'"), ("…", "..."), ("–", "-")):
        text = text.replace(curly, plain)
    return re.sub(r"\s+", " ", text).strip()


def missing(article: Article, message: dict) -> list[str]:
    """List the paragraphs that are not in an article, whole and in one paragraph."""
    there = [straight(paragraph) for paragraph in article.text.split("\n")]
    return [paragraph for paragraph in message["text"] if not any(straight(paragraph) in line for line in there)]


ONE_EACH = {
    "complete.html": STATUES,
    "single-file.html": DRAGON,
    "single-file.html.gz": DRAGON,
    "saved.mhtml": STATUES,
    "printed.pdf": STATUES,
    "libreoffice.docx": FISH,
    "libreoffice.odt": FISH,
    "libreoffice.rtf": FISH,
    "pandoc.docx": DRAGON,
    "pandoc.odt": DRAGON,
    "pandoc.rtf": DRAGON,
    "newsletter.eml": DRAGON,
}


@pytest.mark.parametrize("name", ONE_EACH)
def test_no_word_and_no_paragraph_is_lost_whatever_the_format(
    read: Callable[..., Article], wikinews: list[dict], name: str
) -> None:
    article, output = read(name), wikinews[ONE_EACH[name]]
    assert missing(article, output) == []
    assert article.title.removesuffix(" - Wikinews") == output["title"]
    assert article.row is None


@pytest.mark.parametrize("name", ONE_EACH)
def test_a_file_read_twice_gives_the_same_article(read: Callable[..., Article], name: str) -> None:
    assert read(name) == read(name)


@pytest.mark.parametrize("name", [name for name in ONE_EACH if name.startswith(("libre", "pandoc"))])
def test_a_document_begins_with_its_title_and_its_body_after_it(read: Callable[..., Article], name: str) -> None:
    article = read(name)
    assert article.text[: article.body] == article.title


MANY = ["export.jsonl", "export.jsonl.xz", "export.jsonl.bz2", "export.json", "json-feed.json", "export.csv",
        "export.tsv", "feed.rss", "feed.atom"]  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_a_file_of_many_gives_each_with_what_it_says_of_it(
    load: Callable[..., list[Article]], folder: Path, wikinews: list[dict], name: str
) -> None:
    articles = load(folder / name)
    assert [article.title for article in articles] == [entry["title"] for entry in wikinews]
    assert [article.published.isoformat() for article in articles] == [entry["date"] for entry in wikinews]
    assert [article.url for article in articles] == [entry["url"] for entry in wikinews]
    assert len({article.article_id for article in articles}) == 4
    for article, output in zip(articles, wikinews, strict=True):
        assert missing(article, output) == (
            output["text"][1:] if name == "feed.rss" and output is wikinews[FISH] else []
        )


def test_a_row_of_a_table_is_found_at_the_line_it_begins_at(
    load: Callable[..., list[Article]], folder: Path, wikinews: list[dict]
) -> None:
    lines = (folder / "export.csv").read_bytes().decode("utf-8").split("\n")
    for article, output in zip(load(folder / "export.csv"), wikinews, strict=True):
        assert output["title"] in lines[article.row - 1]


# ---------------------------------------------------------------- web pages


def test_what_browsers_save_beside_a_page_is_no_article(tmp_path: Path, folder: Path) -> None:
    for name in ("complete.html", "complete_files/saved_resource.html", "complete_files/style.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    assert [file.path.name for file in find_files([tmp_path])] == ["complete.html"]


def test_a_folder_called_like_one_is_read_where_there_is_no_page_of_the_name(tmp_path: Path) -> None:
    (tmp_path / "tax_files").mkdir()
    (tmp_path / "tax_files" / "a.txt").write_text("It turned.", encoding="utf-8")
    assert [file.path.name for file in find_files([tmp_path])] == ["a.txt"]


@pytest.mark.parametrize(("name", "place"), [("complete.html", STATUES), ("single-file.html", DRAGON)])
def test_a_saved_page_knows_where_it_was_saved_from(
    load: Callable[..., list[Article]], folder: Path, wikinews: list[dict], tmp_path: Path, name: str, place: int
) -> None:
    path = tmp_path / name
    markup = (folder / name).read_text(encoding="utf-8")
    path.write_text(re.sub(r"<link rel=\"canonical\"[^>]*>", "", markup), encoding="utf-8")
    (article,) = load(path)
    assert article.url == wikinews[place]["url"]


def test_pictures_within_a_page_do_not_make_it_too_large(
    load: Callable[..., list[Article]], tmp_path: Path, folder: Path
) -> None:
    path = tmp_path / "a.html"
    picture = f'<img src="data:image/png;base64,{"QUJD" * 400_000}"></article>'
    markup = (folder / "single-file.html").read_text(encoding="utf-8")
    path.write_text(markup.replace("</article>", picture), encoding="utf-8")
    (article,) = load(path, max_megabytes=1)
    assert article.title.startswith("SpaceX")


@pytest.mark.parametrize(("charset", "word"), [("windows-1251", "Мельница"), ("shift_jis", "水車"), ("gb2312", "水车")])
def test_a_page_is_read_in_the_encoding_it_declares(
    load: Callable[..., list[Article]], tmp_path: Path, charset: str, word: str
) -> None:
    path = tmp_path / "a.html"
    body = "".join(f"<p>{word} {number}. {word * 12}.</p>" for number in range(8))
    head = f'<head><meta charset="{charset}"><title>{word}</title></head>'
    path.write_bytes(f"<html>{head}<body><article>{body}</article></body></html>".encode(charset))
    (article,) = load(path)
    assert article.title == word
    assert f"{word} 7." in article.text


# ---------------------------------------------------------------- PDF


def test_columns_are_read_one_after_another_and_words_cut_at_lines_are_whole(
    read: Callable[..., Article], wikinews: list[dict]
) -> None:
    article = read("two-columns.pdf")
    # Whether "first-hand" at a line's end is one word or two, print does not tell.
    bare = article.text.replace("-", "")
    entries = [paragraph for place in (PHYTOPLANKTON, FISH) for paragraph in wikinews[place]["text"]]
    places = [bare.find(paragraph.replace("-", "")) for paragraph in entries]
    assert -1 not in places
    assert places == sorted(places)
    hyphenated = re.compile(r"\w+-\w+")
    assert set(hyphenated.findall(article.text)) <= set(hyphenated.findall(" ".join(entries)))
    for word in ("nutrient-rich", "Ka'imikai-O-Kanaloa", "lava-seawater", "phytoplankton"):
        assert word in article.text


def test_running_heads_and_page_numbers_are_not_in_the_text(read: Callable[..., Article]) -> None:
    text = read("two-columns.pdf").text
    assert "Quarterly of Clear Waters" not in text
    assert not re.search(r"Page \d", text)


def test_a_place_in_a_pdf_is_its_page(read: Callable[..., Article]) -> None:
    article = read("two-columns.pdf")
    assert [mark.label for mark in article.marks] == ["page 1", "page 2", "page 3"]
    assert place_at(article.marks, article.text.index("skyrocketing")) == "page 1"
    assert place_at(article.marks, article.text.index("polyps living in symbiotic")) == "page 3"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("scan.pdf", "PDF without a text layer (a scan, or empty)"),
        ("encrypted.pdf", "encrypted PDF"),
        ("encrypted.docx", "encrypted Word file"),
    ],
)
def test_what_cannot_be_read_is_skipped_with_its_reason(
    load: Callable[..., list[Skip]], folder: Path, name: str, reason: str
) -> None:
    assert load(folder / name) == [Skip(str(folder / name), reason)]


# ---------------------------------------------------------------- books, mail, feeds


def test_a_place_in_a_book_is_its_chapter(read: Callable[..., Article], wikinews: list[dict]) -> None:
    article = read("chapters.epub")
    for entry in wikinews:
        assert missing(article, entry) == []
    place = place_at(article.marks, article.text.index("zooxanthellae"))
    assert place == "chapter 5: Voracious fish defend coral reefs against warming, say scientists"
    assert (article.title, article.author, article.language) == ("Four stories", "Wikinews contributors", "en")


def test_a_newsletter_is_what_its_reader_sees(read: Callable[..., Article]) -> None:
    article = read("newsletter.eml")
    assert (article.source, article.author) == ("The Kīlauea Letter", None)
    assert article.published == date(2019, 1, 5)
    assert article.date_from == "e-mail Date header"
    assert "Hidden preview text" not in article.text
    assert "View this letter in your browser" not in article.text


def test_each_mail_of_a_mailbox_is_an_article_at_its_own_line(
    load: Callable[..., list[Article]], folder: Path, wikinews: list[dict]
) -> None:
    articles = load(folder / "letters.mbox")
    lines = (folder / "letters.mbox").read_bytes().split(b"\n")
    assert [article.article_id for article in articles] == [f"story-{number}@example.org" for number in (1, 2, 3)]
    for article, output in zip(articles, wikinews, strict=False):
        assert missing(article, output) == []
        assert lines[article.row - 1].startswith(b"From ")


def test_a_mail_from_a_person_has_an_author_and_no_source(article_of: Callable[..., Article]) -> None:
    mail = b"From: Ada Byron <ada@example.org>\r\nSubject: =?utf-8?b?TWlsbA==?=\r\n\r\nIt turned.\r\n"
    article = article_of(mail, "a.eml")
    assert (article.title, article.author, article.source) == ("Mill", "Ada Byron", None)


# ---------------------------------------------------------------- archives


def test_an_archive_gives_what_is_in_it_and_says_where(
    load: Callable[..., list[Article | Skip]], folder: Path, wikinews: list[dict]
) -> None:
    result = load(folder / "archive.zip")
    articles = {article.article_id: article for article in result if isinstance(article, Article)}
    assert list(articles) == [
        "archive.zip/letters/fish.docx",
        "archive.zip/print/two-columns.pdf",
        *(f"archive.zip/export.jsonl.xz:{line}" for line in (1, 2, 3, 4)),
        "archive.zip/outside.html",
    ]
    assert missing(articles["archive.zip/letters/fish.docx"], wikinews[FISH]) == []
    pdf = articles["archive.zip/print/two-columns.pdf"]
    assert place_at(pdf.marks, len(pdf.text) - 1) == "print/two-columns.pdf, page 3"
    assert place_at(articles["archive.zip/outside.html"].marks, 5) == "outside.html"
    assert [(skip.path.rpartition("archive.zip/")[2], skip.reason) for skip in result if isinstance(skip, Skip)] == [
        ("scan.pdf", "PDF without a text layer (a scan, or empty)"),
        ("picture.png", "not a format that is read (.png)"),
    ]


def test_a_web_archive_gives_its_pages_and_passes_over_the_rest(
    load: Callable[..., list[Article]], folder: Path, wikinews: list[dict]
) -> None:
    articles = load(folder / "crawl.warc.gz")
    assert [article.url for article in articles] == [wikinews[DRAGON]["url"], wikinews[FISH]["url"]]
    assert missing(articles[0], wikinews[DRAGON]) == []


# ---------------------------------------------------------------- all of them


def test_every_ending_that_is_named_has_a_reader() -> None:
    assert READERS.keys() == NAMES.keys()


def test_asking_loads_no_parser(script: "Run") -> None:
    done = script("import sys, corpus.loading; print(*sys.modules)")
    loaded = set(done.out.split())
    assert "corpus.loading" in loaded, done.err
    assert not loaded & {"lxml", "yaml", "trafilatura", "feedparser", "ijson", "charset_normalizer", "zipfile"}


@pytest.mark.skipif(sys.platform == "win32", reason="the test files' folder may lie deep")
def test_the_folder_of_all_formats_is_read_without_an_unexpected_skip(
    load: Callable[..., list[Article | Skip]], folder: Path
) -> None:
    skips = [
        outcome for file in find_files([folder]) for outcome in ([file] if isinstance(file, Skip) else load(file.path))
    ]
    reasons = {skip.path.rpartition("formats/")[2]: skip.reason for skip in skips if isinstance(skip, Skip)}
    assert set(reasons) == {"archive.zip/picture.png", "archive.zip/scan.pdf", "encrypted.docx", "encrypted.pdf",
                            "make.py", "scan.pdf", *(f"articles.json/record {n}" for n in range(1, 5))}  # fmt: skip
