"""Who did what a text's writer says of themselves: "We found 23 cracks" in a mail answers with its author."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.article import Article
from corpus.sentences import all_sentences
from index.lexical.analyzer import analysed
from index.store.articles import ArticleStore
from index.store.formats import mails_among
from qa.answering.citations import Citer
from qa.answering.decide import Conclusion
from qa.answering.rules.governed import governed_by
from qa.questions import content_terms
from qa.reading.quotations import without_asked, without_quoted
from qa.types import SURE, Citation, Reading

_WHO = re.compile(r"who(?:'s|’s)?(?: (?:has|have|had|also|first))* (?P<verb>[a-z]+)", re.IGNORECASE)
_BEING = frozenset("is are was were be been did do does can could will would should may might must not".split())
_FIRST_PERSON = re.compile(
    r"(?:I|[Ww]e)(?:['’]ve|['’]d)?(?: (?:have|had|also|then|just|now|already|recently|finally|first))* "
    r"(?P<verb>[A-Za-z]+)"
)
_QUOTE = re.compile('["“”„«»]')


def or_writer(
    conclusion: Conclusion, question: str, readings: Sequence[Reading], store: ArticleStore, citer: Citer
) -> Conclusion:
    """Answer who did something with the author of the text that says "I" or "we" did it.

    Args:
        conclusion: What follows from the spans that were read.
        question: The question, clean.
        readings: What was read for it, best first.
        store: Holds the articles.
        citer: Makes and checks citations.

    Returns:
        The author, marked as from the metadata, cited at the sentence; its confidence is not fitted. The conclusion
        as it is, if its own sentence has all words of the question, if that asks for no doer, or if no sentence in
        the first person has its verb and all its other words.
    """
    asked = _WHO.match(question)
    if asked is None or asked["verb"].lower() in _BEING:
        return conclusion
    verb, wanted = analysed(asked["verb"]), set(content_terms(question))
    if any(_names_another(cited, wanted) for cited in conclusion.citations[:1]):
        return conclusion
    mails = mails_among(store, [reading.hit.passage.article_id for reading in readings])
    for reading in readings:
        name = reading.hit.passage.article_id
        article = store.article(name)
        if article is None or not article.author:
            continue
        found = _in_first_person(reading, article, verb, wanted, mail=name in mails)
        if found is not None and governed_by(question, found) is None:
            return Conclusion(citer.cite([found]), SURE, text=article.author, metadata="author")
    return conclusion


def _names_another(cited: Citation, wanted: set[str]) -> bool:
    """Return whether a sentence that was cited has all the words wanted, and its answer is not "I" or "we"."""
    has_all = wanted <= set(analysed(f"{cited.title} {cited.sentence}"))
    return has_all and not re.match(r"(?:I|we)\b", cited.quote, re.IGNORECASE)


def _in_first_person(
    reading: Reading, article: Article, verb: list[str], wanted: set[str], *, mail: bool
) -> Reading | None:
    """Point at the pronoun of the writer's own sentence that has a verb and the words wanted; None if none has."""
    passage = reading.hit.passage
    cut = without_asked(passage.text, all_sentences(passage.text))
    for start, end in without_quoted(passage.text, cut) if mail else cut:
        sentence = passage.text[start:end]
        said = _FIRST_PERSON.match(sentence)
        if said is None or _QUOTE.search(sentence) or analysed(said["verb"]) != verb:
            continue
        if wanted <= set(analysed(f"{article.title} {sentence}")):
            first, last = passage.start + start, passage.start + end
            pronoun = len(re.split(r"['’ ]", sentence, maxsplit=1)[0])
            return replace(reading, start=first, end=first + pronoun, sentence_start=first, sentence_end=last)
    return None
