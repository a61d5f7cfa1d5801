"""``qa note``: notes and tags on articles and on words of them."""

from collections.abc import Callable
from pathlib import Path

import click

from index.store.catalogue import named_articles, open_articles
from qa.desk.notes.notes import Note, Placed, anchored, find_words, placed
from qa.desk.notes.store import open_notes
from qa.locations import desk_file
from tui.commands.article_names import complete_article, not_one
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.options import index_option, json_option, settings_of
from tui.text.notices import NOTE_STATES
from tui.text.safe import as_json_line, counted, harmless, long_date, one_line, short_path, shortened

_QUOTED = 200
"""Characters shown of the quoted words."""


@click.command()
@click.argument("article", required=False, shell_complete=complete_article)
@click.argument("text", nargs=-1)
@click.option("--at", metavar="WORDS", help="Words that the note refers to (the whole article).")
@click.option("--list", "listed", is_flag=True, help="List the notes that contain the given words, or all.")
@click.option("--tag", metavar="TAG", help="List the notes with this tag.")
@click.option("--tags", "all_tags", is_flag=True, help="List the tags, and how many notes have each.")
@click.option("--remove", type=click.IntRange(1), metavar="N", help="Remove note N.")
@click.option("--md", "as_markdown", is_flag=True, help="List as Markdown.")
@index_option
@json_option
def note(
    article: str | None,
    text: tuple[str, ...],
    at: str | None,
    listed: bool,
    tag: str | None,
    all_tags: bool,
    remove: int | None,
    as_markdown: bool,
    index_folder: Path | None,
    as_json: bool,
) -> int:
    """Add the note TEXT, which may contain #tags, to ARTICLE or to words of it.

    ARTICLE is an id, a path, an address, or part of a title that only one article has:

        qa note how-spy-agencies --at "GCHQ joined Instagram" "ask their press office #gchq"

    Notes are tied to words and are found again in moved and edited files. --list and --tag exit 1 if there are
    none; --json prints one object a line.
    """
    lists = listed or tag is not None or as_markdown
    if sum([lists, all_tags, remove is not None, bool(text) and not lists]) != 1 or (at and not text):
        raise click.UsageError("Give an article and a note, or one of --list, --tag TAG, --tags, --remove N.")
    if remove is not None:
        return _remove(remove)
    if all_tags:
        return _tags(as_json=as_json)
    index = settings_of(index_folder).index
    if lists:
        words = " ".join([*([article] if article else []), *text])
        return _list(index, words, tag, "json" if as_json else "markdown" if as_markdown else "text")
    return _add(index, article or "", " ".join(text), at, as_json=as_json)


def _add(index: Path, name: str, text: str, at: str | None, *, as_json: bool) -> int:
    with open_articles(index) as store:
        matching = named_articles(store, name, Path.cwd())
        article = store.article(matching[0].article_id) if len(matching) == 1 else None
        if article is None:
            return not_one(name, tuple(matching))
        span = find_words(article.text, at) if at else None
        if at and span is None:
            notice(f"{one_line(article.title)} does not contain these words: {one_line(at)}.")
            return ExitCode.NO_RESULT
        with open_notes(desk_file()) as notes:
            kept = notes.add(text, anchored(article, span))
        if as_json:
            click.echo(_json(kept, placed(kept.anchor, store)))
    notice(f"Noted as {kept.note_id}{', tagged ' + ', '.join(kept.tags) if kept.tags else ''}.")
    return ExitCode.ANSWERED


def _list(index: Path, words: str, tag: str | None, form: str) -> int:
    write: dict[str, Callable[[Note, Placed], str]] = {
        "json": _json,
        "markdown": note_markdown,
        "text": note_text,
    }
    with open_notes(desk_file()) as notes:
        matching = notes.find(words, tag)
    with open_articles(index) as store:
        for kept in matching:
            click.echo(write[form](kept, placed(kept.anchor, store)))
    if form != "json":
        notice(f"{counted(len(matching), 'note')}.")
    return ExitCode.ANSWERED if matching else ExitCode.NO_RESULT


def _json(kept: Note, place: Placed) -> str:
    from qa.desk.notes.note_json import note_json  # 15 ms, not needed for text

    return as_json_line(note_json(kept, place))


def _tags(*, as_json: bool) -> int:
    from qa.desk.notes.note_json import tag_json

    with open_notes(desk_file()) as notes:
        tags = notes.tags()
    for tag, count in tags:
        click.echo(as_json_line(tag_json(tag, count)) if as_json else f"{count:>5}  {one_line(tag)}")
    return ExitCode.ANSWERED if tags else ExitCode.NO_RESULT


def _remove(note_id: int) -> int:
    with open_notes(desk_file()) as notes:
        removed = notes.remove(note_id)
    message = f"Note {note_id} is removed." if removed else f"There is no note {note_id}; qa note --list shows them."
    notice(message)
    return ExitCode.ANSWERED if removed else ExitCode.NO_RESULT


def note_text(kept: Note, place: Placed) -> str:
    """Format a note with its words and their current place."""
    state = NOTE_STATES[place.found]
    day = long_date(kept.written.astimezone().date())
    lines = [f"{kept.note_id:>3}  {click.style(one_line(kept.text), bold=True)}  {click.style(day, dim=True)}"]
    if kept.anchor.quote:
        lines.append(f"     “{one_line(shortened(kept.anchor.quote, _QUOTED))}”")
    where = f" ({_where(place)})" if place.article else ""
    return "\n".join([*lines, f"     {one_line(kept.anchor.title)}{where}{state}"])


def note_markdown(kept: Note, place: Placed) -> str:
    """Format a note as Markdown."""
    where = f", `{_where(place)}`" if place.article else NOTE_STATES["gone"]
    quoted = "".join(f"> {line}\n" for line in harmless(kept.anchor.quote).splitlines())
    day = kept.written.date().isoformat()
    return f"{quoted}{'> ' if quoted else ''}*{one_line(kept.anchor.title)}*{where}\n\n{harmless(kept.text)} ({day})\n"


def _where(place: Placed) -> str:
    if place.article is None:
        return ""
    line = f":{place.line}" if place.line else ""
    return f"{one_line(short_path(place.article.path))}{line}"
