"""Words that the check of sentences needs to know, because they change what all the others mean."""

NEGATIONS = frozenset(
    (
        "not no never none nobody nothing neither nor without cannot false falsely untrue deny denies denied "
        "refuse refuses refused reject rejects rejected fail fails failed lack lacks lacked hardly barely unlikely"
    ).split()
)
"""Negations."""
TURNING = frozenset(
    (
        "more less fewer over under above below least most nearly almost about approximately up down rise rose "
        "risen fall fell fallen increase increased decrease decreased grow grew shrink shrank before after since "
        "until first last only all every always some many few both either may might could would should will if "
        "unless alleged allegedly reportedly probably possibly perhaps yesterday today tomorrow tonight ago next "
        "former new old won lost win lose open opened close closed left right begin began start started end ended"
    ).split()
)
"""Common words that change a statement's meaning: a sentence with one that the passages lack is struck."""
UNITS = frozenset(
    (
        "metre metres meter meters kilometre kilometres kilometer kilometers km mile miles foot feet inch inches "
        "yard yards kilogram kilograms kilo kilos kg gram grams tonne tonnes ton tons pound pounds dollar dollars "
        "euro euros pence cent cents second seconds minute minutes hour hours day days week weeks month months "
        "year years degree degrees celsius litre litres gallon gallons acre acres hectare hectares people votes "
        "seats percent times points"
    ).split()
)
"""What may follow a figure that looks like a year."""
