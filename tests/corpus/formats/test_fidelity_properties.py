"""In every format, each sentence of any article is in a passage, and no other word is."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import printing
import pytest
import renderings
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fidelity import compared
from bench.support.source_text import blocks_of
from corpus.article import Article
from corpus.files import SourceFile
from corpus.loading import Loader
from corpus.settings import LoadingSettings

WORDS = "harbour mill ferry stone winter lamp bridge river school letter Karst Brenn Zoë café farm dog".split()
FORMATS = {
    "a.txt": renderings.as_plain,
    "a.md": renderings.as_markdown,
    "a.html": renderings.as_page,
    "a.docx": printing.as_word,
    "a.odt": printing.as_open_document,
    "a.rtf": printing.as_rich_text,
    "a.pdf": printing.as_print,
    "a.epub": renderings.as_book,
    "a.eml": renderings.as_mail,
    "a.rss": renderings.as_feed,
    "a.json": renderings.as_json,
}
FILLER = (
    "The province pays for the road, and the owner of the dam for the fields below it, as was agreed in the autumn. "
    "A hearing is held in June, at which the engineers are to explain why the gates were opened so late that night."
)

word = st.sampled_from(WORDS)
figure = st.integers(2, 99_999).map(str)
piece = st.one_of(
    word,
    word,
    figure,
    st.sampled_from(("Quillon", "Vesper", "Ozanne")).map("~~{}~~".format),
    word.map(lambda each: f"{{time|{each}}}"),
    word.map(lambda each: f"{{ins|{each}}}"),
    st.tuples(word, word).map(lambda pair: f"{{quote|{' '.join(pair)}}}"),
    figure.map(lambda each: f"{{data|{each}}}"),
    st.tuples(word, st.integers(1, 9)).map(lambda pair: f"{pair[0]}^{pair[1]}^"),
    st.tuples(figure, st.integers(1, 9)).map(lambda pair: f"{pair[0]}^{pair[1]}^"),
)


@st.composite
def sentences(draw: Any) -> str:
    entries = [f"{draw(word).capitalize()}", *draw(st.lists(piece, min_size=3, max_size=14)), draw(word)]
    return f"{' '.join(entries)}."


@st.composite
def tables(draw: Any) -> Any:
    names = draw(st.lists(word, min_size=3, max_size=3, unique=True))
    labels = draw(st.lists(word.map(str.capitalize), min_size=3, max_size=6, unique=True))
    rows = [f"{label} | {draw(figure)} | {draw(figure)}" for label in labels]
    # Two tables with nothing between them are one in print and in RTF.
    return "\n".join(["@table", " | ".join(["Place", *names[1:]]), *rows, "", f"@prose\n{draw(sentences())}"])


paragraph = st.lists(sentences(), min_size=1, max_size=4).map(lambda drawn: f"@prose\n{' '.join(drawn)}")
listed = st.lists(sentences(), min_size=2, max_size=4, unique=True).map("\n".join).map("@list\n{}".format)
boxed = st.lists(sentences(), min_size=2, max_size=4, unique=True).map("\n".join).map("@box Facts\n{}".format)
single = st.tuples(st.sampled_from(("said", "caption")), sentences()).map("@{0[0]}\n{0[1]}".format)
source = st.lists(
    st.one_of(paragraph, paragraph, listed, boxed, single, tables()), min_size=1, max_size=5, unique=True
).map(
    lambda parts: "\n\n".join(
        [
            "@title\nThe title of it all",
            f"@prose\n{FILLER}",
            *parts,
            f"@prose\nSo it is, and {FILLER[0].lower()}{FILLER[1:]}",
        ]
    )
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str | bytes, str], list[Article]]]:
    folder = tmp_path_factory.mktemp("documents")
    with Loader(LoadingSettings()) as loader:

        def read(content: str | bytes, name: str) -> list[Article]:
            path = Path(folder, name)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            return [article for article in loader.load(SourceFile(path, folder)) if isinstance(article, Article)]

        yield read


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=10)
@given(source)
def test_each_sentence_stands_in_a_passage_and_no_other_word_does(
    reader: Callable[[str | bytes, str], list[Article]], name: str, source: Any
) -> None:
    blocks = blocks_of(source)
    outcome = compared(blocks, reader(FORMATS[name](blocks), name))
    assert (outcome.lost, outcome.changed, outcome.invented) == ((), (), ())
