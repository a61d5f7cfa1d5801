"""Cite words of an article by their offsets, with their sentences."""

from corpus.article import Article
from corpus.sentences import paragraphs, sentences
from qa.answering.citations import citation_of
from qa.types import Citation


def cite_words(article: Article, start: int, end: int, number: int = 1) -> Citation:
    """Cite words of an article.

    Args:
        article: The article as the store has it.
        start: Offset of the words.
        end: Offset after them.
        number: From 1, in the order of the citations.

    Returns:
        The citation, checked against the stored text.

    Raises:
        IndexDamaged: If the text differs from what was indexed.
    """
    first, last = start, end
    for para in paragraphs(article.text):
        if para[0] < end and start < para[1]:
            for sentence in sentences(article.text, *para):
                if sentence[0] < end and start < sentence[1]:
                    first, last = min(first, sentence[0]), max(last, sentence[1])
    return citation_of(article, number, (start, end), (first, last))
