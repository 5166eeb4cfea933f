"""Signs that a reply may be an objection, by kinds of speech rather than by phrases (A3, INB-5).

Each kind is a way people say no for good without one of its set words: they tell a machine to
take them off, abstain, appeal to a law, ask by what right they were found, say how often they
were written to, mock, or say that it is of no use. What is found here holds and is looked at by a
person, so the nets are wide; `INTEREST` keeps out a sentence that plainly asks for more.
Patterns are written for text as `spelled` gives it: no accents, short forms written out.
"""

import re

_SHORT = {
    "pls": "please",
    "plz": "please",
    "plse": "please",
    "thx": "thanks",
    "ur": "your",
    "u": "you",
    "msg": "message",
    "msgs": "messages",
    "dont": "don't",
    "doesnt": "doesn't",
    "didnt": "didn't",
    "cant": "can't",
    "wont": "won't",
    "im": "i'm",
    "ive": "i've",
    "stp": "s'il te plait",
    "svp": "s'il vous plait",
    "plu": "plus",
    "pa": "pas",
    "vs": "vous",
    "ns": "nous",
    "ds": "dans",
    "ke": "que",
    "jveux": "je veux",
    "jsuis": "je suis",
    "jai": "j'ai",
    "cest": "c'est",
}
_SHORT_FORM = re.compile(
    rf"(?<![\w'])(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})(?![\w'])"
)
# "ne m contactez", "n m'écrivez": the letters that are not pronounced are not typed either.
_BARE_ME = re.compile(r"\bm (?=(?:re)?(?:contact|relanc|envoy|sollicit|derang|harcel))")
_NE_ME = re.compile(r"\bn (?=m['e ])")
_GLUED = re.compile(
    r"\b([mdnl])(?=(?:ecri[rtv]|envoy|appel|arrete|adress|importun|inond|embet|ennuy|oppos|effac)\w+\b)"
)
# Typed in a hurry: one letter wrong, missing, doubled or swapped.
_KEYS = (
    "unsubscribe",
    "unsubscribed",
    "desinscrire",
    "desinscrivez",
    "desinscription",
    "desabonner",
    "desabonnez",
    "desabonnement",
    "supprimez",
    "supprimer",
    "contactez",
    "contacter",
    "relancez",
    "sollicitez",
    "harcelement",
    "harassment",
)
_LONG_WORD = re.compile(r"\b[a-z]{7,15}\b")


def spelled(told: str) -> str:
    """Text without accents, its short forms written out and slips in key words put right."""
    told = _SHORT_FORM.sub(lambda found: _SHORT[found.group()], told)
    told = _NE_ME.sub("ne ", _BARE_ME.sub("me ", told))
    told = _GLUED.sub(r"\1'", told)
    return _LONG_WORD.sub(lambda found: _put_right(found.group()), told)


def _put_right(word: str) -> str:
    if word[0] not in "udscrh":
        return word
    return next((key for key in _KEYS if _is_slip(word, key)), word)


def _is_slip(word: str, key: str) -> bool:
    """One letter apart, or two neighbours swapped; never a form of the same verb."""
    if word == key or abs(len(word) - len(key)) > 1 or word[:2] != key[:2]:
        return False
    start = next(
        (place for place, (a, b) in enumerate(zip(word, key, strict=False)) if a != b),
        min(len(word), len(key)),
    )
    if start >= len(key) - 2:
        return False  # an ending: "contacte", "supprime" are words
    rest, wanted = word[start:], key[start:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )


_ME = r"(?:moi|nous|me|us|m'|mon|ma|mes|notre|nos|my|our|myself|ourselves|this|cette|ce|l'|la|le|les|name|nom)"
_PLACE = (
    r"(?:listes?|lists?|listings?|fichiers?|files?|base|bases|database|crm|tableaux?|campagnes?|campaigns?|sequences?|records?"
    r"|systemes?|systems?|books?|tools?|outils?|mailings?|mailing[- ]lists?|diffusions?|destinataires|envois?|prospects|contacts)"
)
_TOUCH = (
    r"(?:(?:e-?)?mails?|mails?|mels?|courriels?|courriers?|messages?|textos?|sms|relances?|sollicitations?|pubs?|publicites?|spams?"
    r"|demarchages?|prospections?|newsletters?|appels?|invitations?|demarches?|approches?|envois?|nouvelles|offres|letters?"
    r"|approach\w*|pitch\w*|outreach|follow[- ]?ups?|calls?|solicitations?|marketing|advert\w*|inmails?|sales)"
)
_REMOVES = (
    r"(?:ray|vir|enlev|retir|ot|sor[st]|sort|radi|effac|supprim|degag|exclu|desactiv|detrui|elimin|nettoy|remov|delet|eras"
    r"|scratch|strik|cross|wip|purg|destroy|expung|tak|get|pull|knock|drop|cut|clear|kick)\w*"
)
_LAW = (
    r"(?:cnil|rgpd|gdpr|ico|lcen|dgccrf|data protection|protection des donnees|autorite de (?:controle|protection)|article (?:1[5-9]|2[0-2])"
    r"|mise en demeure|formal notice|legal (?:team|counsel|department|action|notice)|service juridique|avocats?|lawyers?|solicitors?"
    r"|attorneys?|tribunal|justice|court|plainte|complaint|porter plainte|signalement|poursuites?|illegal\w*|illegaux|unlawful\w*"
    r"|illicites?|infraction|amende)"
)

INTEREST = re.compile(
    r"\b(?:interess(?:e|es|ee|ees|ant|ante|ants|antes)\b(?<!pas interesse)(?<!pas interessee)(?<!pas interesses)|(?<!not )(?<!never )interest(?:ed|ing)\b"
    r"|volontiers|avec plaisir|happy to|love to|keen|devis|demo|quote|brochure|plaquette|tarifs?|(?:votre|vos|your|the|le|l') ?(?:outil|solution"
    r"|logiciel|produit|plateforme|tool|product|platform|software|service)\w*|planner|parlons|let's talk|migrer|migrate|resend|renvoy\w*)"
)

# The small print below a signature, which nobody wrote for this answer.
SMALL_PRINT = re.compile(
    r"\b(?:par erreur|in error|by mistake|destinataires? (?:de ce|prevu)|intended recipient|confidentiel\w*|confidential\w*|imprim\w+|before printing)\b"
)
# Not yet, not here, not me: said of a time, a place or a task.
LATER = re.compile(
    r"\b(?:avant|before|until|till|jusqu\w*|pas encore|not yet|cette semaine|this week|aujourd'hui|today|tomorrow|demain|pour l'instant|for now|right now"
    r"|ces? (?:mois|jours|temps)|involved|responsable|responsible|in charge|en charge|m'(?:en )?occup\w*|hesit\w*|at this (?:point|time|stage)|thanks for (?:reaching|writing|your)|follow,|i follow|don't follow)\b"
)

# About what we sell, with nobody to leave alone: "does your tool handle unsubscribe links?".
ASKS_OF_PRODUCT = re.compile(
    r"^(?!.*\b(?:moi|nous|me|us|my|our|mon|mes|nos|notre|m'\w+)\b).*\b(?:votre|vos|your|the|cet|ce|le|l'|it|il) ?(?:outil|solution|logiciel|produit|plateforme"
    r"|service|tool|product|platform|software|systeme|system)?s?\b.*\b(?:outil|solution|logiciel|produit|plateforme|tool|product|platform|software|gere\w*|handle\w*"
    r"|support\w*|manage\w*|automati\w*|planner|fonction\w*|feature\w*)\b.*\?"
    r"|^(?!.*\b(?:moi|me|us|my|mon|mes)\b).*\b(?:votre|your) (?:outil|solution|logiciel|produit|plateforme|tool|product|platform|software)\b.*\?"
)

# To be taken off, by any verb and any name for the place: said of oneself, it needs no other sign.
REMOVALS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_REMOVES}\b.{{0,12}}\b{_ME}\b.{{0,40}}\b{_PLACE}\b",
        rf"\b(?:get rid of|dispose of|wipe|destroy|forget|oublie[zr]?|detrui\w+)\b.{{0,25}}\b(?:{_ME}|i exist|any|tou[st]\w*)\b",
        (
            r"\b(?:add|put|place|mets|mettez|mettre|inscri\w+|ajoute\w*|passe[zr]?|class\w+|marque[zr]?|mark)\b.{0,40}\b(?:suppression|exclusion|opposition"
            r"|repoussoir|do[- ]not[- ]\w+|no[- ]?contact|ne (?:pas|plus) \w+|opt[- ]?out|noire?|block(?:ed)?)\b"
        ),
        r"\bopt\w*\b.{0,14}\bout\b",
    )
)
DOUBTS = tuple(
    re.compile(pattern)
    for pattern in (
        # To abstain: verbs of leaving off, in both languages, also as a noun.
        (
            r"\b(?:abst(?:en|iens|ain)\w*|refrain\w*|desist\w*|quit it|cut it out|knock it off|pack it in|give it a rest|lay off|back off|let (?:it|me) be"
            r"|leave (?:it|us|me)\b|lache\w* l'affaire|lache\w* (?:moi|nous|prise)|laisse\w* (?:tomber|(?:moi|nous)\b)|passe[zr]? a autre chose|move on\b"
            r"|get the (?:message|hint|point)|take (?:the|a|my) hint|let's end|end this)\b"
        ),
        rf"\b(?:evite\w*|avoid\w*|stopp?\w*|cess\w*|ceas\w*|arret\w*|halt\w*|fin|end|enough|assez|marre)\b.{{0,30}}\b{_TOUCH}\b",
        # No contact to come: a negation before receiving, writing, or the things that are sent.
        (
            rf"\b(?:plus|jamais|aucune?s?|ni|sans)\b.{{0,25}}\b(?:recevoir|recoi\w+|entendre|lire|voir|trouver|contact\w*|prendre contact|solliciter\w*|ecri\w+"
            rf"|revenir|reven\w+|{_TOUCH})\b"
        ),
        r"\bplus (?:rien|personne|jamais|quoi que ce soit)\b|\brien (?:de plus|d'autre)\b.{0,20}\bvous\b|\bplus (?:de )?(?:vos|tes) nouvelles\b",
        (
            rf"\b(?:no|not|n't|never|without|nothing|nobody|no one|none|neither|cease|less)\b.{{0,40}}\b(?:get(?:ting)? in touch|in touch|hear\w*|receiv\w*|contact\w*"
            rf"|writ\w*|wrote|call\w*|follow\w*|reach\w*|{_TOUCH}|part of|these|from you|your (?:company|team|list))\b"
        ),
        r"\b(?:nothing|no more|anything) (?:further|more|else)?\b.{0,12}\b(?:from|of) (?:you|your|this|these)\b|\bany more of (?:this|these)\b",
        r"\b(?:do not|don't|n't|never|not|no) (?:consent\w*|agree\w*|wish|welcome|authori[sz]e\w*|accept\w*|take|allow\w*)\b",
        r"\b(?:n'autoris\w+|n'accept\w+|ne consen\w+|pas le droit|aucun droit|no right|pas autoris\w+|interdi\w+|defen[sd]\w* (?:de|a)|forbid\w*|prohibit\w*)\b",
        r"\bne (?:re)?(?:venez|viens|passez|tentez|essayez) (?:plus|pas)\b|\ba l'avenir\b|\bin (?:the )?future\b|\bdesormais\b.{0,30}\b(?:pas|plus|sans)\b",
        r"\b(?:that|if) (?:you|nobody|no one)\b.{0,25}\b(?:didn't|don't|not|never|stopped|left)\b",
        (
            r"\b(?:customers?|clients?|support|suppliers?|fournisseurs?) only\b|\breserve\w* (?:aux|a nos)\b|\b(?:politique|policy|regle|rule)\b.{0,60}\b(?:sollicit\w*"
            r"|contact\w*|sales|prospect\w*|approach\w*|demarch\w*|email\w*)\b"
        ),
        # A law, an authority, a lawyer.
        rf"\b{_LAW}\b",
        # By what right, from where: asked as a reproach.
        (
            r"\b(?:qui|who|what|de quel|quel) (?:vous|t'|gave|droit|allow\w*|permit\w*|authori[sz]ed|told|right)\b.{0,40}\b(?:permis|autoris\w*|donn\w*|droit|you|ecri\w*"
            r"|number|address|email|contact\w*)\b"
        ),
        (
            r"\b(?:adresse|numero|coordonnees|contact|mail|address|number|details|email|e-mail|data|inbox|boite|ligne)\b.{0,70}\b(?:jamais|never|certainly|perso\w*"
            r"|privee?s?|private|personal|pas (?:donn|communiqu|transm)\w*|didn't|did not|without)\b"
        ),
        (
            r"\b(?:jamais|never|perso\w*|privee?s?|private|personal|sortez|sors|harvest\w*|scrap\w*|vole\w*|stole\w*|achete\w*|bought|vendu|sold|aspir\w*|rachet\w*)\b.{0,50}"
            r"\b(?:adresse\w*|numero|coordonnees|boite|mail|address\w*|number|inbox|email|e-mail|data|donnees)\b"
        ),
        # How often; having said it before.
        (
            rf"\b(?:\d+|deux|trois|quatre|cinq|six|dix|two|three|four|five|six|ten|many|several|plusieurs|another|encore une?|nth)(?:e|eme|ieme|th|rd|nd)?\b.{{0,12}}\b{_TOUCH}\b"
        ),
        (
            r"\b(?:deuxieme|troisieme|quatrieme|cinquieme|sixieme|derniere|enieme|second|third|fourth|fifth|sixth|last|final|umpteenth|\d+(?:e|eme|th|rd|nd)) (?:et derniere |and final )?"
            r"(?:fois|time|demande|request|mail|email|message|relance|warning|avertissement)\b"
        ),
        r"\b(?:croyais|pensais|thought) (?:avoir|que|i|we|it).{0,20}\b(?:clair\w*|clear|dit|said|compris|understood)\b",
        (
            r"\b(?:already|deja)\b.{0,15}\b(?:told|said|asked|dit|refus\w*|demande)\b|\btout (?:est )?dit\b|\b(?:hear|take|understand|accept|entend\w*|compren\w*|accept\w*)"
            r" (?:a |un |le |the )?(?:no|non)\b|\bwhat part of\b|\bquelle partie\b"
        ),
        # Mockery and weariness.
        (
            r"\b(?:bravo|felicitations|chapeau|quel(?:le)? (?:talent|originalite|surprise|honneur|chance|joie|delicatesse|audace|culot)|fascinant\w*|merveilleux|magnifique|formidable"
            r"|touchant|wow|oh (?:joy|great|good|look|wonderful|lovely|goody)|how (?:original|thoughtful|lovely|nice|charming|kind)|congrat\w*|lucky me|so special|charming|well done"
            r"|what a (?:surprise|treat|pleasure|joy)|splendid|thrilled)\b"
        ),
        (
            r"\b(?:lassant\w*|fatigant\w*|penibles?|lourde?s?|agacant\w*|enervant\w*|exasper\w*|insistan\w*|gonfl\w*|soul(?:ant|e|ez)\w*|saoul\w*|relou\w*|chiant\w*|gave[sz]?|cavali\w*"
            r"|sans[- ]gene|impoli\w*|malpoli\w*|grossi\w*|irrespect\w*|deplacee?s?|abusi\w*|honteu\w*|scandale\w*|culot\w*|fich\w* de (?:moi|nous|qui)|fout\w* de|moqu\w* de"
            r"|occup\w+[ -]vous de v\w+|vous fatigu\w+|t'embete|vous embet\w+|mele\w*[ -]vous|rude\w*|pushy|tiresome|tedious|creep\w*|invasive|intrusi\w*|obnoxious|desperate|pathetic"
            r"|ridicul\w*|disrespect\w*|sick of|fed up|tired of|getting old|getting tiresome|patience|the nerve|bored|shame\w*|ffs|wtf|damn|bloody|hell|merde|putain)\b"
        ),
        # Thrown away unread; of no use.
        (
            r"\b(?:delet\w*|bin|bins|binn\w*|trash\w*|junk\w*|jet\w+|poubelle|corbeille|indesirables?|spam\w*|filtr\w*)\b.{0,40}\b(?:sans|without|direct\w*|unread|ces|these|those|vos"
            r"|your|them|les)\b|\b(?:vos|tes|ma|your|my)\b.{0,25}\b(?:poubelle|corbeille|spams?|bin|trash|junk)\b"
        ),
        r"\b(?:save|spare) (?:your|my|us|me|yourself)\b|\bpointless\b|\btemps perdu\b|\bpeine perdue\b|\b(?:ecrivez|parlez|talking|writing) (?:dans le vide|to a wall)\b",
        r"\b(?:do|did) you (?:even|actually|really|ever|people|guys|not)\b|\bvous (?:lisez|savez lire|ecoutez|comprenez)\b.{0,40}\?|\bsavez[- ]vous lire\b",
        r"\b(?:oh|ah|tiens|encore|again)\b.{0,20}\b(?:vous|toi|you)\b(?: (?:again|encore))?\W*$",
        r"\b(?:bloqu|block|signal|report|flag)\w*\b.{0,30}\b(?:vous|you|votre|your|domain\w*|adresse|address|sender|expediteur|numero|number|profil\w*)\b",
    )
)
# A word that is a command by itself, at the start of the message or alone in a sentence.
COMMAND = re.compile(
    r"^\W*(?:please |s'il (?:vous|te) plait |merci |non,? )?(?:stop|unsubscribe|remove|arrete[zr]?|cesse[zr]?|desinscri\w+|desabonn\w+|supprime[zr]?"
    r"|delete|enough|assez|basta|quit it)\b(?:[^a-z?]*$|\s*[!.,;:]+)"
)
# What says nothing against us: a greeting, a thank-you, a plain question about who, what or where.
HARMLESS = re.compile(
    r"^\W*(?:(?:bonjour|bonsoir|hello|hi|hey|salut|ok|okay|d'accord|merci|thanks?|thank you|bien recu|recu|noted|note|got it|vu|seen|fine|bien|parfait|perfect|great|oui|yes|sure|hm+"
    r"|je vois|i see|ah|oh|pardon|sorry|desolee?|cordialement|regards|je transmets|see attached|voir piece jointe|ci-joint|attached)\b[\s\W]*){1,4}$|^\W*$"
)
GREETING = re.compile(
    r"^\W*(?:bonjour|bonsoir|hello|hi|hey|dear|good (?:morning|afternoon|day)|salut|cher|chere)\b[^.!?]{0,30}[,.!]?$"
)
# A question that is none.
REPROACH = re.compile(
    r"\b(?:even|actually|really|ever|vraiment|seulement|meme|jamais|never|legal\w*|moral\w*|normal\w*|acceptable|serious\w*|serieu\w*|comptez|intend|allez|arret\w*|stop\w*|encore|again"
    r"|keep\w*|continu\w*|perso\w*|prive\w*|private|personal|droit|right to|combien de fois|how many|how often|how long)\b"
)
ASKS = re.compile(
    r"\b(?:ne (?:comprends|saisis|vois) pas|pas (?:bien )?(?:compris|saisi)|pas sur d'avoir|(?:don't|do not|didn't) (?:follow|understand|get it)|not sure (?:what|i))\b|\b(?:qui|quoi|quel\w*|comment|combien|ou|quand|pourquoi|est-ce|etes-vous|avez-vous|pouvez-vous|on se|d'ou|which|what|who|where|when|how|why|is (?:this|it|that)|are you|did we"
    r"|do we|have we|can (?:you|we|i)|could (?:you|we|i)|does|will|would)\b.*\?|^[^.!]{0,60}\?\s*$"
)
