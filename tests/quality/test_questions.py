"""With the real encoder: the right article is found and cited, and every quote is in its file at its line."""

import json
from pathlib import Path

import pytest

from qa.engine import Engine
from qa.rebuilding import rebuild_index
from qa.settings import Settings

pytestmark = pytest.mark.models

SHARED = Path(__file__).parents[3] / "shared" / "articles"

NEAREST = pytest.mark.xfail(reason="the sentence nearest to a question is not always its answer", strict=False)
SAMPLES = (
    ("when did GCHQ join Instagram", "2018", ("mi5-joins-instagram.md", "how-spy-agencies-learned-to-post.md")),
    pytest.param(
        "When did MI5 open its Instagram account?", "22 April 2021", ("mi5-joins-instagram.md",), marks=NEAREST
    ),
    ("When did MI5 publicly name its chief?", "1993", ("when-spy-chiefs-had-no-names.md",)),
    ("When did Finland join NATO?", "4 April 2023", ("finland-joins-nato.md",)),
    (
        "What was the highest temperature ever recorded in the United Kingdom?",
        "40.3C",
        ("uk-heat-record-coningsby.md",),
    ),
    ("How many oaks were used to remake the spire of Notre-Dame?", "2,000 oaks", ("notre-dame-reopens.md",)),
    ("Who released the first cheetah?", "Narendra Modi", ("cheetahs-return-to-india.md",)),
)


@pytest.fixture(scope="module")
def samples(sample_index):
    engine = Engine.open(Settings(index=sample_index))
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def tested(article_index):
    engine = Engine.open(Settings(index=article_index))
    yield engine
    engine.close()


def entries(data: Path) -> list[dict]:
    return [json.loads(line) for line in (data / "questions.jsonl").read_text(encoding="utf-8").splitlines()]


def assert_verbatim(citation) -> None:
    """The words stand in the file, at the offsets and on the line that the citation names."""
    path = Path(citation.path)
    if path.suffix not in (".txt", ".md") or path.name == "latin1.txt":
        return
    text = path.read_bytes().decode("utf-8-sig")
    assert text[citation.start : citation.end] == citation.quote
    rest = "\n".join(text.replace("\r\n", "\n").split("\n")[citation.line - 1 :])
    assert citation.quote.splitlines()[0] in rest.split("\n")[0]
    assert citation.quote in citation.sentence


@pytest.mark.parametrize(("question", "words", "names"), SAMPLES)
def test_a_question_about_the_samples_cites_the_right_article(samples, question, words, names):
    answer = samples.ask(question)
    assert answer.text is not None
    assert Path(answer.citations[0].path).name in names
    assert words in answer.citations[0].sentence
    for citation in answer.citations:
        assert_verbatim(citation)


@pytest.mark.parametrize("question", ["Who won the 1966 football World Cup?", "How do I bake sourdough bread?"])
def test_a_question_the_samples_do_not_answer_is_refused(samples, question):
    assert samples.ask(question).text is None


def test_the_right_article_is_nearly_always_among_the_first_five(tested, data):
    answered = [entry for entry in entries(data) if entry["answers"]]
    missed = [
        entry["question"]
        for entry in answered
        if entry["path"]
        not in {hit.passage.article_id for hit in tested.retrieve(entry["question"], 5)}
        | {_file_of(hit) for hit in tested.retrieve(entry["question"], 5)}
    ]
    assert len(missed) <= 1, missed


def _file_of(hit) -> str:
    ids = {"ferry-001", "cheese-002", "observatory-003"}
    return "three-stories.jsonl" if hit.passage.article_id in ids else hit.passage.article_id


def test_the_cited_sentence_has_the_answer_for_most_questions(tested, data):
    answered = [entry for entry in entries(data) if entry["answers"]]
    right = 0
    for entry in answered:
        answer = tested.ask(entry["question"])
        said = answer.citations[0].sentence if answer.citations else ""
        right += any(words in said for words in entry["answers"])
    assert right >= 0.6 * len(answered), f"{right} of {len(answered)}"


def test_every_citation_is_verbatim_in_its_file_at_its_line(tested, samples, data):
    for engine in (tested, samples):
        for entry in entries(data):
            answer = engine.ask(entry["question"])
            for citation in answer.citations or answer.refusal.nearest:
                assert_verbatim(citation)


def test_a_citation_of_an_export_points_at_the_articles_line(tested, data):
    answer = tested.ask("Which cheese won the national prize?")
    citation = answer.citations[0]
    assert "Old Mischief" in citation.sentence
    line = (data / "articles" / "three-stories.jsonl").read_text(encoding="utf-8").splitlines()[citation.line - 1]
    assert citation.quote in json.loads(line)["text"]


# ---------------------------------------------------------------- three real pastes


@pytest.fixture(scope="module")
def pasted(tmp_path_factory, cache):
    if not SHARED.is_dir():
        pytest.skip(f"the pasted articles are not at {SHARED}")
    settings = Settings(index=tmp_path_factory.mktemp("pasted") / "index", cache=cache)
    rebuild_index(settings, [SHARED])
    engine = Engine.open(settings)
    yield engine
    engine.close()


def test_the_pasted_articles_answer_with_file_line_and_words(pasted):
    answer = pasted.ask("when did GCHQ join Instagram")
    citation = answer.citations[0]
    path = Path(citation.path)
    assert path.name.startswith("001_")
    assert "2018" in citation.sentence
    assert "GCHQ launched its Instagram account in 2018" in citation.sentence
    line = path.read_text(encoding="utf-8").splitlines()[citation.line - 1]
    assert citation.quote in line
    assert_verbatim(citation)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("Who is the director general of MI5?", "McCallum", marks=NEAREST),
        pytest.param("What is the handle of MI5's account?", "@mi5official", marks=NEAREST),
        ("How many Twitter followers does the CIA have?", "3.2 million"),
    ],
)
def test_other_questions_of_the_pasted_articles_are_answered(pasted, question, words):
    answer = pasted.ask(question)
    assert answer.text is not None
    assert any(words in citation.sentence for citation in answer.citations)
    for citation in answer.citations:
        assert_verbatim(citation)


def test_the_furniture_of_pasted_pages_is_in_no_passage(pasted):
    for question in ("Leave a Reply", "your email address will not be published", "License this content"):
        for hit in pasted.retrieve(question, 20):
            assert "Leave a Reply" not in hit.passage.text
            assert "email address will not be published" not in hit.passage.text
            assert "License this content" not in hit.passage.text
