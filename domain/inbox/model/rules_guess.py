"""What else a reply is about, by kinds of speech, when none of the set phrases is in it (INB-2).

Asked last, of a reply in which no sign of an objection was found; a person accepts the answer or
not. Patterns are written for text as `rules_doubt.spelled` gives it.
"""

import re

from domain.inbox.model.labels import ReplyLabel

_DAY = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|monday|tuesday|wednesday|thursday|friday|demain|tomorrow|le \d{1,2}\b|the \d{1,2}(?:st|nd|rd|th)"
    r"|\d{1,2} ?h(?:\d\d)?\b|\d{1,2}(?::\d\d)? ?(?:am|pm)\b|at \d{1,2}\b|midi|noon)"
)
_SEASON = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|printemps|ete|automne|hiver|spring|summer|autumn|fall|winter|rentree|noel|christmas|paques|easter|q[1-4]|t[1-4]|trimestre"
    r"|semestre|quarter|new year|20\d\d)"
)
SECOND_GUESSES: tuple[tuple[ReplyLabel, re.Pattern[str]], ...] = (
    (
        ReplyLabel.REFERRED,
        re.compile(
            r"\b(?:adding|added|cc|en copie|looping|transfer\w*|transmis|transmets|forward\w*|fais suivre|voyez|voir|ask|demande[zr]|write to|speak (?:to|with)|talk to)\b"
            r".{0,40}\b(?:[a-z]{3,}|a|to|avec|with)\b|\b(?:who|qui|she|he|elle|il|name is|s'appelle) (?:owns|runs|deals|handles|gere|traite|suit|a repris|pilote|reprend|decide)\b"
        ),
    ),
    (
        ReplyLabel.WRONG_PERSON,
        re.compile(
            r"\b(?:mauvais\w* (?:personne|interlocut\w*|service|adresse|numero|contact)|wrong (?:person|number|address|one|guy|department|[a-z]+, i)|plus (?:la main|mon|ma|mes)\b"
            r"|(?:ne |n')?(?:decide|gere|achete|choisis) (?:de )?(?:rien|pas)|stagiaire|intern\b|apprentie?|retraite|retired|pay grade|moved to|change de|isn't mine|not mine|no longer"
            r"|erreur\b|mistaken|you want|i (?:don't|do not) (?:handle|decide|buy|manage|run|choose|deal)|je (?:suis|travaille) (?:un |une |au |a la |aux |dans |chez )\w+|i(?:'m| am) (?:a|an|in|only|just) \w+)"
        ),
    ),
    (
        ReplyLabel.MEETING_BOOKED,
        re.compile(
            rf"\b(?:note|noted|agenda|calendar|calendrier|diary|booked|reserve\w*|cale\w*|accept\w*|confirm\w*|see you|talk then|a {_DAY}|on se voit|works|me va|convient|fine|ok|entendu|parfait"
            rf"|rendez-vous|rdv|meeting|invite)\b.{{0,50}}\b{_DAY}|\b{_DAY}.{{0,40}}\b(?:works|fine|me va|convient|parfait|ok|note|entendu|see you|talk then|dans (?:nos|vos)|chez)\b"
        ),
    ),
    (
        ReplyLabel.NOT_NOW,
        re.compile(
            rf"\b(?:paus\w*|parked|on hold|suspens|suspend\w*|gel\w*|freez\w*|wait\w*|attend\w*|patien\w*|plus tard|later|until|jusqu\w*|after|apres|before|avant|once|une fois|quand|when"
            rf"|deborde\w*|surcharge\w*|overloaded|swamped|bad (?:week|month|time|moment)|(?:try|ask|ping|call) me|revisit|revoir|reviendr\w*|reparl\w*|reprend\w*|next|prochaine?s?|trop tot|too (?:soon|early)"
            rf"|pour l'instant|for now|for the moment|plein\w* (?:dans|inventaire|cloture|migration|demenagement)|en (?:pleine?|cours)|in the middle of)\b|\b(?:en|in|au|debut|fin|mi|early|late|mid|by|a|d'ici)[ -]{_SEASON}\b"
        ),
    ),
    (
        ReplyLabel.NOT_INTERESTED,
        re.compile(
            r"\b(?:trop (?:petit\w*|grand\w*|cher\w*|complique\w*)|too (?:small|big|expensive|complex|little)|of our size|notre taille|(?:we|nous|on)\b.{0,20}\b(?:went with|built?|stopped|tried|tested|chose|picked|use|have"
            r"|abandonn\w*|arrete|teste|essaye|choisi|internalis\w*|utilis\w*|renonc\w*|signe)|sorted|covered|in-house|en interne|bonne (?:continuation|chance|journee)|good luck|all the best|pertinent\w*|relevant"
            r"|not (?:for|something|our|my|a)\b|isn't (?:for|something|our|a)\b|n'est pas\b|budget\w*|fournisseur\w*|contents?|contente?s?|satisf\w*|happy with|fits?\b|decline\w*|sans facon|passe mon tour|our (?:group|parent|hq)|notre (?:groupe|siege|maison))\b"
        ),
    ),
    (
        ReplyLabel.INTERESTED,
        re.compile(
            r"\b(?:oui|yes|yep|sure|bien sur|of course|absolument|absolutely|partant\w*|ok pour|go ahead|allez-y|montrez|show|walk me|take me through|i'd (?:like|love|be up)|je (?:voudrais|veux bien|suis preneu\w*|suis curieu\w*)"
            r"|pourquoi pas|why not|what happens next|haven't heard back|did not get|never got|jamais recu|n'ai (?:pas|rien) recu|receive[sd]? nothing|promise|promised|envoyez|envoie|send|share|essayer|try it|tester|exemples?"
            r"|examples?|look into|take a look|jeter un oeil|reference\w*|integr\w*|compatib\w*|fonctionn\w*|works?|cherch\w*|looking for)\b"
        ),
    ),
)
