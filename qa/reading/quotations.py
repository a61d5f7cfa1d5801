"""Sentences that are read but never answer: lines that a mail quotes, and questions of the article itself."""

import re
from collections.abc import Sequence

from corpus.sentences import Span

_QUOTE = re.compile(r"[\"“”„«»‘]|(?<!\w)'")


def without_quoted(text: str, cut: Sequence[Span]) -> list[Span]:
    """Leave out the sentences of quoted lines.

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
    """Leave out questions: an interviewer's, a headline's, a list of open questions.

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
