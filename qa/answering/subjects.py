"""Whom or what a question is about: answers are preferred from sentences, and taken from articles, that name it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.article import Article
from index.store.articles import ArticleStore
from index.types import Hit
from qa.questions import ASKING, question_type
from qa.reading.agreement import evidence_of, sentence_text, span_text
from qa.types import Reading

_AUXILIARY = re.compile(
    r"\b(?:did|does|do|is|was|were|are|will|would|has|had|have|can|could)(?:n['’]t)?\b", re.IGNORECASE
)
_NAME = re.compile(
    r"(?<!\w)(?:(?=\w*[A-Z])[^\W_][\w&.’'-]*[^\W_]|[A-Z])(?:\s+(?:of\s+|the\s+)?[A-Z][\w&.’'-]*)*(?:['’]s)?"
)
"""A run of words with capitals: ``MI5``, ``Ken McCallum``."""
_CLOSE = 0.5
"""Share of the first reading's probability from which another competes with it."""
_ELSEWHERE = 0.3
"""Share of its probability that an answer keeps if its article does not mention the subject."""
_HAS_OTHER_NAMES = frozenset("britain america states england kingdom holland netherlands europe mps".split())
"""Names that articles often have otherwise; so are abbreviations spelt out."""
_STEM = 5
"""First letters of a name that its adjective shares: "Philippine"."""
_WORD = re.compile(r"\s+(?:the\s+)?([^\W\d_]{3,})\b")


def of_the_subject(question: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Prefer, for a question for a time, the sentence that is about its subject.

    The network recognises that a sentence says when an account was opened, but less well whose it was. If the
    first sentence names another subject than the question's, and one nearly as likely names the question's
    subject with a time of its own, the two swap places and probabilities.

    Args:
        question: The question, clean.
        readings: Best first.

    Returns:
        The readings, best first.
    """
    subject = subject_of(question) if question_type(question) == "when" else None
    with_words = [reading for reading in readings if reading.start is not None]
    if subject is None or not with_words or not _is_anothers(with_words[0], question, subject):
        return tuple(readings)
    first = with_words[0]
    for other in with_words[1:]:
        if other.score < _CLOSE * first.score or evidence_of(other) < _CLOSE * evidence_of(first):
            continue
        if other.meant and _names(sentence_text(other), subject):
            return _exchanged(readings, first, other)
    return tuple(readings)


def named_subjects(
    question: str, readings: Sequence[Reading], hits: Sequence[Hit], store: ArticleStore
) -> tuple[Reading, ...]:
    """Lower the probability of answers from articles that do not mention the subject, where others do.

    "Whom did Solheim succeed?" has no answer in an article about somebody else who succeeds somebody.

    Args:
        question: The question, in capitals or not.
        readings: Best first.
        hits: The passages that were retrieved.
        store: The articles.

    Returns:
        The readings, best first. Nothing changes where no passage has the subject as a name.
    """
    name = _surname(question)
    if name is None or not _is_name(name, [hit.passage.text for hit in hits]):
        return tuple(readings)
    passages = [reading.hit.passage for reading in readings if reading.start is not None]
    mentioning = {passage.article_id for passage in passages if _has(passage.text, name)}
    for identity in {passage.article_id for passage in passages} - mentioning:  # only these need be loaded
        if (article := store.article(identity)) and _mentions(article, name):
            mentioning.add(identity)
    kept = [reading if reading.hit.passage.article_id in mentioning else _lowered(reading) for reading in readings]
    return tuple(sorted(kept, key=lambda reading: -reading.score))


def _surname(question: str) -> str | None:
    """Return the last word of the subject's name, or the word that would be its name in capitals."""
    if subject := subject_of(question):
        return subject.split()[-1]
    asked = _AUXILIARY.search(question)
    word = _WORD.match(question, asked.end()) if asked and question.islower() else None
    return word[1] if word and word[1] not in ASKING else None


def _is_name(name: str, texts: Sequence[str]) -> bool:
    """Return whether texts have a word, always with a capital, and it has no other forms."""
    if name.lower() in _HAS_OTHER_NAMES or (name.isalpha() and name.isupper()):
        return False
    forms = [found for text in texts for found in _word(name).findall(text)]
    return bool(forms) and all(form[0].isupper() for form in forms)


def _mentions(article: Article, name: str) -> bool:
    parts = (article.title, article.text, article.author, article.source, article.path)
    return any(_has(part, name) for part in parts if part)


def _has(text: str, name: str) -> bool:
    """Return whether a text has a name or a word made of it."""
    return re.search(rf"(?<!\w){re.escape(name[:_STEM])}", text, re.IGNORECASE) is not None


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _lowered(reading: Reading) -> Reading:
    more = tuple(replace(each, score=_ELSEWHERE * each.score) for each in reading.more)
    return replace(reading, score=_ELSEWHERE * reading.score, more=more)


def subject_of(question: str) -> str | None:
    """Return who or what a question is about: the name right after its auxiliary verb; None if no name follows."""
    asked = _AUXILIARY.search(question)
    if asked is None:
        return None
    article = re.match(r"\s+(?:the\s+)?", question[asked.end() :])
    named = _NAME.match(question, asked.end() + (article.end() if article else 0))
    return re.sub(r"['’]s$", "", named[0]) if named else None


def _is_anothers(reading: Reading, question: str, subject: str) -> bool:
    """Return whether a reading's sentence names another subject before the words, and this one nowhere."""
    sentence = sentence_text(reading)
    if _names(sentence, subject):
        return False
    before = sentence[: (reading.start or 0) - (reading.sentence_start or 0)]
    first = _NAME.match(before, len(before) - len(before.lstrip(" “\"'")))
    return first is not None and first[0].lower() not in ASKING | {"he", "she", "we"} and first[0] not in question


def _names(sentence: str, subject: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(subject)}(?!\w)", sentence) is not None


def _exchanged(readings: Sequence[Reading], first: Reading, other: Reading) -> tuple[Reading, ...]:
    """Swap the probabilities of two answers; readings that agree with one of them follow it."""
    scores = {span_text(first): other.score, span_text(other): first.score}
    rescored = [replace(reading, score=scores.get(span_text(reading), reading.score)) for reading in readings]
    return tuple(sorted(rescored, key=lambda reading: -reading.score))
