"""Hold a sentence against the passages that it cites: nothing in it may be other than they have it.

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
"""Words within which a figure's unit follows it."""
_SUPPORTED = 0.6
"""Share of a sentence's content words that the passages have."""


class Evidence:
    """The passages that a sentence cites, as one text to look things up in.

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
        self._said = [({t.form for t in each}, {stem(t.form) for t in each}) for each in self._sentences]
        self._clauses = [list(clauses_of(text[start:end])) for text, (start, end) in spans]
        self._verbatim = [_plain(text) for text in texts]

    def says(self, quoted: str) -> bool:
        """Return whether words stand in one of the passages as they are."""
        return any(_plain(quoted).strip() in text for text in self._verbatim)

    @cached_property
    def _pairs(self) -> set[tuple[str, str]]:
        return {(one.form, other.form) for one, other in pairwise(self._tokens) if other.joined}

    def adjacent(self, one: Token, other: Token) -> bool:
        """Return whether two words stand side by side, in this order."""
        return (one.form, other.form) in self._pairs

    def measured(self, figure: Token, unit: Token) -> bool:
        """Return whether a figure is followed by its unit, other words perhaps between them."""
        for at, token in enumerate(self._tokens):
            if token.form == figure.form:
                near = list(takewhile(lambda each: not each.is_figure, self._tokens[at + 1 : at + 1 + _NEAR]))
                if stem(unit.form) in {stem(each.form) for each in near}:
                    return True
        return False

    def has(self, token: Token) -> bool:
        """Return whether a word stands there, a name as a name and a month as a month."""
        if token.is_calendar:
            return token.form in self._calendar
        return token.form in (self._capitals if token.is_capital and not token.first else self.forms)

    def has_lower(self, token: Token) -> bool:
        """Return whether a word stands there without a capital, and so is no part of a name alone."""
        return token.form in self._lower

    def near(self, token: Token, neighbours: set[str]) -> bool:
        """Return whether one sentence has a word together with one of those around it, by their stems."""
        return any(token.form in forms and neighbours & stems for forms, stems in self._said)

    def together(self, token: Token, others: set[str]) -> bool:
        """Return whether a word stands in one sentence, or in two that follow each other, with one of others."""
        forms = [said for said, _ in self._said]
        runs = [one | other for one, other in pairwise(forms)] or forms
        return any(token.form in run and others & run for run in runs)

    def is_of_others(self, amount: Token, content: frozenset[str]) -> bool:
        """Return whether an amount stands with others, and only in clauses that have none of some words."""
        at = [bool(clauses) for clauses, each in zip(self._clauses, self._sentences, strict=True) if _has(each, amount)]
        clauses = [clause for each in self._clauses for clause in each if amount.form in clause.amounts]
        return all(at) and bool(clauses) and not any(clause.stems & content for clause in clauses)

    def denies(self, stems: set[str]) -> bool:
        """Return whether the sentence that has most of these words denies something."""
        best = max(self._sentences, key=lambda each: len(stems & {stem(token.form) for token in each}), default=[])
        return denies(best)


def denies(said: Sequence[Token]) -> bool:
    """Return whether a sentence denies something."""
    return any(token.form in NEGATIONS or token.form.endswith("n't") for token in said)


def failing(sentence: str, evidence: Evidence) -> str:
    """Look for what in a sentence is not as its passages have it.

    Args:
        sentence: The sentence, without the numbers of its citations.
        evidence: What it cites.

    Returns:
        What does not hold, for a person; empty if all does.
    """
    if (found := _ADDRESS.search(sentence)) and not evidence.says(found[0]):
        return f"the address {found[0]} does not stand there"
    rest = _QUOTED.sub(" ", sentence)
    for match in _QUOTED.finditer(sentence):
        quoted = next(group for group in match.groups() if group is not None)
        if not evidence.says(quoted):
            return f"the quotation “{quoted}” does not stand there"
    if _MARKS.search(rest):
        return "a quotation has no end"
    said = tokens(sentence)
    return _single(said, evidence) or _paired(said, evidence) or _placed(said, evidence) or _whole(said, evidence)


def _single(said: Sequence[Token], evidence: Evidence) -> str:
    """Look for a word that has to stand in the passages and does not."""
    for token in said:
        if evidence.has(token):
            continue
        if token.is_figure or token.is_sign or any(letter.isdigit() for letter in token.form):
            return f"the figure {token.text} does not stand there"
        if token.is_calendar:
            return f"the date {token.text} does not stand there"
        if token.is_capital:
            return f"the name {token.text} does not stand there"
        if stem(token.form) in evidence.stems:
            continue
        if token.is_name or token.form in TURNING or token.form in NEGATIONS:
            return f"the word {token.text} does not stand there"
    return ""


def _paired(said: Sequence[Token], evidence: Evidence) -> str:
    """Look for words that belong together and stand apart in the passages."""
    for one, other in pairwise(said):
        if other.joined and (kind := _apart(one, other, evidence)):
            return f"the {kind} {one.text} {other.text} does not stand there"
    return ""


def _apart(one: Token, other: Token, evidence: Evidence) -> str:
    """Say what two neighbouring words are together that the passages do not have; empty if nothing."""
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
    """Look for a name or figure that stands in the passages, but nowhere with what is around it here."""
    content = [token for token in said if not token.is_small and not token.is_sign]
    for at, token in enumerate(content):
        if token.is_figure or token.is_capital:
            around = {stem(each.form) for each in content[max(0, at - 1) : at + 2] if each.form != token.form}
            if around and not evidence.near(token, around):
                return f"{token.text} stands there, but not so"
    telling = [token for token in content if token.is_figure or token.is_capital]
    for at, token in enumerate(telling):
        beside = {each.form for each in telling[max(0, at - 1) : at + 2] if each.form != token.form}
        if beside and not evidence.together(token, beside):
            return f"{token.text} stands there, but not so"
    about = content_of(said)
    strange = (token for token in amounts_in(said) if about and evidence.is_of_others(token, about))
    return next((f"{token.text} stands there, but of something else" for token in strange), "")


def _has(said: Sequence[Token], token: Token) -> bool:
    return any(each.form == token.form for each in said)


def _is_date(one: Token, other: Token) -> bool:
    return (one.is_calendar and (other.is_figure or other.is_calendar)) or (one.is_figure and other.is_calendar)


def _is_one_name(one: Token, other: Token) -> bool:
    return one.is_capital and not one.is_small and (other.is_capital or other.is_figure) and not other.is_small


def _whole(said: Sequence[Token], evidence: Evidence) -> str:
    """Look at the sentence as a whole: whether it is about what the passages say, and denies what they deny."""
    content = {stem(token.form) for token in said if not token.is_small}
    if not content:
        return "it says nothing"
    if len(content & evidence.stems) < _SUPPORTED * len(content):
        return "most of its words do not stand there"
    if denies(said) != evidence.denies(content):
        return "it denies what is said there, or says what is denied"
    return ""


def _plain(text: str) -> str:
    """Make texts comparable letter by letter: one kind of space and of apostrophe."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split())
