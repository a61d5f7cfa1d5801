"""Sentences that are read and never answer: lines that a mail quotes, and what the article itself only asks."""

import re
from collections.abc import Sequence

from corpus.sentences import Span

_QUOTE = re.compile(r"[\"“”„«»‘]|(?<!\w)'")


def without_quoted(text: str, cut: Sequence[Span]) -> list[Span]:
    """Leave out the sentences of lines that are quoted.

    Args:
        text: A passage of a mail.
        cut: Its sentences, as offsets into `text`.

    Returns:
        The sentences that are the writer's own, in order.
    """
    return [
        (start, end) for start, end in cut if not text[text.rfind("\n", 0, start) + 1 :].lstrip(" ").startswith(">")
    ]


def without_asked(text: str, cut: Sequence[Span]) -> list[Span]:
    """Leave out the sentences that ask: an interviewer's question, a headline's, a list of what is not known.

    A question within quotation marks is somebody's words, which may be asked for.

    Args:
        text: A passage.
        cut: Its sentences, as offsets into `text`.

    Returns:
        The other sentences, in order.
    """
    return [
        (start, end)
        for start, end in cut
        if not text[start:end].rstrip().endswith("?") or _QUOTE.search(text, start, end)
    ]
