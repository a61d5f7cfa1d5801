"""What was found for some words, as text for a person."""

import re

import click

from index.types import FoundArticle, FoundPassage, SearchResult
from tui.text.links import linked
from tui.text.refusal import mention_text
from tui.text.safe import counted, flowing, one_line, short_path
from tui.text.sources import dates_of
from tui.text.wrapping import wrapped

_SHORT = 240
"""Characters shown of a passage."""
_BEFORE = 80
"""Of these, at most so many before the first word found."""
_SENTENCE_END = re.compile(r"[.?!]\s+|\n\s*")


def found_text(result: SearchResult) -> str:
    """Lay out the articles, numbered, with the words found marked.

    Args:
        result: What was found.

    Returns:
        Lines, styled; click takes the styles out where standard output is no terminal.
    """
    return "\n".join(line for rank, found in enumerate(result.found, start=1) for line in _article(rank, found))


def counts_line(result: SearchResult) -> str:
    """Say how much there is, and which word is nowhere."""
    total = result.total
    if not total.articles:
        return f"No article mentions {one_line(total.words)}."
    said = f"{mention_text(total)}, in {counted(total.passages, 'passage')}"
    if not result.every:
        each = ", ".join(f"{one_line(count.words)} {count.articles:,}" for count in result.counts)
        some = f"{counted(total.articles, 'article')} {'has' if total.articles == 1 else 'have'} some"
        said = f"No article has all of the words ({each}); {some}"
    shown = len(result.found)
    return f"{said}{f'; the first {shown:,} are shown' if shown < total.articles else ''}."


def excerpt(found: FoundPassage) -> list[tuple[str, bool]]:
    """Cut a passage to what is around the first word found.

    Args:
        found: The passage.

    Returns:
        Pieces of one line, each with whether it is a word that was found.
    """
    text, first = found.passage.text, found.passage.start
    words = [(start - first, end - first) for start, end in found.words]
    begin = _begin(text, words[0][0]) if words else 0
    end = _end(text, begin)
    pieces = [("… ", False)] if begin else []
    at = begin
    for start, stop in words:
        if stop <= end:
            pieces += [(flowing(text[at:start]), False), (flowing(text[start:stop]), True)]
            at = stop
    pieces.append((flowing(text[at:end]), False))
    return [*pieces, (" …", False)] if end < len(text) else pieces


def marked(text: str, words: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """Cut a title into pieces, each with whether it is a word that was found."""
    pieces, at = [], 0
    for start, end in words:
        pieces += [(flowing(text[at:start]), False), (flowing(text[start:end]), True)]
        at = end
    return [*pieces, (flowing(text[at:]), False)]


def _begin(text: str, word: int) -> int:
    """Begin where the sentence does, or else so many characters before the first word."""
    if word <= _BEFORE:
        return 0
    before = text[word - _BEFORE : word]
    ends = [found.end() for found in _SENTENCE_END.finditer(before)] or [before.find(" ") + 1]
    return word - _BEFORE + ends[-1]


def _end(text: str, begin: int) -> int:
    if len(text) <= begin + _SHORT:
        return len(text)
    space = text.rfind(" ", begin, begin + _SHORT)
    return space if space > begin else begin + _SHORT


def _article(rank: int, found: FoundArticle) -> list[str]:
    article = found.article
    told = [one_line(part) for part in (article.source, article.author) if part] + dates_of(article)
    more = found.mentions - len(found.passages)
    told += [f"{counted(more, 'more passage')}"] if more > 0 else []
    head = f"{click.style(f'[{rank}]', fg='cyan')} {_styled(marked(article.title, found.title_words))}"
    lines = [linked(wrapped(head, "    "), article.url)]
    lines += [click.style(wrapped(f"    {', '.join(told)}", "    "), dim=True)] if told else []
    for each in found.passages:
        place = f", {one_line(each.place)}" if each.place else ""
        name = f"{one_line(short_path(article.path))}:{each.line}"
        lines.append(f"    {linked(name, article.path, each.line)}{place}")
        lines.append(wrapped(f"    “{_styled(excerpt(each)).strip()}”", "     "))
    return lines


def _styled(pieces: list[tuple[str, bool]]) -> str:
    return "".join(click.style(text, fg="yellow", bold=True) if is_word else text for text, is_word in pieces)
