"""``qa pack``: evidence that travels."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import OperationFailed
from index.filters import Filter
from index.store.catalogue import open_articles
from qa.library.rebuild import last_sources
from qa.locations import desk_file, history_file
from qa.settings import Settings
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.options import filter_options, index_option, json_option, settings_of
from tui.text.safe import as_json_line, counted, harmless, long_date, size_of

if TYPE_CHECKING:
    from qa.desk.evidence import Stated


@click.command()
@click.argument("question", nargs=-1)
@click.option("--conversation", metavar="WORDS", help="Pack the latest conversation with WORDS in it; last: the last.")
@click.option("--follow", "follow_id", type=click.IntRange(1), metavar="N", help="Pack a followed question's changes.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("evidence.zip"),
    show_default=True,
    metavar="PATH",
    help="A .zip, or a folder to make.",
)
@click.option("--name", metavar="TEXT", help="What the pack is about; the first question, where it is not said.")
@click.option("--with-text", is_flag=True, help="Take the whole texts of the articles along.")
@click.option("--dated", is_flag=True, help="Say when it was packed: then the same pack twice is not the same bytes.")
@filter_options
@index_option
@json_option
def pack(
    question: tuple[str, ...],
    conversation: str | None,
    follow_id: int | None,
    out: Path,
    name: str | None,
    with_text: bool,
    dated: bool,
    where: Filter,
    index_folder: Path | None,
    as_json: bool,
) -> int:
    """Pack quotations with what proves them: where they stand, and checksums of files and texts.

    The answer to a QUESTION, a conversation or a followed question becomes one .zip or folder, with a page to
    read and JSON for programs, that qa unpack --check holds against another archive:

        qa pack "when did GCHQ join Instagram" -o gchq.zip
    """
    if sum([bool(question), conversation is not None, follow_id is not None]) != 1:
        raise click.UsageError("Give a question, or --conversation WORDS, or --follow N.")
    if out.exists():
        raise OperationFailed(f"{out} is there already.", "name another with -o, or remove it")
    settings = settings_of(index_folder)
    if conversation is not None:
        stated = _conversation(conversation)
    else:
        stated = _followed(settings, follow_id) if follow_id else _asked(settings, " ".join(question), where)
    packed = datetime.now(UTC).isoformat(timespec="seconds") if dated else None
    told = _write(settings, stated, name or stated[0].answer.question, out, packed, with_text=with_text)
    click.echo(as_json_line(told) if as_json else f"{harmless(str(out))}\nseal {told['seal']}")
    return ExitCode.ANSWERED


def _write(
    settings: Settings, stated: "list[Stated]", title: str, out: Path, packed: str | None, *, with_text: bool
) -> dict[str, object]:
    from qa.desk.gathering import gather
    from qa.desk.pack import EVIDENCE, packed_files, write_pack
    from qa.desk.pack_json import unsealed

    with open_articles(settings.index) as store:
        sources = last_sources(settings.index)
        evidence, texts = gather(title, stated, store, sources, with_text=with_text, packed=packed)
    files = packed_files(evidence, texts)
    write_pack(out, files)
    quotations = [quotation for _, quotation in evidence.quotations()]
    gone = sum(not quotation.stands for quotation in quotations)
    if gone:
        notice(f"{counted(gone, 'quotation')} no longer stand in the archive as they were cited; the pack says which.")
    size = sum(map(len, files.values()))
    notice(f"{counted(len(quotations), 'quotation')} of {counted(len(evidence.articles), 'article')}, {size_of(size)}.")
    seal = unsealed(files[EVIDENCE])[2]
    return {"path": str(out), "seal": seal, "quotations": len(quotations), "articles": len(evidence.articles)}


def _asked(settings: Settings, question: str, where: Filter) -> "list[Stated]":
    from qa.desk.evidence import Stated
    from qa.engine import Engine

    engine = Engine.open(settings)
    try:
        return [Stated(engine.ask(question, where=where))]
    finally:
        engine.close()


def _conversation(words: str) -> "list[Stated]":
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


def _followed(settings: Settings, follow_id: int) -> "list[Stated]":
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
