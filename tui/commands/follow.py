"""``qa follow``: follows questions, which are checked against new articles."""

from collections.abc import Iterable
from pathlib import Path

import click

from index.filters import Filter
from qa.locations import desk_file
from qa.settings import Settings
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.follow_notices import change_line, notify_option, report_changes
from tui.commands.options import filter_options, index_option, json_option, settings_of
from tui.commands.progress_line import ProgressLine
from tui.text.safe import as_json_line, counted


@click.command()
@click.argument("question", nargs=-1)
@click.option("--list", "listed", is_flag=True, help="List followed questions with their answers.")
@click.option("--open", "unanswered", is_flag=True, help="List the questions that the articles do not answer yet.")
@click.option("--changes", "noticed", is_flag=True, help="List past changes, latest first.")
@click.option("--check", is_flag=True, help="Check now whether new articles change an answer.")
@click.option("--remove", type=click.IntRange(1), metavar="N", help="Stop following question N.")
@notify_option
@filter_options
@index_option
@json_option
def follow(
    question: tuple[str, ...],
    listed: bool,
    unanswered: bool,
    noticed: bool,
    check: bool,
    remove: int | None,
    notify: tuple[str, ...],
    where: Filter,
    index_folder: Path | None,
    as_json: bool,
) -> int:
    """Follow QUESTION: report when new articles change its answer.

    It is asked again after each rebuild, and while qa watch runs, if new articles could change it:

        qa follow "when did GCHQ join Instagram"

    --json prints one object a line. --list, --open, --changes and --check exit 1 if there is nothing to show.
    """
    modes = [listed or unanswered, noticed, check, remove is not None, bool(question)]
    if sum(modes) != 1:
        raise click.UsageError("Give a question to follow, or one of --list, --open, --changes, --check, --remove N.")
    settings = settings_of(index_folder)
    if question:
        return _keep(settings, " ".join(question), where, as_json=as_json)
    if check:
        return _check(settings, notify, as_json=as_json)
    if remove is not None:
        return _remove(settings, remove)
    return _changes(settings, as_json=as_json) if noticed else _list(settings, unanswered=unanswered, as_json=as_json)


def _keep(settings: Settings, question: str, where: Filter, *, as_json: bool) -> int:
    from qa.desk.follow.checking import follow as keep
    from qa.desk.follow.follow_json import follow_json
    from qa.desk.follow.follows import Asked
    from tui.text.answer import answer_text

    with ProgressLine() as line:
        (kept,) = keep(settings, desk_file(), [Asked(question, where)], line)
    click.echo(as_json_line(follow_json(kept)) if as_json else answer_text(kept.answer))
    notice(f"Followed as {kept.follow_id}: checked after each rebuild, and while qa watch runs.")
    return ExitCode.ANSWERED


def _check(settings: Settings, notify: tuple[str, ...], *, as_json: bool) -> int:
    from tui.text.follows import change_text

    show = change_line if as_json else lambda change: click.echo(change_text(change))
    return ExitCode.ANSWERED if report_changes(settings, notify, show).changes else ExitCode.NO_RESULT


def _list(settings: Settings, *, unanswered: bool, as_json: bool) -> int:
    from qa.desk.follow.follow_json import follow_json
    from qa.desk.follow.store import open_follows
    from tui.text.follows import follow_lines

    with open_follows(desk_file(), settings.index) as store:
        follows = [follow_ for follow_ in store.all() if follow_.open or not unanswered]
    lines: Iterable[str] = (
        line
        for follow_ in follows
        for line in ([as_json_line(follow_json(follow_))] if as_json else follow_lines(follow_))
    )
    return _print_lines(lines, len(follows), "open question" if unanswered else "followed question", as_json=as_json)


def _changes(settings: Settings, *, as_json: bool) -> int:
    from qa.desk.follow.follow_json import change_json
    from qa.desk.follow.store import open_follows
    from tui.text.follows import change_text

    with open_follows(desk_file(), settings.index) as store:
        changes = store.changes()
    lines = (as_json_line(change_json(change)) if as_json else f"{change_text(change)}\n" for change in changes)
    return _print_lines(lines, len(changes), "change", as_json=as_json)


def _print_lines(lines: Iterable[str], count: int, noun: str, *, as_json: bool) -> int:
    for line in lines:
        click.echo(line)
    if not as_json:
        notice(f"{counted(count, noun)}.")
    return ExitCode.ANSWERED if count else ExitCode.NO_RESULT


def _remove(settings: Settings, follow_id: int) -> int:
    from qa.desk.follow.store import open_follows
    from tui.text.follows import not_followed

    with open_follows(desk_file(), settings.index) as store:
        removed = store.remove(follow_id)
    notice(
        f"Question {follow_id} is no longer followed."
        if removed
        else f"{not_followed(follow_id)}; qa follow --list shows them."
    )
    return ExitCode.ANSWERED if removed else ExitCode.NO_RESULT
