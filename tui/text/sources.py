"""Formats the articles of an answer: those that match its filter, and those related to the cited ones."""

from typing import TYPE_CHECKING

from qa.output.labels import copies_label
from tui.text.safe import counted, long_date, one_line, short_path

if TYPE_CHECKING:
    from corpus.article import Article
    from index.types import ListedArticle, RelatedArticle, RelatedArticles, Scope
    from qa.types import Alternative, Citation, Tellings


def dates_of(article: "Article | Citation | ListedArticle") -> list[str]:
    """Format when an article was published, and when it was updated if that was on another day.

    A file's modification time is not such a date, and left out.

    Args:
        article: The article, listed article or citation.

    Returns:
        Up to two dates.
    """
    days = [long_date(article.stated)] if article.stated else []
    if article.modified and article.modified != article.stated:
        days.append(f"updated {long_date(article.modified)}")
    return days


def scope_line(scope: "Scope") -> str:
    """State the filter of a question, and how many articles match it."""
    left_out = f"; {counted(scope.undated, 'undated article')} excluded" if scope.undated else ""
    return f"Asked of {counted(scope.articles, 'article')}: {one_line(str(scope.where))}{left_out}."


def nothing_matches(scope: "Scope") -> str:
    """Say that no article matches a filter, and which values there are."""
    lines = [f"No article matches: {one_line(str(scope.where))}."]
    values = [one_line(value) for value in scope.there_are]
    if scope.blamed in ("since", "until") and values:
        lines.append(f"The articles are dated {values[0]} to {values[-1]}.")
    elif values:
        lines.append(f"Values of {scope.blamed}: {', '.join(values)}.")
    else:
        lines.append(f"No article has a {scope.blamed}.")
    if scope.undated:
        lines.append(f"{counted(scope.undated, 'undated article')} excluded.")
    return " ".join(lines)


def relation_line(other: "Alternative") -> str:
    """The label of an alternative: its relation to the answer."""
    if other.relation == "disputed":
        return "Reported differently at the same time:"
    if other.relation == "earlier":
        return f"Until {long_date(other.until)}:" if other.until else "Earlier:"
    return "Or:"


def tellings_line(tellings: "Tellings | None") -> str:
    """Count the articles that give an answer, and how many of them are not copies; empty for one text."""
    if tellings is None or tellings.articles < 2:
        return ""
    return f"{counted(tellings.articles, 'article')}, {counted(tellings.texts, 'independent text')}"


def related_counts(related: "RelatedArticles") -> str:
    """Count an article's copies and versions, and name the sources of other reports; may be empty."""
    parts = [copies_label(len(related.copies))] if related.copies else []
    parts += [counted(len(related.versions), "other version")] if related.versions else []
    names = [one_line(article.source or article.title) for article in related.same_story]
    parts += [f"same story: {', '.join(dict.fromkeys(names))}"] if names else []
    return " · ".join(parts)


def related_line(article: "RelatedArticle") -> str:
    """Format a related article on one line: title, source, date and file."""
    about = [one_line(article.title), *([one_line(article.source)] if article.source else [])]
    about += [long_date(article.published)] if article.published else []
    return f"{', '.join(about)} ({one_line(short_path(article.path))})"
