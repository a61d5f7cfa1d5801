"""None as an answer: "Nobody was killed" says how many died, which the networks take for no answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.sentences import all_sentences
from index.lexical.analyzer import analysed
from index.store.articles import ArticleStore
from qa.answering.citations import Citer
from qa.answering.decide import Conclusion
from qa.answering.rules.governed import governed_by
from qa.questions import content_terms, question_type
from qa.reading.quotations import without_asked
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
_ASKED = re.compile(r"how\s+(?:many|much)\b|who\s+(?!is\b|are\b)", re.IGNORECASE)
_PEOPLE = frozenset(analysed("people persons person others staff passengers men women residents victims casualties"))
_NOBODY = re.compile(
    r"\b(?P<none>(?:nobody|no\s?-?one|none(?:\s+of\s+(?:them|the\s+\w+))?))\s+"
    r"(?:(?:else|was|were|has|have|had|is|are|will|be|been|\w+ly)\s+)*(?P<done>\w+)",
    re.IGNORECASE,
)
_NONE_OF = re.compile(
    r"\bthere\s+(?:was|were|have\s+been|has\s+been|are|is)\s+(?P<none>no\s+(?P<done>\w+))", re.IGNORECASE
)
_NOTHING = re.compile(r"\b(?P<done>\w+)\s+(?P<none>nothing)\b(?!\s+(?:but|except|like|about|of|to))", re.IGNORECASE)


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
        a refusal, the question asks how many, how much or who, and the article has all its other words.
    """
    if conclusion.refusal is None or not _ASKED.match(question):
        return conclusion
    forms = (_NOBODY, _NONE_OF) if question_type(question) == "who" else (_NOBODY, _NONE_OF, _NOTHING)
    wanted = set(content_terms(question))
    for reading in readings:
        found, done = _none(reading, wanted, forms)
        article = store.article(reading.hit.passage.article_id) if found else None
        if found and article and wanted - done - _PEOPLE <= set(analysed(f"{article.title}\n{article.text}")):
            return conclusion if governed_by(question, found) else Conclusion(citer.cite([found]), SURE)
    return conclusion


def _none(
    reading: Reading, wanted: set[str], forms: Sequence[re.Pattern[str]]
) -> tuple[Reading | None, frozenset[str]]:
    """Point at the word for none beside one of the words wanted, or one that says the same; and return all such."""
    passage = reading.hit.passage
    for start, end in without_asked(passage.text, all_sentences(passage.text)):
        for form in forms:
            said = form.search(passage.text, start, end)
            done = _alike(said["done"]) if said else frozenset()
            if said and done & wanted:
                first, last, begin, stop = (passage.start + place for place in (*said.span("none"), start, end))
                return replace(reading, start=first, end=last, sentence_start=begin, sentence_end=stop, more=()), done
    return None, frozenset()


def _alike(word: str) -> frozenset[str]:
    """Return the terms of a word and of those that say the same."""
    terms = frozenset(analysed(word))
    return terms.union(*(group for group in _GROUPS if group & terms))
