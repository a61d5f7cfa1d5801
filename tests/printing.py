"""A source text as word processors, printers and recorders write it."""

import html
from collections.abc import Sequence

from filemakers import SPACES, packed
from renderings import halves, without

from bench.support.source_text import Block, Piece, pieces_of

_POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FLOATING = ("offers", "comments", "signup")


def lines_of(block: Block) -> list[str]:
    """Write a block as paragraphs, its marks still in them; a table has none."""
    head = [block.heading] if block.heading else []
    if block.kind == "table":
        return head
    if block.kind in ("entries", "comments"):
        return [*head, *(half for line in block.lines for half in halves(line))]
    if block.kind == "notes":
        return [f"{at} {line}" for at, line in enumerate(block.lines, start=1)]
    return [*head, *(line.replace(" | ", " ") if block.kind == "wrong" else line for line in block.lines)]


def _escaped(words: str) -> str:
    return html.escape(words, quote=False)


# ---------------------------------------------------------------- Word and OpenDocument


def _run(piece: Piece) -> str:
    how = {
        "note": '<w:vertAlign w:val="superscript"/>',
        "power": '<w:vertAlign w:val="superscript"/>',
        "struck": "<w:strike/>",
    }
    words = f"“{piece.words}”" if piece.kind == "quote" else piece.words
    text = f'<w:t xml:space="preserve">{_escaped(words)}</w:t>'
    return f"<w:r><w:rPr>{how.get(piece.kind, '')}</w:rPr>{text}</w:r>"


def _word_paragraph(line: str) -> str:
    return f"<w:p>{''.join(map(_run, pieces_of(line)))}</w:p>"


def _word_block(block: Block) -> str:
    text = "".join(map(_word_paragraph, lines_of(block)))
    if block.kind == "table":
        rows = ("".join(f"<w:tc>{_word_paragraph(cell)}</w:tc>" for cell in halves(line)) for line in block.lines)
        text += f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    return text


def as_word(blocks: Sequence[Block]) -> bytes:
    """Write a Word file."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(map(_word_block, blocks))
    document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return packed(word__document_DOT_xml=document)


def _span(piece: Piece) -> str:
    words = _escaped(f"“{piece.words}”" if piece.kind == "quote" else piece.words)
    style = {"note": "R", "power": "R", "struck": "S"}.get(piece.kind)
    return f'<text:span text:style-name="{style}">{words}</text:span>' if style else words


def _open_block(block: Block) -> str:
    text = "".join(f"<text:p>{''.join(map(_span, pieces_of(line)))}</text:p>" for line in lines_of(block))
    if block.kind == "table":
        cells = (
            "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in halves(line))
            for line in block.lines
        )
        text += f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"
    return text


def as_open_document(blocks: Sequence[Block]) -> bytes:
    """Write an OpenDocument text."""
    names = "".join(f'xmlns:{a}="urn:oasis:names:tc:opendocument:xmlns:{b}:1.0" ' for a, b in SPACES.items())
    styles = (
        '<style:style style:name="R"><style:text-properties style:text-position="super 58%"/></style:style>'
        '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    body = "".join(map(_open_block, blocks))
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed(**{"META-INF__manifest_DOT_xml": "<manifest/>"}, content_DOT_xml=content)


# ---------------------------------------------------------------- RTF


def _rich(words: str) -> str:
    changed = words.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(character if ord(character) < 128 else f"\\u{ord(character)}?" for character in changed)


def _rich_piece(piece: Piece) -> str:
    words = _rich(f"“{piece.words}”" if piece.kind == "quote" else piece.words)
    how = {"note": "\\super", "power": "\\super", "struck": "\\strike"}.get(piece.kind)
    return f"{{{how} {words}}}" if how else words


def as_rich_text(blocks: Sequence[Block]) -> str:
    """Write an RTF file."""
    collected = []
    for block in blocks:
        collected += [f"\\pard {''.join(map(_rich_piece, pieces_of(line)))}\\par" for line in lines_of(block)]
        for line in block.lines if block.kind == "table" else ():
            edges = "".join(f"\\cellx{3000 * at}" for at in range(1, len(halves(line)) + 1))
            cells = "".join(f"\\pard\\intbl {_rich(cell)}\\cell" for cell in halves(line))
            collected.append(f"\\trowd\\trgaph70{edges}{cells}\\row")
    return "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}\\f0\\fs24\n" + "\n".join(collected) + "\n}"


# ---------------------------------------------------------------- PDF

_WIDE, _PITCH, _WIDTH = 80, 13, 5.4
"""Characters of a line, points from line to line, points of a character of nine-point Courier."""


def _glyphs(line: str) -> list[tuple[str, str]]:
    """Yield each character with the kind of its piece."""
    collected = []
    for piece in pieces_of(line):
        words = f"“{piece.words}”" if piece.kind == "quote" else piece.words
        collected += [(word, piece.kind) for word in words]
    return collected


def _wrapped(line: str) -> list[list[tuple[str, str]]]:
    """Break a line between words, and at the hyphens of the last word before the edge."""
    lines: list[list[tuple[str, str]]] = [[]]
    word: list[tuple[str, str]] = []
    for glyph in [*_glyphs(line), (" ", "text")]:
        word.append(glyph)
        if glyph[0] in " -":
            if len(lines[-1]) + len(word) > _WIDE:
                lines.append([])
            lines[-1] += word
            word = []
    return lines


def _drawn(line: Sequence[tuple[str, str]], left: float, height: float) -> list[str]:
    """Draw a line: raised characters smaller and higher, a stroke through what is struck."""
    output, at, begun, strokes = [f"BT 1 0 0 1 {left:.1f} {height:.1f} Tm"], left, None, []
    for (words, kind), after in zip(line, [*line[1:], (" ", "end")], strict=True):
        shown = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        raised = kind in ("note", "power")
        output.append(f"{'4 Ts /F 5' if raised else '0 Ts /F 9'} Tf ({shown}) Tj")
        begun = at if kind == "struck" and begun is None else begun
        at += 0.6 * (5 if raised else 9)
        if begun is not None and after[1] != "struck":
            strokes.append(f"0.5 w {begun:.1f} {height + 2.6:.1f} m {at:.1f} {height + 2.6:.1f} l S")
            begun = None
    return [*output, "ET", *strokes]


def as_print(blocks: Sequence[Block]) -> bytes:
    """Write a PDF of nine-point Courier, a hyphen of a word at a line's end where one falls there."""
    pages: list[list[str]] = [[]]
    height = 740.0
    for block in blocks:
        for line in lines_of(block):
            for part in _wrapped(line):
                pages[-1] += _drawn(part, 72, height)
                height -= _PITCH
            height -= _PITCH
        for line in block.lines if block.kind == "table" else ():
            for at, cell in enumerate(halves(line)):
                pages[-1] += _drawn([(paragraph, "text") for paragraph in cell], 72 + 130 * at, height)
            height -= 1.4 * _PITCH
        height -= _PITCH if block.kind == "table" else 0
        if height < 150:
            pages.append([])
            height = 740.0
    return bound(["\n".join(page) for page in pages if page])


def bound(streams: Sequence[str], rotate: int = 0, extra: str = "") -> bytes:
    """Bind the content streams of pages into a PDF; F is Courier."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(streams)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(streams)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    ]
    for at, stream in enumerate(streams):
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate {rotate}{extra}/Contents {5 + 2 * at} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>",
            f"<</Length {len(stream.encode('cp1252', 'replace'))}>>stream\n{stream}\nendstream",
        ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj{body}endobj\n".encode("cp1252", "replace")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>startxref\n{len(data)}\n%%EOF"
    )
    return data + tail.encode()


# ---------------------------------------------------------------- transcripts


def as_transcript(blocks: Sequence[Block], ending: str) -> str:
    """Write cues of at most eight words, as recorders do."""
    comma, at = ("," if ending == "srt" else "."), 0
    messages: list[str] = []
    for line in (line for block in without(blocks, *_FLOATING) for line in lines_of(block)):
        words = "".join(
            piece.words.translate(_POWERS)
            if piece.kind == "power"
            else f"“{piece.words}”"
            if piece.kind == "quote"
            else piece.words
            for piece in pieces_of(line)
        ).split()
        for start in range(0, len(words), 8):
            at += 3
            begun, ended = (f"00:{second // 60:02}:{second % 60:02}{comma}000" for second in (at, at + 3))
            messages.append(f"{len(messages) + 1}\n{begun} --> {ended}\n{' '.join(words[start : start + 8])}\n")
    return ("" if ending == "srt" else "WEBVTT\n\n") + "\n".join(messages)
