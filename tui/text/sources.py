"""What is said beside an answer: which articles were asked, and which are related to those cited."""

from typing import TYPE_CHECKING

from tui.text.safe import counted, long_date, one_line, short_path

if TYPE_CHECKING:
    from corpus.article import Article
    from index.types import ListedArticle, RelatedArticle, RelatedArticles, Scope
    from qa.types import Alternative, Citation, Tellings


def dates_of(told: "Article | Citation | ListedArticle") -> list[str]:
    """Write when an article was published, and when it was changed if that was on another day.

    A file's own time is no such day, and left out.

    Args:
        told: The article, an entry of it in a list, or a citation of it.

    Returns:
        None to two dates, for a person.
    """
    days = [long_date(told.stated)] if told.stated else []
    if told.modified and told.modified != told.stated:
        days.append(f"updated {long_date(told.modified)}")
    return days


def scope_line(scope: "Scope") -> str:
    """Say which articles were asked, and which were not for want of a date."""
    left_out = f"; {counted(scope.undated, 'undated article')} left out" if scope.undated else ""
    return f"Asked of {counted(scope.articles, 'article')}: {one_line(str(scope.where))}{left_out}."


def nothing_matches(scope: "Scope") -> str:
    """Say that a filter lets no article through, and what there is instead."""
    said = [f"No article matches: {one_line(str(scope.where))}."]
    values = [one_line(value) for value in scope.there_are]
    if scope.blamed in ("since", "until") and values:
        said.append(f"The articles are dated {values[0]} to {values[-1]}.")
    elif values:
        said.append(f"Of {scope.blamed} there are: {', '.join(values)}.")
    else:
        said.append(f"None has such a {scope.blamed}.")
    if scope.undated:
        said.append(f"{counted(scope.undated, 'undated article')} left out.")
    return " ".join(said)


def relation_line(other: "Alternative") -> str:
    """Say what another answer is to the first, to be put before it."""
    if other.relation == "disputed":
        return "Told otherwise at the same time:"
    if other.relation == "earlier":
        return f"Until {long_date(other.until)}:" if other.until else "Earlier:"
    return "Or:"


def tellings_line(tellings: "Tellings | None") -> str:
    """Count the articles that tell an answer and the texts that are no copies; empty where one text tells it."""
    if tellings is None or tellings.articles < 2:
        return ""
    return f"{counted(tellings.articles, 'article')}, {counted(tellings.texts, 'independent text')}"


def related_counts(related: "RelatedArticles") -> str:
    """Count an article's copies and versions, and name the sources of other reports; perhaps empty."""
    copies = len(related.copies)
    parts = [f"+{copies} {'copy' if copies == 1 else 'copies'}"] if copies else []
    parts += [counted(len(related.versions), "other version")] if related.versions else []
    names = [one_line(article.source or article.title) for article in related.same_story]
    parts += [f"same story: {', '.join(dict.fromkeys(names))}"] if names else []
    return " · ".join(parts)


def related_line(article: "RelatedArticle") -> str:
    """Write a related article on one line: title, source, date and file."""
    about = [one_line(article.title), *([one_line(article.source)] if article.source else [])]
    about += [long_date(article.published)] if article.published else []
    return f"{', '.join(about)} ({one_line(short_path(article.path))})"
