"""Read transcripts with times, as recorders and services export them: WebVTT and SubRip.

Cues are joined into one paragraph per speaker; the times at which speakers begin are the marks.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from corpus.article import Mark
from corpus.draft import Draft, Unreadable
from corpus.formats.streams import read_text
from corpus.settings import LoadingSettings

_TIMES = re.compile(
    r"\s*(?P<from>(?:\d{1,3}:)?\d{1,2}:\d{2})[.,]\d{1,3}\s*-->"
    r"\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}.*"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<who>[^>]+)>")
_SAID = re.compile(r"\s*(?:-\s*)?(?P<who>(?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,3}):\s+(?=\S)")
_CAPITALS = re.compile(r"\s*(?:>>\s*)?(?P<who>[A-Z][A-Z .'’-]{1,30}):\s+(?=\S)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,100}>|<\d[\d:.]*>|\{\\[^{}]{0,100}\}")
_LONGEST = 600
"""Characters after which a speaker's paragraph ends with the current sentence."""
_ENDS = (".", "!", "?", "…", '."', "?”", ".”")
_TITLE = re.compile(r"WEBVTT[ \t]*(?:-[ \t]*)?(?P<title>[^\r\n]*)")


@dataclass(slots=True)
class _Turn:
    """The words of one speaker without a break."""

    begun: str
    who: str
    words: str


def read_transcript(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a transcript as one article.

    Args:
        file: The file, open at its beginning.
        settings: The size limit.

    Yields:
        The one article, or why there is none.
    """
    text = read_text(file, settings.max_megabytes)
    if isinstance(text, Unreadable):
        yield text
        return
    turns = _turns(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not turns:
        yield Unreadable("transcript without words" if "-->" in text else "malformed transcript")
        return
    pieces: list[str] = []
    marks: list[Mark] = []
    length = 0
    for turn in turns:
        said = f"{turn.who}: {turn.words}" if turn.who else turn.words
        marks.append(Mark(length, turn.begun))
        pieces.append(said)
        length += len(said) + 2
    titled = _TITLE.match(text)
    yield Draft(
        "\n\n".join(pieces), "transcript", title=titled["title"].strip() or None if titled else None, marks=tuple(marks)
    )


def _turns(text: str) -> list[_Turn]:
    turns: list[_Turn] = []
    last_line = ""
    for begun, lines in _cues(text):
        for who, line in _spoken(lines):
            if line == last_line:  # rolling captions repeat the previous line
                continue
            last_line = line
            now = turns[-1] if turns else None
            same = now is not None and (not who or who == now.who)
            if now is None or not same or (len(now.words) > _LONGEST and now.words.endswith(_ENDS)):
                turns.append(_Turn(begun, who or (now.who if now and same else ""), line))
            else:
                now.words = f"{now.words} {line}"
    return turns


def _cues(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each cue's start time and its lines; notes, styles and numbers are skipped."""
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip("\n").split("\n")
        place = next((at for at, line in enumerate(lines[:3]) if _TIMES.fullmatch(line)), None)
        if place is None:
            continue
        while place is not None:
            found = _TIMES.fullmatch(lines[place])
            rest = lines[place + 1 :]
            after = next((at for at, line in enumerate(rest) if _TIMES.fullmatch(line)), None)
            said = rest if after is None else rest[:after]
            if after and _is_next(lines[place - 1] if place else "", said[-1]):
                said = said[:-1]
            yield found["from"] if found else "", said
            place = None if after is None else place + 1 + after


def _is_next(number: str, line: str) -> bool:
    """Distinguish the number of the next cue, without a blank line before it, from a spoken figure."""
    both = (number.strip(), line.strip())
    return (
        all(each.isascii() and each.isdigit() and len(each) < 9 for each in both) and int(both[1]) == int(both[0]) + 1
    )


def _spoken(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each line of a cue with its speaker; empty for the previous speaker."""
    who = ""
    for line in lines:
        voice = _VOICE.search(line)
        bare = html.unescape(_TAG.sub("", _VOICE.sub("", line)))
        named = None if voice else _CAPITALS.match(bare) or _SAID.match(bare)
        if voice or named:
            who = " ".join((voice or named)["who"].split())  # type: ignore[index]
        words = " ".join((bare[named.end() :] if named else bare).split())
        if words:
            yield who, words
