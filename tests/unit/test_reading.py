"""Passages to the sentence that answers."""

import pytest

from corpus.article import Passage
from index.retriever import Hit
from qa.reading import ReadingSettings, SentenceReader, content_terms, shared_words, spans_of

TEXT = "The pond is deep. The oak shaft is 5.2 metres long. Volunteers brought it from Pellerton."


def hit(text: str = TEXT, rank: int = 1, offset: int = 100, score: float = 0.5) -> Hit:
    return Hit(Passage(f"a{rank}", 0, offset, offset + len(text), text), score, rank)


def said(reading) -> str:
    passage = reading.hit.passage
    return passage.text[reading.start - passage.start : reading.end - passage.start]


def test_the_sentence_that_shares_the_questions_words_is_read(encoder):
    (reading,) = SentenceReader(encoder, ReadingSettings()).read("How long is the oak shaft?", [hit()])
    assert said(reading) == "The oak shaft is 5.2 metres long."
    assert (reading.sentence_start, reading.sentence_end) == (reading.start, reading.end)


def test_readings_come_best_first_one_for_each_passage(encoder):
    found = SentenceReader(encoder, ReadingSettings()).read(
        "How long is the oak shaft?", [hit("Cheese is made of milk.", 1), hit(rank=2), hit("The oak is old.", 3)]
    )
    assert found[0].hit.rank == 2
    scores = [reading.score for reading in found]
    assert scores == sorted(scores, reverse=True)
    assert len(found) == 3
    assert all(0 <= score <= 1 for score in scores)


def test_no_more_passages_are_read_than_the_setting_allows(encoder):
    reader = SentenceReader(encoder, ReadingSettings(passages=2))
    assert len(reader.read("oak", [hit(rank=rank) for rank in range(1, 6)])) == 2


def test_nothing_to_read_gives_no_reading(encoder):
    assert SentenceReader(encoder, ReadingSettings()).read("oak", []) == ()


def test_a_rare_word_of_the_question_weighs_more_than_a_common_one():
    texts = ["the mill turned", "the mill stood", "the mill shaft", "the mill pond"]
    shares = shared_words("Which mill has a shaft?", texts)
    assert shares[2] == max(shares)
    assert shares[2] > 2 * shares[0] > 0


def test_words_that_only_ask_do_not_count():
    assert content_terms("When did the GCHQ join Instagram?") == ["gchq", "join", "instagram"]
    assert content_terms("Who is it?") == ["who", "is", "it"]


@pytest.mark.parametrize("text", [TEXT, "One.\r\n\r\nTwo 山猫そば。🍜\r\n“Three.”"])
def test_the_sentences_of_a_passage_are_offsets_into_its_article(text):
    article = "x" * 50 + text
    spans = spans_of(hit(text, offset=50))
    assert "".join(article[start:end] for start, end in spans).replace(" ", "") == "".join(text.split())
