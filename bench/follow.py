"""Followed questions: synthetic changes that are noticed, false alarms, and the cost of a check.

An archive of 245 Wikinews articles is followed with some 260 questions. First its last 50 articles are added: of the
questions that they answer, forty that were refused before are counted. Then short updates are added, one for each of
sixty questions about other articles: the passage with the answer, two days later, with another figure or name. Noticed
changes are counted, and changes reported for a hundred questions whose articles did not change.
"""

import random
import re
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bench.support.data import rows, wikinews, write_articles
from bench.support.report import Options, Report, at_least, at_most, script, shown
from corpus.article import Article
from qa.desk.follow.checking import check_follows, follow
from qa.desk.follow.follows import Asked, Checked, Follow
from qa.engine import Engine
from qa.evaluation.metrics import f1
from qa.library.rebuild import rebuild_index
from qa.settings import Settings
from qa.types import Answer

_NEW, _ANSWERED, _UPDATED, _OTHERS = 50, 40, 60, 100
_RIGHT = 0.6
"""*Minimum F1 at which an answer counts as right."""
_WORDS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split()
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class _Question:
    text: str
    article: int
    answers: tuple[str, ...]


def measure(options: Options) -> Report:
    """Follow questions, add articles, check, and count."""
    articles = wikinews(options.data)
    questions = [
        _Question(row["question"], row["article"], tuple(row["answers"]))
        for row in rows(options.data, "wikinews_questions")
    ]
    random.Random(20).shuffle(questions)  # noqa: S311 - nothing secret
    late, early, others = _chosen(articles, questions)
    old = len(articles) - _NEW
    with tempfile.TemporaryDirectory() as work:
        folder, desk = Path(work), Path(work) / "desk.sqlite"
        settings = Settings(index=folder / "index", cache=options.cache)
        write_articles(folder / "articles", articles[:old])
        rebuild_index(settings, [folder / "articles"])
        asked = [Asked(each.text) for each in late + early + others]
        kept = {change.question: change for change in follow(settings, desk, asked)}
        early = [question for question in early if _is_right(kept[question.text].answer, question)][:_UPDATED]
        write_articles(folder / "articles", articles[old:])
        rebuild_index(settings)
        first = check_follows(settings, desk)
        late = _answered(settings, [question for question in late if kept[question.text].open], first)[:_ANSWERED]
        write_articles(folder / "articles", [_update(articles, question, kept[question.text]) for question in early])
        rebuild_index(settings)
        second = check_follows(settings, desk)
    return _report(first, second, [{question.text for question in late}, {question.text for question in early}], others)


def _chosen(
    articles: Sequence[Article], questions: Sequence[_Question]
) -> tuple[list[_Question], list[_Question], list[_Question]]:
    """Choose questions that new articles answer, some whose answers can be altered, and some about other articles."""
    old = len(articles) - _NEW
    late = [question for question in questions if question.article >= old and question.answers][: 2 * _ANSWERED]
    early = [
        question
        for question in questions
        if question.article < old and question.answers and _altered(question.answers[0])
    ]
    early = early[: 4 * _UPDATED // 3]
    touched = {question.article for question in early}
    others = [question for question in questions if question.article < old and question.article not in touched][
        :_OTHERS
    ]
    return late, early, others


def _is_right(answer: Answer, question: _Question) -> bool:
    right = answer.text is not None and f1(answer.text, question.answers) >= _RIGHT
    return right and _altered(answer.citations[0].quote) is not None


def _answered(settings: Settings, late: Sequence[_Question], look: Checked) -> list[_Question]:
    """Select the questions that the archive answers now; those that were not reported are asked again in full."""
    noticed = {change.question for change in look.changes}
    engine = Engine.open(settings)
    found = [question for question in late if question.text in noticed or engine.ask(question.text).text is not None]
    engine.close()
    return found


def _report(first: Checked, second: Checked, made: Sequence[set[str]], others: Sequence[_Question]) -> Report:
    reported = [{change.question: change for change in look.changes} for look in (first, second)]
    noticed = sum(len(wanted & found.keys()) for wanted, found in zip(made, reported, strict=True))
    changed = sum(map(len, made))
    untouched = {other.text for other in others}
    false = [change for found in reported for question, change in found.items() if question in untouched]
    missed = [question for wanted, found in zip(made, reported, strict=True) for question in wanted - found.keys()]
    lines = [f"missed: {question}" for question in missed]
    lines += [f"reported: {each.question}: {each.kind}, {each.before.text} -> {each.after.text}" for each in false]
    return Report(
        figures=(
            at_least("follow: made changes noticed, percent", 100 * noticed / max(1, changed), 100, digits=1),
            at_most("follow: false alarms", len(false), 2, digits=0),
            at_most("follow: a question after 50 new articles", first.seconds / max(1, first.follows), 0.15, "s"),
            shown("follow: questions followed", first.follows, digits=0),
            shown("follow: asked again after 50 new articles", first.asked, digits=0),
            shown("follow: asked again after 60 updates", second.asked, digits=0),
        ),
        notes=(f"{changed} made changes, {len(others)} questions that nothing new is about.", *lines),
    )


def _update(articles: Sequence[Article], question: _Question, followed: Follow) -> Article:
    """Write an update two days later: the passage with the answer, with another answer in its place."""
    article, answer = articles[question.article], followed.answer
    cited = answer.citations[0]
    other = _altered(cited.quote) or ""
    said = cited.sentence.replace(cited.quote, other)
    at = article.text.find(cited.sentence)
    before = article.text[max(0, at - 300) : max(0, at)].partition(" ")[2].replace(cited.quote, other)
    day = article.published + timedelta(days=2) if article.published else None
    return replace(
        article,
        article_id=f"{article.article_id}-{zlib.crc32(question.text.encode())}",
        title=f"{article.title}: an update",
        text=f"{before}{said}",
        published=day,
    )


def _altered(answer: str) -> str | None:
    """Return another answer of the same kind; None if it is neither a number, a month nor a name."""
    if found := re.search(r"\d+", answer):
        other = str(int(found[0]) + max(2, int(found[0]) // 9))
        return answer[: found.start()] + other + answer[found.end() :]
    for words in (_WORDS, _MONTHS):
        for place, word in enumerate(words):
            if re.search(rf"\b{word}\b", answer):
                return re.sub(rf"\b{word}\b", words[(place + 3) % len(words)], answer)
    if re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", answer):
        return "Harriet Quillfeather"
    return None


if __name__ == "__main__":
    script(measure, __doc__)
