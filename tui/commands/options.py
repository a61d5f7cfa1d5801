"""Options shared by several commands, and the settings they result in."""

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import click
from click.shell_completion import CompletionItem

from corpus.errors import QAError
from index.filters import NAMES, Filter, folded, read_filter, read_period
from qa.locations import settings_file
from qa.settings import Settings, load_settings
from tui.text.safe import one_line

_FILTERS = (
    ("since", "DATE", "Only articles from this day or later: 2021, 2021-04, 2021-04-22, yesterday, 30d."),
    ("until", "DATE", "Only articles from this day or earlier."),
    ("on", "DATE", "Only articles from this day, month or year."),
    ("source", "TEXT", "Only articles from sources with TEXT in the name."),
    ("author", "TEXT", "Only articles by authors with TEXT in the name."),
    ("title", "TEXT", "Only articles with TEXT in the title."),
    ("path", "TEXT", "Only articles with TEXT in their file's path."),
    ("lang", "CODE", "Only articles in this language: en, de."),
    ("tag", "TAG", "Only articles with a note that has this tag."),
)

_ENGINE = {
    "engine_kind": "engine__kind",
    "url": "engine__url",
    "collection": "engine__collection",
    "workers": "encoder__workers",
}

F = TypeVar("F", bound=Callable[..., Any])


_MOST = 50
"""Maximum number of completions."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The options by which dates in a question are resolved."""

    as_of: date | None
    """The day relative dates count from; None is today."""
    any_time: bool
    """Whether dates are ignored for ranking."""


def complete_value(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the value of a filter: sources, authors or languages of the index, or tags.

    Empty if there is no index, or for a filter whose values cannot be listed.
    """
    from index.store.catalogue import open_articles
    from index.store.overview import overview_of

    try:
        if param.name == "tag":
            values = _tags()
        else:
            with open_articles(settings_of(ctx.params.get("index_folder")).index) as store:
                values = overview_of(store).values.get(param.name or "", ())
    except QAError:
        return []
    fitting = [value for value in values if folded(value).startswith(folded(incomplete)) and value == one_line(value)]
    return [CompletionItem(value) for value in fitting[:_MOST]]


def _tags() -> tuple[str, ...]:
    from qa.desk.notes.store import all_tags
    from qa.locations import desk_file

    return all_tags(desk_file())


def index_option(command: F) -> F:
    """Add ``--index``."""
    return click.option(
        "--index",
        "index_folder",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="The index folder (also QA_INDEX).",
    )(command)


def private_option(command: F) -> F:
    """Add ``--private``."""
    return click.option("--private", is_flag=True, help="Do not store history.")(command)


def json_option(command: F) -> F:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def filter_options(command: F) -> F:
    """Add the filter options; the command receives `where`, a `Filter`."""

    @functools.wraps(command)
    def filtered(*arguments: Any, **given: Any) -> Any:
        flags = {name: given.pop(name) for name in NAMES}
        where = read_filter(flags)
        return command(*arguments, where=by_tag(where, given["index_folder"]) if where.tag else where, **given)

    for name, metavar, help_text in reversed(_FILTERS):
        click.option(f"--{name}", metavar=metavar, help=help_text, shell_complete=complete_value)(filtered)
    return cast("F", filtered)


def by_tag(where: Filter, index_folder: Path | None) -> Filter:
    """Resolve the tag of a filter to articles."""
    from qa.desk.notes.tagged import tagged_in
    from qa.locations import desk_file

    return tagged_in(where, settings_of(index_folder).index, desk_file())


def time_options(command: F) -> F:
    """Add ``--as-of`` and ``--any-time``; the command receives `when`, a `Timing`."""

    @functools.wraps(command)
    def timed(*arguments: Any, **given: Any) -> Any:
        when = Timing(read_day(given.pop("as_of")), given.pop("any_time"))
        return command(*arguments, when=when, **given)

    for option in (
        click.option("--any-time", is_flag=True, help="Ignore a time named in the question."),
        click.option("--as-of", metavar="DATE", help="The day from which “last week” is resolved (today)."),
    ):
        timed = option(timed)
    return cast("F", timed)


def read_day(text: str | None) -> date | None:
    """Parse a day; None for None.

    Args:
        text: A day as in a filter: ``2021-04-23``, ``yesterday``.

    Returns:
        The day; the last one of a month or year.

    Raises:
        SettingsInvalid: If the text is not a day, month or year.
    """
    return None if text is None else read_period("as of", text, datetime.now(UTC).astimezone().date())[1]


def engine_options(command: F) -> F:
    """Add the options of the search engine and of embedding; the command receives `engine`, settings by name."""

    @functools.wraps(command)
    def chosen(*arguments: Any, **given: Any) -> Any:
        engine = {name: given.pop(flag) for flag, name in _ENGINE.items()}
        return command(*arguments, engine=engine, **given)

    url = "The engine's address, http://milvus.example:19530; the index remembers it."
    ray = "Embed with Ray: a number of workers on this machine, or a cluster's address, ray://head:10001."
    click.option("--workers", metavar="N|URL", help=ray)(chosen)
    click.option("--collection", metavar="NAME", help="Name of the index in the engine (quotewire).")(chosen)
    click.option("--url", metavar="URL", help=url)(chosen)
    kinds = click.Choice(["local", "milvus"])
    click.option("--engine", "engine_kind", type=kinds, help="Where passages are stored and searched (local).")(chosen)
    return cast("F", chosen)


def settings_of(index_folder: Path | None, **flags: Any) -> Settings:
    """Load the settings of a command.

    Args:
        index_folder: ``--index``, if given.
        **flags: Other settings given on the command line, with ``__`` for the dot.

    Returns:
        The settings.
    """
    given = {name.replace("__", "."): value for name, value in flags.items()} | {"index": index_folder}
    return load_settings(given, os.environ, settings_file())


def verbose_option(command: F) -> F:
    """Add ``-v``, which writes a log file."""
    return click.option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=_begin_log,
        help="Write a log file in the user's log folder; qa status shows its path.",
    )(command)


def _begin_log(_ctx: click.Context, _parameter: click.Parameter, verbose: bool) -> None:
    if verbose:
        from tui.commands.exit_codes import notice
        from tui.commands.logfile import begin_log

        failure = begin_log()
        if failure:
            notice(failure)
