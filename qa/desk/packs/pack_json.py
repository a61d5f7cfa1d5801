"""Evidence as JSON and back, with a seal that detects any change."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.errors import PackInvalid
from qa.desk.packs.evidence import Evidence, Item, PackedArticle, Quotation
from qa.desk.packs.schema_check import first_fault

SCHEMA = "quotewire.evidence/1"
"""Keys of a schema are stable; new ones may be added."""
SCHEMA_FILE = Path(__file__).with_name("evidence.schema.json")
"""The JSON Schema included in every pack."""
_NO_SEAL = "0" * 64


def sealed(evidence: Evidence, files: Mapping[str, bytes]) -> bytes:
    """Convert evidence to JSON.

    Args:
        evidence: The evidence.
        files: The other files of its pack, by name.

    Returns:
        The file ``evidence.json``: keys in a fixed order, with the checksum of every other file, and a seal: the
        SHA-256 of the file with zeros in place of the seal.
    """
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    record = {"schema": SCHEMA, "seal": _NO_SEAL, **asdict(evidence), "files": hashes}
    return _with_seal(record)


def unsealed(data: bytes) -> tuple[Evidence, dict[str, str], str]:
    """Read the output of `sealed`.

    Args:
        data: The file ``evidence.json``.

    Returns:
        The evidence, the checksums of the other files by name, and the seal.

    Raises:
        PackInvalid: If it was altered, or has another schema.
    """
    try:
        record = json.loads(data.decode("utf-8"))
        schema, seal = record["schema"], record["seal"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PackInvalid(f"evidence.json cannot be read: {error!r:.200}.") from error
    if schema != SCHEMA:
        raise PackInvalid(f"evidence.json has the schema {schema!r:.80}; this version reads {SCHEMA}.")
    if fault := first_fault(record, json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))):
        raise PackInvalid(f"evidence.json does not match its schema: {fault.removeprefix('.')}.")
    if _with_seal(record | {"seal": _NO_SEAL}) != data:
        raise PackInvalid("evidence.json has been altered: its seal is broken.")
    try:
        return _evidence(record), dict(record["files"]), str(seal)
    except ValueError as error:
        raise PackInvalid(f"evidence.json contradicts itself: {error}.") from error


def _with_seal(record: dict[str, Any]) -> bytes:
    text = json.dumps(record, indent=1, ensure_ascii=True)
    seal = hashlib.sha256(text.encode("ascii")).hexdigest()
    return (json.dumps(record | {"seal": seal}, indent=1, ensure_ascii=True) + "\n").encode("ascii")


def _evidence(record: dict[str, Any]) -> Evidence:
    articles = tuple(PackedArticle(**article) for article in record["articles"])
    items = tuple(
        Item(**{**item, "quotations": tuple(Quotation(**quotation) for quotation in item["quotations"])})
        for item in record["items"]
    )
    evidence = Evidence(record["title"], record["made_by"], record["packed"], articles, items)
    numbers = {article.number for article in articles}
    for item in items:
        for quotation in item.quotations:
            if quotation.article not in numbers:
                raise ValueError(f"a quotation is of article {quotation.article}, which is not there")
            at = quotation.start - quotation.sentence_start
            within = quotation.sentence[at : at + len(quotation.quote)] if at >= 0 else None
            if within != quotation.quote or quotation.end != quotation.start + len(quotation.quote):
                raise ValueError(f"the quotation at {quotation.start} is not in its sentence")
    return evidence
