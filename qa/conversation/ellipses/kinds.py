"""How alike two names are: a country replaces a country, a website a website, an abbreviation an abbreviation."""

from collections.abc import Sequence

from qa.conversation.names import gender
from qa.conversation.words import AUX, bare

_COUNTRIES = frozenset(
    "afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahrain bangladesh "
    "barbados belarus belgium belize benin bhutan bolivia botswana brazil britain bulgaria burundi cambodia cameroon "
    "canada chile china colombia croatia cuba cyprus czechia denmark ecuador egypt england eritrea estonia ethiopia "
    "fiji finland france gabon gambia germany ghana greece greenland guatemala guinea guyana haiti honduras hungary "
    "iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait "
    "kyrgyzstan laos latvia lebanon liberia libya lithuania luxembourg madagascar malawi malaysia mali malta "
    "mauritania mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal "
    "netherlands nicaragua niger nigeria norway oman pakistan panama paraguay peru philippines poland portugal qatar "
    "romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland "
    "syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey turkmenistan uganda ukraine uruguay "
    "uzbekistan venezuela vietnam wales yemen zambia zimbabwe".split()
) | {"new zealand", "north korea", "south korea", "south africa", "saudi arabia", "sri lanka", "united kingdom",
     "united states", "costa rica", "el salvador", "ivory coast", "sierra leone", "northern ireland"}  # fmt: skip
_SHORT_COUNTRIES = frozenset("uk u.k us u.s usa u.s.a uae".split())
_CONTINENTS = frozenset("africa america asia australia europe".split())
_SITES = frozenset(
    "bluesky discord facebook instagram linkedin mastodon pinterest reddit signal snapchat spotify telegram threads "
    "tiktok twitch twitter wechat weibo whatsapp wikipedia youtube".split()
)
_SHORT = 5
"""Most letters of an abbreviation."""
_SAME_KIND, _SAME_START, _SUBJECT = 8, 4, 2


def kind_of(name: str) -> str:
    """Return what a name names, as far as its words and its form say.

    Args:
        name: A name, perhaps with "the" before it.

    Returns:
        ``country``, ``continent``, ``website``, ``person`` or ``abbreviation``; empty if nothing says.
    """
    kept = bare(name).removeprefix("the ")
    if kept in _SHORT_COUNTRIES:
        return "country"
    for kind, known in (("country", _COUNTRIES), ("continent", _CONTINENTS), ("website", _SITES)):
        if kept in known:
            return kind
    if gender(name):
        return "person"
    letters = name.removeprefix("the ")
    return "abbreviation" if letters.isupper() and 1 < len(letters) <= _SHORT and " " not in letters else ""


def likeness(named: str, name: str, asked: Sequence[str]) -> int:
    """Score how well one name can replace another.

    Args:
        named: The new name.
        name: A name in the question before.
        asked: The words of that question; the subject of its verb is replaced more often than other names.

    Returns:
        A score; higher is more alike, and below 0 if the two name different kinds of things.
    """
    kinds = kind_of(named), kind_of(name)
    same = _SAME_KIND if kinds[0] and kinds[0] == kinds[1] else -_SAME_KIND if all(kinds) else 0
    digits = any(map(str.isdigit, named)) == any(map(str.isdigit, name))
    start = len(named) > 1 and named[:2] == name[:2]
    return (
        same + _SAME_START * start + _SUBJECT * _is_subject(name, asked) + digits + (named.isupper() == name.isupper())
    )


def are_alike(named: str, name: str) -> bool:
    """Return whether two names are known to name the same kind of thing."""
    kind = kind_of(named)
    return bool(kind) and kind == kind_of(name)


def _is_subject(name: str, asked: Sequence[str]) -> bool:
    first = bare(name.split()[0])
    at = next((place for place, word in enumerate(asked) if bare(word) == first), 0)
    return at > 0 and (asked[at - 1].casefold() in AUX or (asked[at - 1] == "the" and asked[at - 2].casefold() in AUX))
