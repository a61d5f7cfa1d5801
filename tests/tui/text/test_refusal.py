"""Refusals as sentences: the numbers in them agree with the decision."""

import re

import pytest

from index.types import Mention
from qa.types import Refusal, RefusalReason
from tui.text.refusal import mention_text, offer, why_refused, words_unmet


@pytest.mark.parametrize("reason", ["low confidence", "nothing relevant"])
@pytest.mark.parametrize(
    ("best", "threshold"),
    [(0.3481, 0.35), (0.3999999, 0.4), (0.0, 0.1), (0.344, 0.345), (0.34508, 0.3451), (0.99999, 1.0)],
)
def test_what_was_too_unsure_is_reported_as_less_than_what_was_needed(
    reason: RefusalReason, best: float, threshold: float
) -> None:
    """It once said "it is right with 35%, an answer needs 35%"."""
    seen, needed = map(float, re.findall(r"([\d.]+)%", why_refused(Refusal(reason, threshold, best, (), ()))))
    assert seen < needed
    assert seen == pytest.approx(100 * best, abs=1)


def test_whole_percents_are_reported_without_decimals() -> None:
    assert "only 17% likely to be right; an answer needs 40%." in why_refused(
        Refusal("low confidence", 0.4, 0.1749, (), ())
    )
    assert "only 29% likely to be right; an answer needs 58%." in why_refused(
        Refusal("low confidence", 0.58, 0.29, (), ())
    )


def test_words_that_no_passage_has_are_distinguished_from_those_that_none_has_together() -> None:
    def unmet(missing: tuple[str, ...], scattered: tuple[str, ...]) -> list[str]:
        return words_unmet(Refusal("low confidence", 0.4, 0.1, (), missing, scattered))

    missing = "None of the passages read mentions TikTok."
    scattered = "None of the passages read mentions all of GCHQ, founded."
    assert unmet(("TikTok",), ()) == [missing]
    assert unmet((), ("GCHQ", "founded")) == [scattered]
    assert unmet(("TikTok",), ("GCHQ", "founded")) == [missing, scattered]
    assert unmet((), ()) == []


def test_a_word_that_no_article_has_is_reported_as_such_and_once() -> None:
    counts = (Mention("McCallum", 0, 0), Mention("TikTok", 0, 0), Mention("MI6", 3, 4))
    refusal = Refusal("low confidence", 0.4, 0.1, (), ("McCallum's", "TikTok", "MI6"), mentions=counts)
    assert words_unmet(refusal) == [
        "None of the articles mentions McCallum, TikTok.",
        "None of the passages read mentions MI6.",
    ]


def test_an_offer_counts_unless_the_count_was_the_answer() -> None:
    offered = Refusal("low confidence", 0.4, 0.1, (), (), search=Mention("TikTok", 12, 20))
    assert offer(offered, "qa search TikTok") == "12 articles mention TikTok: qa search TikTok"
    assert offer(Refusal("low confidence", 0.4, 0.1, (), ()), "") == ""
    listed = Refusal("asks for articles", 0.4, 0, (), (), search=Mention("TikTok", 1, 2))
    assert offer(listed, "qa search TikTok") == "qa search TikTok"
    assert why_refused(listed) == "1 article mentions TikTok, in 2 passages."


def test_a_count_that_is_not_exact_says_so() -> None:
    assert mention_text(Mention("said", 30_000, 90_000, exact=False)) == "at most 30,000 articles mention said"
