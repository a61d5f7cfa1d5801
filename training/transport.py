"""Transfer weights to an accelerator and back: ``python -m training.transport pack|unpack FROM TO``.

``pack`` writes a reader, a teacher or a plain encoder in eight bits and in parts that `training.gpu` reads;
``unpack`` converts the result to a folder that `training.model.open_reader` opens.
"""

import argparse
import json
import shutil
from pathlib import Path

from safetensors.torch import load_file, save_file

from training.gpu.weights import packed, unpacked


def pack(source: Path, target: Path, name: str) -> None:
    """Write the parts.

    Args:
        source: Folder with ``model.safetensors``.
        target: Folder for the parts.
        name: Prefix of the parts' names, ``teacher`` or ``reader``.
    """
    kind = json.loads((source / "config.json").read_text(encoding="utf-8"))["model_type"]
    weights = {}
    for key, weight in load_file(str(source / "model.safetensors")).items():
        known = key.startswith((f"{kind}.", "qa_outputs.", "relevance."))
        named = key if known else f"{kind}.{key}"
        if not named.startswith(f"{kind}.pooler.") and weight.is_floating_point():
            weights[named] = weight.float()
    target.mkdir(parents=True, exist_ok=True)
    for at, part in enumerate(packed(weights, 8)):
        (target / f"{name}{at:02}.npz").write_bytes(part)


def unpack(source: Path, target: Path, name: str, config: Path) -> None:
    """Convert the parts to a trained folder.

    Args:
        source: Folder with the parts.
        target: Folder to write ``model.safetensors`` and ``config.json`` to.
        name: Prefix of the parts' names.
        config: ``config.json`` of the run's initial network.

    Raises:
        FileNotFoundError: If there are no such parts.
    """
    parts = sorted(source.glob(f"{name}*.npz"))
    if not parts:
        raise FileNotFoundError(f"{source} has no {name}*.npz")
    target.mkdir(parents=True, exist_ok=True)
    save_file({key: weight.contiguous() for key, weight in unpacked(parts).items()}, str(target / "model.safetensors"))
    shutil.copyfile(config, target / "config.json")


def main() -> None:
    """Read the command line and pack or unpack."""
    parser = argparse.ArgumentParser(description="Weights to an accelerator and back.")
    parser.add_argument("what", choices=("pack", "unpack"))
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--name", choices=("teacher", "reader"), required=True)
    parser.add_argument("--config", type=Path, help="config.json of what the run started from, to unpack")
    given = parser.parse_args()
    if given.what == "pack":
        pack(given.source, given.target, given.name)
    else:
        unpack(given.source, given.target, given.name, given.config)


if __name__ == "__main__":
    main()
