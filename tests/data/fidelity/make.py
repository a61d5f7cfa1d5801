"""Regenerate the documents of the conformance corpus from source.txt, one in each format.

    python tests/data/fidelity/make.py

The same source gives the same bytes; what each format can say is listed in made.json. Parquet needs pyarrow.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parents[1]), str(HERE.parents[2])]

import printing  # noqa: E402 - found beside the tests
import renderings  # noqa: E402

from bench.support.source_text import Block, blocks_of  # noqa: E402

SPOKEN = ("prose", "quoted", "said", "inline", "characters", "list")
"""What is said aloud."""


def documents(blocks: tuple[Block, ...]) -> dict[str, tuple[bytes, tuple[str, ...]]]:
    """Write every document.

    Args:
        blocks: The source.

    Returns:
        File name to content and the kinds of blocks in it.
    """
    spoken = [block for block in blocks if block.kind in SPOKEN]
    kinds = tuple(dict.fromkeys(block.kind for block in blocks))
    made: dict[str, bytes | str] = {
        "plain.txt": renderings.as_plain(blocks),
        "markdown.md": renderings.as_markdown(blocks),
        "page.html": renderings.as_page(blocks),
        "saved.mhtml": renderings.as_mhtml(blocks),
        "printed.pdf": printing.as_print(blocks),
        "word.docx": printing.as_word(blocks),
        "open.odt": printing.as_open_document(blocks),
        "rich.rtf": printing.as_rich_text(blocks),
        "book.epub": renderings.as_book(blocks),
        "letter.eml": renderings.as_mail(blocks),
        "letters.mbox": renderings.as_mailbox(blocks),
        "feed.rss": renderings.as_feed(blocks),
        "feed.atom": renderings.as_atom(blocks),
        "export.json": renderings.as_json(blocks),
        "export.jsonl": renderings.as_json_lines(blocks),
        "export.csv": renderings.as_rows(blocks),
        "export.tsv": renderings.as_rows(blocks, "\t"),
        "export.parquet": _parquet(renderings.record(blocks, marked_up=True)),
        "archive.warc.gz": renderings.as_web_archive(blocks),
        "spoken.vtt": printing.as_transcript(spoken, "vtt"),
        "spoken.srt": printing.as_transcript(spoken, "srt"),
    }
    sheet = "\n".join(
        ",".join(renderings.halves(line)) for block in blocks if block.kind == "table" for line in block.lines
    )
    made["sheet.csv"] = f"{sheet}\n"
    mapping = {"spoken.vtt": SPOKEN, "spoken.srt": SPOKEN, "sheet.csv": ("table",)}
    return {
        name: (content.encode() if isinstance(content, str) else content, mapping.get(name, kinds))
        for name, content in made.items()
    }


def _parquet(fields: dict[str, str]) -> bytes:
    import io

    import pyarrow
    import pyarrow.parquet

    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([fields]), file)
    return file.getvalue()


if __name__ == "__main__":
    listed = {}
    for name, (content, kinds) in documents(blocks_of((HERE / "source.txt").read_text(encoding="utf-8"))).items():
        (HERE / name).write_bytes(content)
        listed[name] = list(kinds)
    (HERE / "made.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
