"""Checks the quotations of a draft against the archive.

A quotation is looked up by its words: passages with all of them are searched for the quotation, allowing for
typographic variants, marked gaps and brackets. If it does not occur, the passages with most of its rarest words are
aligned with it. For verbatim matches, the speakers in the draft and in the article are compared.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.article import line_at
from corpus.progress import OnProgress, Throttle, silent
from corpus.speech.speech import Speech
from index.lexical.opening import Words
from qa.desk.quotations.archive import Archive, Region
from qa.desk.quotations.citing import cite_words
from qa.desk.quotations.draft import DraftQuotation, quotations_of, without_code
from qa.desk.quotations.figures import check_figures
from qa.desk.quotations.nearest import SHORT, Near, difference, nearest, shared_pairs
from qa.desk.quotations.pattern import Match, Part, find_pattern, parts_of
from qa.desk.quotations.speakers import are_others, are_same, is_another, may_be_same
from qa.desk.quotations.words import Folded
from qa.output.checked import Check, CheckedDraft, Difference

_PASSAGES = 60
"""Passages with all words of a quotation that are searched first; the best by BM25 nearly always contain it."""
_DEEP = 2_000
"""Passages that are searched if the first ones only shared common words."""
_PLACES = 24
"""Matches of the same words whose speaker is compared."""
_RARE = 12
_NEAR = 40
"""Passages that are compared with a quotation that does not occur verbatim."""
_ALIGNED = 6
"""How many of these are aligned with it: those that share most pairs of words."""
_COMPARED = 5_000
"""Characters of a quotation that are looked up and compared."""
_FEWEST = 3
"""Minimum number of words for a quotation to count as altered; a shorter one is verbatim or absent."""


def verify_draft(name: str, text: str, words: Words, on_progress: OnProgress = silent) -> CheckedDraft:
    """Check every quotation and attributed figure of a draft.

    Args:
        name: The name of the draft.
        text: Its text.
        words: The open archive.
        on_progress: Called for each quotation; an exception from it cancels the check.

    Returns:
        The checks, in the draft's order.

    Raises:
        IndexDamaged: If the index cannot be read.
    """
    archive = Archive(words)
    clean = without_code(text)
    quotations = quotations_of(clean)
    throttle = Throttle("verifying", on_progress, total=len(quotations))
    known: dict[tuple[str, str | None], Check] = {}
    checks: list[Check] = []
    for count, one in enumerate(quotations):
        throttle.tick(count)
        key = clean[one.start : one.end], one.speech.speaker if one.speech else None
        if key not in known:
            known[key] = check_quotation(clean, one, archive)
        line, quoted = line_at(text, one.start), text[one.start : one.end]
        checks.append(replace(known[key], words=quoted, start=one.start, end=one.end, line=line))
    figures = check_figures(clean, quotations, archive, lambda: throttle.tick(len(quotations)))
    return CheckedDraft(name, text, tuple(checks), figures)


def check_quotation(text: str, one: DraftQuotation, archive: Archive) -> Check:
    """Check one quotation.

    Args:
        text: The draft.
        one: The quotation.
        archive: The archive.

    Returns:
        The result.
    """
    end = min(one.end, one.start + _COMPARED)
    parts = parts_of(text, one.start, end)
    speaker = one.speech.speaker if one.speech else None
    absent = Check(text[one.start : one.end], "absent", one.start, one.end, line_at(text, one.start), None, (), speaker)
    if not parts:
        return absent
    matches = _exact(parts, archive, end - one.start)
    exact = [(region, match) for region, match in matches if match.is_exact]
    if exact:
        return _attributed(absent, exact, one.speech, archive)
    if matches:
        region, match = matches[0]
        return _altered(absent, region, match.start, match.end, archive)
    near = _nearest(parts, archive, end - one.start, one.speech)
    return _altered(absent, near[0], near[1].start, near[1].end, archive) if near else absent


def _exact(parts: Sequence[Part], archive: Archive, length: int) -> list[tuple[Region, Match]]:
    """Find the matches of a quotation; those that differ in case or hide a negation come last."""
    asked = _longest_sentence(parts)
    matches: dict[tuple[str, int], tuple[Region, Match]] = {}
    looked = 0
    for k in (_PASSAGES, _DEEP):
        for place, region in enumerate(archive.having_all(asked, length, k)):
            if place < looked:
                continue
            looked = place + 1
            for match in _matches(region, tuple(parts), archive):
                if not _crosses(region, match, parts, archive):
                    matches.setdefault((region.article.article_id, match.start), (region, match))
            if len(matches) >= _PLACES:
                break
        if matches or looked < _PASSAGES // 2:
            break
    return sorted(matches.values(), key=lambda one: not one[1].is_exact)


def _matches(region: Region, parts: tuple[Part, ...], archive: Archive) -> list[Match]:
    """Find a quotation as it is, else as words that the article interrupts to name the speaker."""
    text = region.article.text
    found = find_pattern(Folded(text, region.start, region.end), parts)
    if found or sum(len(part.tokens) for part in parts) < _FEWEST:
        return found
    for joined in archive.uninterrupted(region.article):
        found = find_pattern(Folded(text, region.start, region.end, joined.left_out, joined.full_stops), parts)
        if found:
            return found
    return []


def _longest_sentence(parts: Sequence[Part]) -> str:
    """Return the longest sentence of a quotation: it is within one passage, while the whole may span two.

    Its first word is left out of a longer one: an article may have it as ``[w]e``.
    """
    runs: list[list[str]] = []
    for part in parts:
        runs.append([])
        for token in part.tokens:
            if token.text in ".!?":
                runs.append([])
            elif token.is_word:
                runs[-1].append(token.text)
    longest = max(runs, key=lambda run: sum(map(len, run)))
    return " ".join(longest[len(longest) > _FEWEST :])


def _crosses(region: Region, match: Match, parts: Sequence[Part], archive: Archive) -> bool:
    """Return whether a quotation with a gap joins the words of two people."""
    if len(parts) < 2:
        return False
    first = archive.speech_at(region.article, match.start, match.start + 1)
    last = archive.speech_at(region.article, match.end - 1, match.end)
    return first is not None and last is not None and are_others(first, last)


def _attributed(
    absent: Check, matches: Sequence[tuple[Region, Match]], claimed: Speech | None, archive: Archive
) -> Check:
    """Compare the speakers at the matches with the one that the draft names."""
    attributed = [
        (region, match, archive.speech_at(region.article, match.start, match.end)) for region, match in matches
    ]
    agreed = [one for one in attributed if claimed and one[2] and are_same(claimed, one[2])]
    others = [one for one in attributed if claimed and one[2] and is_another(claimed, one[2], one[0].article.text)]
    unclear = [one for one in attributed if one not in agreed and one not in others]
    spoken = [one for one in unclear if one[2]]
    is_elsewhere = bool(others) and not agreed and not spoken
    region, match, speech = _newest(others if is_elsewhere else agreed or spoken or unclear)
    return replace(
        absent,
        label="elsewhere" if is_elsewhere else "verbatim",
        citation=cite_words(region.article, match.start, match.end),
        said_by=speech.speaker if speech else None,
        others=len({(one[0].article.article_id, one[1].start) for one in attributed}) - 1,
    )


def _newest(attributed: Sequence[tuple[Region, Match, Speech | None]]) -> tuple[Region, Match, Speech | None]:
    return max(attributed, key=lambda one: (one[0].article.stated is not None, str(one[0].article.stated)))


def _altered(absent: Check, region: Region, start: int, end: int, archive: Archive) -> Check:
    speech = archive.speech_at(region.article, start, end)
    words = region.article.text[start:end]
    return replace(
        absent,
        label="altered",
        citation=cite_words(region.article, start, end),
        difference=tuple(
            Difference(change.draft, change.archive) for change in difference(absent.words[:_COMPARED], words)
        ),
        said_by=speech.speaker if speech else None,
    )


def _nearest(
    parts: Sequence[Part], archive: Archive, length: int, claimed: Speech | None
) -> tuple[Region, Near] | None:
    """Find the text nearest to a quotation that does not occur; None if nothing is near enough.

    Of the words of the speaker that the draft names, half are near enough.
    """
    tokens = [token for part in parts for token in part.tokens]
    if sum(token.is_word for token in tokens) < _FEWEST:
        return None
    quote = [token.text.lower() for token in tokens]
    weights = {word: 1 + archive.rarity(word) if word[0].isalnum() else 0.2 for word in set(quote)}
    asked = " ".join(token.text for token in tokens if token.is_word)
    regions = [
        (shared_pairs(quote, region.article.text[region.start : region.end], weights), region)
        for region in archive.having_rarest(asked, length, _RARE, _NEAR)
    ]
    best: tuple[Region, Near] | None = None
    is_short = len(quote) <= SHORT
    for shared, region in sorted(regions, key=lambda one: -one[0])[:_ALIGNED]:
        near = (
            nearest(Folded(region.article.text, region.start, region.end), quote, weights)
            if shared or is_short
            else None
        )
        if near is None or (best and near.share <= best[1].share):
            continue
        if near.is_same or (
            near.is_like and may_be_same(claimed, archive.speech_at(region.article, near.start, near.end))
        ):
            best = region, near
    return best
