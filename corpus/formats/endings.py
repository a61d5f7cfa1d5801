"""The file endings that are read; importing this module loads no parser."""

NAMES = {
    ".txt": "text",
    ".text": "text",
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".html": "HTML",
    ".htm": "HTML",
    ".xhtml": "HTML",
    ".mhtml": "MHTML",
    ".mht": "MHTML",
    ".pdf": "PDF",
    ".docx": "Word file",
    ".odt": "OpenDocument text",
    ".rtf": "RTF",
    ".epub": "EPUB",
    ".eml": "e-mail",
    ".mbox": "mailbox",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "XML",
    ".jsonl": "JSON lines",
    ".ndjson": "JSON lines",
    ".json": "JSON",
    ".csv": "CSV",
    ".tsv": "CSV",
    ".parquet": "Parquet",
    ".warc": "WARC",
    ".vtt": "transcript",
    ".srt": "transcript",
}
"""File endings, in lower case, to what people call the format."""

IN_PROCESS = frozenset({".txt", ".text", ".md", ".markdown"})
"""Endings whose readers only decode text, and need no separate process."""
