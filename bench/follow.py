"""Questions that stand: made changes that are noticed, false alarms, and what a look costs.

An archive of 245 Wikinews articles is followed with 200 questions. First its last 50 articles are added: they answer
forty of the questions, which the archive before them refused. Then short updates are added, one for each of sixty
others: the passage that answered, two days later, with another figure or name. What is noticed of the hundred is
counted, and what is told of the hundred others, which no new article is about.
"""

import random
import re
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.support.data import rows, wikinews
from bench.support.report import Options, Report, at_least, at_most, script, shown
from corpus.article import Article
from qa.desk.checking import check_follows, follow
from qa.desk.follows import Asked, Checked, Follow
from qa.engine import Engine
from qa.evaluation.metrics import f1
from qa.library.rebuild import rebuild_index
from qa.settings import Settings

_NEW, _ANSWERED, _UPDATED, _OTHERS = 50, 40, 60, 100
_RIGHT = 0.6
"""F1 from which an answer is the one wanted."""
_WORDS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split()
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class _Question:
    text: str
    article: int
    answers: tuple[str, ...]


def measure(options: Options) -> Report:
    """Follow, add, look, and count."""
    articles = wikinews(options.data)
    questions = [_Question(row["question"], row["article"], tuple(row["answers"])) for row in _asked(options.data)]
    random.Random(20).shuffle(questions)  # noqa: S311 - nothing secret
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        settings = Settings(index=folder / "index", cache=options.cache)
        whole = _reference(folder, articles, questions, options)
        return _measured(folder, settings, articles, questions, whole)


def _asked(data: Path) -> Iterator[dict[str, Any]]:
    return rows(data, "wikinews_questions")


def _reference(
    folder: Path, articles: list[Article], questions: Sequence[_Question], options: Options
) -> dict[str, bool]:
    """Tell of questions with an answer whether the whole archive gives it: those can be made changes."""
    settings = Settings(index=folder / "whole", cache=options.cache)
    _write(folder / "whole_articles", articles)
    rebuild_index(settings, [folder / "whole_articles"])
    engine = Engine.open(settings)
    found: dict[str, bool] = {}
    wanted = {True: 2 * _ANSWERED, False: 3 * _UPDATED // 2}
    for each in questions:
        late = each.article >= len(articles) - _NEW
        if each.answers and wanted[late] and (late or _altered(each.answers[0])):
            text = engine.ask(each.text).text
            found[each.text] = text is not None and f1(text, each.answers) >= _RIGHT
            wanted[late] -= found[each.text]
    engine.close()
    return found


def _measured(
    folder: Path, settings: Settings, articles: list[Article], questions: Sequence[_Question], whole: dict[str, bool]
) -> Report:
    old = len(articles) - _NEW
    _write(folder / "articles", articles[:old])
    rebuild_index(settings, [folder / "articles"])
    desk = folder / "desk.sqlite"
    late = [each for each in questions if whole.get(each.text) and each.article >= old]
    early = [each for each in questions if whole.get(each.text) and each.article < old]
    touched = {each.article for each in early}
    others = [each for each in questions if each.article < old and each.article not in touched][:_OTHERS]
    kept = {each.question: each for each in follow(settings, desk, [Asked(each.text) for each in late + early])}
    late = [each for each in late if kept[each.text].open][:_ANSWERED]
    early = [each for each in early if _stands(kept[each.text])][:_UPDATED]
    desk.unlink()
    follow(settings, desk, [Asked(each.text) for each in late + early + others])
    _write(folder / "articles", articles[old:])
    rebuild_index(settings)
    first = _look(settings, desk)
    _write(folder / "articles", [_update(articles, each, kept[each.text]) for each in early])
    rebuild_index(settings)
    second = _look(settings, desk)
    made = [{each.text for each in late}, {each.text for each in early}]
    return _report(first, second, made, late + early, others)


def _look(settings: Settings, desk: Path) -> Checked:
    return check_follows(settings, desk)


def _report(
    first: Checked, second: Checked, made: list[set[str]], changed: Sequence[_Question], others: Sequence[_Question]
) -> Report:
    told = [{change.question: change for change in look.changes} for look in (first, second)]
    noticed = sum(len(wanted & found.keys()) for wanted, found in zip(made, told, strict=True))
    false = [change for wanted, found in zip(made, told, strict=True)
             for question, change in found.items() if question not in wanted]  # fmt: skip
    missed = [question for wanted, found in zip(made, told, strict=True) for question in wanted - found.keys()]
    lines = [f"missed: {question}" for question in missed]
    lines += [f"told: {each.question}: {each.kind}, {each.before.text} -> {each.after.text}" for each in false]
    return Report(
        figures=(
            at_least("follow: made changes noticed, percent", 100 * noticed / max(1, len(changed)), 100, digits=0),
            at_most("follow: false alarms", len(false), 2, digits=0),
            at_most("follow: 200 questions after 50 new articles", first.seconds, 30, "s", digits=1),
            shown("follow: of these asked again", first.asked, digits=0),
            shown("follow: asked again after 60 updates", second.asked, digits=0),
            shown("follow: seconds after 60 updates", second.seconds, "s", digits=1),
        ),
        notes=(f"{len(changed)} made changes, {len(others)} other questions, twice.", *lines),
    )


def _stands(followed: Follow) -> bool:
    return followed.answer.text is not None and _altered(followed.answer.text) is not None


def _write(folder: Path, articles: Sequence[Article]) -> None:
    folder.mkdir(exist_ok=True)
    for article in articles:
        head = f"---\ntitle: {article.title!r}\ndate: {article.published}\n---\n\n"
        (folder / f"{article.article_id}.md").write_text(head + article.text + "\n", encoding="utf-8")


def _update(articles: Sequence[Article], question: _Question, followed: Follow) -> Article:
    """Write the passage that answered once more, two days later, with another answer in it."""
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
    """Give another answer of the same kind; None for what is neither a number, a month nor a name."""
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
