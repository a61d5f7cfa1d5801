"""None as an answer: "Nobody was killed" says how many died, which the networks take for no answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.lexical.analyzer import analysed
from index.store.articles import ArticleStore
from qa.answering.citations import Citer
from qa.answering.decide import Conclusion
from qa.answering.rules.governed import governed_by
from qa.questions import content_terms
from qa.reading.quotations import without_asked
from qa.reading.reader import spans_of
from qa.reading.table import is_supported
from qa.types import SURE, Reading

_ALIKE = (
    "die died dead death deaths killed kill perished lives lost casualty casualties fatality fatalities",
    "hurt injured injure wounded harmed injury injuries",
    "dismissed sacked fired redundant laid",
    "arrested detained held",
    "missing unaccounted",
    "pay pays paid",
    "win won",
    "lose lost",
    "get got",
    "take took taken stole stolen steal",
    "give gave given",
    "find found",
    "sell sold",
    "buy bought",
    "spend spent",
    "eat ate eaten",
)
"""Words that say the same, or are forms of one verb."""
_GROUPS = tuple(frozenset(analysed(words)) for words in _ALIKE)
_ASKED = re.compile(r"how\s+(?:many|much)\s+(?P<rest>.+)|who\s+(?P<who>(?!is\b|are\b).+)", re.IGNORECASE)
_PEOPLE = frozenset(analysed("people persons person others staff passengers men women residents victims casualties"))
_NOBODY = re.compile(
    r"\b(?P<none>(?:nobody|no\s?-?one|none(?:\s+of\s+(?:them|the\s+\w+))?))\s+(?:\w+\s+)?(?:was|were|has\s+been|have\s+been|"
    r"had\s+been|is|are|will\s+be)\s+(?:\w+ly\s+)?(?P<done>\w+)",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\b(?P<done>\w+)\s+(?P<none>nothing)\b(?!\s+(?:but|except|like|about|of|to))", re.IGNORECASE)
_THERE = re.compile(
    r"\bthere\s+(?:was|were|have\s+been|has\s+been|are|is)\s+(?P<none>no)\s+(?P<done>\w+)", re.IGNORECASE
)


def or_none(
    conclusion: Conclusion, question: str, readings: Sequence[Reading], store: ArticleStore, citer: Citer
) -> Conclusion:
    """Answer with "nobody", "none" or "nothing" where a sentence says so of what is asked.

    Args:
        conclusion: What follows from the spans that were read.
        question: The question, clean.
        readings: What was read for it, best first.
        store: Holds the articles.
        citer: Makes and checks citations.

    Returns:
        The word for none, cited in its sentence; its confidence is not fitted. The conclusion as it is unless it is
        a refusal, the question asks how many, how much or who, and the article is about what it names.
    """
    asked = _ASKED.match(question)
    if conclusion.refusal is None or asked is None:
        return conclusion
    wanted = set(content_terms(asked["rest"] or asked["who"]))
    alike = wanted.union(*(group for group in _GROUPS if group & wanted))
    for reading in readings:
        found = _none(reading, alike)
        article = store.article(reading.hit.passage.article_id) if found else None
        if found and article and is_supported(question, f"{article.title}\n{article.text}", alike | _PEOPLE):
            return conclusion if governed_by(question, found) else Conclusion(citer.cite([found]), SURE)
    return conclusion


def _none(reading: Reading, wanted: set[str]) -> Reading | None:
    """Point at the word for none in a sentence that has one of the words wanted right after or before it."""
    passage = reading.hit.passage
    cut = [(start - passage.start, end - passage.start) for start, end in spans_of(reading.hit)]
    for start, end in without_asked(passage.text, cut):
        for form in (_NOBODY, _NOTHING, _THERE):
            said = form.search(passage.text, start, end)
            if said and set(analysed(said["done"])) & wanted:
                first, last = said.span("none")
                return replace(
                    reading,
                    start=passage.start + first,
                    end=passage.start + last,
                    sentence_start=passage.start + start,
                    sentence_end=passage.start + end,
                    more=(),
                )
    return None
