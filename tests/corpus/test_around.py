# ruff: noqa: E501 - pastes as they come
"""Page furniture in a pasted page is in no passage, whatever its wording, and is listed as left out."""

import pytest

from corpus.boilerplate import kept_runs
from corpus.sentences import paragraphs

STORY = "The ferry ran aground off Sundholm on Tuesday evening, the coast guard said."
REST = "It was towed into harbour at night by the tug Bruno."
COMMENTS, OFFERS, FURNITURE, AUTHOR = (
    "readers' comments",
    "links to other articles",
    "page furniture",
    "about the author",
)
BELOW = {
    "a count and handles": (COMMENTS, "Comments (3)\n\nJonnyB 14 Nov, 21:05\nThe captain was drunk.\n\nseadog77 15 Nov, 07:12\nSell it."),
    "a question and buttons": (COMMENTS, "What do you think? Join the discussion below.\n\n> Olaf S.\n> Nina Prinn did it.\n> 12 likes · Reply\n\n> Guest\n> 60 cm.\n> 3 likes · Reply\n\nLoad more comments"),
    "responses to the title": (COMMENTS, '4 Responses to "Ferry aground"\n\nAnna says:\nMarch 9, 2024 at 8:15 am\nHe was drunk.\n\nReply'),
    "a question of readers and handles": (COMMENTS, "What readers say (3)\n\nTractorTom: It was Egil Haug, I saw him.\nAnonymous: Poor ferry! 14 likes"),
    "names and how long ago": (COMMENTS, "12 comments\n\nGerd S: They sank it themselves for the insurance\n2 hours ago\n\nNils: Typical."),
    "a form and bold names": (COMMENTS, "### Leave a comment\n\n**per_h** wrote: Ola Tu stole the money, ask anyone."),
    "an offer in brackets": (FURNITURE, "[Read more: Havlaks fined 4 million for escape]"),
    "another language": (COMMENTS, "Kommentare (2)\n\nHeinz K. schrieb am 12.02.2024 um 18:04:\nDer Kapitän war es.\n\nUwe: Das stimmt."),
    "no heading": (COMMENTS, "Anna says:\nHe was drunk.\n\nReply\n\nPer says:\nFour were hurt.\n\nReply"),
    "a list that leads elsewhere": (OFFERS, "• Related: Thieves take 12 paintings\n• Watch: How a clock is wound\n• Opinion: Ferries are too old"),
    "sponsored headlines": (OFFERS, "Sponsored\nDoctors hate this trick\nOne in three makes this mistake"),
    "the most read": (OFFERS, "Most read\n1. Wolf seen in school yard\n2. Ice rink to open"),
    "the most read, in Norwegian": (OFFERS, "Mest lest\nMann (40) siktet for drap\nNi dager uten strøm"),
    "more on it, in German": (OFFERS, "Mehr zum Thema\nWie Fähren altern\nKarte: Wo sie fahren"),
    "the author": (AUTHOR, "About the author\nKarin Lund writes about the coast. She lives in Bodal."),
    "consent": (FURNITURE, "We value your privacy\nWe and our 743 partners store and access information on a device, such as cookies, and process personal data.\nWith your permission we may use precise geolocation data.\nManage options\nReject all"),
    "a premium article": (FURNITURE, "This is a premium article. You have 0 free articles left this month.\n\nChoose your plan: Digital 9.90 a month.\n\nAlready a member? Log in\n\nBy continuing you agree to our Terms of Service and Privacy Policy."),
    "a briefing": (FURNITURE, "Get our morning briefing\nEvery weekday at 6 a.m. the most important stories in your inbox.\nEnter your email\nSign up"),
    "support": (FURNITURE, "Enjoying this article? Support independent journalism from 5 a month.\nSubscribe\nMaybe later"),
    "a foot": (FURNITURE, "Advertisement - scroll to continue\n\nDownload our app | Contact us | Work for us | Privacy"),
}  # fmt: skip


def parted(text: str) -> tuple[list[str], list[str]]:
    left: dict[str, int] = {}
    kept = [text[start:end] for run in kept_runs(text, paragraphs(text), left) for start, end in run]
    return kept, list(left)


@pytest.mark.parametrize("shape", BELOW)
def test_no_line_around_an_article_is_kept(shape: str) -> None:
    kind, below = BELOW[shape]
    kept, left = parted(f"{STORY}\n\n{REST}\n\n{below}")
    assert "\n\n".join(kept).split("\n\n") == [STORY, REST]
    assert kind in left


@pytest.mark.parametrize(
    "line",
    [
        "I agree with the terms that the captain was offered by the town, she said on Friday.",
        "By using drones in hard conditions the rescuers found the boy, the police said.",
        "We use the ferry every day, said a man from Sundholm who was aboard with his dog.",
        "Opinion: the harbour was right to keep the ferry, and the tug too.",
        "Watch: the tug Bruno was built in 1987 and has been in Sundholm since.",
        "Try to gain access to the ferry was what the divers did next.",
        "The reply came at noon.",
        "OK.",
    ],
)
def test_words_that_only_begin_as_furniture_does_are_kept(line: str) -> None:
    assert line in parted(f"{STORY}\n\n{line}\n\n{REST}")[0]


@pytest.mark.parametrize("head", ["Karin Lund, 3 March at 10:15\n\nShare\n\nLike", "Reply\n\nReport"])
def test_buttons_above_an_article_do_not_end_it(head: str) -> None:
    kept, left = parted(f"Ferry aground!\n\n{head}\n\n{STORY}\n\n{REST}")
    assert kept[-2:] == [STORY, REST]
    assert COMMENTS not in left


def test_items_that_are_the_articles_own_stand_in_a_list_with_one_that_leads_elsewhere() -> None:
    items = "- 84 people were aboard\n- Nobody was hurt\n- Video: the tug Bruno at work"
    assert "84 people" in "\n".join(parted(f"{STORY}\n\n{items}")[0])


def test_people_an_article_quotes_below_a_heading_are_no_comments() -> None:
    quoted = "Reactions\n\nThe mayor: We must build a new one.\n\nThe union: It was overdue."
    assert parted(f"{STORY}\n\n{quoted}")[0][-1] == "The union: It was overdue."
