"""Check a sentence against the passages that it cites: nothing in it may differ from them.

The check is strict and of words alone: it knows no synonyms, so it strikes much that is right, and passes
nothing whose figures, names, dates or quotations are not there.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise, takewhile

from corpus.sentences import all_sentences
from qa.conversation.phrasing.amounts import amounts_in, clauses_of, content_of
from qa.conversation.phrasing.deciding_words import NEGATIONS, TURNING, UNITS
from qa.conversation.phrasing.tokens import Token, stem, tokens

_QUOTED = re.compile(r"“([^“”]*)”|\"([^\"]*)\"|«([^«»]*)»|(?<!\w)‘([^‘’]*)’(?!\w)")
_MARKS = re.compile(r"[“”\"«»]")
_ADDRESS = re.compile(r"\w+://\S+|www\.\S+|\S+@\S+|\]\(")
_NEAR = 3
"""Words after a figure within which its unit follows."""
_SUPPORTED = 0.6
"""Least share of a sentence's content words that the passages must have."""


class Evidence:
    """The passages that a sentence cites, indexed for lookups.

    Args:
        texts: The passages, each with its title.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._tokens = [token for text in texts for token in tokens(text)]
        self.forms = {token.form for token in self._tokens}
        self.stems = {stem(token.form) for token in self._tokens}
        self._capitals = {token.form for token in self._tokens if token.is_capital}
        self._calendar = {token.form for token in self._tokens if token.is_calendar}
        self._lower = {token.form for token in self._tokens if token.text.islower()}
        spans = [(text, span) for text in texts for span in all_sentences(text)]
        self._sentences = [tokens(text[start:end]) for text, (start, end) in spans]
        self._said = [({t.form for t in sentence}, {stem(t.form) for t in sentence}) for sentence in self._sentences]
        self._clauses = [list(clauses_of(text[start:end])) for text, (start, end) in spans]
        self._verbatim = [_plain(text) for text in texts]

    def says(self, quoted: str) -> bool:
        """Return whether one of the passages has the words verbatim."""
        return any(_plain(quoted).strip() in text for text in self._verbatim)

    @cached_property
    def _pairs(self) -> set[tuple[str, str]]:
        return {(one.form, other.form) for one, other in pairwise(self._tokens) if other.joined}

    def adjacent(self, one: Token, other: Token) -> bool:
        """Return whether two words occur next to each other, in this order."""
        return (one.form, other.form) in self._pairs

    def measured(self, figure: Token, unit: Token) -> bool:
        """Return whether a figure is followed by its unit, other words perhaps between them."""
        for at, token in enumerate(self._tokens):
            if token.form == figure.form:
                near = list(takewhile(lambda token: not token.is_figure, self._tokens[at + 1 : at + 1 + _NEAR]))
                if stem(unit.form) in {stem(other.form) for other in near}:
                    return True
        return False

    def has(self, token: Token) -> bool:
        """Return whether a word occurs, a name as a name and a month as a month."""
        if token.is_calendar:
            return token.form in self._calendar
        return token.form in (self._capitals if token.is_capital and not token.first else self.forms)

    def has_lower(self, token: Token) -> bool:
        """Return whether a word occurs without a capital, and so not only as part of a name."""
        return token.form in self._lower

    def near(self, token: Token, neighbours: set[str]) -> bool:
        """Return whether one sentence has a word together with one of its neighbours, by their stems."""
        return any(token.form in forms and neighbours & stems for forms, stems in self._said)

    def together(self, token: Token, others: set[str]) -> bool:
        """Return whether a word occurs with one of the others in one sentence, or in two adjacent ones."""
        forms = [said for said, _ in self._said]
        runs = [one | other for one, other in pairwise(forms)] or forms
        return any(token.form in run and others & run for run in runs)

    def is_of_others(self, amount: Token, content: frozenset[str]) -> bool:
        """Return whether an amount occurs among others, and only in clauses without any of the given words."""
        with_clauses = zip(self._clauses, self._sentences, strict=True)
        at = [bool(clauses) for clauses, sentence in with_clauses if _has(sentence, amount)]
        clauses = [clause for group in self._clauses for clause in group if amount.form in clause.amounts]
        return all(at) and bool(clauses) and not any(clause.stems & content for clause in clauses)

    def denies(self, stems: set[str]) -> bool:
        """Return whether the sentence that has most of these words denies something."""

        def shared(sentence: Sequence[Token]) -> int:
            return len(stems & {stem(token.form) for token in sentence})

        return denies(max(self._sentences, key=shared, default=[]))


def denies(said: Sequence[Token]) -> bool:
    """Return whether a sentence denies something."""
    return any(token.form in NEGATIONS or token.form.endswith("n't") for token in said)


def failing(sentence: str, evidence: Evidence) -> str:
    """Find what in a sentence its passages do not support.

    Args:
        sentence: The sentence, without the numbers of its citations.
        evidence: The passages that it cites.

    Returns:
        What is not supported, for display; empty if everything is.
    """
    if (address := _ADDRESS.search(sentence)) and not evidence.says(address[0]):
        return f"the address {address[0]} is not in the cited text"
    rest = _QUOTED.sub(" ", sentence)
    for match in _QUOTED.finditer(sentence):
        quoted = next(group for group in match.groups() if group is not None)
        if not evidence.says(quoted):
            return f"the quotation “{quoted}” is not in the cited text"
    if _MARKS.search(rest):
        return "a quotation has no end"
    said = tokens(sentence)
    return _single(said, evidence) or _paired(said, evidence) or _placed(said, evidence) or _whole(said, evidence)


def _single(said: Sequence[Token], evidence: Evidence) -> str:
    """Find a word that must be in the passages and is not."""
    for token in said:
        if evidence.has(token):
            continue
        if token.is_figure or token.is_sign or any(letter.isdigit() for letter in token.form):
            return f"the figure {token.text} is not in the cited text"
        if token.is_calendar:
            return f"the date {token.text} is not in the cited text"
        if token.is_capital:
            return f"the name {token.text} is not in the cited text"
        if stem(token.form) in evidence.stems:
            continue
        if token.is_name or token.form in TURNING or token.form in NEGATIONS:
            return f"the word {token.text} is not in the cited text"
    return ""


def _paired(said: Sequence[Token], evidence: Evidence) -> str:
    """Find words that belong together but are apart in the passages."""
    for one, other in pairwise(said):
        if other.joined and (kind := _apart(one, other, evidence)):
            return f"the {kind} {one.text} {other.text} is not in the cited text"
    return ""


def _apart(one: Token, other: Token, evidence: Evidence) -> str:
    """Return the kind of a pair of neighbouring words that the passages lack; empty if there is none."""
    beside = evidence.adjacent(one, other)
    if _is_date(one, other):
        return "" if beside or evidence.adjacent(other, one) else "date"
    if (one.is_sign and other.is_figure) or (one.is_figure and (other.is_sign or other.is_figure)):
        return "" if beside else "figure"
    if one.is_figure and not other.is_small and (not one.is_year or other.form in UNITS):
        return "" if evidence.measured(one, other) else "figure"
    if _is_one_name(one, other) and not beside:
        return "" if evidence.has_lower(one) or evidence.has_lower(other) else "name"
    return ""


def _placed(said: Sequence[Token], evidence: Evidence) -> str:
    """Find a name or figure that is in the passages, but nowhere with its neighbours in the sentence."""
    content = [token for token in said if not token.is_small and not token.is_sign]
    for at, token in enumerate(content):
        if token.is_figure or token.is_capital:
            neighbours = content[max(0, at - 1) : at + 2]
            around = {stem(neighbour.form) for neighbour in neighbours if neighbour.form != token.form}
            if around and not evidence.near(token, around):
                return f"{token.text} is in the cited text, but not in this context"
    distinctive = [token for token in content if token.is_figure or token.is_capital]
    for at, token in enumerate(distinctive):
        beside = {neighbour.form for neighbour in distinctive[max(0, at - 1) : at + 2] if neighbour.form != token.form}
        if beside and not evidence.together(token, beside):
            return f"{token.text} is in the cited text, but not in this context"
    about = content_of(said)
    strange = (token for token in amounts_in(said) if about and evidence.is_of_others(token, about))
    return next((f"{token.text} is in the cited text, but of something else" for token in strange), "")


def _has(said: Sequence[Token], token: Token) -> bool:
    return any(other.form == token.form for other in said)


def _is_date(one: Token, other: Token) -> bool:
    return (one.is_calendar and (other.is_figure or other.is_calendar)) or (one.is_figure and other.is_calendar)


def _is_one_name(one: Token, other: Token) -> bool:
    return one.is_capital and not one.is_small and (other.is_capital or other.is_figure) and not other.is_small


def _whole(said: Sequence[Token], evidence: Evidence) -> str:
    """Check the sentence as a whole: whether it is about what the passages say, and denies what they deny."""
    content = {stem(token.form) for token in said if not token.is_small}
    if not content:
        return "it says nothing"
    if len(content & evidence.stems) < _SUPPORTED * len(content):
        return "most of its words are not in the cited text"
    if denies(said) != evidence.denies(content):
        return "it denies what is said there, or says what is denied"
    return ""


def _plain(text: str) -> str:
    """Normalise spaces and apostrophes, so that texts can be compared letter by letter."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split())
