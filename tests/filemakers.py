# ruff: noqa: E501 - markup stands on one line
"""Files of many formats, made in memory for tests that read them."""

import io
import zipfile
from itertools import pairwise
from typing import Any

from corpus.chunking import chunk
from corpus.settings import ChunkingSettings


def zipped(**parts: str | bytes) -> bytes:
    """Pack parts; two underscores in a name stand for a slash, one before its ending for the dot."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            path = name.replace("METAINF", "META-INF").replace("__", "/")
            archive.writestr(path.replace("_xml", ".xml").replace("_txt", ".txt"), content)
    return packed.getvalue()


WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}</w:body></w:document>"
)
_TENFOLD = (f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghi"))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol">{"".join(_TENFOLD)}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'

PROSE = (
    "<p>The road office says that damp has got behind the lining, and that it must be dried before anything "
    "else can be done. It gives no date for the end of the work, which has gone on for seven months.</p>"
)


def page(body: str) -> str:
    return f"<html lang='en'><head><title>The flood</title></head><body><main><article><h1>The flood</h1>{body}{PROSE}</article></main></body></html>"


def packed(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), text)
    return file.getvalue()


def word(*runs: tuple[str, str], body: str = "") -> bytes:
    """Make a Word file of one paragraph of runs, each with its properties."""
    output = "".join(f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' for text, how in runs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body><w:p>{output}</w:p>{body}</w:body></w:document>'
    return packed(word__document_DOT_xml=document)


def opendocument(body: str) -> bytes:
    """Make an OpenDocument text with a raised and a struck style."""
    names = "".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0" ' for short, long in SPACES.items()
    )
    styles = (
        '<style:style style:name="R"><style:text-properties style:text-position="super 58%"/></style:style>'
        '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    return packed(
        **{"META-INF__manifest_DOT_xml": "<manifest/>"},
        content_DOT_xml=f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
    )


SPACES = {"office": "office", "style": "style", "text": "text", "table": "table"}


def book(*pages: str, linear: str = "yes") -> bytes:
    """Make an EPUB whose last page is linear or not."""
    items = "".join(f'<item id="p{at}" href="p{at}.xhtml"/>' for at in range(len(pages)))
    spine = "".join(
        f'<itemref idref="p{at}"{f" linear={chr(34)}{linear}{chr(34)}" if at == len(pages) - 1 else ""}/>'
        for at in range(len(pages))
    )
    parts = {
        f"p{at}_DOT_xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{text}</body></html>'
        for at, text in enumerate(pages)
    }
    return packed(
        **{
            "META-INF__container_DOT_xml": '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
        },
        c_DOT_opf=f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
        **parts,
    )


def pdf(*drawn: str) -> bytes:
    """Make a PDF of one page from lines of its content stream; F is Helvetica."""
    stream = "\n".join(drawn).encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>startxref\n%d\n%%%%EOF" % len(data)
    )


def passages(article: Any) -> list[str]:
    def count(texts: Any) -> Any:
        return [len(text.split()) for text in texts]

    return [passage.text for passage in chunk(article, ChunkingSettings(size=60), count)]
