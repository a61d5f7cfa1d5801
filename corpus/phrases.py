"""Boilerplate phrases of web pages, as regular expressions of whole lines, ignoring case."""

import re

_ARTICLES_PAGE = (
    r"leave a (?:reply|comment)(?: cancel reply)?",
    r"your email address will not be published\.?(?: required fields are marked ?\*?)?",
    r"required fields are marked ?\*?",
    r"save my name, email,? and website in this browser for the next time i comment\.?",
    r"(?:post|submit|add)(?: a)? comment|\d* ?comments?|comments are closed\.?|(?:name|email|website|comment) ?\*?",
    r"(?:notify me of|subscribe to) (?:new posts|follow-up comments|new comments).*",
    r"licen[cs]e this (?:content|article|image|photo)",
    r"(?:get )?(?:rights|reprints) (?:and|&) permissions|reprints|republish this article",
    r"(?:©|\(c\)|copyright).{0,100}|all rights reserved\.?",
    r"(?:share|print|save|email|tweet|pin)(?: (?:this|on|via|to|with))?"
    r"(?: (?:article|story|page|post|facebook|twitter|x|whatsapp|linkedin|email|reddit|a friend|friends))?:?",
    r"(?:click to )?share (?:this|on) .{0,30}\(opens in new window\)|share (?:this )?.{0,12}copy link|copy link",
    r"(?:follow|like|find) us on .{0,60}",
    r"(?:we|this (?:web)?site|our (?:web)?site)(?: and our partners)? uses? cookies.{0,300}",
    r"(?:accept|reject|allow|manage)(?: all)?(?: cookies| preferences)?|cookie (?:policy|settings|preferences|notice)",
    r"(?:sign up|subscribe)(?: (?:for|to)(?: our| the)?.{0,60}(?:newsletter|updates|alerts|mailing list)s?.{0,40})?",
    r"(?:advertisement|sponsored content|promoted stories|story continues below(?: advertisement)?)",
    r"(?:related|more|popular|trending|recommended) (?:articles|stories|posts|topics|reading)(?: for you)?:?",
    r"(?:skip to (?:main )?content|back to top|previous (?:post|article)|next (?:post|article))",
    # Paywalls.
    r"(?:(?:to|want to) (?:continue|keep|go on) reading|(?:continue|keep) reading|to read (?:the full|this|more)"
    r"|read the (?:full|whole|rest of th\w+) (?:story|article)).{0,160}"
    r"\b(?:subscri\w+|sign[ -]?(?:in|up)|log[ -]?in|register|account)\b.{0,160}",
    r"(?:this|the) (?:article|story|content|page) is (?:only |exclusively |reserved )*(?:available )?(?:for|to) "
    r"(?:our )?(?:paying |premium )?(?:subscribers|members)\b.{0,120}",
    r"(?:already (?:a|have an?) (?:subscri\w+|member|account)|have an account|not"
    r" a (?:subscriber|member)(?: yet)?)\?.{0,160}",
    r"you(?:['’]ve| have) (?:\d+|one|two|three|reached|read|used).{0,60}\bfree (?:articles?|stories)\b.{0,160}",
    r"(?:subscribe|sign in|log in|register)(?: now| today)?"
    r"(?: to (?:continue|keep|read|unlock|get|access)\b.{0,160}|[.!]?)",
    # Newsletters, games and offers.
    r"(?:.{0,60}[?:] )?sign[ -]?up\b.{0,200}\b(?:newsletters?|inbox|e-?mails?|alerts?|text)\b.{0,200}",
    r"(?:get|subscribe to|would you like to receive) .{0,100}\b(?:newsletters?|inbox|podcast)\b.{0,250}",
    r"(?:if your day doesn['’]t start until|\(?you can get) .{0,250}\b(?:sign up|inbox)\b.{0,100}",
    r"(?:need a (?:news )?break|looking for a .{0,30}puzzle)\? .{0,120}",
    r"(?:play|try|solve) (?:the|our|today['’]s) .{0,40}(?:crossword|puzzle|quiz|sudoku|quick cross)s?\b.{0,20}",
    r"we will use the (?:details|information) you have shared.*|if you wish to object to the use of your.*",
    r"(?:thank you for supporting our journalism|support local journalism)\b.{0,250}",
    r"(?:.{3,60}\? )?(?:get access|get a subscription|subscribe) (?:to|of) (?:our|the|.{2,20}['’]s) "
    r".{0,160}\b(?:magazine|channel|subscriptions?|podcast|app|sister title)\b.{0,300}",
    r"if you (?:enjoyed|liked|found|value|appreciate) (?:this|our) .{0,250}"
    r"\b(?:subscri\w+|join|member\w*|donat\w+|support\w*|proposition|sign up|contribut\w+)\b.{0,300}",
    r"(?:like|enjoyed?) this (?:story|article|post)\? (?:share|tell|forward|subscribe|sign up).{0,120}",
    r"tell us what you think.{0,40}",
    r"this copy is for your personal.{0,300}|(?:filed under|tags?|tagged(?: with)?|keywords|categories)\s*:.{0,300}",
    r"if you (?:buy|purchase|order|shop) .{0,150}\b(?:share of|commission|affiliate|earn)\b.{0,150}",
    r"we (?:occasionally|may) recommend .{0,200}\b(?:affiliate|commission)\b.{0,150}",
    r".{0,150}purchases you make through (?:our|these) links may earn us .{0,60}",
    r"prices were accurate at the time .{0,120}",
    # Links to other pages, and video players.
    r"(?:read|see|find out|learn) more(?: here)?[.:]?|more:|explore further",
    r"(?:read (?:more|also|next)|see more|more on this|les også|lesen sie auch|lire aussi|related"
    r"|see also|also read|don['’]t miss|just for "
    r"subscribers|in case you missed it|more (?:from|on|coverage|news)\b.{0,40}):.{0,160}|up next|story highlights",
    r"(?:unable to view .{0,60}\? )?(?:click|tap) here .{0,120}|(?:.{0,80}\? )?check your local forecast here.{0,5}",
    r"hit play on the player .{0,250}|video player was slow to load.*|(?:\d+\. )?how relevant is this ad to you\?",
    # Credits, contacts of the authors, and updates of the page.
    r"contributing: .{2,100}|(?-i:[A-Z]).{2,160} contributed to this (?:report|story|article)\.?",
    r"(?:from )?.{0,40}\bstaff(?: and wire)? reports|from .{3,60} and wire reports",
    r"\(?(?:additional )?(?:reporting|writing|editing) by (?-i:[A-Z])[^.;]{3,200}(?:;.{3,200}|\.?\))",
    r"(?:please )?follow .{2,60} on (?:x|twitter|threads|bluesky|facebook|instagram|tiktok)\b.{0,40}@.{2,120}",
    r"follow .{2,40} on (?:(?:x|twitter|threads|bluesky|facebook|instagram|tiktok|youtube|linkedin|snapchat)"
    r"(?:,? and |, |[.!]|$))+",
    r"(?-i:SOURCES?): .{2,80}|(?:shortcode )?\[/?\w+ [^\]]{0,40}=[^\]]*\].{0,60}\[/\w+\]",
    r"(?:write to|e-?mail) (?-i:[A-Z])\w+ (?-i:[A-Z])[\w-]+ at \S+@\S+.{0,200}",
    r"(?:reach|contact|e-?mail) (?:the reporters?|.{2,60} on (?:x|twitter|bluesky)\b)[^.]{0,60}(?:@|https?://).{2,200}",
    r".{5,160}\b(?:reporter|editor|columnist|correspondent|writer|covers)\b.{0,120}"
    r"\b(?:reach|contact|follow|e-?mail)\b.{0,80}@.{2,200}",
    r"(?:got|have) (?:a|an) (?:news )?(?:tip|story idea|idea for a .{0,60}story)\b.{0,100}\? .{0,250}@.{2,120}",
    r"\(?(?:this|the) (?:story|article) (?:has been|was) updated (?:with|to (?:add|include|reflect)) "
    r"(?:new|additional|more|further|a (?:video|photo))\b.{0,40}",
    r"(?:editor['’]s note: )?a version of this (?:story|article) (?:first |originally )?appeared in .{0,350}",
    r".{0,100}all rights reserved\b.{0,200}",
)
_CONSENT = (
    r"(?:we value your privacy|your privacy (?:matters|choices|is important).{0,60}|privacy (?:settings"
    r"|preferences))\.?",
    r"we(?: and our .{0,30}partners?)? (?:store|use|process|access)\b.{0,200}\b(?:cookies?|personal data|"
    r"information on (?:a|your) device|identifiers)\b.{0,200}",
    r"with your (?:permission|consent|agreement),? (?:we|our partners)\b.{0,250}",
    r"(?:by (?:continuing|clicking|using|signing up|registering|entering)\b.{0,80}\byou\b|i agree to\b).{0,120}"
    r"\b(?:terms|privacy|cookies?|conditions)\b.{0,160}",
    r"you (?:can|may) (?:change|withdraw|manage|update) your (?:mind|consent|choices?|preferences|settings)\b.{0,160}",
    r"(?:manage|change|review|save|see|more|customi[sz]e|show)(?: my| your)? "
    r"(?:options|preferences|choices|settings|cookies|consent|purposes|partners)",
    r"(?:strictly )?(?:necessary|functional|analytics|marketing|performance|targeting) cookies(?: only)?"
    r"|(?:allow|accept|use|only) (?:only )?(?:strictly )?(?:necessary|essential|required)(?: cookies| ones)?",
    r"do not sell (?:or share )?my (?:personal )?(?:information|data)|i (?:agree|accept)|got it",
    r"wir (?:verwenden|nutzen|setzen)\b.{0,40}\bcookies\b.{0,250}|alle(?:s)? (?:akzeptieren|ablehnen|annehmen)",
    r"(?:nous|ce site) utilis\w+ (?:des )?cookies.{0,250}|tout (?:accepter|refuser)"
    r"|(?:usamos|utilizamos|questo sito (?:usa|utilizza)|vi bruger|vi bruker|vi använder)\b.{0,20}\bcookies\b.{0,250}",
)
"""Cookie banners."""
_PAID = (
    r"this (?:is|article is|story is) (?:a |an |only )?(?:premium|subscriber|subscription|members?|plus"
    r"|exclusive)\b[ -]?"
    r"(?:only|exclusive)?(?: (?:article|story|content|feature))?\b.{0,160}",
    r"you have (?:\d+|no|one|two|three)(?: free| more)*\b.{0,30}\b(?:articles?|stories|reads?) (?:left"
    r"|remaining)\b.{0,120}",
    r"(?:you['’]ve|you have) (?:reached|hit|used up) (?:your|the) .{0,60}\blimit\b.{0,120}",
    r"(?:create|open|make) (?:a|an|your) (?:free )?account\b.{0,160}|register (?:now |today )?(?:for free"
    r"|free)\b.{0,120}",
    r"(?:choose|pick|select|see) (?:your|a|our) (?:plans?|subscriptions?|offers?)\b.{0,200}",
    r"(?:start your|unlock|get (?:full|unlimited|digital|instant)|enjoy (?:full|unlimited)) .{0,60}"
    r"\b(?:trial|access|article|story|subscription)\b.{0,160}|try .{2,40} (?:free|for (?:free|[£$€\d])).{0,120}",
    r"(?:the (?:rest|remainder) of this|to (?:see|view) the (?:rest|full)|this) (?:article|story) (?:is|is reserved) "
    r"(?:behind|reserved|locked|for)\b.{0,160}",
    r"(?:subscribe|become a (?:member|subscriber|supporter)|start (?:a|your) subscription)\b(?: now| today)?.{0,40}"
    r"\b(?:from|for|and get|at)\b.{0,250}|.{0,120}\b(?:this |the )?offer (?:ends|expires)\b.{0,80}"
    r"|why (?:you can )?trust us\b.{0,200}",
    r"(?:memberships?|subscriptions?|customer services?|advertising|circulation) (?:manager|desk|team|enquiries"
    r"|department|director)s?\s*:.{0,120}",
    r"(?:subscribers?|members?|premium)[ -](?:only|exclusive|content|article)s?|exclusive (?:to|for) subscribers",
    r"(?:continue|keep) reading\b.{0,120}|the post .{2,160} (?:appeared first|first appeared) on .{2,80}"
    r"|(?:log|sign) in or (?:subscribe|register)\b.{0,100}",
    r"(?:support|back|fund) (?:our|independent|quality|local|free|this) (?:\w+ )?(?:journalism|newsroom|reporting"
    r"|work)\b.{0,200}",
    r"(?:enjoying|liking|love|do you like|value) (?:this|our|what you) .{0,60}\?.{0,200}"
    r"|(?:maybe|remind me) later|no,? thanks|not now|dismiss|continue without .{0,40}",
)
"""Paywalls and appeals for subscriptions."""
_SIGN_UP = (
    r".{0,200}\b(?:in|to|into) your (?:e-?mail )?inbox\b.{0,80}",
    r"get (?:our|the|your|all) .{0,60}\b(?:briefings?|digest|round-?up|alerts?|headlines|e-?mails?|updates)\b.{0,120}",
    r"(?:enter |type )?(?:your )?e-?mail(?: address)?(?: here)?\s*\*?|(?:first|last|full) name\s*\*?",
    r"join (?:more than |over )?[\d.,]+(?:k|m)? (?:other )?(?:readers|subscribers|people who)\b.{0,120}",
    r"(?:no spam|unsubscribe (?:at any ?time|whenever|with one)|we(?: will|['’]ll) never share)\b.{0,100}",
    r"(?:thanks?|thank you) for (?:signing up|subscribing|registering)\b.{0,120}|you are (?:now )?subscribed.{0,80}",
)
"""Newsletter forms."""
_AROUND = (
    r"(?:advert(?:isement)?|ad|sponsored|promoted|paid (?:content|post|partnership))(?: (?:content|stories|links"
    r"|by .{2,40}))?"
    r"(?:\s?[-–—:|].{0,60})?|(?:article|story|text) continues (?:below|after)\b.{0,60}"
    r"|scroll (?:down )?to continue.{0,40}",
    r"(?:load|show|view|see|read) (?:all |more |\d+ )+(?:comments|replies|stories|articles|posts|news)",
    r"(?:(?:(?:download )?our app|get the app|contact(?: us)?|about(?: us)?|work (?:for|with) us|careers|jobs|"
    r"privacy(?: policy| notice)?|terms(?: of (?:use|service)| (?:and|&) conditions)?|advertise(?: with us)?|help|faq|"
    r"site ?map|imprint|impressum|datenschutz|kontakt|accessibility|cookies?(?: policy| settings)?|home|newsletters?|"
    r"subscribe|log in|sign in|rss|archive|corrections|complaints|download our app)[\s|·•/,–-]*){2,}",
    r"(?:this|dieser|cet|este|denne) (?:article|story|artikel|artículo|artikkel)\b.{0,30}"
    r"\b(?:available in|auf \w+ verfügbar|disponible en)\b.{0,40}|(?:read|lesen|lire) (?:this |it )?in (?:english"
    r"|german|french|spanish)",
    r"home(?:\s*[|·•›>/]\s*[\w&'’ -]{2,25}){2,}|\{[%{].{1,300}[%}]\}",
    r"\d+ ?min(?:ute)?s?(?: to)? read|(?:estimated )?reading time:? .{1,20}|listen to (?:this )?(?:article"
    r"|story).{0,40}",
)
"""Navigation, advertisements and page information."""
_BOILERPLATE = re.compile(
    "|".join(f"(?:{phrase})" for phrase in (*_ARTICLES_PAGE, *_CONSENT, *_PAID, *_SIGN_UP, *_AROUND)), re.IGNORECASE
)
_LONGEST = 400
"""Characters; a longer paragraph is never boilerplate."""
_RULE = re.compile(r"[\W_]+")
_LINK = re.compile(r"!\[[^\]]{0,200}\]\([^()\s]{0,500}\)|\[([^\]]{1,200})\]\([^()\s]{0,500}\)")
_LINKS = re.compile(r"(?:\[[^\]]{1,60}\]\([^()\s]{0,500}\)[\s|·•,/-]*){2,}")
"""A line of links and nothing else."""
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_SIGNS = re.compile(r"^[^\w\"'“‘(\[{©@#]+")
"""Pictures and signs before the words of a line."""


def plain_line(line: str) -> str:
    """Fold a line's spaces, and drop the marks of Markdown: links, pictures, emphasis."""
    folded = " ".join(line.split())
    if "](" in folded:
        folded = " ".join(_LINK.sub(lambda link: link[1] or "", folded).split())
    return _EMPHASIS.sub("", folded) if "*" in folded or "_" in folded else folded


def is_boilerplate(paragraph: str) -> bool:
    """Return whether a paragraph is page furniture or has no letter or digit at all."""
    line = plain_line(paragraph)
    if not line or _LINKS.fullmatch(paragraph.strip()) or _RULE.fullmatch(line):
        return True
    bare = line.strip("*_#>|-–—•·▪►→» ")
    inner = bare[1:-1] if bare.startswith("[") and bare.endswith("]") else bare
    return len(line) <= _LONGEST and any(map(_BOILERPLATE.fullmatch, {bare, inner, _SIGNS.sub("", bare)}))
