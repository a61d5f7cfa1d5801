"""Passages: their offsets are exact, no content is lost, and they respect their maximum length."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.boilerplate import kept_runs
from corpus.chunking import chunk
from corpus.sentences import paragraphs, sentences
from corpus.settings import ChunkingSettings

if TYPE_CHECKING:
    from tests.fakes import FakeEncoder

LINES = st.lists(
    st.one_of(
        st.text(alphabet=st.sampled_from("abc DEF.é!? 山猫。🍜\u0301'“”0123"), max_size=120),
        st.sampled_from(
            [
                "The lamp was lit again on Thursday. It had been dark for 26 days.",
                "Leave a Reply",
                "Share this article",
                "x" * 400,
                "山猫そばで最後の一杯が出された。" * 8,
                "A photograph of the lamp room at Skerrow.",
                "👩🏽‍🍳🇯🇵" * 30,
            ]
        ),
    ),
    max_size=12,
)
TEXTS = st.builds(lambda lines, end: end.join(lines), LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
CHUNKING = st.builds(ChunkingSettings, size=st.integers(16, 80), overlap=st.integers(0, 4))


def article(text: str, body: int = 0) -> Article:
    return Article("a", "A title", "/a.txt", text, "", body=body)


def kept(text: str) -> set[int]:
    spans = [span for run in kept_runs(text, paragraphs(text)) for span in run]
    return {at for start, end in spans for at in range(start, end) if not text[at].isspace()}


@settings(max_examples=120, deadline=None)
@given(TEXTS, CHUNKING)
def test_a_passage_is_the_article_between_its_offsets(fakes: Any, text: str, chunking: ChunkingSettings) -> None:
    for ordinal, passage in enumerate(chunk(article(text), chunking, fakes.FakeEncoder().count_wordpieces)):
        assert text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip() != ""
        assert passage.ordinal == ordinal
        assert passage.article_id == "a"


@settings(max_examples=120, deadline=None)
@given(TEXTS, CHUNKING)
def test_passages_cover_every_character_of_the_article(fakes: Any, text: str, chunking: ChunkingSettings) -> None:
    passages = chunk(article(text), chunking, fakes.FakeEncoder().count_wordpieces)
    covered = {at for passage in passages for at in range(passage.start, passage.end)}
    assert kept(text) <= covered
    assert {at for at in covered if not text[at].isspace()} <= kept(text)


@settings(max_examples=120, deadline=None)
@given(TEXTS, CHUNKING)
def test_passages_keep_to_their_budget_of_wordpieces(fakes: Any, text: str, chunking: ChunkingSettings) -> None:
    count = fakes.FakeEncoder().count_wordpieces
    passages = chunk(article(text), chunking, count)
    assert all(cost <= chunking.size for cost in count([passage.text for passage in passages]))


@settings(max_examples=60, deadline=None)
@given(TEXTS, CHUNKING)
def test_each_passage_brings_something_new(fakes: Any, text: str, chunking: ChunkingSettings) -> None:
    passages = chunk(article(text), chunking, fakes.FakeEncoder().count_wordpieces)
    for before, after in pairwise(passages):
        assert before.start < after.start
        assert before.end < after.end


@settings(max_examples=40, deadline=None)
@given(TEXTS, CHUNKING)
def test_the_same_article_is_always_cut_the_same_way(fakes: Any, text: str, chunking: ChunkingSettings) -> None:
    count = fakes.FakeEncoder().count_wordpieces
    assert chunk(article(text), chunking, count) == chunk(article(text), chunking, count)


@pytest.mark.parametrize("overlap", [0, 1, 2])
def test_neighbours_share_the_whole_sentences_they_were_asked_to_share(encoder: "FakeEncoder", overlap: int) -> None:
    text = " ".join(f"Sentence number {number} tells of the lighthouse." for number in range(12))
    spans = sentences(text, 0, len(text))
    passages = chunk(article(text), ChunkingSettings(size=40, overlap=overlap), encoder.count_wordpieces)
    assert len(passages) > 2
    for before, after in pairwise(passages):
        assert after.start in [start for start, _ in spans]
        assert sum(after.start <= start and end <= before.end for start, end in spans) == overlap


def test_a_passage_never_reaches_across_what_was_left_out(encoder: "FakeEncoder") -> None:
    text = "The first part ends here.\nShare this article\nThe second part begins here."
    passages = chunk(article(text), ChunkingSettings(size=480, overlap=8), encoder.count_wordpieces)
    assert [passage.text for passage in passages] == ["The first part ends here.", "The second part begins here."]


def test_the_title_and_front_matter_are_not_in_any_passage(encoder: "FakeEncoder") -> None:
    text = "A headline\n\nThe body."
    (passage,) = chunk(article(text, body=10), ChunkingSettings(), encoder.count_wordpieces)
    assert passage.text == "The body."
    assert passage.start == text.index("The body.")


def test_an_article_of_boilerplate_alone_gives_no_passage(encoder: "FakeEncoder") -> None:
    text = "Leave a Reply\nYour email address will not be published.\n***"
    assert chunk(article(text), ChunkingSettings(), encoder.count_wordpieces) == []


@pytest.mark.parametrize(
    "long", ["word " * 900, "x" * 5000, "山" * 3000, "e\u0301" * 2000], ids=["words", "one word", "CJK", "combining"]
)
def test_a_sentence_longer_than_the_budget_is_cut_and_nothing_of_it_lost(encoder: "FakeEncoder", long: str) -> None:
    passages = chunk(article(long), ChunkingSettings(size=32, overlap=0), encoder.count_wordpieces)
    assert len(passages) > 5
    assert "".join(passage.text.replace(" ", "") for passage in passages) == long.replace(" ", "")


def test_offsets_hold_for_crlf_cjk_emoji_and_combining_marks(encoder: "FakeEncoder") -> None:
    text = "Cafe\u0301 closes.\r\n\r\nThe bowl was 山猫そば. 🍜\r\nThe cook 👩🏽‍🍳 left.\r\n"
    for passage in chunk(article(text), ChunkingSettings(size=16, overlap=0), encoder.count_wordpieces):
        assert text[passage.start : passage.end] == passage.text
