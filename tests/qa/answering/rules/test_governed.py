"""What is denied, supposed, rumoured or planned is never presented as a fact."""

import pytest

from corpus.article import Passage
from index.types import Hit
from qa.answering.rules.governed import governed_by
from qa.types import Reading


def reading(sentence: str, words: str) -> Reading:
    text = f"Before it. {sentence} After it."
    start, first = text.index(words), text.index(sentence)
    hit = Hit(Passage("a", 0, 100, 100 + len(text), text), 0.5, 1, {})
    return Reading(hit, 0.9, 100 + start, 100 + start + len(words), 100 + first, 100 + first + len(sentence))


@pytest.mark.parametrize(
    ("question", "sentence", "words", "how", "by"),
    [
        ("How much did she take?", "The mayor denied having taken 40,000 crowns.", "40,000 crowns", "denial",
         "denied having"),
        ("Who came?", "She asked if Ida Lind came.", "Ida Lind", "question", "asked if"),
        ("When did they know?", "“Did they know of it in 2019?” a woman wanted to know.", "2019", "question",
         "“Did they know of it in 2019?”"),
        ("How much is it?", "Asked whether it would cost 12 million, she was silent.", "12 million", "question",
         "Asked whether"),
        ("When was he paid?", "According to an anonymous letter, he was paid in March.", "March", "rumour",
         "anonymous letter"),
        ("Who owns it?", "The Echo had reported that Norse owned it; it is the county's.", "Norse", "rumour",
         "had reported"),
        ("When will it close?", "The firm rejected a report that it will close in May.", "in May", "denial",
         "rejected a report that"),
        ("When was it shut?", "It is not true that the road was shut on Friday.", "Friday", "denial", "not true that"),
        ("When will nurses walk out?", "They walk out if no deal is reached by 10 June.", "10 June", "condition",
         "if no deal is reached by 10 June"),
        ("Who will pay?", "Unless the council agrees, the state will pay.", "the state", "condition",
         "Unless the council agrees"),
        ("Who did she fight?", "It was said that she had fought the minister.", "the minister", "rumour",
         "was said that"),
        ("Who wants the site?", "A private investor, whom he would not name, is said to want it.",
         "A private investor", "rumour", "is said to"),
        ("Who bought it?", "It was reportedly bought by Aker.", "Aker", "rumour", "reportedly"),
        ("When did it close?", "The firm said it would close in May.", "in May", "plan", "would"),
        ("What was found?", "There was no glass in it.", "glass", "denial", "no"),
        ("Where did it start?", "It was not the school trip to Riga.", "the school trip to Riga", "denial", "not"),
        ("Which party has a majority?", "Were the Farmers to agree, the Greens would have one.", "the Greens",
         "condition", "Were the Farmers to agree"),
        ("What stands there?", "Had he sold, there would be a hotel now.", "a hotel", "condition", "Had he sold"),
        ("How many drivers walked out?", "Some 2,200 drivers would have walked out.", "2,200", "plan",
         "would"),
        ("How many walk out?", "He said that 1,450 would have come in Lund and 2,200 in Malmo.", "2,200", "plan",
         "would have"),
        ("Who replaced Jon Eik?", "Rune Falk has been asked to replace him.", "Rune Falk", "plan",
         "has been asked to"),
        ("When did the dockers strike?", "Dockers have called off a strike planned for 1 July.", "1 July", "plan",
         "called off"),
        ("When was the fair held?", "The fair, due on 3 May, fell victim to the rain.", "3 May", "plan", "due on"),
        ("Which party is in coalition with it?", "He will try to form a coalition with the Greens.", "the Greens",
         "plan", "try to"),
        ("When will the hearing be?", "The hearing, planned for May, was put off as the judge was ill.", "May", "plan",
         "was put off"),
        ("On what date is the vote?", "The vote, which had been set for 3 June, will not take place.", "3 June", "plan",
         "will not take place"),
        ("When does it open?", "The bridge was due to open in April but has been delayed.", "April", "plan",
         "but has been delayed"),
        ("When will the park close?", "I hear that it will close in October.", "in October", "rumour", "I hear that"),
        ("What did it cost?", "We have been told that it went for 750,000.", "750,000", "rumour",
         "We have been told that"),
        ("Who gave the order?", "I am told that 60 died, and that Ole Rud gave the order.", "Ole Rud", "rumour",
         "I am told that"),
        ("Is Ida leaving?", "There's a rumour Ida is leaving.", "There's a rumour Ida is leaving.", "rumour", "rumour"),
        ("Who opened the school?", "Maria Tangen will open it.", "Maria Tangen", "plan", "will"),
        ("What caused it?", "A gas leak was the most likely cause, she said.", "A gas leak", "rumour",
         "was the most likely cause"),
        ("What caused it?", "The suspected cause was a gas leak.", "a gas leak", "rumour", "suspected cause was"),
        ("How much will Aker pay?", "Aker has an option to buy it for 3 million euros.", "3 million euros",
         "condition", "option to"),
    ],
)  # fmt: skip
def test_what_governs_the_words_is_named(question: str, sentence: str, words: str, how: str, by: str) -> None:
    governed = governed_by(question, reading(sentence, words))
    assert (governed.how, governed.words) == (how, by)


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("What did the mayor deny?", "The mayor denied having taken 40,000 crowns.", "having taken 40,000 crowns"),
        ("Who denied it?", "The mayor denied having taken money.", "The mayor"),
        ("When was he sworn in?", "He denied the claim, but was sworn in on Friday.", "Friday"),
        ("When will they strike if talks fail?", "They strike on 10 June if talks fail.", "10 June"),
        ("When will it close?", "The firm said it will close in May.", "in May"),
        ("Did she ask whether anybody came?", "She asked if Ida Lind came.", "Ida Lind"),
        ("When was the door left open?", "“Who left the door open on Friday?” he asked.", "Friday"),
        ("What was first reported?", "The Echo had reported that it was 4 metres; it is 5.", "4 metres"),
        ("When did it open?", "He had announced in May that it would open.", "May"),
        ("What did he say?", "He spoke as if it rained.", "it rained"),
        ("What was not found?", "There was no glass in it.", "glass"),
        ("How many were hurt?", "No fewer than 12 people were hurt.", "12"),
        ("Who was asked to replace him?", "Rune Falk has been asked to replace him.", "Rune Falk"),
        ("Who will lead the protest?", "Maria Tangen will lead it.", "Maria Tangen"),
        ("Who would have come?", "He said that 1,450 would have come.", "1,450"),
        ("Who won?", "Ida Lind won and will meet Sara Moreau.", "Ida Lind"),
        (
            "Who is Olof Brandt?",
            "The line's spokesman, Olof Brandt, said it sails on Friday unless divers find a leak.",
            "The line's spokesman",
        ),
        ("Who is said to want it?", "A private investor is said to want it.", "A private investor"),
        ("Who won?", "Ida Lind won, and her sister is said to be ill.", "Ida Lind"),
        ("Who leads the union?", "“We would have walked out,” said its head, Ida Lind.", "Ida Lind"),
        ("Who leads the union?", "If no deal is reached they will strike, said its head, Ida Lind.", "Ida Lind"),
        ("How many pupils were there?", "Had it held, the school would be safe; 31 pupils were in it.", "31"),
        ("What was it expected to cost?", "It would have cost 65 million.", "65 million"),
        ("What was the first figure?", "It was 90,000, not 900,000 as they said.", "900,000"),
        ("Who checks it?", "You would have a translator check it.", "a translator"),
        ("Who resisted it?", "Landlords would not let to them.", "Landlords"),
        ("How many meals were served?", "The number will rise from 4,100 to 17,600 a day.", "4,100"),
        ("How far will people have to go?", "The branch will then be in Corran, 41 kilometres away.", "41 kilometres"),
        ("How did Neuburg vote?", "The town of Neuburg voted no with 66 per cent.", "66 per cent"),
        ("When did he learn of it?", "He denied this and said he was told on 3 February.", "3 February"),
        ("When was the strike planned?", "They have called off a strike planned for 1 July.", "1 July"),
        ("When was the vote to be held before it was put off?", "Planned for May, it was put off.", "May"),
        ("When will it open?", "The bridge, planned for May, will carry trams.", "May"),
        (
            "Is it a rumour that Ida Lind is leaving?",
            "There's a rumour that Ida Lind is leaving.",
            "There's a rumour that Ida Lind is leaving.",
        ),
        ("Who wants to form a coalition?", "He wants to form one with the Greens.", "He"),
        ("What was the likely cause?", "A gas leak was the most likely cause.", "A gas leak"),
        ("Who likely won?", "Ida Lind won, the likely cause of her joy.", "Ida Lind"),
        ("For how much may it buy it?", "Aker has an option to buy it for 3 million euros.", "3 million euros"),
        ("Who allegedly took it?", "It was allegedly taken by Aker.", "Aker"),
        ("How much does it cost?", "The best option is to rent one for 90 euros.", "90 euros"),
    ],
)
def test_words_that_are_reported_as_a_fact_or_asked_for_as_they_are_reported_are_plain(
    question: str, sentence: str, words: str
) -> None:
    assert governed_by(question, reading(sentence, words)) is None


@pytest.mark.parametrize(
    ("after", "asked"),
    [
        ("Can you confirm that?", True),
        ("Is that true?", True),
        ("Do you know when exactly?", True),
        ("Could you tell me who decided it?", True),
        ("Will you walk?", False),
        ("Is it far from here? No.", False),
    ],
)
def test_what_its_writer_asks_to_have_confirmed_is_only_asked(after: str, *, asked: bool) -> None:
    text = f"The skate park will close in October. {after}"
    start, end = text.index("October"), text.index(".") + 1
    hit = Hit(Passage("a", 0, 0, len(text), text), 0.5, 1, {})
    found = governed_by("When will the skate park close?", Reading(hit, 0.9, start, start + 7, 0, end))
    assert (found is not None and found.how == "question") is asked
