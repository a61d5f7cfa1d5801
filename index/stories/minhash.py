"""Short signatures of articles: similar texts have similar signatures.

A text is converted to the set of its three-word sequences, without letter case and punctuation, and the
set to 128 minima (MinHash): the share of minima that two signatures have in common estimates the
Jaccard similarity of their sets, within 0.09 in 19 of 20 cases. rensa makes them: MIT, in Rust, one
megabyte and no dependencies, wheels for Linux, macOS and Windows, a release every few months;
datasketch, the older library, wants SciPy. It is imported only while an index is made.

Source:
    Broder, "On the resemblance and containment of documents", 1997.
"""

import hashlib
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_MINIMA = 128
_SEED = 42
_WORD = re.compile(r"\w+")

Signatures = npt.NDArray[np.uint32]


def word_tokens(text: str) -> list[str]:
    """Split a text into words, without letter case and punctuation."""
    return _WORD.findall(text.casefold())


def runs_of(words: Sequence[str]) -> list[str]:
    """Join every three consecutive words; fewer than three words are one sequence."""
    return list(map(" ".join, zip(words, words[1:], words[2:], strict=False))) or list(words)


def minhash(words: Sequence[str]) -> bytes:
    """Compute a text's signature.

    Args:
        words: Its words.

    Returns:
        A hash of the words in 16 bytes, then 128 minima of four bytes each, least significant
        first.
    """
    from rensa import RMinHash

    minima = RMinHash(num_perm=_MINIMA, seed=_SEED)
    minima.update(runs_of(words))
    same = hashlib.sha256(" ".join(words).encode("utf-8", "replace")).digest()[:16]
    return same + np.array(minima.digest(), dtype="<u4").tobytes()


def minima_of(signatures: Sequence[bytes]) -> Signatures:
    """Extract the minima from signatures, shape ``(len(signatures), 128)``."""
    joined = b"".join(signature[16:] for signature in signatures)
    return np.frombuffer(joined, dtype="<u4").reshape(-1, _MINIMA)
