"""``qa pack``: packs quotations as evidence."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import OperationFailed
from index.filters import Filter
from index.store.catalogue import open_articles
from qa.library.rebuild import last_sources
from qa.locations import desk_file
from qa.output.contract import written
from qa.output.desk_messages import PackJson
from qa.settings import Settings
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.options import filter_options, index_option, json_option, settings_of
from tui.commands.pack_sources import of_answer, of_conversation, of_draft, of_followed, of_timeline
from tui.text.safe import as_json_line, counted, harmless, size_of

if TYPE_CHECKING:
    from qa.desk.packs.evidence import Stated


@click.command()
@click.argument("question", nargs=-1)
@click.option("--conversation", metavar="WORDS", help="Pack the latest conversation that contains WORDS, or the last.")
@click.option("--follow", "follow_id", type=click.IntRange(1), metavar="N", help="Pack a followed question's changes.")
@click.option(
    "--draft",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Pack a draft's quotations and figures as checked by qa verify.",
)
@click.option("--timeline", "subject", metavar="WORDS", help="Pack the result of qa timeline WORDS.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("evidence.zip"),
    show_default=True,
    metavar="PATH",
    help="A .zip file or a new folder.",
)
@click.option("--name", metavar="TEXT", help="Title of the pack (the first question).")
@click.option("--with-text", is_flag=True, help="Include the full texts of the articles.")
@click.option("--with-notes", is_flag=True, help="Include your notes on these articles.")
@click.option("--dated", is_flag=True, help="Record the time; packing again then gives different bytes.")
@filter_options
@index_option
@json_option
def pack(
    question: tuple[str, ...],
    conversation: str | None,
    follow_id: int | None,
    draft: Path | None,
    subject: str | None,
    out: Path,
    name: str | None,
    with_text: bool,
    with_notes: bool,
    dated: bool,
    where: Filter,
    index_folder: Path | None,
    as_json: bool,
) -> int:
    """Pack quotations as evidence, with their locations and checksums of files and texts.

    Writes an answer, a conversation, a followed question, a draft or a timeline to a .zip or folder, with a page to
    read and JSON. qa unpack --check compares it with another archive:

        qa pack "when did GCHQ join Instagram" -o gchq.zip
    """
    if sum([bool(question), *(source is not None for source in (conversation, follow_id, draft, subject))]) != 1:
        raise click.UsageError("Give a question, or one of --conversation, --follow, --draft and --timeline.")
    if out.exists():
        raise OperationFailed(f"{out} already exists.", "choose another name with -o, or remove it")
    settings = settings_of(index_folder)
    if conversation is not None:
        stated = of_conversation(conversation)
    elif follow_id is not None:
        stated = of_followed(settings, follow_id)
    elif draft is not None:
        stated = of_draft(settings, draft)
    else:
        stated = of_timeline(settings, subject, where) if subject else of_answer(settings, " ".join(question), where)
    packed = datetime.now(UTC).isoformat(timespec="seconds") if dated else None
    taking = _Taking(with_text, with_notes, packed)
    pack_json = _write(settings, stated, name or stated[0].answer.question, out, taking)
    click.echo(as_json_line(written(pack_json)) if as_json else f"{harmless(str(out))}\nseal {pack_json.seal}")
    return ExitCode.ANSWERED


@dataclass(frozen=True, slots=True)
class _Taking:
    """The optional contents of a pack."""

    texts: bool
    notes: bool
    packed: str | None
    """The time of packing; None leaves it out."""


def _write(settings: Settings, stated: "list[Stated]", title: str, out: Path, taking: _Taking) -> PackJson:
    from qa.desk.packs.gathering import gather
    from qa.desk.packs.pack import EVIDENCE, NOTES, packed_files, write_pack
    from qa.desk.packs.pack_json import unsealed
    from qa.desk.packs.packed_notes import packed_notes

    with open_articles(settings.index) as store:
        sources = last_sources(settings.index)
        evidence, texts = gather(title, stated, store, sources, with_text=taking.texts, packed=taking.packed)
        notes, noted = packed_notes(evidence, store, desk_file()) if taking.notes else ("", 0)
    files = packed_files(evidence, {**({NOTES: notes} if noted else {}), **texts})
    write_pack(out, files)
    quotations = [quotation for _, quotation in evidence.quotations()]
    gone = sum(not quotation.stands for quotation in quotations)
    if gone:
        notice(f"{counted(gone, 'quotation')} can no longer be found as cited; the pack says which.")
    size = sum(map(len, files.values()))
    along = f", {counted(noted, 'note')}" if taking.notes else ""
    quoted = f"{counted(len(quotations), 'quotation')} of {counted(len(evidence.articles), 'article')}"
    notice(f"{quoted}{along}, {size_of(size)}.")
    seal = unsealed(files[EVIDENCE])[2]
    return PackJson(path=str(out), seal=seal, quotations=len(quotations), articles=len(evidence.articles))
