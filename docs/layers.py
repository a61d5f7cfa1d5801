"""Draw the picture of the packages and their folders, from the contracts that hold them apart.

python -m docs.layers
"""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "pictures" / "architecture.svg"
PACKAGES = {
    "corpus": ("files → articles → passages", "#2f6f4f"),
    "index": ("passages → hits", "#2f5f8f"),
    "qa": ("hits → readings → answers", "#7f4f8f"),
    "tui": ("answers on a terminal", "#8f5f2f"),
}
_WIDTH, _BOX, _GAP, _TOP = 230, 30, 8, 84


def layers_of(package: str) -> list[list[str]]:
    """Read a package's layers from its contract, the highest first; what shares a layer is in one list."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (own,) = (contract for contract in contracts if contract.get("containers") == [package])
    return [[name.strip() for name in layer.split("|")] for layer in own["layers"]]


def picture() -> str:
    """Draw the picture: a column a package, each layer above what it may use."""
    columns = {package: layers_of(package) for package in PACKAGES}
    tallest = max(len(layers) for layers in columns.values())
    height = _TOP + tallest * (_BOX + _GAP) + 16
    width = len(columns) * (_WIDTH + 20) + 20
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif"'
        ' font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for place, (package, layers) in enumerate(columns.items()):
        lines += _column(20 + place * (_WIDTH + 20), package, layers, tallest)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _column(left: int, package: str, layers: list[list[str]], tallest: int) -> list[str]:
    gives, colour = PACKAGES[package]
    middle = left + _WIDTH // 2
    lines = [
        f'<text x="{middle}" y="30" text-anchor="middle" font-size="18" font-weight="bold" fill="{colour}">'
        f"{package}</text>",
        f'<text x="{middle}" y="52" text-anchor="middle" fill="#555555">{gives}</text>',
    ]
    for row, names in enumerate(layers, start=tallest - len(layers)):
        top, each = _TOP + row * (_BOX + _GAP), (_WIDTH - _GAP * (len(names) - 1)) / len(names)
        for at, name in enumerate(names):
            x = left + at * (each + _GAP)
            lines += [
                f'<rect x="{x:g}" y="{top}" width="{each:g}" height="{_BOX}" rx="5" fill="{colour}" fill-opacity="0.12"'
                f' stroke="{colour}"/>',
                f'<text x="{x + each / 2:g}" y="{top + 19}" text-anchor="middle" fill="#222222"'
                f' font-size="{12 if len(name) * 6.5 < each else 8}">{name}</text>',
            ]
    return lines


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
