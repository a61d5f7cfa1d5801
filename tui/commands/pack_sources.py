"""The contents of packs: an answer, a conversation, a followed question, a checked draft, a timeline."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.filters import Filter
from qa.locations import desk_file, history_file
from qa.settings import Settings
from tui.text.safe import long_date

if TYPE_CHECKING:
    from qa.desk.packs.evidence import Stated


def of_answer(settings: Settings, question: str, where: Filter) -> "list[Stated]":
    """Pack the answer to a question."""
    from qa.desk.packs.evidence import Stated
    from qa.engine import Engine

    engine = Engine.open(settings)
    try:
        return [Stated(engine.ask(question, where=where))]
    finally:
        engine.close()


def of_conversation(words: str) -> "list[Stated]":
    """Pack the latest conversation that contains some words; ``last`` packs the latest of all."""
    from qa.conversation.history import History
    from qa.desk.packs.evidence import Stated

    path = history_file()
    history = History.open(path) if path.is_file() else None
    if history is None:
        raise click.UsageError("There is no conversation to pack: qa starts the chat.")
    try:
        latest = history.conversations("" if words == "last" else words)[:1]
        turns = [turn for conversation in latest for turn in history.turns(conversation.conversation_id)]
    finally:
        history.close()
    if not turns:
        raise click.UsageError(f"No conversation contains {words!r}.")
    return [Stated(turn.answer) for turn in turns]


def of_followed(settings: Settings, follow_id: int) -> "list[Stated]":
    """Pack the changes of a followed question, or its answer if it has not changed."""
    from qa.desk.follow.store import open_follows
    from qa.desk.packs.evidence import Stated
    from tui.text.follows import not_followed

    with open_follows(desk_file(), settings.index) as store:
        followed = [follow for follow in store.all() if follow.follow_id == follow_id]
        changes = store.changes(follow_id)[::-1]
    if not followed:
        raise click.UsageError(f"{not_followed(follow_id)}: qa follow --list shows them.")
    stated = [Stated(followed[0].answer, "now")] if not changes else []
    for change in changes:
        day = long_date(change.noticed.astimezone().date())
        stated += [Stated(change.before, f"before {day}"), Stated(change.after, f"{change.kind} on {day}")]
    return stated


def of_draft(settings: Settings, draft: Path) -> "list[Stated]":
    """Pack the quotations and figures of a draft, each with its match in the articles."""
    from index.lexical.opening import open_words
    from qa.desk.packs.evidence import Stated
    from qa.desk.quotations.draft import read_draft
    from qa.desk.quotations.verify import verify_draft
    from qa.types import Answer, Seconds

    with open_words(settings.index) as words:
        checked = verify_draft(draft.name, read_draft(draft), words)
    stated = []
    for check in (*checked.quotations, *checked.figures):
        cited = (check.citation,) if check.citation else ()
        quote = cited[0].quote if cited else None
        answer = Answer(check.words, quote, None, cited, (), None, Seconds())
        stated.append(Stated(answer, f"{check.label}, line {check.line} of {draft.name}"))
    if not stated:
        raise click.UsageError(f"{draft} quotes nothing.")
    return stated


def of_timeline(settings: Settings, subject: str, where: Filter) -> "list[Stated]":
    """Pack a timeline, each sentence under its date."""
    from qa.desk.packs.evidence import Stated
    from qa.library.timeline import timeline
    from qa.types import Answer, Citation, Seconds

    stated = []
    for number, statement in enumerate(timeline(settings, subject, where), start=1):
        cited = Citation(
            number=number,
            article_id=statement.article_id,
            title=statement.title,
            source=statement.source,
            published=statement.published,
            path=statement.path,
            start=statement.start,
            end=statement.end,
            line=statement.line,
            quote=statement.sentence,
            sentence=statement.sentence,
            sentence_start=statement.start,
        )
        stated.append(
            Stated(Answer(subject, statement.sentence, None, (cited,), (), None, Seconds()), statement.resolved)
        )
    if not stated:
        raise click.UsageError(f"No sentence about {subject} has a date.")
    return stated
