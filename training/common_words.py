"""Lists of common words, which distinguish names typed in lower case, and of the most frequent words.

``python -m training.common_words`` counts them over the texts of the training data and writes both lists.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training.data import data_folder, rows

WORDS = Path(__file__).parents[1] / "qa" / "conversation" / "common_words.txt"
EVERYDAY = WORDS.with_name("everyday_words.txt")
SOURCES = ("reading_amazon", "reading_reddit", "reading_new_wiki", "reading_squad2", "reading_nq", "reading_contrast")
_FEWEST = 6
"""Minimum number of texts that have the word in lower case."""
_CAPITALS = 1.2
"""Maximum number of texts that capitalise it within a sentence, for each that does not; above this it is a name."""
_MOST = 1000
"""Number of most frequent words."""
_SENTENCE = re.compile(r'[.!?"“]\s+|\n')
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


def common_words(texts: Iterable[str]) -> list[str]:
    """Choose the words that many texts contain, and few as a name, sorted.

    Args:
        texts: English texts.

    Returns:
        The words in lower case, possessive endings taken off.
    """
    small, capital = Counter[str](), Counter[str]()
    for text in texts:
        found = [_words(sentence) for sentence in _SENTENCE.split(text)]
        small.update({word for words in found for word in words if word.islower()})
        capital.update({word.lower() for words in found for word in words[1:] if not word.islower()})
    often = (word for word, count in small.items() if count >= _FEWEST and capital[word] < _CAPITALS * count)
    return sorted(word for word in often if len(word) > 1)


def everyday_words(texts: Iterable[str]) -> list[str]:
    """Choose the words that most texts contain in lower case, sorted.

    Args:
        texts: English texts.

    Returns:
        The words, possessive endings taken off.
    """
    small = Counter[str]()
    for text in texts:
        words = {word for sentence in _SENTENCE.split(text) for word in _words(sentence)}
        small.update(sorted(word for word in words if word.islower()))
    return sorted(word for word, _ in small.most_common(_MOST))


def _words(sentence: str) -> list[str]:
    return [re.sub(r"'s?$", "", word.replace("’", "'")) for word in _WORD.findall(sentence)]


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    data_folder(parser)
    given = parser.parse_args()
    texts = [str(row["text"]) for source in SOURCES for row in rows(given.data, source)]
    for path, words in ((WORDS, common_words(texts)), (EVERYDAY, everyday_words(texts))):
        path.write_text("\n".join(words) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
