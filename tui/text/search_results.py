"""Formats the results of a search."""

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
"""Characters shown before the first matching word."""
_SENTENCE_END = re.compile(r"[.?!]\s+|\n\s*")


def results_text(result: SearchResult) -> str:
    """Format the matching articles, numbered, with the matching words marked.

    Args:
        result: The results.

    Returns:
        Styled lines; click removes the styles if standard output is not a terminal.
    """
    return "\n".join(line for rank, article in enumerate(result.found, start=1) for line in _article(rank, article))


def counts_line(result: SearchResult) -> str:
    """Summarise the counts of a search."""
    total = result.total
    if not total.articles:
        return f"No article mentions {one_line(total.words)}."
    summary = f"{mention_text(total)}, in {counted(total.passages, 'passage')}"
    if not result.every:
        counts = ", ".join(f"{one_line(count.words)} {count.articles:,}" for count in result.counts)
        some = f"{counted(total.articles, 'article')} {'has' if total.articles == 1 else 'have'} some"
        summary = f"No article has all of the words ({counts}); {some}"
    shown = len(result.found)
    return f"{summary}{f'; the first {shown:,} are shown' if shown < total.articles else ''}."


def excerpt(passage: FoundPassage) -> list[tuple[str, bool]]:
    """Cut a passage to the surroundings of the first matching word.

    Args:
        passage: The passage.

    Returns:
        Pieces of one line, each with whether it is a matching word.
    """
    text, first = passage.passage.text, passage.passage.start
    words = [(start - first, end - first) for start, end in passage.words]
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
    """Split a title into pieces, each with whether it is a matching word."""
    pieces, at = [], 0
    for start, end in words:
        pieces += [(flowing(text[at:start]), False), (flowing(text[start:end]), True)]
        at = end
    return [*pieces, (flowing(text[at:]), False)]


def _begin(text: str, word: int) -> int:
    """Choose the start: the beginning of the sentence, or a few characters before the first matching word."""
    if word <= _BEFORE:
        return 0
    before = text[word - _BEFORE : word]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)] or [before.find(" ") + 1]
    return word - _BEFORE + ends[-1]


def _end(text: str, begin: int) -> int:
    if len(text) <= begin + _SHORT:
        return len(text)
    space = text.rfind(" ", begin, begin + _SHORT)
    return space if space > begin else begin + _SHORT


def _article(rank: int, result: FoundArticle) -> list[str]:
    article = result.article
    fields = [one_line(part) for part in (article.source, article.author) if part] + dates_of(article)
    more = result.mentions - len(result.passages)
    fields += [f"{counted(more, 'more passage')}"] if more > 0 else []
    head = f"{click.style(f'[{rank}]', fg='cyan')} {_styled(marked(article.title, result.title_words))}"
    lines = [linked(wrapped(head, "    "), article.url)]
    lines += [click.style(wrapped(f"    {', '.join(fields)}", "    "), dim=True)] if fields else []
    for passage in result.passages:
        place = f", {one_line(passage.place)}" if passage.place else ""
        name = f"{one_line(short_path(article.path))}:{passage.line}"
        lines.append(f"    {linked(name, article.path, passage.line)}{place}")
        lines.append(wrapped(f"    “{_styled(excerpt(passage)).strip()}”", "     "))
    return lines


def _styled(pieces: list[tuple[str, bool]]) -> str:
    return "".join(click.style(text, fg="yellow", bold=True) if is_word else text for text, is_word in pieces)
