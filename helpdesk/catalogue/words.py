"""The chosen words (docs/language.md says them in prose)."""

from __future__ import annotations

import re


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Names that keep their own spelling in every language.
NAMES = ("Langelis", "Bonus", "Konto", "Logas", "L4.PRO", "VSAFAS", "MINI", "Enter", "Ctrl", "Shift", "Esc")

# Days and months, which English alone writes with a capital.
DAYS = re.compile(
    r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December"
)

# Where English says the left, Lithuanian says the right.
TERMS = [
    (_word(r"\bagents?\b"), _word(r"konsultant")),
    (_word(r"\bhelp desks?\b"), _word(r"tarnyb")),
    (_word(r"\bhelp line\b"), _word(r"pagalbos linij")),
    (_word(r"\bworkarounds?\b"), _word(r"alternatyv\w+ keli")),
    (_word(r"\bpromise"), _word(r"pažad")),
    (_word(r"\bwe aim\b"), _word(r"\bsiek")),
    (_word(r"\bdeactivat"), _word(r"deaktyv")),
    (_word(r"\bqueue"), _word(r"\beil")),
    (_word(r"\btimeline"), _word(r"\beig")),
    (_word(r"\bwatchers?\b"), _word(r"stebėtoj")),
    (_word(r"\bservice request"), _word(r"užklaus")),
    (_word(r"\bdevelopment order"), _word(r"užsakym")),
    (_word(r"\bservice policy\b"), _word(r"aptarnavimo sąlyg")),
    (_word(r"\bcritical"), _word(r"kritin")),
    (_word(r"\bcarry on\b"), _word(r"tęs")),
    (_word(r"\bcomplaints?\b"), _word(r"skund")),
    (_word(r"\bchecklists?\b"), _word(r"sąraš")),
    (_word(r"\bquiet hours\b"), _word(r"ramybės valand")),
]

# What must not be said, and what is said instead.
NEVER = [
    (_word(r"\bagent\w*"), "konsultantas"),
    (re.compile(r"\bjū(s|sų|ms|mis)\b|\bjum(s|is)\b"), "Jūs, Jūsų, Jums with a capital letter"),
    (_word(r"\b(tu|tau|tave|tavo)\b"), "Jūs"),
    (_word(r"\bvartotoj\w*"), "naudotojas"),
    (_word(r"\btiket\w*"), "kreipinys"),
    (_word(r"\b(iš|pa)?talpin\w*"), "įkelti"),
    (_word(r"\bsekan(ti|tis|čio|čią|čiai|čios)\b"), "kitas, toliau"),
    (_word(r"\bpilnai\b"), "visiškai"),
    (_word(r"\bįtako(ti|ja|jo|jantis)\b"), "daryti įtaką, veikti"),
    (_word(r"\bkad (pra|pa|at|iš|už|su)\w+ti\b"), "norėdami"),
    (_word(r"\bel\.? ?pašt\w* dėžut\w*"), "el. pašto adresas"),
]

# A promise is a promise only where English calls it one; a goal likewise.
ONLY_TOGETHER = [
    (_word(r"promis"), _word(r"\bpažad")),
    (_word(r"\baim|\bgoal"), _word(r"\bsiek")),
]

# Units and figures that do not bend with the number.
INVARIABLE = re.compile(r"%\(\w+\)[sd] (min\.|val\.|d\.|s\b|mėn\.|d\. d\.)")

# Small words that no Lithuanian sentence contains.
ENGLISH = re.compile(
    r"\b(the|and|of|is|are|was|were|has|have|had|will|your|you|we|our|this|that|these|with|without|from|for|not|but"
    r"|by|been|an|or|it|its|on|at|if|when|who|what|which|here|there|please|requests?|incident|agents?|customers?"
    r"|manager|company|open|closed?|new|all|none|yes|save|send|cancel|back|next|previous|work|start|started|help"
    r"|desk|days?|hours?|minutes?|today|tomorrow|name|e-?mail|password|sign|order|link|time)\b",
    re.IGNORECASE,
)
