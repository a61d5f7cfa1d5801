"""Example questions, made from the articles themselves, each tried before it is shown.

A sentence of a simple form, "The mill was bought by the village in 1987", is turned into the question that it answers.
Forms mislead, so the engine is asked, and only a question that it answers confidently from that article is kept.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from corpus.errors import Cancelled, QAError
from corpus.progress import Progress
from corpus.sentences import sentences
from index.store.catalogue import list_articles, passages_of

if TYPE_CHECKING:
    from index.store.articles import ArticleStore
    from qa.engine import Engine

_ARTICLES, _PASSAGES, _TRIED = 60, 12, 10
"""Most articles examined, newest first, passages of each, and questions put to the engine."""
_LONGEST = 90
"""Most characters of a question that is shown."""
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_NAME = r"(?:(?:[Tt]he|A|An) )?[A-Z][\w’'&.-]*(?: (?:(?:of|the|and|for) )?[A-Z0-9][\w’'&-]*){0,4}"
_THING = rf"(?:{_NAME}|(?:The|An?) [a-z][\w-]+(?: [a-z][\w-]+){{0,2}})"
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = rf"(?:(?:in|on) (?:\d{{1,2}} (?:{_MONTH})|(?:(?:{_MONTH}) )?(?:1[6-9]|20)\d\d\b|{_WEEKDAY})|{_WEEKDAY}\b)"
_MORE = r"(?: (?!in |on |by |\w+day\b)[\w’'-]+)"
_FIRST_FORMS = dict(
    pair.split(":")
    for pair in "joined:join opened:open reopened:reopen closed:close began:begin became:become bought:buy built:build "
    "came:come died:die founded:found invented:invent killed:kill launched:launch left:leave lost:lose married:marry "
    "met:meet moved:move published:publish received:receive released:release resigned:resign retired:retire "
    "returned:return sold:sell signed:sign started:start took:take visited:visit wrote:write won:win crossed:cross "
    "ended:end introduced:introduce created:create established:establish arrived:arrive changed:change injured:injure "
    "carried:carry employed:employ attracted:attract landed:land reached:reach entered:enter appointed:appoint "
    "announced:announce".split()
)
_FORMS = "|".join(_FIRST_FORMS)
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(shape), form)
    for shape, form in (
        (
            rf"^(?P<subject>{_THING}) (?P<aux>was|were) (?P<verb>\w+(?:ed|en|wn|ilt|ought|old|orn))"
            rf"(?P<rest>{_MORE}{{0,4}}) {_DAY}",
            "When {aux} {subject} {verb}{rest}?",
        ),
        (
            rf"(?:^|, )(?P<subject>{_NAME}) (?P<did>{_FORMS})(?P<rest>{_MORE}{{0,6}}) {_DAY}",
            "When did {subject} {first}{rest}?",
        ),
        (
            rf"(?:^|, )(?P<subject>{_THING}) (?:has|have|had) (?:about |some |around )?[\d,]+ (?P<noun>[a-z]+s)\b",
            "How many {noun} does {subject} have?",
        ),
        (
            rf"(?:^|, )(?P<subject>{_THING}) (?P<did>{_FORMS}) (?:about |some |around )?[\d,]+ "
            r"(?P<noun>people|[a-z]+s)\b",
            "How many {noun} did {subject} {first}?",
        ),
        (
            rf"^(?P<subject>{_THING}) (?:has |will )?costs? (?:about |some |around )?[£$€]\d",
            "How much did {subject} cost?",
        ),
        (
            rf"^(?P<subject>{_THING})(?: [a-z]+)? (?P<aux>is|was) (?:about |some )?[\d.,]+ (?:met|k|mile|f|c|y)\w+ "
            r"(?P<how>long|tall|high|deep|wide|old)\b",
            "How {how} {aux} {subject}?",
        ),
        (
            rf"^(?P<subject>{_THING}) (?:was|were) (?P<verb>\w+ed|built|won|written) by (?:the )?[A-Z]",
            "Who {verb} {subject}?",
        ),
        (rf"^{_NAME} won (?P<subject>(?:the|a) [A-Z][\w’'-]+(?: [\w’'-]+){{0,4}})[.,]", "Who won {subject}?"),
        (
            r"(?P<subject>(?:[A-Z][\w-]+ ){1,2}[A-Z][\w-]+), (?:the|an?|its|their) [a-z][\w ’'-]{4,50}, ",
            "Who is {subject}?",
        ),
    )
)
_POINTING = re.compile(r"^(?:It|He|She|They|This|That|These|Those|There|We|I|You|But|And|In|On|At|One|Its|His|Her)\b")

_NAMING = re.compile(r"(?<!^)[A-Z]|^(?!The\b|An?\b)[A-Z]")
"""A capital that does not begin the sentence."""


def example_questions(store: "ArticleStore") -> Iterator[tuple[str, str]]:
    """Make questions from the newest articles.

    Args:
        store: The articles.

    Yields:
        A question and the id of the article that answers it, at most one of each form for an article.
    """
    for article, _ in zip(list_articles(store, order="date"), range(_ARTICLES), strict=False):
        stored = store.article(article.article_id)
        if stored is None or article.language not in (None, "en"):
            continue
        texts = (passage.text for passage in passages_of(store, stored)[:_PASSAGES])
        for question in dict(pair for text in texts for pair in _asked_of(text)).values():
            yield question, article.article_id


def tried_questions(
    engine: "Engine", store: "ArticleStore", stopped: Callable[[], bool], most: int = 3
) -> Iterator[str]:
    """Find questions that the engine answers confidently.

    Args:
        engine: Answers the questions.
        store: The articles that it answers from, opened separately: the engine's own is in use.
        stopped: Called before each stage; True ends the search at once, as when the person asks something.
        most: Most questions to return.

    Yields:
        Questions, each from another article, different forms first.
    """

    def report(_: Progress) -> None:
        if stopped():
            raise Cancelled

    candidates = sorted(example_questions(store), key=_by_turns())
    given: set[str] = set()
    for question, article_id in candidates[:_TRIED]:
        if article_id in given:
            continue
        try:
            answer = engine.ask(question, on_progress=report)
        except (Cancelled, QAError):
            return
        if answer.sure and article_id in {citation.article_id for citation in answer.citations}:
            given.add(article_id)
            yield question
        if len(given) == most:
            return


def _by_turns() -> Callable[[tuple[str, str]], int]:
    """Order questions so that the kinds alternate, each kind in its given order."""
    counts: dict[str, int] = {}

    def turn(candidate: tuple[str, str]) -> int:
        kind = " ".join(candidate[0].split()[:2])
        counts[kind] = counts.get(kind, 0) + 1
        return counts[kind]

    return turn


def _asked_of(text: str) -> Iterator[tuple[str, str]]:
    """Make the questions that a passage allows, each with the form that made it."""
    for start, end in sentences(text, 0, len(text)):
        sentence = " ".join(text[start:end].split())
        if sentence.endswith("?"):
            continue
        for shape, form in _SHAPES:
            match = shape.search(sentence)
            if match and not _POINTING.match(match["subject"]) and _NAMING.search(match["subject"]):
                question = form.format(**_parts(match))
                if len(question) <= _LONGEST:
                    yield form, question


def _parts(match: re.Match[str]) -> dict[str, str]:
    """Return the parts of a match; an article that begins the sentence loses its capital."""
    parts = match.groupdict("")
    parts["first"] = _FIRST_FORMS.get(parts.get("did", ""), "")
    article, _, rest = parts["subject"].partition(" ")
    if article in ("The", "A", "An"):
        parts["subject"] = f"the {rest}"
    return parts
