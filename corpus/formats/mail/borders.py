"""Patterns of the border between a mail and the one it forwards or quotes, in ten languages."""

import re

_FIELDS = {
    "from": "from von de fra från van da lähettäjä od",
    "date": "date sent gesendet datum envoyé sendt dato skickat verzonden inviato data enviado enviada fecha lähetetty",
    "subject": "subject betreff objet emne ämne onderwerp oggetto asunto assunto aihe",
    "to": "to an à til till aan a para kopi kopia cc cci bcc reply-to importance attachments vastaanottaja",
}
NAMES = {name: field for field, names in _FIELDS.items() for name in names.split()}
"""Names of header lines in lower case, to the field they hold."""
HEADER = re.compile(
    rf"[ \t*_]*(?P<name>{'|'.join(sorted(map(re.escape, NAMES), key=len, reverse=True))})"
    r"(?:[ \t](?:el|em|le|den))?[ \t]?:"
    r"[ \t*_]*(?P<value>[^\n]*)",
    re.IGNORECASE,
)
OTHER_HEADER = re.compile(r"(?:Message|Priority|Organization|[A-Z][A-Za-z]*(?:-[A-Za-z]+)+):[ \t][^\n]*|\t[^\n]*")
"""A header line without author, date or subject."""
_MESSAGE = (
    r"(?:original|forwarded|begin|start of)(?:[ \t]+(?:original|forwarded|e-?mail|message))+"
    r"|(?:anfang der )?(?:ursprüngliche|weitergeleitete)n? nachricht"
    r"|(?:début du )?message (?:d['’]origine|transféré|original|réexpédié)"
    r"|ursprungligt meddelande|(?:(?:start|början) på )?vidarebefordrat (?:meddelande|brev|mejl)"
    r"|oprindelig meddelelse|opprinnelig melding"
    r"|(?:start på )?videresendt (?:melding|meddelelse|brev)|oorspronkelijk bericht|(?:begin )?doorgestuurd bericht"
    r"|mensaje (?:original|reenviado)|inicio del mensaje reenviado|messaggio (?:originale|inoltrato)"
    r"|(?:inizio )?messaggio inoltrato|mensagem (?:original|encaminhada|reencaminhada)|alkuperäinen viesti"
)
BORDER = re.compile(
    rf"[ \t]*(?:-{{2,}}|_{{5,}}|={{3,}}|\*{{3,}})?[ \t]*(?:{_MESSAGE})[ \t]*:?[ \t]*[-=_*]*[ \t]*"
    r"|[ \t]*-+[ \t]*forwarded by .{2,120}-+[ \t]*",
    re.IGNORECASE,
)
"""The line above a forwarded mail, or above the header lines of a quoted one."""
_ADDRESS = r"\s*(?:<(?P<mail{0}>[^>\n]*)>)?"
_WHEN = r"(?P<when{0}>[^\n]{{4,120}}?\d[^\n]{{0,80}}?)"
_WHO = r"(?P<who{0}>[^\n,\d<>][^\n<>\d]{{0,80}}?)"
_HALF = r"(?:\s[AP]\.?M\.?)?"
_FORMS = (
    rf"On\s{_WHEN}{_HALF}(?:,|\s>)?\s{_WHO}?{_ADDRESS}\s(?:wrote|writes):",
    rf"Am\s{_WHEN}(?:\sUhr)?\sschrieb\s{_WHO}{_ADDRESS}:",
    rf"Le\s{_WHEN},?\s{_WHO}{_ADDRESS}\sa\sécrit\s?:",
    rf"Op\s{_WHEN}\s(?:schreef|heeft)\s{_WHO}{_ADDRESS}(?:\shet\svolgende\sgeschreven)?:",
    rf"(?:Den|På)\s{_WHEN},?\sskrev\s{_WHO}{_ADDRESS}\s?:",
    r"(?P<when{0}>\d{{1,2}}\.?\s[^\n]{{4,60}}?\d)\sskrev\s(?P<who{0}>[^\n,\d<>][^\n<>\d]{{0,80}}?)"
    rf"{_ADDRESS}\s?:",
    rf"El\s{_WHEN},?\s{_WHO}{_ADDRESS}\sescribió\s?:",
    rf"Il\s(?:giorno\s)?{_WHEN},?\s{_WHO}{_ADDRESS}\sha\sscritto\s?:",
    rf"Em\s{_WHEN},?\s{_WHO}{_ADDRESS}\sescreveu\s?:",
    r"(?P<when{0}>\d{{4}}-\d\d-\d\d\s\d?\d:\d\d[^\n<>A-Z]{{0,10}}?(?:\s?(?:GMT|UTC)[+-]?[\d:]*)?),?\s(?P<who{0}>[^\n,\d<>][^\n<>]{{0,80}}?)"
    r"\s*<(?P<mail{0}>[^>\n]*)>:",
    r"(?P<who{0}>[A-Z\"'][^\n<>\d]{{1,80}}?)\s*(?:<(?P<mail{0}>[^>\n]*)>)?\s(?:wrote|writes|schrieb)\s(?:on|am)\s"
    r"(?P<when{0}>[^\n]{{4,100}}?\d[^\n]{{0,40}}?):",
)
WROTE = re.compile(rf"[ \t]*(?:{'|'.join(form.format(place) for place, form in enumerate(_FORMS))})[ \t]*")
"""The line above a quotation; its groups ``who``, ``mail`` and ``when`` end with the number of its form."""
UNDATED = re.compile(
    r"[ \t]*(?:-{1,3}[ \t]+)?(?P<who0>[^\W\da-z_][^\n<>\d:]{1,60}?)\s*(?:<(?P<mail0>[^>\n]*)>)?"
    r"\s(?:wrote|writes|schrieb|skrev|schreef|a\sécrit|escribió|ha\sscritto|escreveu)\s?:[ \t]*"
)
"""Such a line without a date, which is only a border above quoted lines."""
