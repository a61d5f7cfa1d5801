"""The engine: answers with checked citations, and refusals with reasons."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from corpus.article import Passage
from corpus.errors import IndexMissing, IndexStale, QuestionInvalid
from index.build import Build
from index.types import Hit
from qa.engine import Engine
from qa.library.status import check_fresh
from qa.questions import cleaned
from qa.reading.model import SpanModel
from qa.settings import Settings, load_settings
from qa.types import Reading


def questions(data: Any, answered: bool) -> Any:
    lines = (data / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [entry for entry in map(json.loads, lines) if bool(entry["answers"]) == answered]


def test_an_answer_is_the_words_asked_for_with_their_sentence_and_place(engine: Engine, data: Path) -> None:
    answer = engine.ask("How long is the mill's new oak shaft?")
    assert answer.text.startswith("5.2 metres")
    assert answer.kind == "span"
    citation = answer.citations[0]
    assert citation.article_id == "tide-mill-flour.md"
    assert citation.quote == answer.text
    assert "shaft" in citation.sentence
    lines = (data / "articles" / "tide-mill-flour.md").read_text(encoding="utf-8").splitlines()
    assert citation.quote in lines[citation.line - 1]
    assert answer.refusal is None
    assert answer.confidence >= Settings().reading.threshold


def test_a_question_for_a_yes_or_no_gets_the_sentence_that_decides(engine: Engine) -> None:
    answer = engine.ask("Have the repairs cost £73,000?")
    assert answer.kind == "sentence"
    assert answer.text == answer.citations[0].sentence
    assert "£73,000" in answer.text


def test_of_several_questions_in_one_each_is_answered_by_itself(engine: Engine) -> None:
    answer = engine.ask("How long is the mill's new oak shaft, and how much have the repairs of the lighthouse cost?")
    shaft, cost = answer.parts
    assert shaft.text.startswith("5.2 metres")
    assert cost.text == "£73,000"
    assert answer.text == shaft.text
    assert cost.question == "how much have the repairs of the lighthouse cost?"
    assert cost.citations[0].number == 1
    assert answer.seconds.total == shaft.seconds.total + cost.seconds.total
    assert engine.ask("How long is the mill's new oak shaft?").parts == ()


def test_hits_come_in_the_order_of_their_evidence_with_every_part_of_their_score(engine: Engine) -> None:
    answer = engine.ask("How long is the mill's new oak shaft?")
    assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)
    assert answer.hits[0].passage.article_id == answer.citations[0].article_id
    parts = {"dense", "bm25", "fused", "span", "relevance", "share", "words", "evidence", "probability"}
    again = {"first", "same", "close_span", "close_relevance", "close_share"}
    assert set(answer.hits[0].scores) == parts | again
    assert set(answer.hits[-1].scores) == parts
    assert all(0 <= hit.scores["probability"] <= 1 for hit in answer.hits)


def test_every_citation_of_every_question_is_verbatim_in_its_article(engine: Engine, build: Build, data: Path) -> None:
    for entry in questions(data, answered=True) + questions(data, answered=False):
        answer = engine.ask(entry["question"])
        assert (answer.text is None) == (answer.citations == ()) == (answer.refusal is not None)
        shown = answer.citations or answer.refusal.nearest
        for number, citation in enumerate(shown, start=1):
            assert citation.number == number
            article = build.store.article(citation.article_id)
            assert citation.quote == article.text[citation.start : citation.end]
            assert citation.quote in citation.sentence


def test_an_article_that_was_reposted_is_cited_once_with_its_copy(engine: Engine) -> None:
    answer = engine.ask("How much have the repairs of the lighthouse cost?", k=20)
    assert "£73,000" in answer.text
    entries = [
        (citation.article_id, *(copy.article_id for copy in citation.related.copies)) for citation in answer.citations
    ]
    pair = {"skerrow-lighthouse.txt", "skerrow-lighthouse-reposted.txt"}
    assert [set(entry) for entry in entries if pair & {*entry}] == [pair]


def test_the_engine_opens_an_index_and_says_what_loading_took_once(build: Build, reader_model: SpanModel) -> None:
    engine = Engine.over(build, Settings(), load_seconds=1.5, model=reader_model)
    first, second = engine.ask("oak shaft"), engine.ask("oak shaft")
    assert first.seconds.load == 1.5
    assert first.seconds.total >= 1.5
    assert second.seconds.load == 0


# ---------------------------------------------------------------- refusing


def test_a_question_far_from_every_article_is_refused_and_its_missing_words_named(engine: Engine) -> None:
    answer = engine.ask("Which zeppelin crossed Antarctica carrying bagpipes?")
    assert answer.text is None
    assert answer.refusal.reason == "nothing relevant"
    assert answer.refusal.best < answer.refusal.threshold
    assert set(answer.refusal.missing_terms) >= {"zeppelin", "Antarctica", "bagpipes"}
    assert len(answer.refusal.nearest) == 3


def test_words_that_stand_in_passages_but_never_together_are_reported_as_that_and_not_as_missing(
    engine: Engine,
) -> None:
    """A refusal once said that the nearest passages lack GCHQ, above a passage about GCHQ."""
    refusal = (answer := engine.ask("Which oak bagpipes did the Skerrow lamp keeper own?")).refusal
    assert refusal.scattered_terms == ("oak", "Skerrow", "lamp")
    assert "bagpipes" in refusal.missing_terms
    texts = [hit.passage.text for hit in answer.hits]
    assert all(any(term in text for text in texts) for term in refusal.scattered_terms)
    assert not any(all(term in text for term in refusal.scattered_terms) for text in texts)
    assert not any(term in text.split() for term in refusal.missing_terms for text in texts)


def test_words_are_named_without_the_punctuation_around_them(engine: Engine) -> None:
    refusal = engine.ask("¿Which [zeppelin] crossed «Antarctica», “bagpipes”…").refusal
    assert {"zeppelin", "Antarctica", "bagpipes"} <= set(refusal.missing_terms)


def test_words_that_one_passage_has_are_neither_missing_nor_scattered(engine: Engine) -> None:
    answer = engine.ask("Skerrow lighthouse zeppelin Antarctica bagpipes xylophone quagga")
    assert answer.text is None
    assert "zeppelin" in answer.refusal.missing_terms
    assert not {"Skerrow", "lighthouse"} & set(answer.refusal.missing_terms)
    assert answer.refusal.scattered_terms == ()


def test_where_nothing_was_retrieved_the_refusal_says_so(fakes: ModuleType, build: Build) -> None:
    answer = Engine(fakes.FakeRetriever([]), fakes.FakeReader([]), build.store).ask("anything?")
    assert answer.refusal.reason == "nothing retrieved"
    assert answer.refusal.nearest == ()
    assert answer.refusal.missing_terms == ("anything",)


@pytest.fixture
def hit(build: Build) -> Hit:
    return Hit(next(build.store.indexed()).passage, 0.8, 1)


@pytest.mark.parametrize(("score", "answered"), [(0.5, True), (0.499, False)])
def test_the_readers_threshold_decides_between_answer_and_refusal(
    fakes: ModuleType, build: Build, hit: Hit, score: float, answered: bool
) -> None:
    start = hit.passage.start
    reader = fakes.FakeReader([Reading(hit, score, start, start + 4, start, hit.passage.end)], threshold=0.5)
    answer = Engine(fakes.FakeRetriever([hit]), reader, build.store).ask("anything?")
    assert (answer.text == hit.passage.text[:4]) == answered
    assert (answer.refusal is None) == answered


def test_a_reader_that_found_nothing_leads_to_a_refusal(fakes: ModuleType, build: Build, hit: Hit) -> None:
    answer = Engine(fakes.FakeRetriever([hit]), fakes.FakeReader([Reading(hit, 0.9)]), build.store).ask("anything?")
    assert answer.text is None
    assert answer.refusal.nearest[0].quote == hit.passage.text


def test_the_article_of_a_made_up_hit_cannot_be_cited(fakes: ModuleType, build: Build) -> None:
    from corpus.errors import IndexDamaged

    made_up = Hit(Passage("nowhere", 0, 0, 5, "words"), 0.9, 1)
    reader = fakes.FakeReader([Reading(made_up, 0.9, 0, 5, 0, 5)])
    with pytest.raises(IndexDamaged):
        Engine(fakes.FakeRetriever([made_up]), reader, build.store).ask("anything?")


# ---------------------------------------------------------------- what a person may type


@pytest.mark.parametrize("question", ["", " ", "\t\r\n", "?", "...!?", "—", "🍜", "\x00\x1b\x07", "“”", "\u200b"])
def test_a_question_without_words_is_refused_before_any_work(engine: Engine, question: str) -> None:
    with pytest.raises(QuestionInvalid, match="no words"):
        engine.ask(question)


def test_control_characters_and_escape_sequences_in_a_question_are_space(fakes: ModuleType, build: Build) -> None:
    retriever = fakes.FakeRetriever([])
    Engine(retriever, fakes.FakeReader([]), build.store).ask("oak\x00shaft\x1b[31m\r\n  long\udcff?")
    assert retriever.asked == ["oak shaft long ?"]


@pytest.mark.parametrize("word", ["shaft ", "x", "山", "é\u0301"])
def test_ten_thousand_characters_are_answered_or_refused(engine: Engine, word: str) -> None:
    answer = engine.ask((word * 10_000)[:10_000])
    assert (answer.text is None) != (answer.refusal is None)


@pytest.mark.parametrize("question", ["AND", "2018", "山猫そば", "OR NOT", "ﬁ", "x" * 150, "the of and", "٣", "½"])
def test_odd_questions_are_answered_or_refused(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer.text is None) != (answer.refusal is None)


@examples(max_examples=40)
@given(st.text(max_size=60))
def test_any_text_is_answered_refused_or_called_no_question(shared_engine: Engine, question: str) -> None:
    try:
        answer = shared_engine.ask(question)
    except QuestionInvalid:
        with pytest.raises(QuestionInvalid):
            cleaned(question)
    else:
        assert answer.question == question
        assert (answer.text is None) != (answer.refusal is None)


@pytest.fixture(scope="module")
def shared_engine(fakes: ModuleType, shared_index: Path, few: Settings, reader_model: SpanModel) -> Iterator[Engine]:
    from index.build import open_live

    engine = Engine.over(open_live(shared_index, fakes.FakeEncoder()), few, model=reader_model)
    yield engine
    engine.close()


def test_a_cleaned_question_is_one_line_of_the_same_words() -> None:
    assert cleaned("  when\ndid\tGCHQ \u00a0join? ") == "when did GCHQ join?"


# ---------------------------------------------------------------- k, progress, threads


@pytest.mark.parametrize("k", [1, 5])
def test_as_many_passages_are_retrieved_as_asked_for(engine: Engine, k: int) -> None:
    assert len(engine.ask("lighthouse", k=k).hits) == k
    assert len(engine.retrieve("lighthouse", k=k)) == k


def test_stages_are_reported_and_a_callback_may_end_the_question(engine: Engine) -> None:
    collected = []
    engine.ask("oak shaft", on_progress=lambda progress: collected.append(progress.stage))
    assert collected == ["retrieving", "reading"]

    class Enough(Exception):
        pass

    def stop(_progress: Any) -> None:
        raise Enough

    with pytest.raises(Enough):
        engine.ask("oak shaft", on_progress=stop)
    assert engine.ask("oak shaft").text is not None


def test_threads_asking_at_once_get_the_answers_they_would_get_alone(engine: Engine, data: Path) -> None:
    asked = [entry["question"] for entry in questions(data, answered=True)]
    alone = {question: engine.ask(question).text for question in asked}
    together: list[tuple[str, str | None]] = []

    def ask(question: str) -> None:
        together.append((question, engine.ask(question).text))

    threads = [threading.Thread(target=ask, args=(question,)) for question in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert dict(together) == alone
    assert len(together) == len(asked)


# ---------------------------------------------------------------- opening


def test_no_index_is_missing_with_its_path_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing) as caught:
        Engine.open(Settings(index=tmp_path / "nowhere"))
    assert str(tmp_path / "nowhere") in caught.value.message
    assert "qa rebuild" in caught.value.remedy


@pytest.mark.parametrize(
    ("key", "value"), [("chunking.size", 100), ("chunking.overlap", 3), ("encoder.model", "other/model")]
)
def test_an_index_made_under_other_chosen_settings_is_stale(build: Build, key: str, value: int | str) -> None:
    with pytest.raises(IndexStale, match=key) as caught:
        check_fresh(build.manifest, load_settings({key: value}, {}, build.folder.path / "no.toml"))
    assert repr(value) in caught.value.message
    assert "qa rebuild" in caught.value.remedy


def test_defaults_give_way_to_what_an_index_was_made_with(build: Build) -> None:
    assert build.manifest.settings["chunking.size"] != Settings().chunking.size
    check_fresh(build.manifest, Settings())


@pytest.mark.parametrize(
    "question",
    [
        "How long is the mill's new oak shaft?",
        "How long is the oak shaft, and who led the volunteers?",
        "What happened at the tide mill in June 2023?",
        "Please tell me, who wrote the article about the tide mill?",
    ],
)
def test_what_is_searched_is_what_asking_reads(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    for part, result in zip(answer.parts or (answer,), engine.searched(question), strict=True):
        assert {hit.passage for hit in result.hits} == {hit.passage for hit in part.hits}
        assert result.read == (answer.metadata is None and bool(part.readings))
