"""What ``qa pack`` packs: an answer, a conversation, a followed question, a draft that was checked, a timeline."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.filters import Filter
from qa.locations import desk_file, history_file
from qa.settings import Settings
from tui.text.safe import long_date

if TYPE_CHECKING:
    from qa.desk.evidence import Stated


def of_answer(settings: Settings, question: str, where: Filter) -> "list[Stated]":
    """Ask a question."""
    from qa.desk.evidence import Stated
    from qa.engine import Engine

    engine = Engine.open(settings)
    try:
        return [Stated(engine.ask(question, where=where))]
    finally:
        engine.close()


def of_conversation(words: str) -> "list[Stated]":
    """Take the latest conversation that has some words; ``last`` takes the last of all."""
    from qa.conversation.history import History
    from qa.desk.evidence import Stated

    path = history_file()
    history = History.open(path) if path.is_file() else None
    if history is None:
        raise click.UsageError("There is no conversation to pack: qa opens the chat.")
    try:
        found = history.conversations("" if words == "last" else words)[:1]
        turns = [turn for each in found for turn in history.turns(each.conversation_id)]
    finally:
        history.close()
    if not turns:
        raise click.UsageError(f"No conversation has {words!r} in it.")
    return [Stated(turn.answer) for turn in turns]


def of_followed(settings: Settings, follow_id: int) -> "list[Stated]":
    """Take the changes of a followed question, or its answer where none was noticed."""
    from qa.desk.evidence import Stated
    from qa.desk.follow_store import open_follows

    with open_follows(desk_file(), settings.index) as store:
        found = [each for each in store.all() if each.follow_id == follow_id]
        changes = store.changes(follow_id)[::-1]
    if not found:
        raise click.UsageError(f"No followed question has the number {follow_id}: qa follow --list shows them.")
    stated = [Stated(found[0].answer, "now")] if not changes else []
    for change in changes:
        day = long_date(change.noticed.astimezone().date())
        stated += [Stated(change.before, f"before {day}"), Stated(change.after, f"{change.kind} on {day}")]
    return stated


def of_draft(settings: Settings, draft: Path) -> "list[Stated]":
    """Check a draft: each quotation and figure with what the articles have of it."""
    from index.lexical.opening import open_words
    from qa.desk.draft import read_draft
    from qa.desk.evidence import Stated
    from qa.desk.verify import verify_draft
    from qa.types import Answer, Seconds

    with open_words(settings.index) as words:
        checked = verify_draft(draft.name, read_draft(draft), words)
    stated = []
    for check in (*checked.quotations, *checked.figures):
        cited = (check.citation,) if check.citation else ()
        said = cited[0].quote if cited else None
        answer = Answer(check.words, said, None, cited, (), None, Seconds())
        stated.append(Stated(answer, f"{check.label}, line {check.line} of {draft.name}"))
    if not stated:
        raise click.UsageError(f"{draft} quotes nothing.")
    return stated


def of_timeline(settings: Settings, subject: str, where: Filter) -> "list[Stated]":
    """Find what the articles say of a subject with a time, each sentence under its time."""
    from qa.desk.evidence import Stated
    from qa.library.timeline import timeline
    from qa.types import Answer, Citation, Seconds

    stated = []
    for number, each in enumerate(timeline(settings, subject, where), start=1):
        cited = Citation(
            number=number,
            article_id=each.article_id,
            title=each.title,
            source=each.source,
            published=each.published,
            path=each.path,
            start=each.start,
            end=each.end,
            line=each.line,
            quote=each.sentence,
            sentence=each.sentence,
            sentence_start=each.start,
        )
        stated.append(Stated(Answer(subject, each.sentence, None, (cited,), (), None, Seconds()), each.resolved))
    if not stated:
        raise click.UsageError(f"No sentence about {subject} names a time.")
    return stated
