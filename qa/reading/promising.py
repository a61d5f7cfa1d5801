"""Which passages are worth the larger network's time."""

from collections.abc import Sequence

from qa.reading.agreement import evidence_of
from qa.reading.named_cells import NAMED
from qa.types import Reading

_LEAST_EVIDENCE, _LEAST_SHARE = 0.02, 0.2
"""Evidence below which a passage is not read again, by itself and as a share of the most that another has.

Of 480 questions written by hand (`chronicle` and `courier` in `bench/data`) none got another answer or refusal for it,
but one that became sure, and two fifths fewer passages were read again."""


def promising(judged: Sequence[Reading]) -> list[Reading]:
    """Choose passages to read again.

    Args:
        judged: What the first network found, with ``evidence`` among the scores.

    Returns:
        Those that answer, most evidence first and those with the cell that is asked for before all others, without
        those that have too little evidence to become the answer; never none of several.
    """
    answering = [each for each in judged if each.start is not None]
    answering.sort(key=lambda each: (each.scores.get(NAMED, 0.0), evidence_of(each)), reverse=True)
    least = max([_LEAST_EVIDENCE, *(_LEAST_SHARE * evidence_of(each) for each in answering)])
    return answering[:1] + [each for each in answering[1:] if evidence_of(each) >= least or NAMED in each.scores]
