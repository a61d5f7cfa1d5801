"""Time of reading by the number of passages and their length; warm, one question."""

import statistics
import time

from bench.support.data import rows
from bench.support.report import Options, Report, Table, at_most, script, shown
from qa.reading.model import CLOSE_MODELS, SpanModel
from qa.settings import ReadingSettings

_TIMES = 15
_COUNTS = (5, 10, 20, 40)
_LENGTHS = (64, 128, 160, 192)
_QUESTION = "Which city did the company move its head office to in 1998?"


def measure(options: Options) -> Report:
    """Time the network on passages of a given number of wordpieces, cut from Wikipedia paragraphs."""
    model, close = SpanModel.open(), SpanModel.open(CLOSE_MODELS)
    words = " ".join(row["text"] for row in rows(options.data, "reading_new_wiki")).split()
    texts = {length: _passages(model, words, length) for length in _LENGTHS}
    seconds = {(count, length): _timed(model, texts[length][:count]) for count in _COUNTS for length in _LENGTHS}
    count = ReadingSettings().close
    again = _timed(close, texts[160][:count])
    return Report(
        figures=(
            at_most("twenty passages of 160 wordpieces read, median", 1000 * seconds[20, 160], 300, "ms", 0),
            shown(f"the best {count} of them read again, median", 1000 * again, "ms", 0),
            at_most("both", 1000 * (seconds[20, 160] + again), 350, "ms", 0),
            shown("reading again, divided by reading twenty", again / seconds[20, 160], digits=2),
        ),
        tables=(
            Table(
                ("passages", *(f"{length} wordpieces" for length in _LENGTHS)),
                tuple(
                    (f"{count}", *(f"{1000 * seconds[count, length]:.0f} ms" for length in _LENGTHS))
                    for count in _COUNTS
                ),
            ),
        ),
        notes=(f"Medians of {_TIMES}; each pair is a run of its own, as many side by side as there are cores.",),
    )


def _passages(model: SpanModel, words: list[str], length: int) -> list[str]:
    """Cut texts of the given number of wordpieces, or one less."""
    found: list[str] = []
    at = 0
    while len(found) < max(_COUNTS):
        text = " ".join(words[at : at + length])
        windows = model.read("?", [("", text)])[0]
        end = windows[0].offsets[length - 1][1]
        found.append(text[:end])
        at += length
    return found


def _timed(model: SpanModel, texts: list[str]) -> float:
    times = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        model.read(_QUESTION, [("", text) for text in texts])
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


if __name__ == "__main__":
    script(measure, __doc__)
