"""``qa ask``: standard output, standard error and exit code, separately."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

ANSWER_KEYS = {"schema", "id", "question", "answer", "confidence", "citations", "refusal", "hits", "seconds"}
CITATION_KEYS = {
    "number", "article_id", "title", "source", "published", "path", "start", "end", "line", "quote", "sentence",
}  # fmt: skip
HIT_KEYS = {"rank", "score", "article_id", "start", "end", "text", "scores"}
GCHQ = "when did GCHQ join Instagram"


def assert_no_traceback(done: Any) -> None:
    assert "Traceback" not in done.err
    assert "Error:" not in done.err or done.code == 2


def test_the_first_question_builds_the_samples_says_so_and_answers(qa: "Run", own_folders: Path) -> None:
    done = qa("ask", GCHQ)
    assert done.code == 0
    assert "2018" in done.out
    assert "sample" in done.err
    assert "sample" not in done.out.casefold().replace("quotewire samples", "").replace("/samples/", "")
    assert (own_folders / ".local/share/quotewire/index/CURRENT").exists()
    again = qa("ask", GCHQ)
    assert (again.code, again.out, again.err) == (0, done.out, "")


def test_an_answer_shows_its_sentence_title_source_date_file_and_line(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, GCHQ)
    assert done.code == 0
    assert done.err == ""
    answer, sure, *rest = done.out.splitlines()
    assert "2018" in answer
    assert len(answer) < 20
    assert sure.startswith("confidence ")
    shown = "\n".join(rest)
    citation = json.loads(qa("ask", "--json", "--index", sample_index, GCHQ).out)["citations"][0]
    assert f"[1] {citation['title']}" in shown
    assert citation["source"] in shown
    assert "April 2021" in shown
    assert f"{Path(citation['path']).name}:{citation['line']}" in shown
    assert answer in shown
    assert "\x1b" not in done.out


def test_the_question_may_be_typed_without_quotes(qa: "Run", sample_index: Path) -> None:
    assert qa("ask", "--index", sample_index, *GCHQ.split()).out == qa("ask", "--index", sample_index, GCHQ).out


def test_json_is_one_object_under_the_contract(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--json", "--index", sample_index, GCHQ)
    assert (done.code, done.err) == (0, "")
    assert done.out.count("\n") == 1
    answer = json.loads(done.out)
    assert set(answer) >= ANSWER_KEYS
    assert answer["schema"] == "quotewire.answer/1"
    assert answer["id"] is None
    assert answer["question"] == GCHQ
    assert answer["refusal"] is None
    citation = answer["citations"][0]
    assert set(citation) >= CITATION_KEYS
    assert citation["number"] == 1
    assert citation["published"].startswith("2021-04-")
    assert citation["source"].startswith("Quotewire Samples: ")
    assert citation["quote"] in citation["sentence"]
    text = Path(citation["path"]).read_text(encoding="utf-8")
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert citation["quote"] in text.splitlines()[citation["line"] - 1]
    assert set(answer["hits"][0]) >= HIT_KEYS
    assert [hit["rank"] for hit in answer["hits"]] == list(range(1, len(answer["hits"]) + 1))
    assert set(answer["seconds"]) >= {"load", "retrieve", "read", "total"}


def test_what_the_articles_do_not_say_exits_1_and_says_why(qa: "Run", sample_index: Path) -> None:
    question = "Which zeppelin crossed Antarctica carrying bagpipes?"
    done = qa("ask", "--index", sample_index, question)
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("The articles do not say.")
    assert "bagpipes" in done.out
    output = qa("ask", "--json", "--index", sample_index, question)
    assert output.code == 1
    answer = json.loads(output.out)
    assert answer["answer"] is None
    assert answer["citations"] == []
    assert set(answer["refusal"]) >= {"reason", "threshold", "nearest", "missing_terms"}
    assert "bagpipes" in answer["refusal"]["missing_terms"]
    assert all(set(near) >= CITATION_KEYS for near in answer["refusal"]["nearest"])


def test_several_questions_in_one_are_answered_each_under_its_own_words(qa: "Run", sample_index: Path) -> None:
    other = "Which zeppelin crossed Antarctica carrying bagpipes?"
    done = qa("ask", "--index", sample_index, f"{GCHQ}? {other}")
    assert (done.code, done.err) == (0, "")
    first, second = (qa("ask", "--index", sample_index, question).out for question in (GCHQ, other))
    assert done.out == f"{GCHQ}\n{first}\n{other}\n{second}"
    payload = json.loads(qa("ask", "--json", "--index", sample_index, f"{GCHQ}? {other}").out)
    assert [part["question"] for part in payload["parts"]] == [GCHQ, other]
    assert payload["answer"] == payload["parts"][0]["answer"]
    assert payload["parts"][1]["refusal"]["reason"]


def test_several_questions_that_only_make_sense_together_get_one_answer_and_a_remark(
    qa: "Run", sample_index: Path
) -> None:
    done = qa("ask", "--index", sample_index, f"{GCHQ}, and what did it post there?")
    assert "ask them separately" in done.err
    assert "and what did it post there" not in done.out


@pytest.mark.parametrize("k", [1, 3])
def test_k_is_how_many_passages_are_retrieved(qa: "Run", sample_index: Path, k: int) -> None:
    done = qa("ask", "--json", "-k", k, "--index", sample_index, GCHQ)
    assert len(json.loads(done.out)["hits"]) == k


def test_the_least_confidence_decides_between_answer_and_refusal(
    qa: "Run", sample_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qa("ask", "--min-confidence", "0", "--index", sample_index, "Which zeppelin crossed Antarctica?").code == 0
    refused = json.loads(qa("ask", "--json", "--min-confidence", "1", "--index", sample_index, GCHQ).out)
    assert refused["answer"] is None
    assert refused["confidence"] is None
    assert refused["refusal"]["threshold"] == 1
    assert refused["refusal"]["reason"] == "low confidence"
    monkeypatch.setenv("QA_READING_THRESHOLD", "0")
    assert qa("ask", "--index", sample_index, "Which zeppelin crossed Antarctica?").code == 0
    assert qa("ask", "--min-confidence", "2", "--index", sample_index, GCHQ).code == 2


def test_explaining_tells_every_passage_its_scores_and_the_decision(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--explain", "-k", 4, "--index", sample_index, GCHQ)
    assert done.code == 0
    lines = done.out[done.out.index("Question type: when") :].splitlines()
    head = next(line for line in lines if line.startswith("rank"))
    for part in ("fused", "dense", "bm25", "span", "relev.", "evid.", "prob."):
        assert part in head
    assert sum(line.strip()[:1] in set("1234") and ".md" in line for line in lines) == 4
    assert any("2018" in line for line in lines)
    assert any(line.startswith("Answered with probability") for line in lines)
    refused = qa("ask", "--explain", "--index", sample_index, "Which zeppelin crossed Antarctica?")
    assert refused.code == 1
    assert "Refused (" in refused.out
    assert qa("ask", "--explain", "--json", "--index", sample_index, GCHQ).code == 2


def test_json_tells_the_kind_of_answer_its_alternatives_and_every_score(qa: "Run", sample_index: Path) -> None:
    answer = json.loads(qa("ask", "--json", "--index", sample_index, "Is Finland a member of NATO?").out)
    assert answer["kind"] == "sentence"
    assert answer["answer"] == answer["citations"][0]["sentence"]
    for other in answer["alternatives"]:
        assert set(other) == {"answer", "confidence", "citations"}
        assert 0 <= other["confidence"] <= 1
        assert set(other["citations"][0]) >= CITATION_KEYS
    assert 0 < answer["confidence"] <= 1
    assert set(answer["hits"][0]["scores"]) >= {"dense", "bm25", "fused", "span", "relevance", "probability"}


# ---------------------------------------------------------------- questions that are none


@pytest.mark.parametrize("question", ["", "   ", "?!...", "\t\r\n", "\x1b\x07", "🍜"])
def test_a_question_without_words_is_wrong_usage(qa: "Run", sample_index: Path, question: str) -> None:
    done = qa("ask", "--index", sample_index, question)
    assert (done.code, done.out) == (2, "")
    assert "qa: " in done.err
    assert_no_traceback(done)


@pytest.mark.parametrize("question", ["shaft " * 1700, "x" * 10_000, "when did\x00GCHQ\x1b[31m join\r\nInstagram"])
def test_a_long_or_dirty_question_is_answered_or_refused(qa: "Run", sample_index: Path, question: str) -> None:
    done = qa("ask", "--index", sample_index, question)
    assert done.code in (0, 1)
    assert "\x1b" not in done.out + done.err


@pytest.mark.skipif(os.name == "nt", reason="arguments are bytes on POSIX only")
@pytest.mark.parametrize("output", [(), ("--json",)], ids=["text", "JSON"])
def test_a_question_with_broken_bytes_is_answered(
    qa_process: "Run", sample_index: Path, output: tuple[str, ...]
) -> None:
    done = qa_process("ask", *output, "--index", sample_index, "when did GCHQ join Instagram \udcff")
    assert_no_traceback(done)
    assert done.code == 0
    assert "2018" in done.out


def test_a_filter_holds_the_answer_to_the_articles_that_meet_it(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--json", "--index", sample_index, "--since", "2021-04-23", GCHQ)
    reply = json.loads(done.out)
    assert reply["filter"]["where"] == {"since": "2021-04-23"}
    assert all(hit["article_id"] != "mi5-joins-instagram.md" for hit in reply["hits"])
    assert len({hit["article_id"] for hit in reply["hits"]}) <= reply["filter"]["articles"]
    named = json.loads(qa("ask", "--json", "--index", sample_index, "--path", "mi5-joins", GCHQ).out)
    assert {hit["article_id"] for hit in named["hits"]} == {"mi5-joins-instagram.md"}
    assert named["answer"] is not None


def test_the_articles_asked_are_reported_beside_the_answer(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, "--on", "2021", GCHQ)
    assert done.code == 0
    assert "since 2021-01-01, until 2021-12-31" in done.err
    assert "Asked of" in done.err
    assert "Asked of" not in done.out


def test_a_filter_that_no_article_meets_is_reported_with_what_there_is(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, "--source", "Tass", GCHQ)
    assert (done.code, done.err) == (1, "")
    assert "No article matches: source Tass. Values of source: " in done.out
    reply = json.loads(qa("ask", "--json", "--index", sample_index, "--since", "2090", GCHQ).out)
    assert reply["refusal"]["reason"] == "no article matches"
    assert reply["filter"]["blamed"] == "since"
    assert len(reply["filter"]["there_are"]) == 2


def test_a_date_that_cannot_be_read_is_wrong_usage_and_names_the_forms(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, "--until", "last week", GCHQ)
    assert (done.code, done.out) == (2, "")
    assert "until should be a day, month or year such as 2021-04-22, 2021-04 or 2021" in done.err
    assert "'last week'" in done.err


REPAIRS = "How much did the repairs to the Skerrow lighthouse cost?"


def test_a_reprint_is_counted_below_the_citation_and_listed_when_asked_for(qa: "Run", article_index: Path) -> None:
    done = qa("ask", "--index", article_index, REPAIRS)
    assert done.code == 0
    assert "[2]" not in done.out
    assert "    +1 copy" in done.out.splitlines()
    listed = qa("ask", "--copies", "--index", article_index, REPAIRS).out
    assert "+1 copy" not in listed
    (line,) = [line for line in listed.splitlines() if line.startswith("    copy: ")]
    assert "skerrow-lighthouse" in line


def test_json_lists_copies_versions_and_other_tellings_of_a_citation(qa: "Run", article_index: Path) -> None:
    (citation,) = json.loads(qa("ask", "--json", "--index", article_index, REPAIRS).out)["citations"]
    (copy,) = citation["copies"]
    assert set(copy) == {"article_id", "title", "source", "published", "path"}
    assert {copy["article_id"], citation["article_id"]} == {
        "skerrow-lighthouse.txt",
        "skerrow-lighthouse-reposted.txt",
    }
    assert citation["versions"] == citation["same_story"] == []
