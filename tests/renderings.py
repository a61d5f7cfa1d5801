"""A source text written in every format, as common programs write it."""

import csv
import gzip
import html
import io
import json
from collections.abc import Callable, Sequence
from email import policy
from email.message import EmailMessage

from filemakers import packed

from bench.support.source_text import FOREIGN, Block, Piece, pieces_of

_POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
PLAIN = ("title", "byline", "prose", "marked", "struck", "quoted", "said", "inline", "characters", "list", "box")
"""Kinds that any format can say."""
ALL = (*PLAIN, "caption", "terms", "table", "entries", "notes", *FOREIGN)


def halves(line: str) -> list[str]:
    """Split a line at its bars."""
    return [half.strip() for half in line.split("|")]


def without(blocks: Sequence[Block], *kinds: str) -> list[Block]:
    """Leave out blocks of some kinds."""
    return [block for block in blocks if block.kind not in kinds]


# ---------------------------------------------------------------- plain text and Markdown


def plain_line(line: str, struck: str = "~~{}~~", note: str = "[{}]") -> str:
    """Write a line as plain text has it."""
    formats: dict[str, Callable[[str], str]] = {
        "note": note.format,
        "power": lambda words: words.translate(_POWERS),
        "struck": struck.format,
        "quote": "“{}”".format,
    }
    return "".join(formats.get(piece.kind, str)(piece.words) for piece in pieces_of(line))


def plain_block(block: Block, *, marked_up: bool) -> str:
    """Write a block as paragraphs of plain text, or of Markdown."""
    heading, item = ("## ", "- ") if marked_up else ("", "")
    note = "[^{}]" if marked_up else "[{}]"
    lines = [plain_line(line, note=note) for line in block.lines]
    if block.kind == "title":
        return f"# {lines[0]}" if marked_up else lines[0]
    if block.kind in ("list", "offers"):
        lines = [f"{item}{line}" for line in lines]
    if block.kind == "table":
        lines = [f"| {line} |" for line in lines]
        lines.insert(1, "|---|---|---|")
    if block.kind == "notes":
        lines = [f"[^{at}]: {line}" if marked_up else f"[{at}] {line}" for at, line in enumerate(lines, start=1)]
    if block.kind in ("entries", "comments"):
        lines = [half for line in block.lines for half in halves(line)]
    if block.kind == "wrong":
        lines = [" ".join(halves(line)) for line in block.lines]
    apart = "\n" if block.kind in ("table", "list", "offers") else "\n\n"
    return (f"{heading}{block.heading}\n\n" if block.heading else "") + apart.join(lines)


def as_plain(blocks: Sequence[Block]) -> str:
    """Write a plain text file."""
    return "\n\n".join(plain_block(block, marked_up=False) for block in blocks) + "\n"


def as_markdown(blocks: Sequence[Block]) -> str:
    """Write a Markdown file."""
    return "\n\n".join(plain_block(block, marked_up=True) for block in blocks) + "\n"


# ---------------------------------------------------------------- HTML and what holds it


def _tagged(piece: Piece) -> str:
    words = html.escape(piece.words, quote=False)
    formats = {
        "note": f'<sup><a href="#n{words}">{words}</a></sup>',
        "power": f"<sup>{words}</sup>",
        "struck": f"<s>{words}</s>",
        "quote": f"<q>{words}</q>",
        "time": f"<time>{words}</time>",
    }
    return formats.get(piece.kind, words if piece.kind == "text" else f"<{piece.kind}>{words}</{piece.kind}>")


def tagged(line: str) -> str:
    """Write a line as HTML has it."""
    return "".join(map(_tagged, pieces_of(line)))


def _table(block: Block) -> str:
    head, *rows = map(halves, block.lines)
    names = "".join(f"<th>{cell}</th>" for cell in head)
    body = "".join(f"<tr><th>{row[0]}</th>{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>" for row in rows)
    return f"<table><caption>{block.heading}</caption><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"


def _items(lines: Sequence[str], name: str = "li") -> str:
    return "".join(f"<{name}>{tagged(line)}</{name}>" for line in lines)


def _heading(block: Block) -> str:
    return f"<h3>{block.heading}</h3>" if block.heading else ""


def _notes(block: Block) -> str:
    items = (f'<p id="n{at}"><sup>{at}</sup> {tagged(line)}</p>' for at, line in enumerate(block.lines, start=1))
    return f'<section class="footnotes">{"".join(items)}</section>'


def _offers(block: Block) -> str:
    links = "".join(f'<li><a href="/{at}">{line}</a></li>' for at, line in enumerate(block.lines))
    return f'<div class="related">{_heading(block)}<ul>{links}</ul></div>'


def _comments(block: Block) -> str:
    text = "".join("<p><b>{}</b></p><p>{}</p>".format(*halves(line)) for line in block.lines)
    return f'<section id="comments">{_heading(block)}{text}</section>'


def _entries(block: Block) -> str:
    entry = '<div class="entry"><h3>{}</h3><p>{}</p></div>'
    return f"<div>{''.join(entry.format(*halves(line)) for line in block.lines)}</div>"


def _terms(block: Block) -> str:
    return f"<dl>{''.join('<dt>{}</dt><dd>{}</dd>'.format(*line.split(': ')) for line in block.lines)}</dl>"


_ELEMENTS: dict[str, Callable[[Block], str]] = {
    "title": lambda block: f"<h1>{tagged(block.lines[0])}</h1>",
    "byline": lambda block: f'<p class="byline">{tagged(block.lines[0])}</p>',
    "said": lambda block: f"<blockquote>{_items(block.lines, 'p')}</blockquote>",
    "list": lambda block: f"<ul>{_items(block.lines)}</ul>",
    "box": lambda block: f'<aside class="factbox">{_heading(block)}<ul>{_items(block.lines)}</ul></aside>',
    "caption": lambda block: (
        f'<figure><img src="gate.jpg" alt="A gate"/><figcaption>{tagged(block.lines[0])}</figcaption></figure>'
    ),
    "terms": _terms,
    "table": _table,
    "entries": _entries,
    "notes": _notes,
    "offers": _offers,
    "comments": _comments,
    "signup": lambda block: f'<div class="newsletter-box">{_items(block.lines, "p")}</div>',
    "wrong": lambda block: _items([" ".join(halves(line)) for line in block.lines], "p"),
}


def html_block(block: Block) -> str:
    """Write a block as HTML."""
    element = _ELEMENTS.get(block.kind)
    return _items(block.lines, "p") if element is None else element(block)


def as_html_body(blocks: Sequence[Block]) -> str:
    """Write the contents of an article element."""
    return "\n".join(map(html_block, blocks))


def as_page(blocks: Sequence[Block]) -> str:
    """Write a web page as news sites do."""
    title = next((block.lines[0] for block in blocks if block.kind == "title"), "Untitled")
    inside, outside = without(blocks, "offers", "signup", "comments"), [b for b in blocks if b.kind in FOREIGN[:3]]
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<nav><a href="/">Home</a> <a href="/w">World</a></nav><main><article>{as_html_body(inside)}</article>'
        f"{as_html_body(outside)}</main><footer><p>© Quotewire Samples. Cookie settings</p></footer></body></html>\n"
    )


def as_mhtml(blocks: Sequence[Block]) -> bytes:
    """Write a page as Chromium saves it in one file."""
    message = EmailMessage()
    message["Subject"] = "Saved"
    message.set_content(as_page(blocks), subtype="html", cte="quoted-printable")
    message.make_related(boundary="----B")
    return message.as_bytes()


def as_mail(blocks: Sequence[Block], subtype: str = "html") -> bytes:
    """Write a newsletter."""
    title = next((block.lines[0] for block in blocks if block.kind == "title"), "Untitled")
    message = EmailMessage()
    message["From"] = "Agnes Roe <agnes@samples.example>"
    message["Subject"] = title
    message["Date"] = "Fri, 14 Mar 2025 08:00:00 +0000"
    body = without(blocks, "title", "byline")
    message.set_content(as_html_body(body) if subtype == "html" else as_plain(body), subtype=subtype, cte="8bit")
    return message.as_bytes(policy=policy.default.clone(cte_type="8bit"))


def as_mailbox(blocks: Sequence[Block]) -> bytes:
    """Write a mailbox of that one newsletter."""
    return b"From agnes@samples.example Fri Mar 14 08:00:00 2025\n" + as_mail(blocks, "plain") + b"\n"


def as_book(blocks: Sequence[Block]) -> bytes:
    """Write an EPUB whose notes are a page outside its order."""
    text = as_html_body(without(blocks, "notes", *FOREIGN[:3])), as_html_body([b for b in blocks if b.kind == "notes"])
    space = "http://www.w3.org/1999/xhtml"
    pages = {f"p{at}_DOT_xhtml": f'<html xmlns="{space}"><body>{part}</body></html>' for at, part in enumerate(text)}
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Flood at the dam of Karst</dc:title></metadata><manifest>"
        '<item id="p0" href="p0.xhtml"/><item id="p1" href="p1.xhtml"/></manifest>'
        '<spine><itemref idref="p0"/><itemref idref="p1" linear="no"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
    return packed(**{"META-INF__container_DOT_xml": container}, c_DOT_opf=package, **pages)


def as_feed(blocks: Sequence[Block]) -> str:
    """Write an RSS feed of one whole entry."""
    title = next((block.lines[0] for block in blocks if block.kind == "title"), "Untitled")
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Samples</title><item><title>{title}</title><content:encoded><![CDATA["
        f"{as_html_body(without(blocks, 'title'))}]]></content:encoded></item></channel></rss>\n"
    )


def as_atom(blocks: Sequence[Block]) -> str:
    """Write an Atom feed of one whole entry."""
    title = next((block.lines[0] for block in blocks if block.kind == "title"), "Untitled")
    body = html.escape(as_html_body(without(blocks, "title")))
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Samples</title><entry>'
        f'<title>{title}</title><id>a:1</id><content type="html">{body}</content></entry></feed>\n'
    )


def record(blocks: Sequence[Block], *, marked_up: bool) -> dict[str, str]:
    """Write the fields of an export."""
    title = next((block.lines[0] for block in blocks if block.kind == "title"), "Untitled")
    body = without(blocks, "title")
    return {"id": "a1", "title": title, "text": as_html_body(body) if marked_up else as_plain(body)}


def as_json(blocks: Sequence[Block]) -> str:
    """Write an export whose text is HTML."""
    return json.dumps([record(blocks, marked_up=True)], ensure_ascii=False, indent=1) + "\n"


def as_json_lines(blocks: Sequence[Block]) -> str:
    """Write an export whose text is plain."""
    return json.dumps(record(blocks, marked_up=False), ensure_ascii=False) + "\n"


def as_rows(blocks: Sequence[Block], delimiter: str = ",") -> str:
    """Write a table of articles."""
    file = io.StringIO()
    fields = record(blocks, marked_up=delimiter == ",")
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows([fields.keys(), fields.values()])
    return file.getvalue()


def as_web_archive(blocks: Sequence[Block]) -> bytes:
    """Write a web archive of one page."""
    page = as_page(blocks).encode()
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(page) + page
    )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://samples.example/karst\r\n"
        "WARC-Date: 2025-03-14T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0)
