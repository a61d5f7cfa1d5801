"""Words that report speech, and those that name a speaker."""

import re
from collections.abc import Sequence

_FORMS = """
said say says saying told tell tells telling talked stated states stating added adds adding wrote writes writing
written tweeted tweets tweeting posted posting argued argues arguing claimed claims claiming insisted insists
insisting noted notes noting explained explains explaining commented comments commenting remarked remarks remarking
announced announces announcing asked asks asking replied replies replying responded responds responding warned warns
warning declared declares declaring admitted admits admitting confirmed confirms confirming denied denies denying
described describes describing called calls calling recalled recalls recalling continued continues continuing
concluded concludes concluding suggested suggests suggesting urged urges urging testified testifies testifying joked
jokes joking quipped observed observes observing stressed stresses stressing emphasized emphasised emphasizes
emphasising emphasizing acknowledged acknowledges acknowledging predicted predicts predicting promised promises
promising vowed vows vowing complained complains complaining alleged alleges alleging reported reports reporting
expressed expresses expressing thanked thanks thanking praised praises praising criticised criticized criticises
criticizes criticising criticizing condemned condemns condemning labelled labeled labels labelling labeling dubbed
branded quoted quotes quoting cited citing cites read reads reading shouted shouts shouting yelled chanted chanting
pleaded pledged pledges accused accuses accusing advised advises advising affirmed agreed agrees apologised apologized
asserted asserts asserting assured assures assuring begged boasted characterized characterised conceded concedes
confessed contended contends countered cried deemed demanded demands demanding deplored disclosed elaborated exclaimed
feared hailed hailing hinted indicated indicates indicating informed interjected joking lamented laments lamenting
mentioned mentions mocked mused opined phrased pointed points pointing proclaimed promising pronounced proposed
questioned questions reasoned recommended reflected reiterated reiterates reiterating rejected rejects remembered
repeated retorted revealed reveals revealing ruled sang screamed shared sighed signalled snapped speculated spoke
speaks speaking summarised summarized swore termed terming texted thought thinks thundered touted tweets uttered
ventured voiced welcomed welcomes whispered wondered denounced denounces denouncing slammed blasted clarified
clarifies clarifying maintained maintains maintaining referred refers referring dismissed derided decried assailed
ridiculed lauded opines describe call tell argue warn corrected corrects interrupted interrupts persisted hazarded
volunteered insist write holds held believe believes believed blamed blames blaming ask answered replying
"""
_MANNERS = """
barked beamed bellowed blabbed blurted cackled cheered chided chirped chortled chuckled confided cooed crowed
deadpanned drawled enthused fumed gasped giggled griped grinned groaned growled grumbled gushed heckled hissed
hollered howled huffed implored intoned jeered laughed marvelled marveled moaned mumbled murmured muttered panted
piped protested protests purred raged railed ranted rasped roared scoffed shrieked shrugged sighs simpered smiled
smirked snarled sneered sniffed snorted sobbed spat spluttered sputtered squealed stammered stormed stuttered tutted
wailed wept wheezed whined whooped winked yelped grumbles laughs mutters grins scoffs jokes
"""
"""How something is said rather than that it is: ``fumed``, ``grinned``."""
_PHRASES = ("(?:went|goes) on(?=[:.,])", "(?:shot|hit|fired) back", "chimed in", "blurted out")
VERBS = frozenset(_FORMS.split() + _MANNERS.split())
STRONG = frozenset(
    """said says say told tells saying telling stated states stating added adds adding wrote writes tweeted explained
    explains replied responded remarked commented asked insisted argued noted warned declared continued concluded
    testified quipped recalled recounted claimed exclaimed elaborated reiterated quoted lamented opined confirmed
    announced posted emphasized emphasised stressed acknowledged""".split()
)
"""Verbs after which quotation marks hold speech and seldom a name."""
PLATFORMS = "Twitter|Facebook|Instagram|Telegram"
VERB = re.compile(rf"\b(?:{'|'.join([*_PHRASES, *sorted(VERBS, key=len, reverse=True)])})\b")
ACCORDING = re.compile(r"\b[Aa]ccording to\s+")

NOUNS = frozenset(
    """claims reports calls notes comments remarks demands questions states thanks pledges promises thought report held
    read call claim quotes stresses cites tweets posts points feared voiced shared laughs grins jokes protests
    sighs""".split()
)
"""Verbs that are also nouns or adjectives after an article, a possessive or a preposition."""

UPPER = r"[A-Z\u00c0-\u00de\u0100-\u017f]"
_DOTTED = "(?:Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|St|Jr|Insp|Supt|Det|Cllr|Maj|Cmdr|Adm)"
_PART = rf"(?:{_DOTTED}\.|{UPPER}[\w\u2019'.\u2013-]*\w|{UPPER}\.?|[A-Z]{{2,}}\d*)"
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|bin|ibn|al|el|ter|ten|of|for|the)"
NAME = rf"{_PART}(?:(?:[ \u00a0]{_PARTICLE}){{0,2}}[ \u00a0]{_PART}){{0,9}}"
"""Capitalised words, with the lower-case particles within names."""
PRONOUN = r"(?:he|she|they|it|He|She|They|It|I|we|We)"
DETERMINER = (
    r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Ss]ome|[Ss]everal|[Mm]any|[Oo]ther|[Tt]wo)"
)
PLURAL = (
    r"(?:[Pp]olice|[Oo]fficials|[Aa]uthorities|[Rr]esearchers|[Ss]cientists|[Ww]itnesses|[Pp]rotesters|[Dd]emonstrators|"
    r"[Cc]ritics|[Oo]rganisers|[Oo]rganizers|[Ff]irefighters|[Pp]rosecutors|[Ll]awyers|[Ss]upporters|[Aa]nalysts|[Ee]xperts|"
    r"[Ss]omeone|[Ss]omebody|[Ff]ans|[Pp]layers|[Vv]oters|[Rr]esidents|[Vv]illagers|[Nn]eighbou?rs|[Ss]tudents|[Pp]upils|"
    r"[Mm]inisters|[Pp]als|[Ff]riends|[Rr]eporters|[Ww]orkers)"
)
NO_NAME = frozenset(
    """Within Among Amid Under Over Through Throughout Upon Toward Towards Against Between Beyond Near Around Once
    Both Each Some Many Most Several All Any Another Other Others One Two Three Four Five No Not Even Only Just
    Perhaps Maybe Indeed Similarly Recently Previously Currently Finally First Second Officials Police Reportedly
    Allegedly Regarding Because Article Section Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
    February March April May June July August September October November December Yesterday Today Tomorrow On In
    At By For From After Before During While When Although Though As If But And Or However Meanwhile Also
    According Since Following Despite Earlier Later Then There This That These Those Such What Who Why How Where
    Which Until With Without Speaking Asked Writing Responding Addressing Commenting Rather Likewise Nonetheless
    Otherwise Conversely Besides Hence Overall Ultimately Eventually Elsewhere Here Now Well Yes Again Always
    Never Sometimes Often Clearly Sadly Apparently You Your My Our Is Are Was Were Did Does Nobody Nothing
    Everyone Everything Something Someone Somebody Anyone Anybody Pals Fans Residents Few Half Whether Unless
    Unlike Like Given Told Pressed Questioned Challenged Having Being Additionally Furthermore Moreover
    Nevertheless Still Yet So Thus Instead Last Next To Twitter Facebook Instagram Telegram Internet English
    Spanish French German The A An He She They It We I His Her Its Their Q Wikinews' Wikinews Calling Describing
    Citing Noting Adding Referring Praising Criticising Criticizing Saying""".split()
)
TITLES = frozenset(
    """Mr Mrs Ms Miss Dr Prof Professor Sir Dame Lord Lady President Vice Prime Minister Chancellor Senator Sen
    Representative Rep Congressman Congresswoman Governor Gov Mayor Judge Justice Chief General Gen Colonel Col
    Captain Capt Sergeant Sgt Lieutenant Lt Officer Inspector Superintendent Commissioner Secretary Attorney
    King Queen Prince Princess Pope Bishop Archbishop Cardinal Father Sister Rev Reverend Rabbi Imam Sheikh
    Ayatollah Director Chairman Chairwoman Chair Speaker Ambassador Deputy Foreign Home Health Defence Defense
    Interior Finance Education US U.S UK British American Australian French German Russian Chinese Indian Former
    former Crown Councillor Coach Manager Actor Actress Detective Constable Secretary-General Whip Assemblywoman
    Assemblyman Fellow Economist Lieutenant-Governor Undersecretary Treasurer Counsel Correspondent Analyst Host
    Anchor Columnist Founder CEO Magistrate Chef District Party Leader Labour Conservative Democratic Republican
    Democrat Honourable Hon Premier Singer Author Spokesman Spokeswoman Spokesperson Doctor Saint St
    Sheriff Pastor PC Insp Supt Det Cllr Maj Cmdr Adm Admiral Brigadier Corporal Baroness Duchess Vicar Referee
    Headteacher Executive Passenger Skipper Prosecutor Teacher Nurse Shopkeeper Landlord Landlady Defender Striker
    Midfielder Goalkeeper Winger Pensioner Campaigner Activist Historian Scientist Researcher Engineer Architect
    Novelist Poet Playwright Comedian Broadcaster Presenter Journalist Photographer Lawyer Solicitor Barrister
    Paramedic Firefighter Organiser Organizer Volunteer Witness Resident""".split()
)
TITLES_IN_FULL = {
    "dr": "doctor",
    "prof": "professor",
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "col": "colonel",
    "maj": "major",
    "capt": "captain",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "insp": "inspector",
    "supt": "superintendent",
    "det": "detective",
    "cllr": "councillor",
    "adm": "admiral",
    "cmdr": "commander",
    "rev": "reverend",
    "pc": "officer",
}
"""What an abbreviated title is called where its holder is not named: "Dr Smith" and "the doctor"."""
POSTNOMINALS = frozenset("KC QC SC MP MEP MSP MLA TD MBE OBE CBE QPM MD PhD Jr Sr II III".split())
"""Words that may follow a name without being part of it: "Anna Berg KC"."""
HE = frozenset("Mr Sir Lord King Prince Pope Father Congressman Chairman Spokesman Actor Bishop Cardinal".split())
SHE = frozenset(
    "Mrs Ms Miss Dame Lady Queen Princess Congresswoman Chairwoman Spokeswoman Actress Sister Baroness Duchess".split()
)
ORGANISED = frozenset(
    """Government Media University Party Department Ministry Court Union League Association Institute Council Committee
    Agency Office House Senate Congress Parliament Company Corporation Inc Ltd Times Post News Guardian Network
    Foundation Center Centre Hospital Airport Station School College Church Street City State States County
    Kingdom Republic Nations Organization Organisation Administration Service Services Group Board Commission
    Act Bill Bank Club FC United Olympic Olympics Cup World War River Ocean Sea Island Islands North South East
    West New San Los Press TV Radio Force Army Navy Police Museum Park Road Airlines Airways Fund Federation
    Authority Bureau Front Alliance""".split()
)
"""Words in names of organisations and places."""


def is_organised(words: Sequence[str]) -> bool:
    """Return whether the words of a name are an organisation's or a place's; "Bill" begins a person's name."""
    first = words[0] == "Bill" and len(words) > 1
    return any(word in ORGANISED or (word.isupper() and len(word) > 2) for word in words[first:])
