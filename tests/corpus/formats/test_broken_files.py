"""Malformed and malicious files: only the file itself is lost, with a reason."""

import gzip
import json
import lzma
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filemakers import zipped

from corpus.article import Article
from corpus.files import Skip, SourceFile, find_files
from corpus.formats.endings import NAMES
from corpus.loading import Loader
from corpus.settings import LoadingSettings

HOW_MANY = int(os.environ.get("QUOTEWIRE_TEST_FILES", "120"))
"""Sound files in the folder of a malformed one of every format; the bar is 10,000."""


MALFORMED = {
    "pdf": (b"%PDF-1.7\nnot really", "malformed PDF"),
    "docx": (b"PK\x03\x04 not really", "malformed Word file"),
    "odt": (zipped(content_xml="<no"), "malformed OpenDocument text"),
    "rtf": (b"rich text, it says", "malformed RTF"),
    "epub": (zipped(mimetype="application/epub+zip"), "malformed EPUB"),
    "html": (bytes(range(256)) * 8, "binary, not text"),
    "mhtml": (b"Content-Type: text/plain\r\n\r\nNo page.", "malformed MHTML"),
    "eml": (b"no header, no mail", "malformed e-mail"),
    "mbox": (b"no mailbox\n", "malformed mailbox"),
    "rss": (b"<rss version='2.0'><channel>", "malformed feed"),
    "atom": (b"not a feed", "malformed feed"),
    "xml": (b"<inventory><item/></inventory>", "XML that is not a feed"),
    "jsonl": (b"{no json\n", "malformed JSON line"),
    "json": (b'[{"text": "It turned', "malformed JSON"),
    "csv": (bytes(range(256)) * 8, "binary, not text"),
    "tsv": (b"only\tnames\n", "CSV without rows below its names"),
    "parquet": (b"PAR1 not really PAR1", "malformed Parquet"),
    "warc": (b"not a web archive\r\n\r\n", "malformed WARC"),
    "vtt": (b"no transcript", "malformed transcript"),
    "srt": (b"no transcript", "malformed transcript"),
    "txt": (bytes(range(256)) * 8, "binary, not text"),
    "md": (b"\0\0\0", "binary, not text"),
    "txt.gz": (gzip.compress(b"It turned. " * 99)[:-20], "damaged gz file"),
    "txt.bz2": (b"not bzip2", "damaged bz2 file"),
    "txt.xz": (lzma.compress(b"It turned.")[:-9], "damaged xz file"),
    "zip": (b"PK\x03\x04 not really", "damaged zip file"),
}


def test_every_format_is_broken_here() -> None:
    same = {".text": "txt", ".markdown": "md", ".htm": "html", ".xhtml": "html", ".mht": "mhtml", ".ndjson": "jsonl"}
    assert {f".{same.get(ending, ending[1:])}" for ending in NAMES} <= {f".{ending}" for ending in MALFORMED}


@pytest.mark.parametrize("ending", MALFORMED)
def test_a_malformed_file_is_skipped_with_its_reason(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], ending: str
) -> None:
    content, reason = MALFORMED[ending]
    path = tmp_path / f"a.{ending}"
    path.write_bytes(content)
    assert [skip.reason for skip in load(path)] == [reason]


def test_one_malformed_file_of_every_format_among_many_costs_itself_only(tmp_path: Path, data: Path) -> None:
    """The requirement is for 10,000 files: QUOTEWIRE_TEST_FILES=10000."""
    for number in range(HOW_MANY):
        (tmp_path / f"{number}.txt").write_text(f"The wheel turned {number} times.", encoding="utf-8")
    sound = [path for path in (data / "formats").iterdir() if path.suffix in NAMES and not path.name.startswith("encr")]
    for path in sound:
        (tmp_path / f"sound-{path.name}").write_bytes(path.read_bytes())
    for ending, (content, _) in MALFORMED.items():
        (tmp_path / f"broken.{ending}").write_bytes(content)
    with Loader(LoadingSettings()) as loader:
        entries = [
            outcome for file in find_files([tmp_path]) if isinstance(file, SourceFile) for outcome in loader.load(file)
        ]
    skips = {Path(entry.path).name: entry.reason for entry in entries if isinstance(entry, Skip)}
    assert {name: skips[name] for name in skips if name.startswith("broken")} == {
        f"broken.{ending}": reason for ending, (_, reason) in MALFORMED.items()
    }
    read = {Path(entry.path).name for entry in entries if isinstance(entry, Article)}
    expected = {f"{number}.txt" for number in range(HOW_MANY)} | {f"sound-{path.name}" for path in sound}
    assert expected - read == {"sound-scan.pdf", "sound-articles.json"}


@pytest.mark.parametrize("name", sorted(path.name for path in (Path(__file__).parents[2] / "data/formats").glob("*.*")))
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_ends_too_early_gives_articles_or_a_reason(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], data: Path, name: str, share: float
) -> None:
    whole = (data / "formats" / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(whole[: int(len(whole) * share)])
    if path.suffix in NAMES or path.suffix in (".gz", ".bz2", ".xz", ".zip"):
        for outcome in load(path):
            assert isinstance(outcome, Skip) or outcome.text.strip()
            assert not isinstance(outcome, Skip) or outcome.reason


@pytest.mark.parametrize("ending", [ending for ending in sorted(NAMES) if ending not in (".jsonl", ".ndjson")])
@pytest.mark.parametrize("content", [b"", b" \n"], ids=["nothing", "space"])
def test_a_file_of_nothing_is_skipped(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], ending: str, content: bytes
) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(content)
    (skip,) = load(path)
    assert skip.reason == "empty" or (content and skip.reason.startswith(("malformed", "WARC without")))


# ---------------------------------------------------------------- depth and size


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("html", "<div>" * 200_000 + "Mill"),
        ("html", "<table><tr><td>" * 50_000 + "Mill"),
        ("eml", "Content-Type: text/html\n\n" + "<b>" * 200_000 + "Mill"),
        ("json", "[" * 200_000),
        ("json", '{"a":' * 200_000),
        ("jsonl", '{"text": ' + "[" * 200_000),
        ("rtf", "{\\rtf1 " + "{" * 200_000),
        ("rss", "<rss version='2.0'><channel><item><description>" + "<a>" * 100_000),
        ("md", "---\n" + "[" * 60_000 + "\n---\nMill"),
        ("eml", "".join(f"Content-Type: multipart/mixed; boundary={n}\n\n--{n}\n" for n in range(3000)) + "\nMill"),
        ("csv", "text\n" + '"' * 1_000_001),
    ],
    ids=[
        "divisions",
        "tables",
        "mail",
        "lists",
        "objects",
        "a line",
        "groups",
        "feed",
        "front matter",
        "parts",
        "quotes",
    ],
)
def test_what_is_nested_too_deeply_gives_an_article_or_a_reason(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], ending: str, content: str
) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_text(content, encoding="utf-8")
    for outcome in load(path):
        assert isinstance(outcome, Article) or not outcome.reason.startswith(("crashed", "took", "needed")), outcome


@pytest.mark.parametrize("ending", ["txt", "html", "pdf", "docx", "csv", "json", "eml", "rtf", "zip", "rss", "parquet"])
def test_a_file_of_a_gigabyte_is_not_read_into_memory(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], ending: str
) -> None:
    path = tmp_path / f"a.{ending}"
    with path.open("wb") as file:
        file.truncate(1_100_000_000)
    (skip,) = load(path)
    assert skip.reason.startswith(("larger than", "malformed", "binary", "damaged", "empty")), skip


def test_a_line_of_ten_megabytes_is_an_article(tmp_path: Path, load: Callable[..., list[Article | Skip]]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The wheel turned and turned. " * 350_000, encoding="utf-8")
    (article,) = load(path)
    assert len(article.text) > 10_000_000


def test_names_may_hold_line_ends_and_escapes(tmp_path: Path, load: Callable[..., list[Article | Skip]]) -> None:
    for name in ("a\nb.txt", "a\x1b[31mred.txt", "a\r.html", "‮gpj.txt"):
        try:
            (tmp_path / name).write_text("<p>It turned.</p>" * 20, encoding="utf-8")
        except OSError:
            pytest.skip("this file system takes no such names")
    entries = [outcome for file in find_files([tmp_path]) for outcome in load(file.path)]
    assert [Path(entry.path).name for entry in entries] == [file.path.name for file in find_files([tmp_path])]
    assert all(isinstance(entry, Article) for entry in entries)


@pytest.mark.parametrize(
    "words",
    ["ماء الطاحونة يدور", "水车在转动。", "Водяное колесо вертится.", "पनचक्की घूमती है।", "ស្រះទឹក"],
    ids=["ar", "zh", "ru", "hi", "km"],
)
@pytest.mark.parametrize("ending", ["txt", "html", "json", "csv", "eml"])
def test_articles_in_other_scripts_are_read_to_the_character(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], words: str, ending: str
) -> None:
    text = " ".join([words] * 30)
    content = {
        "txt": text,
        "html": f"<html><body><article><p>{text}</p><p>{text}</p></article></body></html>",
        "json": json.dumps({"text": text}),
        "csv": f"text\n{text}\n",
        "eml": f"Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n",
    }[ending]
    path = tmp_path / f"a.{ending}"
    path.write_text(content, encoding="utf-8")
    (article,) = load(path)
    assert text in article.text


def test_an_id_is_the_path_below_the_folder_for_files_parsed_elsewhere_too(tmp_path: Path) -> None:
    path = tmp_path / "ä ö" / "mühle.html"
    path.parent.mkdir()
    path.write_text("<html><body><p>" + "The wheel turned. " * 20 + "</p></body></html>", encoding="utf-8")
    with Loader(LoadingSettings()) as loader:
        (article,) = loader.load(SourceFile(path, tmp_path))
    assert article.article_id == "ä ö/mühle.html"
