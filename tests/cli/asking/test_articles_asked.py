"""Questions that ask for articles, and the search that a refusal offers."""

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models


def test_how_many_articles_there_are_is_answered_with_the_command_that_lists_them(
    qa: "Run", sample_index: Path
) -> None:
    done = qa("ask", "--index", sample_index, "How many articles mention Ken McCallum?")
    assert (done.code, done.err) == (0, "")
    count, command, empty, first, *_ = done.out.splitlines()
    assert (count, command, empty) == (
        "3 articles mention Ken McCallum, in 7 passages.",
        "qa search Ken McCallum",
        "",
    )
    assert first.startswith("[1] ")
    result = qa(*shlex.split(command)[1:], "--index", sample_index)
    assert "3 articles mention Ken McCallum, in 7 passages." in result.err
    assert result.out.startswith(first)


def test_the_latest_news_are_the_newest_articles_first(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, "--until", "2021-05-01", "latest news about Instagram")
    lines = done.out.splitlines()
    assert lines[1] == "qa search Instagram --sort date --until 2021-05-01"
    assert lines[3] == "The newest:"
    payload = json.loads(qa("ask", "--json", "--index", sample_index, "latest news about Instagram").out)
    days = [citation["published"] for citation in payload["refusal"]["nearest"]]
    assert days == sorted(days, reverse=True)
    assert all("nstagram" in citation["sentence"] for citation in payload["refusal"]["nearest"])


def test_articles_whose_content_is_asked_for_are_shown_by_their_first_sentences(qa: "Run", sample_index: Path) -> None:
    answer = json.loads(qa("ask", "--json", "--index", sample_index, "what have we on Instagram").out)
    citations = answer["refusal"]["nearest"]
    assert citations
    for citation in citations:
        text = (Path("corpus/samples") / Path(citation["path"]).name).read_text(encoding="utf-8")
        body = text.split("---\n", 2)[2]
        first = next(line for line in body.splitlines() if line and not line.startswith("#"))
        assert first.startswith(citation["sentence"])


def test_json_has_the_count_where_a_refusal_stands(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--json", "--index", sample_index, "how many articles mention Instagram")
    payload = json.loads(done.out)
    assert done.code == 0
    assert payload["answer"] is None
    assert payload["refusal"]["reason"] == "asks for articles"
    assert payload["refusal"]["mentions"] == [{"words": "Instagram", "articles": 3, "passages": 7, "exact": True}]
    assert payload["refusal"]["search"] == {**payload["refusal"]["mentions"][0], "sort": "best"}


def test_what_no_article_mentions_exits_1_and_says_which_word(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, "how many articles mention bagpipes and Instagram")
    assert (done.code, done.out) == (1, "No article mentions all of bagpipes, Instagram: bagpipes 0, Instagram 3.\n")
    assert qa("ask", "--index", sample_index, "how many articles mention bagpipes").out == (
        "No article mentions bagpipes.\n"
    )


def test_a_refusal_says_which_word_is_nowhere_and_offers_to_search_for_the_others(
    qa: "Run", sample_index: Path
) -> None:
    done = qa("ask", "--index", sample_index, "--on", "2021", "when did MI6 join TikTok")
    assert done.code == 1
    assert "None of the articles mentions TikTok." in done.out
    (offer,) = [line for line in done.out.splitlines() if ": qa search " in line]
    count, command = offer.split(": ")
    assert command == "qa search MI6 --since 2021-01-01 --until 2021-12-31"
    assert qa(*shlex.split(command)[1:], "--index", sample_index).err.splitlines()[-1].startswith(count)


def test_words_that_a_shell_would_read_otherwise_are_quoted_in_the_offer(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, 'what have we on "Ken McCallum"')
    assert done.out.splitlines()[1] == "qa search '\"Ken McCallum\"'"


def test_in_a_conversation_what_is_pointed_at_is_counted(qa: "Run", sample_index: Path) -> None:
    asked = ("ask", "--index", sample_index, "--after", "Who is the director general of MI5?")
    done = qa(*asked, "How many articles mention him?")
    assert done.code == 0
    assert "mention Ken McCallum" in done.out
