"""The wall for special categories at entry (GDPR articles 9 and 10; obligations 52 and 53).

Deterministic, French and English. A hit names the category, never the words; the text is not
stored. A wrong hit is lifted by a person, column by column, with a reason that is kept.
"""

import re

from domain.prospects.model.text import fold

# Words that say something about the person. Names of people and firms are not looked at: they
# would be wrong far more often than right (`Chrétien`, `Institut contre le cancer`).
_STATEMENTS: dict[str, tuple[str, ...]] = {
    "health": (
        *("seropositif", "seropositive", "enceinte", "arret maladie", "diabetique", "diabete"),
        *("handicape", "handicapee", "travailleur handicape", "rqth", "invalidite", "cancer"),
        *("depression", "depressif", "depressive", "burn out", "burnout", "longue maladie"),
        *(
            "sick leave",
            "hiv positive",
            "pregnant",
            "disabled person",
            "diabetic",
            "chronic illness",
        ),
        *("mental illness", "medical condition", "en situation de handicap"),
    ),
    "religion": (
        *("catholique", "musulman", "musulmane", "juif", "juive", "chretien", "chretienne"),
        *("protestant", "protestante", "bouddhiste", "hindou", "athee", "temoin de jehovah"),
        *("muslim", "jewish", "catholic", "christian faith", "hindu", "atheist", "buddhist"),
        *("convictions religieuses", "pratiquant", "pratiquante", "religious belief"),
    ),
    "politics": (
        *("militant", "militante", "membre du ps", "membre du rn", "membre de lr", "encarte"),
        *("parti socialiste", "rassemblement national", "la france insoumise", "extreme droite"),
        *("extreme gauche", "communiste", "far right", "far left", "party member", "communist"),
        *("opinion politique", "opinions politiques", "political opinion", "electeur de"),
    ),
    "union": (
        *("syndique", "syndiquee", "delegue syndical", "deleguee syndicale", "cgt", "cfdt"),
        *("force ouvriere", "syndicaliste", "adherent syndical", "trade union member"),
        *("union member", "shop steward", "appartenance syndicale"),
    ),
    "origin": (
        *("origine ethnique", "origines ethniques", "ethnie", "couleur de peau", "d origine arabe"),
        *("d origine africaine", "d origine maghrebine", "d origine asiatique", "ethnic origin"),
        *("ethnicity", "skin colour", "african american", "racial origin", "of arab descent"),
    ),
    "sex_life": (
        *("homosexuel", "homosexuelle", "bisexuel", "bisexuelle", "lesbienne", "transgenre"),
        *("orientation sexuelle", "vie sexuelle", "homosexual", "bisexual", "lesbian"),
        *("transgender", "sexual orientation", "sex life"),
    ),
    "genetic": ("test adn", "donnees genetiques", "dna test", "genetic data", "genetic test"),
    "biometric": ("empreinte digitale", "empreintes digitales", "fingerprint", "fingerprints"),
    "offences": (
        *("casier judiciaire", "condamne pour", "condamnee pour", "ex detenu", "mise en examen"),
        *("criminal record", "convicted", "ex convict", "condamnation penale"),
    ),
}
# What a column of such things is called, as a whole name.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "health": (
        *("sante", "etat de sante", "health", "health status", "health condition", "handicap"),
        *("disability", "maladie", "maladies", "illness", "groupe sanguin", "blood type"),
        *("allergie", "allergies", "grossesse", "pregnancy", "medical history", "dossier medical"),
    ),
    "religion": (
        *("religion", "confession", "foi", "faith", "culte", "croyance", "croyances", "belief"),
        *("beliefs", "religious affiliation", "pratique religieuse"),
    ),
    "politics": (
        *("parti", "parti politique", "opinion politique", "opinions politiques", "politique"),
        *("political party", "politics", "political affiliation", "political view", "vote"),
        "orientation politique",
    ),
    "union": (
        *("syndicat", "syndique", "affiliation syndicale", "union", "trade union", "labor union"),
        *("union membership", "labour union"),
    ),
    "origin": (
        *("race", "ethnie", "ethnicite", "ethnic group", "ethnicity"),
        *("origine raciale", "race ethnicity", "skin color", "couleur de peau"),
    ),
    "sex_life": ("sexualite", "sexuality", "vie sexuelle", "lgbt", "lgbtq"),
    "genetic": ("adn", "dna", "genetique", "genetics", "genome"),
    "biometric": ("biometrie", "biometrics", "biometric id"),
    "offences": ("casier", "condamnations", "convictions", "infractions", "offences", "offenses"),
}


def _pattern(phrases: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


_SAID = {category: _pattern(phrases) for category, phrases in _STATEMENTS.items()}
# Most cells hold none of these words: one look over all of them is enough.
_ANY = _pattern(tuple(phrase for phrases in _STATEMENTS.values() for phrase in phrases))
_NAMED = {name: category for category, names in _COLUMNS.items() for name in names}


def sensitive_statement(text: str) -> str:
    """The first category this text speaks of about a person; empty when there is none."""
    folded = fold(text)
    if not _ANY.search(folded):
        return ""
    return next(category for category, said in _SAID.items() if said.search(folded))


def sensitive_column(name: str) -> str:
    """The category a column of this name holds; empty when there is none."""
    return _NAMED.get(fold(name), "") or sensitive_statement(name)


CATEGORIES: dict[str, tuple[str, str]] = {
    "health": ("santé", "health"),
    "religion": ("convictions religieuses", "religious beliefs"),
    "politics": ("opinions politiques", "political opinions"),
    "union": ("appartenance syndicale", "trade union membership"),
    "origin": ("origine raciale ou ethnique", "racial or ethnic origin"),
    "sex_life": ("vie ou orientation sexuelle", "sex life or orientation"),
    "genetic": ("données génétiques", "genetic data"),
    "biometric": ("données biométriques", "biometric data"),
    "offences": ("condamnations et infractions", "convictions and offences"),
}
