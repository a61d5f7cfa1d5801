"""Leave out the boilerplate of pasted pages, so that it never becomes a passage.

Nothing is cut out of `Article.text`. A line is dropped only when the whole of it is one of
the phrases below, so that an article *about* cookies keeps its sentences.
"""

import re

from corpus.around import around_article
from corpus.entries import entry_times
from corpus.masthead import mastheads
from corpus.metadata.bylines import as_names, names_paper
from corpus.metadata.datelines import read_date_line
from corpus.metadata.headers import header_block, is_signature
from corpus.metadata.signatures import read_signed_date
from corpus.phrases import is_boilerplate, plain_line
from corpus.sentences import Span

_REPEATED, _FURNITURE, _SALUTATIONS = "repeated paragraphs", "page furniture", "salutations"
_MOST_SIGNED = 2
"""Lines of a name and a date that may sign an article; more are headings of its parts."""
_CAPTION = 20
"""Characters a paragraph repeated directly below itself needs to be a caption; "Yes." may repeat."""
_SALUTATION = re.compile(
    r"(?:my )?(?:dear(?:est)?|hello|hi|hey|greetings|good (?:morning|afternoon|evening|day)|to whom it may concern"
    r"|lieber?s?|sehr geehrter?s?|guten (?:tag|morgen|abend)|hallo|chère?s?|bonjour|bonsoir|madame, monsieur|hola"
    r"|querid[oa]s?|estimad[oa]s?|ciao|gentile|egregio|kjære|kära|hei|hej|beste|geachte|mr\.?|mrs\.?|ms\.?|dr\.?)"
    r"(?:[ ,][^.!?:;]{0,50})?[,:!]",
    re.IGNORECASE,
)
"""The line with which a letter begins."""
_MOST_ABOVE = 3
"""Paragraphs from the top among which a name in capitals is a byline."""
_HEAD, _FOOT = 10, 2
"""Paragraphs from the top and from the end that are checked for bylines and datelines."""
_COPY = 120
"""Characters a paragraph repeated further down needs to be a copy, unless it is a sentence:
lists and interviews repeat their short lines."""


def kept_runs(
    text: str, spans: list[Span], left_out: dict[str, int] | None = None, *, furniture_only: bool = False
) -> list[list[Span]]:
    """Leave out boilerplate, and split the paragraphs into runs where something was left out.

    A paragraph repeated directly below itself is a picture's description and its caption, and both are
    dropped; of one repeated further down, the first is kept. Each entry is a run of its own.

    Args:
        text: The article's text.
        spans: Its paragraphs, in order.
        left_out: Filled with the kinds of what was left out, except bylines and date lines, and the offset of the
            first of each.
        furniture_only: Whether bylines, date lines, rules and repeated paragraphs are kept.

    Returns:
        Runs of neighbouring paragraphs that may share a passage, in order.
    """
    folded = [_folded(text[start:end]) for start, end in spans]
    entries = entry_times(text, spans)
    signed = set() if furniture_only else _signatures(text, spans)
    lines = [plain_line(text[start:end]) for start, end in spans]
    around = dict.fromkeys(mastheads(lines), _FURNITURE) | around_article(lines)
    left_out = {} if left_out is None else left_out
    runs: list[list[Span]] = [[]]
    seen: set[str] = set()
    for place, span in enumerate(spans):
        if place in entries:
            runs.append([])
        reason = around.get(place) or _reason(text[span[0] : span[1]], folded, place, seen)
        reason = None if furniture_only and reason in ("", _REPEATED, _SALUTATIONS) else reason
        if place in signed or reason is not None:
            runs.append([])
            if reason and place not in signed:
                left_out.setdefault(reason, span[0])
        else:
            runs[-1].append(span)
        seen.add(folded[place])
    return [run for run in runs if run]


def _reason(paragraph: str, folded: list[str], place: int, seen: set[str]) -> str | None:
    """Give the reason why a paragraph is left out: empty if it has no words, None if it is kept."""
    if _SALUTATION.fullmatch(folded[place]):
        return _SALUTATIONS
    if is_boilerplate(paragraph):
        return _FURNITURE if re.search(r"\w", paragraph) else ""
    return _REPEATED if _repeated(folded, place, seen) else None


def _signatures(text: str, spans: list[Span]) -> set[int]:
    """Find bylines, date lines and datelines at head and foot; dates that are headings of parts are kept."""
    head = [plain_line(text[start:end]) for start, end in spans[:_HEAD]]
    dated = [place for place, line in enumerate(head) if read_date_line(line)]
    named = [place for place, line in enumerate(head) if read_signed_date(line)]
    signed = {place for place, line in enumerate(head) if is_signature(line)} | header_block(head)
    signed |= {place for place, line in enumerate(head[:_MOST_ABOVE]) if line.isupper() and as_names(line)}
    about = {*dated, *signed}
    signed |= {at for at, line in enumerate(head) if at and names_paper(line) and {at - 1, at + 1} & about}
    for found in (dated, named):
        signed |= set(found) if len(found) == 1 or found == [0, 1] else set()
    feet = range(max(len(spans) - _FOOT, 1), len(spans))
    signing = {at for at in feet if read_signed_date(" ".join(text[slice(*spans[at])].split()))}
    return signed | (signing if len(signing) == 1 and len({*named, *signing}) <= _MOST_SIGNED else set())


def _repeated(folded: list[str], place: int, seen: set[str]) -> bool:
    line = folded[place]
    beside = folded[max(place - 1, 0) : place] + folded[place + 1 : place + 2]
    copied = line in seen and (len(line) >= _COPY or line.endswith((".", "!", '."', ".”")))
    return len(line) >= _CAPTION and (copied or line in beside)


def _folded(paragraph: str) -> str:
    return " ".join(paragraph.split()).casefold()
