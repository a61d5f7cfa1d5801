"""Find the stories of a store: articles that are copies or earlier versions of another.

Only stories of more than one article are stored. Their articles are ordered: those with a nearly
complete text come first, newest first, so that the latest complete article is shown. If an address
has had several texts, all but the newest are earlier versions and come last.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from urllib.parse import parse_qsl, urlencode, urlsplit

from corpus.progress import OnProgress, Throttle
from index.filters import folded
from index.store.articles import ArticleStore
from index.stories import tables
from index.stories.minhash import minhash, word_tokens
from index.stories.near_duplicates import MinHashed, Texts, gather

_COMPLETE = 0.9
"""Share of the longest article's words from which a text counts as complete."""
_SAME_PAGE = 0.2
"""Minimum overlap of two texts of one address that are versions, whatever their titles: some exports give every
article the address of the site."""
_TRACKING = frozenset("fbclid gclid dclid msclkid mc_cid mc_eid igshid ref ref_src cmpid ito smid ocid".split())


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The sort keys of an article within a story."""

    minhashed: MinHashed
    title: str
    address: str | None
    changed: str
    """The day of its last change, otherwise of its publication, ISO 8601; empty if unknown."""
    fetched: int
    """When its file was last written, in nanoseconds."""


def store_stories(store: ArticleStore, earlier: ArticleStore | None, on_progress: OnProgress) -> None:
    """Find the stories of a store that is being made, and add them to it.

    Args:
        store: All articles and files have been added.
        earlier: A finished store whose signatures may be reused.
        on_progress: Called with the number of articles minhashed, then compared.
    """
    throttle, steps = Throttle("comparing", on_progress, total=store.count("articles")), count(1)

    def report() -> None:
        throttle.tick(next(steps) // 2)  # minhashed, then compared

    candidates = {candidate.minhashed.row: candidate for candidate in _candidates(store, earlier, report)}
    texts = Texts(lambda row: tables.body_of(store, row), tables.compared_before(earlier))
    found = gather([candidate.minhashed for candidate in candidates.values()], texts, report)
    newer = _versions(candidates, texts)
    stories = _joined(found, newer)
    rows = []
    for members in stories:
        ordered = _ordered([candidates[row] for row in members], newer)
        rows += [(row, ordered[0], place, newer.get(row)) for place, row in enumerate(ordered)]
    tables.keep_stories(store, rows)
    tables.keep_compared(store, texts.compared)


def _candidates(store: ArticleStore, earlier: ArticleStore | None, report: Callable[[], None]) -> list[_Candidate]:
    """Compute or reuse the signature of every article, and read its sort keys."""
    found = []
    for row, title, url, published, modified, written, length, signature in tables.articles_to_compare(store):
        if signature is None:
            length, signature = tables.earlier_signature(earlier, store, row) or _minhashed(tables.body_of(store, row))
            tables.keep_signature(store, row, length, signature)
        minhashed = MinHashed(row, length, date.fromisoformat(published) if published else None, bytes(signature))
        found.append(_Candidate(minhashed, title, address_of(url), modified or published or "", written))
        report()
    return found


def _minhashed(text: str) -> tuple[int, bytes]:
    words = word_tokens(text)
    return len(words), minhash(words)


def _versions(candidates: Mapping[int, _Candidate], texts: Texts) -> dict[int, int]:
    """Map the row of each earlier version to that of the newest text of its address."""
    pages: defaultdict[str, list[_Candidate]] = defaultdict(list)
    for candidate in candidates.values():
        if candidate.address:
            pages[candidate.address].append(candidate)
    found: dict[int, int] = {}
    for versions in pages.values():
        *older, newest = sorted(versions, key=lambda each: (each.changed, each.fetched, each.minhashed.row))
        for version in older:
            if version.minhashed.signature != newest.minhashed.signature and _same_page(version, newest, texts):
                found[version.minhashed.row] = newest.minhashed.row
    return found


def _same_page(one: _Candidate, other: _Candidate, texts: Texts) -> bool:
    if folded(one.title) == folded(other.title):
        return True
    return texts.compare(one.minhashed, other.minhashed).overlap >= _SAME_PAGE


def _joined(*links: Mapping[int, int]) -> list[list[int]]:
    """Group linked rows into stories of more than one article."""
    leads: dict[int, int] = {}

    def lead(row: int) -> int:
        while leads.get(row, row) != row:
            row = leads[row]
        return row

    for linked in links:
        for row, other in linked.items():
            leads[lead(row)] = lead(other)
    stories: defaultdict[int, list[int]] = defaultdict(list)
    for row in sorted({row for linked in links for pair in linked.items() for row in pair}):
        stories[lead(row)].append(row)
    return list(stories.values())


def _ordered(members: Sequence[_Candidate], newer: Mapping[int, int]) -> list[int]:
    """Order a story's articles, the one to show first."""
    current = [each for each in members if each.minhashed.row not in newer]
    whole = _COMPLETE * max(each.minhashed.length for each in current)
    # Sorted from the last key to the first, because a day is text and cannot be negated.
    ordered = sorted(members, key=lambda each: each.minhashed.row)
    ordered.sort(key=lambda each: (each.changed, each.fetched), reverse=True)
    ordered.sort(key=lambda each: (each.minhashed.row in newer, each.minhashed.length < whole))
    return [each.minhashed.row for each in ordered]


def address_of(url: str | None) -> str | None:
    """Normalise an article's address, so that equal pages have equal addresses.

    Args:
        url: The article's address.

    Returns:
        Host, path, and query without tracking parameters; None if it does not identify a
        page.
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    asked = [(key, value) for key, value in parse_qsl(parts.query) if not _follows(key)]
    path = parts.path.rstrip("/")
    if not host or not (path or asked):
        return None
    return f"{host}{path}{'?' + urlencode(sorted(asked)) if asked else ''}"


def _follows(key: str) -> bool:
    return key.casefold() in _TRACKING or key.casefold().startswith("utm_")
