"""Fuzzing: malformed files of every format are read, and must not affect other files.

    python -m bench.fuzz --minutes 10 pdf docx

Real files are broken at random - bytes flipped, cut out, repeated, overwritten, parts of one put
into another - and read in the parsers' separate process, as in a rebuild. Each must give articles and
skips; the invariants of an article must hold. A file that crashes its parser, hangs it or exhausts memory
is reported with the seed that reproduces it.
"""

import argparse
import gzip
import io
import json
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.support.report import Report, Table, report_text
from corpus.article import Article
from corpus.files import Skip, SourceFile
from corpus.formats.endings import NAMES
from corpus.loading import Loader
from corpus.settings import LoadingSettings

_DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
_SETTINGS = LoadingSettings(max_megabytes=4, max_unpacked_megabytes=200, seconds=10, memory_megabytes=512)
_WORTH_TELLING = ("crashed", "took longer", "needed more")
_TOKENS = (
    *(b"<", b">", b"&", b"\0", b"\xff\xfe", b"{", b"}", b"[", b'"', b"\\", b"-1", b"/", b"\r\n\r\n", b"9" * 400),
    *(b"<!ENTITY a 'a'>", b"Content-Type: ", b"=?utf-8?b?", b"obj", b"endstream", b"\\bin99999999 ", b"PK\x03\x04"),
)


def main() -> int:
    """Fuzz the named formats, or all, for a number of minutes each.

    Returns:
        1 if an article violated an invariant, else 0.
    """
    line = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    line.add_argument("formats", nargs="*", help="endings without the dot; all if none is named")
    line.add_argument("--minutes", type=float, default=10.0, help="for each format")
    line.add_argument("--seed", type=int, default=0, help="where to begin")
    given = line.parse_args()
    rows: list[tuple[str, ...]] = []
    wrong = 0
    for ending, files in _by_ending(given.formats).items():
        counts, seconds = _fuzzed(ending, files, given.minutes * 60, given.seed)
        wrong += counts["not whole"]
        tried = counts.pop("tried")
        summary = "; ".join(f"{count} {what}" for what, count in counts.most_common(6))
        rows.append((ending, f"{seconds:,.0f} s", f"{tried:,}", summary))
        print(json.dumps({"format": ending, "seconds": round(seconds), "tried": tried, **counts}), flush=True)
    print(
        report_text(Report((), tables=(Table(("format", "time", "broken files", "what came of them"), tuple(rows)),)))
    )
    return int(wrong > 0)


def _by_ending(wanted: list[str]) -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    for path in sorted(path for folder in ("formats", "fidelity") for path in (_DATA / folder).iterdir()):
        known = path.suffix in NAMES or path.suffix in (".gz", ".xz", ".bz2", ".zip")
        if path.is_file() and known and path.name not in ("README.md", "articles.json", "made.json", "source.txt"):
            ending = "".join(path.suffixes) if path.suffix in (".gz", ".xz", ".bz2") else path.suffix
            found.setdefault(ending[1:], []).append(path.read_bytes())
            if ending == ".warc.gz":  # broken beneath its compression too
                found["warc"] = [gzip.decompress(path.read_bytes())]
    return {ending: files for ending, files in found.items() if not wanted or ending in wanted}


def _fuzzed(ending: str, files: list[bytes], seconds: float, seed: int) -> tuple[Counter[str], float]:
    counts: Counter[str] = Counter()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Loader(_SETTINGS) as loader:
        path = Path(folder, f"broken.{ending}")
        while time.monotonic() - begun < seconds:
            path.write_bytes(broken(files, random.Random(seed)))  # noqa: S311 - to be made again
            counts["tried"] += 1
            for outcome in _outcomes(loader, SourceFile(path, path.parent)):
                counts[outcome] += 1
                if outcome.startswith(_WORTH_TELLING) or outcome == "not whole":
                    print(f"{ending}, seed {seed}: {outcome}", file=sys.stderr, flush=True)
            seed += 1
    return counts, time.monotonic() - begun


def _outcomes(loader: Loader, file: SourceFile) -> Iterator[str]:
    for outcome in loader.load(file):
        yield outcome.reason if isinstance(outcome, Skip) else "articles" if _is_whole(outcome) else "not whole"


def _is_whole(article: Article) -> bool:
    """Check the invariants of an article."""
    offsets = [mark.offset for mark in article.marks]
    return (
        bool(article.text.strip())
        and 0 <= article.body <= len(article.text)
        and offsets == sorted(offsets)
        and all(0 <= offset < len(article.text) for offset in offsets)
        and "\0" not in article.text
        and bool(article.title)
    )


def broken(files: list[bytes], chance: random.Random) -> bytes:
    """Break a file.

    Args:
        files: Intact files of a format.
        chance: The random generator; the same seed gives the same damage.

    Returns:
        One of them, damaged in a few places.
    """
    whole = chance.choice(files)
    if whole.startswith(b"PK") and chance.random() < 0.7:
        return _broken_within(whole, chance)
    data = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        if not data:
            break
        at = chance.randrange(len(data))
        length = min(chance.choice((1, 2, 8, 64, 512)), len(data) - at)
        match chance.randrange(7):
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length] * chance.choice((1, 2, 100))
            case 3:
                data[at : at + length] = chance.randbytes(length)
            case 4:
                data[at:at] = chance.choice(_TOKENS)
            case 5:
                other = chance.choice(files)
                begin = chance.randrange(len(other))
                data[at : at + length] = other[begin : begin + length]
            case _:
                data = data[:at] if chance.random() < 0.1 else data[at:] if chance.random() < 0.05 else data
    return bytes(data)


def _broken_within(data: bytes, chance: random.Random) -> bytes:
    """Damage one part of a ZIP file and pack it again, so that the parser after the ZIP reader is tested."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as again:
        names = [name for name in archive.namelist() if archive.getinfo(name).file_size]
        chosen = chance.choice(names)
        for name in names:
            part = archive.read(name)
            again.writestr(name, broken([part], chance) if name == chosen else part)
    return packed.getvalue()


if __name__ == "__main__":
    sys.exit(main())
