"""Followed questions and notes, for the chat."""

from typing import TYPE_CHECKING

from corpus.errors import OperationFailed, QAError
from tui.chat.workspace import Workspace

if TYPE_CHECKING:
    from textual.app import App

    from corpus.article import Article
    from qa.desk.follow.follows import Follow
    from qa.desk.notes.notes import Note, Placed
    from qa.types import Answer, Citation

PRIVATE = "A private chat stores nothing."
_SHOWN = 30
"""Seconds for which a changed answer is notified."""


def follow(workspace: Workspace, answer: "Answer") -> "Follow":
    """Follow the question of an answer or refusal: check it against new articles from now on."""
    from qa.desk.follow.keeping import keep_answered
    from qa.library.status import live_build

    index = workspace.settings().index
    build = live_build(index)
    with workspace.articles() as store:
        return keep_answered(store, build, index, workspace.desk_file, answer)


def note(workspace: Workspace, text: str, citation: "Citation", question: str | None) -> "Note | None":
    """Store a note on the sentence of a citation; return None if its article is no longer in the index."""
    from qa.desk.notes.notes import anchored
    from qa.desk.notes.store import open_notes

    with workspace.articles() as store:
        article = store.article(citation.article_id)
    if article is None:
        return None
    first, last = citation.sentence_start, citation.sentence_start + len(citation.sentence)
    unchanged = article.text[first:last] == citation.sentence and first < last
    with open_notes(workspace.desk_file) as notes:
        return notes.add(text, anchored(article, (first, last) if unchanged else None), question)


def notes(workspace: Workspace, words: str) -> "list[tuple[Note, Placed]]":
    """Search notes by words, or by a tag as ``#flood`` or ``tag:flood``, with their current places."""
    from qa.desk.notes.notes import placed
    from qa.desk.notes.store import open_notes

    tags = [word for word in words.split() if word.startswith(("#", "tag:")) and word not in ("#", "tag:")]
    others = " ".join(word for word in words.split() if word not in tags)
    with open_notes(workspace.desk_file) as kept:
        matching = kept.find(others, tags[0].removeprefix("tag:") if tags else None)
    wanted = {tag.removeprefix("tag:").removeprefix("#").casefold() for tag in tags}
    with workspace.articles() as store:
        return [(note, placed(note.anchor, store)) for note in matching if wanted <= set(note.tags)]


def notes_on(workspace: Workspace, article: "Article") -> "list[tuple[Note, Placed]]":
    """List the notes on an article; empty if they cannot be read, as commands that use them report why."""
    if not workspace.desk_file.is_file():
        return []
    from qa.desk.notes.store import open_notes

    try:
        with open_notes(workspace.desk_file) as kept:
            return kept.on(article)
    except OperationFailed:
        return []


def note_citation(place: "Placed") -> "Citation | None":
    """Cite the words of a note, or the beginning of its article; return None if the article is gone."""
    article = place.article
    if article is None:
        return None
    from qa.desk.quotations.citing import cite_words

    start = len(article.text) - len(article.text[article.body :].lstrip())
    return cite_words(article, *(place.span or (start, min(start + 1, len(article.text)))))


def check_followed(app: "App[None]", workspace: Workspace) -> None:
    """Check followed questions against a new index in a thread, and notify about changed answers."""

    def check() -> None:
        from qa.desk.follow.checking import check_follows
        from tui.text.follows import headline

        try:
            changes = check_follows(workspace.settings(), workspace.desk_file).changes
        except QAError as error:
            app.call_from_thread(app.notify, error.message, severity="warning", markup=False)
            return
        for change in changes:
            app.call_from_thread(app.notify, headline(change), timeout=_SHOWN, markup=False)

    if workspace.desk_file.is_file():
        app.run_worker(check, thread=True, group="look", exit_on_error=False)
