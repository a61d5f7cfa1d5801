"""``qa ask``: answers one question, or a file of them."""

import codecs
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from corpus.errors import QAError
from index.filters import Filter, read_filter
from qa.answering.compound import several_note
from qa.answering.language_notes import answer_note
from qa.conversation.conversation import Conversation
from qa.engine import Engine
from qa.first_run import open_or_make_samples
from qa.library.last_places import answer_places, keep_places
from qa.locations import places_file
from qa.output.references import Style
from qa.settings import LanguageModelSettings, Settings
from qa.types import Answer
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.follow_up import asked_as_lines, conversation_of, follow_up_options, history_of
from tui.commands.options import (
    Timing,
    by_tag,
    filter_options,
    index_option,
    json_option,
    read_day,
    settings_of,
    time_options,
    verbose_option,
)
from tui.commands.phrasing import named_model, phrase_option, phrasing_of, show_phrasing
from tui.commands.progress_line import ProgressLine
from tui.commands.styles import check_alone, style_option
from tui.text.answer import answer_text
from tui.text.safe import as_json_line, counted, one_line
from tui.text.sources import scope_line
from tui.text.times import asked_time_line
from tui.text.trace import trace_text

if TYPE_CHECKING:
    from index.rebuild.builder import RebuildSummary

_log = logging.getLogger(__name__)


@click.command()
@click.argument("question", nargs=-1)
@json_option
@verbose_option
@click.option("--batch", type=click.File("rb"), metavar="FILE|-", help="Questions as JSON lines.")
@click.option("--keep-going", is_flag=True, help="With --batch: exit 0 even if lines are invalid.")
@click.option("-k", type=click.IntRange(1, 1000), help="Passages to retrieve and read (20).")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Minimum confidence of an answer, 0 to 1: lower values give more answers and more errors.",
)
@click.option("--explain", is_flag=True, help="Show the reading of each passage and how the answer was chosen.")
@click.option("--copies", is_flag=True, help="List copies of the cited articles, and other reports of the same story.")
@style_option
@follow_up_options
@time_options
@phrase_option
@filter_options
@index_option
def ask(
    question: tuple[str, ...],
    as_json: bool,
    batch: BinaryIO | None,
    keep_going: bool,
    k: int | None,
    min_confidence: float | None,
    explain: bool,
    copies: bool,
    style: Style | None,
    after: tuple[str, ...],
    continued: bool,
    standalone: bool,
    phrased: bool,
    when: Timing,
    where: Filter,
    index_folder: Path | None,
) -> int:
    """Answer QUESTION from the articles, with citations.

    Exits 0 if it is answered, 1 if not. Several questions in one are answered separately. Follow-up questions are
    completed from earlier ones: qa ask --after "when did MI5 join Instagram" "and GCHQ?"

    A --batch line is {"question": ..., "id": ..., "as_of": "2021-04-23", "where": {"since": ...}, "history":
    [{"question": ..., "answer": ...}]}, where `where` replaces the flags; answers are JSON lines, in order.
    Invalid lines get an error each, the others are answered, and the exit code is 4.
    """
    _check_usage(asked=bool(question), batch=batch is not None, before=bool(after or continued or phrased))
    _check_shown(style, read=explain, others=phrased, as_json=as_json or batch is not None)
    settings = settings_of(index_folder, retrieval__k=k, reading__threshold=min_confidence)
    model = named_model(settings.llm, phrased=phrased)
    engine = open_engine(settings, build_samples=index_folder is None)
    if batch is not None:
        return _ask_all(engine, batch, _Asking(where, when, standalone, index_folder), keep_going=keep_going)
    talk = conversation_of(engine, after, continued=continued, standalone=standalone)
    answer = _logged(talk.ask(" ".join(question), where=where, as_of=when.as_of, any_time=when.any_time))
    keep_places(places_file(), answer_places(answer), keep=settings.history.last_places)
    _tell(answer, style, model, as_json=as_json, explain=explain, copies=copies)
    return _code(answer)


def _code(answer: Answer) -> ExitCode:
    """Choose the exit code: 0 if there is an answer, which may be a number of articles, else 1."""
    counted_some = any(part.refusal and part.refusal.is_count for part in (answer, *answer.parts))
    return ExitCode.ANSWERED if answer.text is not None or counted_some else ExitCode.NO_RESULT


def _check_usage(*, asked: bool, batch: bool, before: bool) -> None:
    if asked == batch:
        raise click.UsageError('Give one question, as in: qa ask "when did GCHQ join Instagram" - or --batch FILE.')
    if batch and before:
        raise click.UsageError('Not with --batch: its lines have their own {"question": ..., "history": [...]}')


def _check_shown(style: Style | None, *, read: bool, others: bool, as_json: bool) -> None:
    check_alone(style, others=read or others or as_json)
    if read and as_json:
        raise click.UsageError("--explain prints text: with --json, `hits` and `alternatives` contain the same.")


def _logged(answer: Answer) -> Answer:
    took, found = answer.seconds, "not said" if answer.text is None else f"{len(answer.citations)} citations"
    _log.info(
        "asked: %s, %.2f s to load, %.2f s to retrieve, %.2f s to read", found, took.load, took.retrieve, took.read
    )
    return answer


def _tell(
    answer: Answer,
    style: Style | None,
    model: LanguageModelSettings | None,
    *,
    as_json: bool,
    explain: bool,
    copies: bool,
) -> None:
    if style is not None:
        from tui.text.styled import styled

        click.echo(styled(answer, style))
    elif as_json:
        _print_json(answer, model)
    else:
        _show(answer, explain=explain, copies=copies, model=model)


def _print_json(answer: Answer, model: LanguageModelSettings | None) -> None:
    from qa.output.answer_json import answer_json  # 15 ms, not needed for text

    phrased = None
    try:
        phrased = phrasing_of(answer, model) if model else None
    finally:
        click.echo(as_json_line(answer_json(answer, phrased=phrased)))


def _show(answer: Answer, *, explain: bool, copies: bool, model: LanguageModelSettings | None) -> None:
    """Print an answer as text, with its notices on standard error."""
    for line in asked_as_lines(answer.asked_as, answer.unclear, answer.others):
        notice(line)
    if answer.read_as:
        notice(f"read as: {', '.join(map(one_line, answer.read_as))}")
    if answer.scope and answer.scope.articles:
        notice(scope_line(answer.scope))
    if answer.asked_time:
        notice(f"{asked_time_line(answer.asked_time)} Without it: --any-time")
    click.echo(answer_text(answer, copies=copies))
    if explain:
        click.echo(f"\n{trace_text(answer)}")
    for note in filter(None, (several_note(answer), answer_note(answer))):
        notice(note)
    if model:
        show_phrasing(answer, model)


def open_engine(settings: Settings, *, build_samples: bool) -> Engine:
    """Open the engine; if there is no index at all, build one of the sample articles first.

    Args:
        settings: The settings in force.
        build_samples: Whether a missing index may be built; not for an index that the user named.

    Returns:
        The engine.
    """
    if not build_samples:
        return Engine.open(settings)
    with ProgressLine() as line:

        def say_missing(_: Path) -> None:
            notice("There is no index yet: building one of the sample articles. For your own: qa rebuild PATH")

        def say_made(summary: "RebuildSummary") -> None:
            line.clear()
            notice(f"{counted(summary.articles, 'sample article')} indexed in {summary.seconds:.1f} s.")

        return open_or_make_samples(settings, line, say_missing, say_made)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Defaults of the lines of a batch."""

    where: Filter
    when: Timing
    standalone: bool
    index: Path | None
    """The index folder, if given."""


def _ask_all(engine: Engine, lines: BinaryIO, asking: _Asking, *, keep_going: bool) -> int:
    failed = 0
    for reply in _replies(engine, lines, asking):
        failed += "error" in reply
        click.echo(as_json_line(reply))
    if failed:
        notice(f"{counted(failed, 'line')} could not be answered; the error of each is in the output.")
    return ExitCode.FAILED if failed and not keep_going else ExitCode.ANSWERED


def _replies(engine: Engine, lines: BinaryIO, asking: _Asking) -> Iterator[dict[str, Any]]:
    from qa.output.answer_json import answer_json, error_json

    for number, line in enumerate(lines, start=1):
        if number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            # The file cannot be divided into lines: every second byte is NUL.
            message = "the file is UTF-16, as Windows PowerShell writes it; save it as UTF-8"
            yield error_json(message, 1)
            return
        if not line.strip():
            continue
        given: Any = None
        try:
            given = json.loads(line)
            question = _question_of(given)
            talk = Conversation(engine, standalone=asking.standalone)
            talk.recall(history_of(given))
            where, as_of = _filter_of(given, asking), _day_of(given, asking.when.as_of)
            answer = talk.ask(question, where=where, as_of=as_of, any_time=asking.when.any_time)
            yield answer_json(answer, given.get("id"))
        except (ValueError, RecursionError, QAError) as error:
            question_id = given.get("id") if isinstance(given, dict) else None
            yield error_json(f"line {number}: {error}", number, question_id)


def _question_of(given: Any) -> str:
    if not isinstance(given, dict) or not isinstance(given.get("question"), str):
        raise ValueError('expected an object with a "question" that is text')
    question: str = given["question"]
    return question


def _day_of(given: dict[str, Any], as_of: date | None) -> date | None:
    named = given.get("as_of")
    if named is not None and not isinstance(named, str):
        raise ValueError('expected "as_of" to be a day such as "2021-04-23"')
    return as_of if named is None else read_day(named)


def _filter_of(given: dict[str, Any], asking: _Asking) -> Filter:
    named = given.get("where")
    if named is None:
        return asking.where
    if not isinstance(named, dict):
        raise ValueError('expected "where" to be an object such as {"since": "2021-04", "source": "reuters"}')
    where = read_filter(named)
    return by_tag(where, asking.index) if where.tag else where
