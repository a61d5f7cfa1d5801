"""How often the newest answer comes first if articles of different days answer differently.

Sixty questions about the present state, each over two short articles written for it: one describes the
earlier state, the other, of a later day, the present one. All are in one index, which does not know the
order in which they were written. In half of the pairs the older article uses the plainer words.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench.support.report import Options, Report, Table, at_least, script, shown
from index.settings import RetrievalSettings
from qa.engine import Engine
from qa.library.rebuild import rebuild_index
from qa.reading.agreement import same_answer
from qa.settings import Settings
from qa.types import Answer

_ROLES = (
    ("Harbour Trust", "director", "Ada Quill", "Ben Oakes"),
    ("Coldwater Museum", "head", "Carl Voss", "Dina Marsh"),
    ("Fenwick Rovers", "captain", "Ed Lunn", "Finn Abara"),
    ("Norland", "president", "Gita Rao", "Hal Brandt"),
    ("the Salt Workers' Union", "leader", "Ida Crane", "Jon Pell"),
    ("Brook Airlines", "chief executive", "Kim Soto", "Lars Eide"),
    ("Ostley", "mayor", "Mia Ferro", "Ned Balfour"),
    ("the Marsh Gazette", "editor", "Olga Prinn", "Paul Tetley"),
    ("the Northern Orchestra", "manager", "Quentin Hale", "Rosa Lindt"),
    ("the Customs Agency", "chief", "Sam Okoro", "Tess Wynn"),
    ("the Rowing Federation", "chairwoman", "Una Birk", "Vera Stone"),
    ("Westmoor Prison", "governor", "Wade Pruitt", "Xenia Dahl"),
    ("Alder Bank", "owner", "Yusuf Kaya", "Zoe Grant"),
    ("the Ferry Company", "manager", "Abel Norris", "Bea Tolland"),
    ("Tarn College", "secretary", "Cora Whit", "Dev Anand"),
    ("the Space Office", "spokeswoman", "Elsa Moor", "Fay Ibsen"),
    ("Sunder Records", "owner", "Gus Harker", "Hope Vance"),
    ("the Lake Parliament", "speaker", "Ivo Sand", "Jane Croft"),
    ("the Alpine Club", "president", "Karl Munt", "Lily Osei"),
    ("Redfield United", "coach", "Max Thorn", "Nils Berg"),
)
_TOLLS = (
    ("Tarrow ferry sinking", "died", "12", "31"),
    ("Ostley gas explosion", "been injured", "40", "57"),
    ("Vale flood", "died", "three", "nine"),
    ("Brenn earthquake", "been killed", "110", "642"),
    ("Hollow mine collapse", "been killed", "seven", "19"),
    ("Larch forest fire", "been injured", "5", "14"),
    ("Sandport bus crash", "died", "two", "six"),
    ("Kell avalanche", "died", "four", "11"),
    ("Marl tornado", "been killed", "8", "23"),
    ("Dorn factory fire", "been injured", "16", "28"),
    ("river fever outbreak", "been infected", "230", "1,140"),
    ("Pike Island eruption", "died", "5", "17"),
    ("Gull Bridge collapse", "been killed", "21", "43"),
    ("Elm Street landslide", "died", "six", "thirteen"),
    ("Noll heatwave", "died", "70", "185"),
    ("Ash Valley derailment", "been injured", "33", "90"),
    ("Cray market bombing", "been killed", "10", "26"),
    ("measles outbreak in Torp", "been infected", "48", "301"),
    ("Winter Palace stampede", "been injured", "19", "75"),
    ("Orr typhoon", "died", "57", "204"),
)
_FIGURES = (
    (
        "What is the current price of a ferry ticket to Skerrow?",
        "price of a ferry ticket to Skerrow",
        "4 pounds",
        "6 pounds",
    ),
    ("What is the latest number of oaks in Coldwater Park?", "number of oaks in Coldwater Park", "2,000", "1,750"),
    ("What is the population of Ostley now?", "population of Ostley", "14,200", "15,900"),
    ("What is the unemployment rate in Norland at present?", "unemployment rate in Norland", "7.1%", "5.4%"),
    ("What is the record for the Fell Race?", "record for the Fell Race", "61 minutes", "58 minutes"),
    ("What is the current level of Lake Tarn?", "level of Lake Tarn", "3.2 metres", "2.6 metres"),
    ("How high is the rent for a stall at Cray market now?", "rent for a stall at Cray market", "80 euros", "95 euros"),
    ("What is the interest rate of Alder Bank today?", "interest rate of Alder Bank", "1.5%", "2.25%"),
    (
        "What is the latest total raised for the Skerrow lighthouse?",
        "total raised for the Skerrow lighthouse",
        "$12,000",
        "$48,500",
    ),
    ("What is the speed limit on Gull Bridge now?", "speed limit on Gull Bridge", "50 mph", "30 mph"),
    ("How many wolves are there in Larch forest?", "number of wolves in Larch forest", "14", "29"),
    ("How many students are at Tarn College now?", "number of students at Tarn College", "820", "1,010"),
    ("What is the current name of the Marsh Arena?", "name of the Marsh Arena", "Brook Dome", "Alder Dome"),
    ("How many staff has the Space Office got today?", "number of staff at the Space Office", "310", "275"),
    ("What is the toll on the Vale tunnel?", "toll on the Vale tunnel", "2 euros", "3.50 euros"),
    ("How much is the fine for littering in Ostley now?", "fine for littering in Ostley", "$50", "$120"),
    ("What is the latest cost of the Orr dam?", "cost of the Orr dam", "$2 billion", "$3.4 billion"),
    ("How many ships are in the Norland navy?", "number of ships in the Norland navy", "41", "36"),
    ("What is the current capacity of Redfield stadium?", "capacity of Redfield stadium", "18,000", "24,500"),
    ("What is the minimum wage in Norland at present?", "minimum wage in Norland", "9 crowns", "11 crowns"),
)
_FIRST_DAY = date(2019, 3, 4)


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and the answers of two articles."""

    kind: str
    question: str
    old: str
    new: str
    texts: tuple[str, str]
    """The answers of the older and the newer article."""


def cases() -> Iterator[Case]:
    """Write the questions and their articles."""
    for place, (where, role, old, new) in enumerate(_ROLES):
        asked = (f"Who is the {role} of {where}?", f"Who is the current {role} of {where}?")[place % 2]
        plain = f"{old} is the {role} of {where}. The {role} opened the new hall on Tuesday and spoke to the guests."
        by_the_way = f"The weather held. {old}, the {role} of {where}, said the talks had gone well and would go on."
        newer = (
            f"{new}, who took over as {role} of {where} last month, said on Monday that much would change.",
            f"The {role} of {where}, {new}, has welcomed the report. It was published on Friday.",
            f"{where[0].upper()}{where[1:]} has a new {role}: {new} replaced {old} in the spring, and was cheered.",
        )[place % 3]
        yield Case("who is", asked, old, new, ((plain, by_the_way)[place % 2], newer))
    for place, (event, done, old, new) in enumerate(_TOLLS):
        asked = f"How many people have {done} in the {event}?"
        older = f"At least {old} people have {done} in the {event}, police said. Rescuers were still searching."
        newer = (
            f"The number of people who have {done} in the {event} has risen to {new}, officials said on Sunday.",
            f"{new} people have now {done} in the {event}, the ministry said. Earlier it had said {old}.",
        )[place % 2]
        yield Case("how many", asked, old, new, (older, newer))
    for place, (asked, named, old, new) in enumerate(_FIGURES):
        older = f"The {named} is {old}, the council said. Nobody at the meeting asked why."
        is_told = (f"The {named} is now {new}, up for debate again.", f"It was announced that the {named} is {new}.")
        yield Case("figure", asked, old, new, (older, is_told[place % 2]))


def measure(options: Options) -> Report:
    """Index the articles, and ask."""
    made = list(cases())
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(index=Path(folder, "index"), cache=options.cache, retrieval=RetrievalSettings(k=8))
        _write(made, Path(folder, "articles"))
        rebuild_index(settings, [Path(folder, "articles")])
        engine = Engine.open(settings)
        outcomes = [(case, _outcome(case, engine.ask(case.question))) for case in made]
        engine.close()
    counts = {
        kind: Counter(what for case, what in outcomes if case.kind == kind) for kind in ("who is", "how many", "figure")
    }
    total = sum(counts.values(), Counter[str]())
    answered = len(made) - total["refused"]
    lines = [
        (kind, *(str(own[what]) for what in ("newest", "older", "other", "refused"))) for kind, own in counts.items()
    ]
    return Report(
        (
            at_least("newest first, of all", total["newest"] / len(made), 0.95),
            shown("newest first, of those answered", total["newest"] / max(answered, 1)),
        ),
        ("What is refused counts as not newest first.",),
        (Table(("", "newest first", "older first", "another", "refused"), tuple(lines)),),
    )


def _write(made: list[Case], folder: Path) -> None:
    folder.mkdir()
    rows = []
    for place, case in enumerate(made):
        for age, text in enumerate(case.texts):
            day = _FIRST_DAY + timedelta(days=place + 200 * age)
            rows.append({"id": f"{place}-{age}", "title": "In brief", "date": day.isoformat(), "text": text})
    Path(folder, "export.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def _outcome(case: Case, answer: Answer) -> str:
    if answer.text is None:
        return "refused"
    if same_answer(answer.text, case.new):
        return "newest"
    return "older" if same_answer(answer.text, case.old) else "other"


if __name__ == "__main__":
    script(measure, __doc__)
