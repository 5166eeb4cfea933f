"""What a reply says by patterns alone, in French and English (INB-2, A3).

An objection is read generously: a pattern that is wrong costs one contact, one that is missing
costs a person's right. What is likely but not certain is a doubt, which holds like an objection
until somebody has looked (INB-5). Patterns are written for text without accents.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from domain.inbox.model.labels import (
    Refusal,
    RefusalKind,
    ReplyFlag,
    ReplyLabel,
    RuleReading,
)
from domain.inbox.model.referral import referral_in
from domain.inbox.model.rules_doubt import (
    ASKS,
    ASKS_OF_PRODUCT,
    COMMAND,
    DOUBTS,
    GREETING,
    HARMLESS,
    INTEREST,
    LATER,
    REMOVALS,
    REPROACH,
    SMALL_PRINT,
    spelled,
)
from domain.inbox.model.rules_guess import SECOND_GUESSES

_MOST = 20_000
_MARGIN = 100
_LOOKALIKES = str.maketrans(
    "аеорсухіѕјԁһтмнквгΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαενρτυιѵ’‘`´ʼ‐‑–—",
    "aeopcyxisjdhtmhkbrABEZHIKMNOPTYXoaevptuiv'''''----",
)


def plain(text: str) -> str:
    """Lower case without accents, invisible characters, look-alike letters and stretched vowels."""
    told = unicodedata.normalize("NFKD", text.translate(_LOOKALIKES)).casefold()
    told = told.translate(_LOOKALIKES).replace("œ", "oe").replace("æ", "ae")
    kept = "".join(
        char
        for char in told
        if not unicodedata.combining(char) and (char == "\n" or unicodedata.category(char) != "Cf")
    )
    return re.sub(r"([a-z])\1{2,}", r"\1", re.sub(r"[^\S\n]+", " ", kept))


# --- objections ---

_REACH = (
    r"(?:re)?(?:contact|ecri|relanc|sollicit|demarch|appel|envoy|spam|derang|embet|harcel|importun"
    r"|ennuy|mail|adress|prospect|joindr|messag|pollu|inond)\w*"
)
_TOLD_LATER = (
    r"(?! ?(?:encore|avant|tout de suite|maintenant|cette semaine|aujourd|tard|tot\b|souvent|en detail"
    r"|precis|longu|rapid|ample|d'info|entre|le (?:lundi|mardi|mercredi|jeudi|vendredi)|pendant"
    r"|grand|d[e'] detail|de renseignement|de precision))"
)
_THINGS = (
    r"(?:(?:e-?)?mails?|mels?|courriels?|messages?|relances?|sollicitations?|pubs?\b|publicites?|spams?"
    r"|demarchages?|prospections?|newsletters?|appels?|invitations?|communications?|propositions?"
    r"|offres commerciales|envois?|contacts?)"
)
_SURE = [
    re.compile(pattern)
    for pattern in (
        # French: do not write any more
        (
            rf"(?<!je )(?<!on )\b(?:ne |n')(?:veuillez )?(?:me |m'|nous |les? )?{_REACH}[ -](?:moi |nous )?"
            rf"(?:plus jamais|plus|jamais|pas)\b{_TOLD_LATER}"
        ),
        (
            rf"\b(?:me |m')(?:re)?(?:contacte|ecrive|relance|sollicite|appele|envoye|derange|spamme|mele)z "
            rf"(?:plus|pas)\b{_TOLD_LATER}"
        ),
        (
            rf"(?<!pourquoi )\bne (?:surtout )?(?:plus|pas|jamais) (?:jamais )?(?:me |m'|nous |etre |l'|les )?"
            rf"{_REACH}\b{_TOLD_LATER}"
        ),
        (
            r"\bne (?:plus|pas|jamais) (?:revenir vers (?:moi|nous)|reprendre contact|me faire parvenir"
            r"|nous faire parvenir|m'en envoyer|nous en envoyer)"
        ),
        r"\bne (?:me|nous) (?:envoie|adresse|transmet)\w* (?:plus|pas) ",
        r"\bne revenez (?:plus|pas) vers (?:moi|nous)",
        r"\b(?:n |ne )?m? ?'?e?(?:crivez|contactez|relancez|appelez) (?:moi |nous )?plus\b(?! (?:tard|tot|souvent|en detail))",
        r"\bplus (?:rien|jamais rien) (?:recevoir|de vous|de votre|de ta)|(?<!je ne )(?<!nous ne )\brec[eo]\w+ plus (?:rien|vos|de vos|aucun)",
        r"\b(?:que|afin que) (?:vous|tu) (?:supprim|efface|retir|enlev|cess|arret)\w+ (?:mon|mes|ma|nos|notre|de |vos |toute?|ces)",
        r"\b(?:a supprimer|a retirer|a enlever|a effacer|a desinscrire) (?:de|du)\b|\bretrait de (?:la|votre) (?:liste|base)",
        (
            r"\b(?:met(?:s|tez|tre)|mis) (?:un terme|fin) a|\b(?:de|voudrez bien|faire|bien vouloir) cesser\b|\bne (?:plus|pas) le"
            r" (?:re)?(?:contact|relanc|sollicit|derang)\w*"
        ),
        r"\bpas (?:faire|etre) l'objet d[e']|\bpas de relances?\b|\bsupprimez[- ](?:la|le|les)\b(?! point)",
        (
            r"\b(?:faites|fais)[- ]?(?:les|le|la|tout)?[- ]?cesser|\b(?:soit|sera|etre) (?:le|votre) dernier\b|\bn'autorise (?:personne|pas|aucun)"
            r"|\bpas d'autres? (?:mails?|messages?|relances?|envois?)|\bsupprimer (?:ma|mon|mes|cette) (?:fiche|profil|contact|adresse)"
            r"|\bne recevoir aucun|\brefus d'etre"
        ),
        r"\bplus (?:jamais )?entendre parler\b|\bplus en recevoir\b",
        (
            r"\b(?:plus|pas|jamais) (?:a |d')?etre (?:re)?(?:contacte|sollicite|demarche|relance|appele"
            r"|derange|spamme|harcele|inonde|destinataire|importune|prospecte)"
        ),
        (
            r"\b(?:plus|pas|jamais) (?:de )?recevoir (?:plus )?(?:vos|tes|de vos|de tels|ce (?:type|genre)"
            r"|ces|aucun|d'autres|de (?:mail|message|courriel|sollicitation|demarchage|prospection"
            r"|proposition|publicite|pub|newsletter|relance|spam)|vo[st]re? )"
        ),
        (
            r"\b(?:ne |n')?(?:souhait|veu|voul|desir|voudr)\w* (?:plus|pas|pas du tout) (?:plus )?"
            r"(?:entendre parler|avoir (?:de vos|de tes|affaire|a faire)|de (?:vos|ces|tes) |vos (?:mail|message"
            r"|relance)|faire partie de|figurer|continuer (?:a |de )?(?:recevoir|echanger|etre)"
            r"|que (?:vous|l'on|mes|mon|nos))"
        ),
        r"\b(?:ne |n')?(?:souhait|veu|voul|desir)\w* plus (?:rien )?(?:recevoir|etre|avoir|de |qu)",
        (
            rf"\b(?:plus|assez|marre|ras[- ]le[- ]bol|stop|halte|fin|non)[ :,]*(?:de |d'|aux? |avec |a )?"
            rf"(?:vos |ces |tes |les |tous (?:ces|vos) |toutes (?:ces|vos) |ce |cette )?(?:sempiternel\w+ )?{_THINGS}"
            r"(?! (?:de suivi|clients?|interess))"
        ),
        (
            rf"(?<!recu )(?<!eu )(?<!vu )(?<!ai )(?<!avons )(?<!trouve )(?<!lu )\baucun(?:e)? "
            rf"(?:autre |nouvel\w* |nouveau )?{_THINGS}"
        ),
        r"\bpas de (?:demarchage|prospection|pub\b|publicite|spam|sollicitation|newsletter)",
        r"\bdes(?:inscri|abonn)\w*|\bd?es?[- ](?:inscri(?:re|vez)|abonne[rz])\b",
        (
            r"\b(?:retire|enleve|supprime|efface|raye|ote|vire|radie|degage|blackliste|desactive)[zrs]*[ -]+"
            r"(?:immediatement |donc |svp |vite |s'il vous plait |rapidement )*(?:moi|nous|mon|mes|nos|notre|me"
            r"|cette adresse|ce mail|cette boite|l'adresse|toutes? (?:mes|mon|les donnees)|tout ce qui me)\b"
        ),
        r"\bsort(?:ez|ir)?[ -]+(?:moi|nous|mon|mes) ",
        (
            r"\b(?:me|m'|nous) ?(?:retirer|enlever|supprimer|effacer|rayer|radier|blacklister|desabonner|oter"
            r"|sortir de (?:votre|vos|la|cette|ces))\b"
        ),
        r"\boublie[zr][ -](?:moi|nous|mon|mes|notre|l'adresse)\b",
        (
            r"\b(?:suppression|retrait|radiation|effacement) (?:\w+ )?(?:de |d')?(?:mes|mon|ma|nos|notre|cette"
            r" adresse|l'adresse|l'ensemble de mes)"
        ),
        r"\bdroit (?:a l'effacement|a l'oubli|d'opposition|d'effacement)",
        (
            r"\b(?:arretez?|cessez?|stoppez?)\b[ ,!]*(?:donc |immediatement |tout de suite |svp |merci |stp )*"
            r"(?:de |d'|vos|ces|tes|tout|toute|ca\b|cela\b|avec |ce (?:spam|harcelement|cirque)|les (?:mail|message"
            r"|relance|frais|spam)|$|[!.])"
        ),
        (
            r"\b(?:d'arreter|(?:merci de|prie de) (?:cesser|stopper|arreter)|veuillez (?:arreter|cesser)|(?:faut|faudrait|peux-tu|pouvez-vous|pourriez-vous|prie d[e']"
            r"|demande d[e']|de bien vouloir) ?(?:arreter|cesser))\b"
        ),
        r"\b(?:m'|nous nous )oppos\w+|\bs'oppose (?:a|au)\b|\bopposition (?:au|a tout|a toute|a la|a ce)",
        (
            r"\brefus(?:e|ons)? (?:tout|toute|d'etre|que (?:vous|mes|mon)|la prospection|le demarchage|le traitement"
            r"|formellement)"
        ),
        r"\blaisse[zr]?[ -](?:moi|nous) (?:tranquille|en paix|respirer)",
        r"\bf(?:outez|ichez)[ -](?:moi|nous) la paix|\blache[zr]?[ -](?:moi|nous)\b",
        r"\b(?:liste|fichier) (?:noire|rouge|d'opposition|repoussoir)|\bbloctel\b",
        r"\b(?:retir|annul)\w* (?:mon|notre) (?:consentement|accord|inscription|abonnement)",
        r"\bbloqu\w+ (?:votre|vos|ton|tes|cette) (?:adresse|mail|e-?mail|messages?|expediteur|compte|profil)",
        # English
        r"\bunsubscrib\w*",
        r"\bopt(?:s|ed|ing)?(?:[- ]| me | us )?out\b",
        (
            r"(?<!\bi )(?<!we )(?<!they )(?<!you )(?<!can )\b(?:do not|don'?t|don t|dont|never|no longer|please not|not to|cease"
            r"|quit|refrain from|avoid) (?:ever |please |again |also )?(?:re-?)?(?:contact|e-?mail|writ|messag|call"
            r"|reach(?:ing)? out|bother|spam|harass|solicit|pester|follow(?:ing)?[- ]?up|ping|hassl|market|send"
            r"(?:ing)? (?:me|us|any|more|further|these|this kind))\w*\b(?! \w+ (?:before|until|till|on|yet|today"
            r"|now|this))(?! (?:before|until|yet|today))"
        ),
        (
            r"(?<!can't )(?<!cannot )(?<!won't )\bstop (?:e-?mail|contact|writ|messag|call|send|spamm|bother|harass"
            r"|pester|hassl|follow|reach|solicit|market|with|th(?:is|ese|at)\b|it\b|all)"
        ),
        r"\bplease,? stop\b|\bstop,? please\b|\bjust stop\b",
        (
            r"\b(?:remove|delete|erase|strike|drop|scrub|exclude|unlist|unenrol\w*) (?:me|us|my|our|this (?:address"
            r"|e-?mail|contact)|all (?:my|our))\b"
        ),
        r"\btake (?:me|us|my \w+|our \w+|this \w+) (?:off|out of)\b",
        r"\bleave (?:me|us) (?:alone|be|in peace)\b|\blose my (?:number|e-?mail|address|contact)",
        r"\b(?:i|we) (?:hereby |strongly |formally )?object\b|\bright to object\b|\bcease and desist\b",
        (
            r"\bno (?:more|further|additional|other|future) (?:\w+ )?(?:e-?mails?|messages?|contacts?"
            r"|communications?|calls?|outreach|solicitations?|follow[- ]?ups?|spam|marketing|newsletters?)"
        ),
        (
            r"(?:\bnot|n'?t|\bno longer|\bnever) (?:want|wish|like|care|interested in|looking|keen on)\w*(?: to| in)?"
            r" (?:receiv|hear|be (?:contact|e-?mail|call|on (?:your|this|any)|approach|solicit)|get(?:ting)? (?:your"
            r"|these|any|more|this))\w*"
        ),
        (
            r"\b(?:to be|be) (?:removed|deleted|taken off|unlisted|erased)\b|\bnot to be (?:e-?mail|contact|call|approach)\w*"
            r"|\b(?:cease|end|discontinue) all\b|\bpurge (?:my|our|me)\b|\b(?:delete|remove|erase) them\b|\bdon't add (?:me|us)\b"
            r"|\basked you\b.{0,30}\bto stop\b"
        ),
        (
            r"\bthe last (?:e-?mail|message|time)\b|\b(?:want|get (?:me|us)) off\b|\btaking (?:me|us) off\b|\bcancel (?:my|our) (?:subscription"
            r"|registration)|\bnot have my consent\b|\bplease delete\b\W*$|\benough (?:e-?mails|messages|spam|follow)"
        ),
        r"\bwithdraw\w* (?:my |our |any )?consent\b|\bdo[- ]not[- ](?:contact|call|mail|email) list\b",
        r"\b(?:block|blocking|blocked) (?:you|this (?:sender|address)|your (?:address|e-?mail|domain|profile))",
        # The same, by other words: to end, to be rid of, to forbid
        (
            r"\b(?:cease|discontinu\w*|halt|terminat\w*|stopping) (?:all|any|these|this|your|further|sending|contact\w*"
            r"|e-?mail\w*|messag\w*|communicat\w*)"
        ),
        (
            r"\b(?:remov|delet|eras|strik|dropp|scrubb|exclud|unlist|unsubscrib)ing (?:me|us|my|our|this (?:address"
            r"|e-?mail|contact|mailbox))\b"
        ),
        r"\bno more of (?:this|these|that|those|your|it|them)\b|\bnothing (?:further|more|else) from (?:you|your)\b",
        r"\b(?:rather|prefer) not (?:to )?(?:hear|receiv|be (?:contact|e-?mail|call|approach)|get (?:your|these|any))\w*",
        (
            r"\b(?:not|n't|never) (?:authori[sz]ed|allowed|permitted|welcome) to (?:use|contact|writ|e-?mail|call|keep|store"
            r"|process|hold)\w*|\b(?:forbid|prohibit) (?:you|any|the use)\b"
        ),
        r"\b(?:don'?t|do not|never) (?:try|come back|ask|reply|write|call) (?:to \w+ )?(?:me |us )?again\b",
        (
            r"\b(?:interdis|interdisons|defends|defendons)\b.{0,25}\b(?:utilis|contact|ecri|conserv|trait|exploit|demarch|appel"
            r"|sollicit|vend)\w*|\bpas autorise\w* a (?:utilis|contact|ecri|conserv|trait|exploit|demarch)\w*"
        ),
        r"\bque (?:vous|tu) (?:n'ayez|n'aies|ne gardiez|ne conserviez|ne disposiez|n'utilisiez) (?:plus|pas)\b",
        (
            r"\b(?:clotur|ferm|archiv|supprim|effac)\w+ (?:mon|ma|mes|notre|nos) (?:contact|compte|fiche|dossier|profil"
            r"|inscription|adresse|coordonnees)"
        ),
        r"\bprefer\w+ ne (?:plus|pas) (?:rien )?(?:recevoir|etre|avoir)\b",
        (
            r"\b(?:cesse[zr]?|arrete[zr]?|stoppe[zr]?) (?:immediatement|tout de suite|maintenant|sans delai|des maintenant)"
            r"\W*(?:,|\.|!|sinon|ou\b|$)"
        ),
        # Neighbours who write to us
        r"\b(?:keine (?:weiteren )?(?:e-?mails|mails|nachrichten|werbung)|abmelden|austragen aus)\b",
        (
            r"\b(?:darme de baja|dar de baja|no me (?:escrib|contact|envi)\w+ mas|non (?:mi )?(?:contattate|scrivete)mi"
            r"|cancellatemi|uitschrijven|geen mails meer)\b"
        ),
    )
]
# Likely, not certain: it holds at once and a person is asked (INB-5).
_DOUBT = [
    re.compile(pattern)
    for pattern in (
        (
            rf"\b(?:inutile|pas (?:la peine|besoin|necessaire|utile)|aucun interet|evite[zr]?)(?: donc)? (?:de |d')?"
            rf"(?:me |m'|nous )?(?:{_REACH}|insister|revenir|rappeler|reecrire)"
        ),
        r"\b(?:n'insiste[zr]? (?:pas|plus)|ne pas insister|sans insister|merci de ne pas)\b",
        (
            r"\bne perdez (?:pas|plus) (?:votre|de) temps|\bperte de temps\b|\bperdre (?:mon|notre|le mien)\b"
            r"|\bvous perdez votre temps\b"
        ),
        r"\b(?:ca|cela) (?:suffit|commence a bien faire)|\bbasta\b|\bc'est bon la\b|\bplus jamais\b",
        r"\b(?:harcelement|harcele[zr]?|du harcel|insupportables?|inadmissibles?|intrusi\w+|importun\w*|penibles?)\b",
        r"\b(?:c'est|du|comme|vrai|votre|signal\w+|class\w+|report\w*).{0,20}\bspams?\b|\bspammeurs?\b",
        (
            r"\b(?:signale|bloque|blackliste|denonce)(?:r|rai|rons|z)? ?(?:vous|tout|comme|en|a la cnil|au)?\b"
            r".{0,30}\b(?:vous|adresse|spam|indesirable|cnil|linkedin|expediteur)"
        ),
        r"\bvous (?:signale|bloque|blackliste|denonce)\w*\b|\b(?:courrier|messages?) indesirables?\b",
        r"\bpasse[zr]? votre chemin|\ballez voir ailleurs|\bdegage[zr]?\b|\bva te faire|\bfous[- ]moi",
        (
            r"\b(?:pas|jamais) (?:donne|autorise|consenti|demande|sollicite)\w* .{0,30}(?:consentement|accord|autorisation"
            r"|recevoir|contacte|prospection|demarch|rien\b)"
        ),
        r"\b(?:saisi\w*|plainte|signalement)\b.{0,40}\bcnil\b|\bcnil\b.{0,40}\b(?:saisi\w*|plainte|signal\w+)",
        r"\bne (?:souhait|veu|voul|desir)\w* pas (?:recevoir|etre)",
        r"\bretire[zr]? (?:nous|moi|mon|notre)|\bencore vous\b|\bencore un (?:mail|message|spam|robot)",
        (
            r"\b(?:no need|don't bother|no point|not necessary) (?:to |in )?(?:contact|writ|follow|reach|get back|e-?mail"
            r"|call|reply|messag)\w*"
        ),
        (
            r"\b(?:enough|never again|not again|go away|get lost|fuck off|piss off|bugger off|buzz off|waste of time"
            r"|wasting (?:my|our|your) time)\b"
        ),
        (
            r"\b(?:this is|reported? (?:as|for|you)|mark\w* (?:\w+ )?as|flag\w* (?:\w+ )?as|pure|more) .{0,12}spam\b"
            r"|\bspammers?\b|\bharass\w*|\bunsolicited\b"
        ),
        (
            r"\b(?:never|not|didn't) (?:gave|give|given|consent\w*|sign\w* up|ask\w*|agree\w*|request\w*)\b.{0,40}"
            r"\b(?:consent|permission|contact|e-?mail\w*|list|this|messages?)"
        ),
        r"\breport(?:ing|ed)? (?:you|this|your)\b|^\W*reported\W*$",
        (
            r"\b(?:how many times|combien de fois|(?:third|fourth|fifth|last|umpteenth) time (?:that )?(?:i|we)"
            r"|(?:deuxieme|troisieme|quatrieme|cinquieme|enieme|derniere) fois que (?:je|nous|vous))\b"
        ),
        r"\b(?:en rester|restons-en|restez-en) la\b|\bleave it (?:at that|there)\b",
        # A law or a court in the same breath as writing to somebody, or ending it.
        (
            r"\b(?:avocat\w*|juridique|juriste|contentieux|mise en demeure|tribunal|dgccrf|lawyer|solicitors?|legal (?:team"
            r"|counsel|department|action)|sue\b|court)\b.{0,80}\b(?:cess|arret|stopp?|sollicit|contact|ecri|envoi|refrain|ceas"
            r"|desist|e-?mail|messag)\w*"
        ),
        (
            r"\b(?:cess|arret|stopp?|sollicit|refrain|ceas|desist|encore un|un autre (?:mail|message)|another (?:e-?mail"
            r"|message)|if (?:i|we) (?:receive|get|hear)|si (?:je|nous) rec\w+)\b.{0,80}\b(?:avocat\w*|juridique|contentieux"
            r"|tribunal|dgccrf|cnil|plainte|lawyer|solicitors?|legal (?:team|counsel|department|action)|court|ico)\b"
        ),
    )
]
# Nobody lists every way to say it: words that end something, near words for writing to somebody,
# are a doubt unless the sentence plainly says something else.
_ENDS = re.compile(
    r"\b(?:cess|arret|stopp?|supprim|suppression|retir|retrait|enlev|effac|radi[ae]|purg|oppos|interdi|mett(?:re|ez) fin"
    r"|met fin|fin (?:de|a) |desactiv|blacklist|clotur|ceas|remov|delet|eras|discontinu|halt|unlist|take .{0,20}\boff"
    r"|bloqu|block)\w*"
)
_NEGATES = re.compile(
    r"\b(?:ne|n)\b.{0,40}?\b(?:plus|pas|jamais|aucun\w*)\b|\bn'.{0,40}?\b(?:plus|pas|jamais)\b|\bpas de\b"
    r"|\bsous aucun pretexte|\baucun\w*|\bni\b|\bnot\b|n't\b|\bdont\b|\bnever\b|\bno (?:more|further|longer|wish)\b"
    r"|\bwithout\b|\bsans\b|\bno\b"
)
_WRITES = re.compile(
    r"\b(?:re)?(?:contact|mail|e-mail|courriel|courrier|messag|envoi|envoy|relanc|sollicit|demarch|prospec|newsletter|pub\b|pubs\b"
    r"|communicat|publicit|spam|ecri[rtv]|recri|appel|adresse|coordonnees|liste\b|listes\b|fichier|base\b|crm\b|charge\b"
    r"|numero|writ|list\b|lists\b|database|details\b|data\b|donnees\b|sequence|outreach|campaign|campagne|call\w*"
    r"|fil\b|conversation|echange|reach|approach|pitch|vos offres|follow)\w*"
)
_PLAINLY_OTHER = re.compile(
    r"\b(?:recu|receive|received|hesit\w*|en charge|in charge|interest\w*|interessant\w*|d'actualite"
    r"|recontactez-(?:moi|nous)|rappelez-(?:moi|nous)|thanks for (?:reaching|writing|your)|appreciate the|talk|resend|renvoyer"
    r"|avant|before|until|jusqu|pourquoi ne|why (?:not|don)|pas encore|not yet|vu pass\w*|inquiet\w*|comprends?|compris|understand|plus active|ni lu|pas lu|be read"
    r"|trouve|find|found|seen|bonne? (?:personne|adresse|contact|interlocut)|right (?:person|contact|address)|cette semaine"
    r"|this week|today|aujourd'hui|besoin de (?:m'|nous )|interesse\w*|volontiers|ravi|happy|great|devis|demo|price|tarif"
    r"|urgence|urgent|retour|return|confidenti|par erreur|in error|imprimer|accordingly|destinataire|recipient|perdre"
    r"|wast\w+|point \d|personne en|occupe|perimetre|concern\w+|domaine|domain|montrez|show me)\b|\?"
)
# Said in anger or contempt, with nothing asked: who writes so may well mean it.
_TIRED = re.compile(
    r"\b(?:insistance|deplacee?s?|poubelle|corbeille|indesirables?|n'apprecie\w* pas|rien demande|rien de mieux a faire"
    r"|lamentable|mal ?eleve|culotte|toupet|junk|trash|bin\b|don't appreciate|do not appreciate|give up|annoying|creepy|shameful"
    r"|clueless|vous etes lourds?|laissez tomber|laisse tomber|fois que je dis non|deja dit non|told you no|said no|drop it|unbelievable|seriously\b.{0,20}again|a la charge|sous aucun pretexte|ne le faites plus)\b"
)
# The keyword that every message of ours offers, alone on a line or alone in the message.
_THANKS = r"(?:\W*(?:merci(?: d'avance)?|thanks?(?: you)?|thx|svp|stp|please|pls|s\.?v\.?p\.?|cordialement|bonne journee|bien a vous))*"
_STOP_LINE = re.compile(
    r"^\W*(?:(?:bonjour|hello|hi|bonsoir|non et|non)\W+)?(?:s ?[.-]? ?t ?[.-]? ?o ?[.-]? ?p|arret|desinscription"
    r"|desabonnement|opposition|unsub|optout|opt-out|remove|removal|retrait|arretez|baja|abmelden)\b"
    + _THANKS
    + r"\W*$"
)
_STOP_WORD = re.compile(r"(?<![\w&-])STOP(?![\w&-])(?! (?:& |and |et )?GO\b)")

# --- machines ---

_OFFICE_SUBJECT = re.compile(
    r"^\W*(?:reponse automatique|automatic reply|automatische antwort|auto[- ]?(?:reply|reponse|matique)"
    r"|out[- ]of[- ](?:the[- ])?office|ooo\b|absen[ct]e?s?\b|message d'absence|notification d'absence|abwesen\w*"
    r"|en conges?\b|conges?\b|on (?:leave|vacation|holiday)|away\b|hors du bureau|fermeture|respuesta automatica)"
)
_AWAY = re.compile(
    r"\b(?:je suis|suis|serai|sommes|bureaux|out (?=until)|absente? pour|actuellement|currently|i am|i'm|i will be|will be|we are|nous sommes|absente?)\b"
    r".{0,60}?(?:raisons|absente?s?|en conges?|en vacances|hors du bureau|en deplacement|en arret|en formation|ferme[es]*"
    r"|out of (?:the )?office|ooo|on (?:\w+ )?(?:leave|vacation|holiday|pto)|away|travell?ing)|^out until\b",
    re.DOTALL,
)
_AWAY_SIGNS = [
    re.compile(pattern)
    for pattern in (
        r"\b(?:a mon retour|des mon retour|upon my return|when i return|when i'm back|on my return)\b",
        r"\b(?:en cas d'urgence|pour toute urgence|urgent|urgently|urgence)\b",
        r"\b(?:acces (?:limite|restreint|intermittent)|limited access|no access|sans acces)\b",
        r"\b(?:votre (?:message|mail|courriel|e-mail)|your (?:message|e-?mail))\b",
        (
            r"\b(?:jusqu'au|jusqu'a|until|through|de retour (?:le|lundi|mardi|mercredi|jeudi|vendredi)|back on"
            r"|return(?:ing)? on|du \d+ .{0,20}au \d+|from \d.{0,20} to )"
        ),
        r"\b(?:message automatique|reponse automatique|automatic (?:reply|message|response)|automated)\b",
        r"\bne (?:sera|seront) (?:ni |pas )|\b(?:a notre retour|prendrai connaissance)\b",
    )
]
_ASKS_BACK = re.compile(
    r"\b(?:(?:rappelez|recontactez|relancez|ecrivez|appelez)[- ](?:moi|nous)|voyons|reparlons|call me|ping me|write (?:me|to me)"
    r"|get back to me|reach out)\b(?!.{0,15}\b(?:urgence|urgent))"
)
_MACHINE_TEXT = re.compile(
    r"\b(?:ceci est un (?:message|mail|courriel) automatique|message (?:genere|envoye) automatiquement"
    r"|this is an auto(?:matic|mated|-?generated)|(?:ne|merci de ne) pas repondre a ce|do not reply to this"
    r"|no-?reply|accuse de reception|nous avons bien recu votre (?:message|demande|mail)|numero de (?:ticket|dossier)"
    r"|ticket (?:#|n|id)|we have received your (?:message|request|e-?mail)|votre demande a bien ete (?:prise|enregistree)"
    r"|reponse automatique|adresse n'est plus (?:active|valide|utilisee)|boite (?:mail )?n'est (?:plus|pas) (?:consultee|relevee|surveillee)|mailbox is not monitored)"
)
_LEFT = re.compile(
    r"\b(?:n(?:e|')\s?(?:fai[ts]|travaille|est|suis) plus (?:partie|dans|chez|au sein|en poste|salarie|parmi)"
    r"|a quitte (?:l'entreprise|la societe|le groupe|ses fonctions|notre)|ai quitte (?:l'entreprise|la societe|le"
    r" groupe|mes fonctions|mon poste)|no longer (?:with|works?|work(?:ing)? (?:at|for)|employed|part of)|has left"
    r" (?:the company|us|our)|have left (?:the company|my)|left the company|parti[e]? a la retraite|retired)"
)

# --- other labels: what the patterns believe, for a person to accept ---

_GUESSES: tuple[tuple[ReplyLabel, re.Pattern[str]], ...] = (
    (
        ReplyLabel.REFERRED,
        re.compile(
            r"\b(?:voyez|voir|rapprochez-vous|adressez-vous|contactez|contacter|ecrivez|parlez-en|appelez|transfere"
            r"|transmis|transmets|fais suivre|mets en (?:copie|relation)|dirige|oriente|rediri\w+)\b.{0,45}"
            r"(?:\b(?:avec|a|de|plutot|directement|vers)\b.{0,30})?(?:\b(?:mon|ma|notre) (?:collegue|collaborat\w+"
            r"|responsable|assistant\w*|homologue|associee?|dsi|daf|drh)|@|\b(?:m\.|mme|monsieur|madame)|\bc'est (?:lui"
            r"|elle)|\bqui (?:gere|s'en occupe|pilote)|\ben charge\b)"
            r"|\bc'est .{2,40} qui (?:gere|s'en occupe|pilote|suit|decide)"
            r"|\b(?:contact|reach out to|speak (?:to|with)|talk to|write to|try|email|get in touch with|forwarded?"
            r"|cc'?ing|looping in|copying|ask) .{0,40}(?:my colleague|our (?:head|cto|cfo|coo|vp|director|team)|who (?:"
            r"handles|runs|owns|is in charge|looks after|takes care)|instead|@|in cc)"
        ),
    ),
    (
        ReplyLabel.WRONG_PERSON,
        re.compile(
            r"\b(?:pas (?:la bonne personne|le bon (?:interlocuteur|contact|service)|mon (?:perimetre|domaine|sujet|role"
            r"|rayon|poste|metier|scope)|de mon ressort|concernee?|en charge|responsable de|moi qui|decideur|l'interlocut)"
            r"|ne me concerne pas|ne suis plus chez|plus (?:responsable|en charge)|je ne (?:m'en occupe|gere|suis) (?:plus |pas )?(?:de )?(?:ces sujets|ce sujet|cela|ca|sujet|les achats)"
            r"|ne (?:m'|nous )?(?:en )?(?:occupe|concern)\w* (?:pas|plus)|vous faites erreur|erreur de (?:destinataire|personne)"
            r"|no longer (?:run|manage|handle|own|lead|look after)|change de (?:service|poste|fonctions?|metier)"
            r"|wrong (?:person|contact|department)|not the (?:right|best) (?:person|contact)|not my (?:area|department|remit"
            r"|responsibility|call|role)|not (?:in charge|responsible|involved)|don't (?:handle|deal|own|manage|make (?:those|"
            r"these|that)))"
        ),
    ),
    (
        ReplyLabel.MEETING_BOOKED,
        re.compile(
            r"\b(?:(?:entendu|d'accord|ok|parfait|va|bon) pour (?:lundi|mardi|mercredi|jeudi|vendredi|demain|le \d)"
            r"|(?:lundi|mardi|mercredi|jeudi|vendredi|demain|le \d{1,2}(?:er)?(?: \w+)?)\b.{0,25}\b(?:a|vers|des) \d{1,2} ?"
            r"(?:h|heures|:)|j'ai (?:reserve|pris|bloque|choisi|book\w*) (?:un |le |le |votre )?(?:creneau|rendez-vous|rdv)|(?:rendez"
            r"-vous|rdv|creneau) (?:est )?(?:pris|confirme|reserve|note|cale)|c'est (?:note|cale) pour|a (?:lundi|mardi|mercredi|jeudi"
            r"|vendredi|demain)\b.{0,12}\d|je vous confirme (?:le|notre) (?:rendez-vous|rdv|creneau)|j'accepte l'invitation"
            r"|(?:monday|tuesday|wednesday|thursday|friday|tomorrow)\b.{0,25}\b(?:at|around) \d{1,2}|i(?:'ve| have)? (?:just )?"
            r"(?:booked|scheduled|picked) (?:a |the |your )?(?:slot|time|call|meeting)|(?:meeting|call) (?:is )?(?:booked|confirmed"
            r"|scheduled)|see you (?:on )?(?:monday|tuesday|wednesday|thursday|friday|tomorrow)|\d{1,2} ?(?:am|pm) works)"
        ),
    ),
    (
        ReplyLabel.NOT_NOW,
        re.compile(
            r"\b(?:laisse[zr]? passer|une fois (?:que|le|la|les)|(?:freeze|gel)\b|so later|until (?:the|we|our)|once (?:the|we|our)"
            r"|rien avant|avant la fin|before (?:january|february|march|april|may|june|july|august|september|october|november|december)|l'an prochain|repousse\w*|decale\w*|ne (?:m'|me |nous )?\w+ pas (?:cette semaine|avant|ce mois)|don't .{0,20}(?:before|until)|after the|pas (?:pour )?(?:l'instant|le moment|maintenant|tout de suite|cette annee|avant|une priorite|prioritaire|d'actualite"
            r"|a l'ordre du jour|le bon moment|dans l'immediat)|plus tard|revenez (?:vers|me voir)|recontactez|rappelez-(?:moi|nous)"
            r"|reparl\w+|relancez-(?:moi|nous)|(?:l'annee|au|le) (?:prochaine?|prochain) (?:trimestre|semestre|exercice)|a la rentree"
            r"|apres (?:les|la|le) (?:fetes|vacances|ete|budget|cloture|demenagement|rentree)|dans (?:\d+|un|deux|trois|quelques|six)"
            r" (?:mois|semaines)|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|2027)\b"
            r"|debut (?:janvier|d'annee|\d{4})|budget\w* (?:est |sont )?(?:boucle|gele|clos|ferme)\w*|not (?:now|right now|at the moment"
            r"|yet|a (?:good|priority)|the right time|this (?:year|quarter)|before|currently)|next (?:quarter|year|month|spring)|later"
            r" (?:this|in)|circle back|come back to (?:me|us)|(?:in|after) (?:january|february|march|april|may|june|july|august|september"
            r"|october|november|december|q[1-4])|(?:in|after) (?:a few|\d+|two|three|six) (?:months|weeks)|touch base (?:in|next)"
            r"|bad timing|too (?:early|busy)|trop tot|sous l'eau|swamped)"
        ),
    ),
    (
        ReplyLabel.NOT_INTERESTED,
        re.compile(
            r"\b(?:non[, ]+merci|merci,? mais non|pas interesse\w*|(?:ne |n')?(?:m'|nous )?interesse\w* (?:pas|plus|nullement|aucunement)"
            r"|pas (?:de )?(?:besoin|l'utilite|de projet|d'interet|preneur|convaincu\w*|notre truc|suite|pour (?:moi|nous)\b)|sans (?:suite"
            r"|interet)|donner(?:ai|ons)? pas suite|ne donn\w+ pas suite|(?:avons|ai|a) deja (?:un|une|ce|le|notre|tout|signe|choisi|equipe)"
            r"|deja (?:equipes?|equipees?|client|en place|accompagnes?|sous contrat|un (?:prestataire|fournisseur|outil|partenaire)|ce qu'il"
            r" (?:me|nous) faut|satisfait\w*)|travaillons deja|utilisons deja|prenons pas de|no plans to|pas (?:notre|nos|ma) (?:priorite|besoins?|cible|activite)"
            r"|aucun (?:besoin|interet)|trop cher|hors budget|pas (?:le|de) budget|ne correspond pas|restons (?:chez|avec)|(?:choisi|retenu|signe avec) (?:une? )?(?:autre|concurrent)|tout ce qu'il (?:me|nous) faut|on passe|je passe|je decline|nous declinons"
            r"|not interested|no[, ]+thanks?|no[, ]+thank you|(?:we|i|to|i'm|gonna|going to)(?:'ll| will)? pass\b|not (?:a fit|for us|for me|relevant|"
            r"needed|something|in the market|looking)|don't (?:need|see)|no (?:need|interest|budget)|already (?:have|use|using|work|covered"
            r"|signed|happy|equipped)|happy with (?:our|what)|too expensive|we're (?:good|all set|fine)|all set)"
        ),
    ),
    (
        ReplyLabel.INTERESTED,
        re.compile(
            r"\b(?:(?:votre|vos) (?:outil|solution|logiciel|produit|service|plateforme)s?\b[^.!?]*\?|your (?:tool|product|solution"
            r"|software|service|platform)\b[^.!?]*\?|(?:peut-on|permet-il|est-ce possible|is it possible|can (?:it|i|we)|does it"
            r"|how do you|comment (?:gere|trait|supprim|fait|calcul|integr)\w*-vous)\b[^.!?]*\?|tell me (?:how|about)"
            r"|(?:me|nous) joindre (?:demain|lundi|mardi|mercredi|jeudi|vendredi|ce|cet|cette|au)|just (?:give|send|tell) me"
            r"|oui pour|montrez|show me|resend|renvoy\w+|avez-vous|faites-vous|tombe bien|detailler|convaincu|la suite \?|est-ce (?:que (?:ca|cela|vous)|compatible)|dispo\b|does (?:it|that|this) work|looking for (?:exactly|something|this)|do you (?:have|offer|work|support|integrate)|interess\w+|volontiers|pourquoi pas|avec plaisir|dites-m'en|en savoir (?:plus|davantage)|plus d'infos?|plus d'information\w*"
            r"|plus de (?:details?|precisions?|renseignements?)|(?:votre|une|la) (?:plaquette|brochure|documentation|demo\w*|presentation|proposition"
            r"|offre detaillee)|quel\w* (?:est|sont|serai\w+)? ?(?:le|la|les|vos|votre)? ?(?:prix|tarifs?|cout|conditions|delais?|references?)"
            r"|combien (?:ca|cela|coute)|tarifs?\b|devis\b|pouvez-vous (?:m'|me|nous|en)|comment (?:ca|cela) (?:marche|fonctionne)|parlons-en"
            r"|echangeons|discutons|disponibilites?|on (?:en parle|peut en parler|s'appelle)|curieu\w+|bonne idee|ca (?:me|nous) parle"
            r"|appelez-moi|envoyez[- ](?:moi|nous|la|le|les|donc)|interested|tell me more|more (?:info|information|details)|sounds? (?:good|great"
            r"|interesting|promising)|love to|happy to (?:chat|talk|hear|discuss|learn)|keen|let's (?:talk|chat|discuss|do|set)|how much|pricing"
            r"|price|quote|demo|send (?:me|us|over|it|the)|how does (?:it|this|that)|could you (?:send|share|explain|tell)|curious|worth a|open to"
            r"|call me|when (?:can|could|are) (?:we|you)|what (?:are|is|would|does))"
        ),
    ),
)
_DECLINE = re.compile(
    r"^\W*(?:(?:bonjour|hello|hi|bonsoir|dear)\b[^\n.!?]{0,30}[,.!\n]+\s*)?(?:non[, ]+merci|no[, ]+thanks?(?: you)?"
    r"|merci,? mais non|(?:je ne suis |nous ne sommes )?pas interessee?s?|(?:i'm |we're |i am )?not interested"
    r"|(?:cela|ca|ceci) ne (?:m'|nous )interesse pas)\b[^?]{0,120}$"
)

# --- flags and structured refusals ---

_FLAGS = {
    ReplyFlag.RIGHTS_REQUEST: re.compile(
        r"\b(?:droit d'acces|droit (?:a l'|d')(?:effacement|oubli)|right (?:of access|to erasure|to be forgotten)|(?:rgpd|gdpr)"
        r"\b.{0,60}\b(?:demand|request|article|art\.)|article 1[5-9]|(?:copie|copy|supprim\w+|effac\w+|delete|erase)\b.{0,30}"
        r"\b(?:donnees|data)|(?:ou|d'ou|comment|where|how)\b.{0,40}\b(?:mes coordonnees|mon adresse|mon (?:e-?mail|mail|numero|contact)"
        r"|my (?:e-?mail|address|details|contact|number|data)))",
        re.DOTALL,
    ),
    ReplyFlag.COMPLAINT: re.compile(
        r"\b(?:cnil|plainte|spams?|lawyer|avocat|mise en demeure|harcel\w*|harass\w*|complaint|ico\b|signale\w*)\b"
    ),
    ReplyFlag.ASKS_IF_AI: re.compile(
        r"\b(?:etes[- ]vous|es[- ]tu|are you|is this|est-ce|c'est|suis-je en train de parler a|written by|ecrit par)\b.{0,40}"
        r"\b(?:robots?|une ia|chatgpt|une machine|a bot|an? (?:ai|robot)|automated|automatise|humain|human|real person|un bot)\b"
    ),
    ReplyFlag.WANTS_HUMAN: re.compile(
        r"\b(?:parler a (?:un humain|une (?:vraie )?personne|quelqu'un)|un (?:vrai )?humain|real (?:person|human)|speak to (?:a|some)"
        r" ?(?:human|person|one))\b"
    ),
    ReplyFlag.PRICE: re.compile(
        r"\b(?:prix|tarifs?|combien|devis|cout\w*|price|pricing|how much|quote|budget)\b"
    ),
    ReplyFlag.LEGAL: re.compile(
        r"\b(?:juridique|juriste|avocat|lawyer|legal|tribunal|article l\.)\b"
    ),
    ReplyFlag.PERSONAL_DATA: re.compile(
        r"\b(?:rgpd|gdpr|donnees personnelles|personal data|mes donnees|my data|dpo)\b"
    ),
    ReplyFlag.ANGER: re.compile(
        r"\b(?:inadmissible|scandaleu\w+|honte|ridicule|insupportable|ras[- ]le[- ]bol|marre|foutez|fichez|putain|merde|fuck"
        r"|ridiculous|outrageous|sick of|fed up|shame)\b|!{2,}"
    ),
    ReplyFlag.SUSPICIOUS: re.compile(
        r"\b(?:ignor\w+ (?:all |the |any |toutes |les |vos )*(?:previous |prior |above |precedent\w* )*(?:instruction|consigne|prompt|rule"
        r"|regle)\w*|system prompt|prompt systeme|you are now|tu es (?:maintenant|desormais)|classify (?:this|it)|classe[zr]? ce"
        r"|label\b.{0,20}\b(?:interested|interesse)|assistant ?:|\[inst\])"
    ),
}
_MONTH = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march|april|may|june"
    r"|july|august|september|october|november|december)"
)
_REFUSALS: tuple[tuple[RefusalKind, re.Pattern[str]], ...] = (
    (
        RefusalKind.ALREADY_EQUIPPED,
        re.compile(
            r"\b(?:deja (?:equipes?|equipees?|client\w*|sous contrat|accompagnes?|un (?:outil|prestataire|fournisseur|partenaire)|une (?:solution"
            r"|agence))|(?:travaillons|utilisons|sommes|bossons|travaille|utilise) (?:deja )?(?:deja )?(?:avec|chez|sur)? ?(?P<fr>[a-z0-9.]+)?"
            r"(?= depuis| et| pour|[.,!]|$)|already (?:have|use|using|work with|with) ?(?P<en>[a-z0-9.]+)?)"
        ),
    ),
    (
        RefusalKind.NO_BUDGET,
        re.compile(
            r"\b(?:pas (?:de|le) budget|hors budget|trop cher|no budget|too expensive|budget\w* (?:gele|coupe)\w*)\b"
        ),
    ),
    (
        RefusalKind.NOT_BEFORE,
        re.compile(
            rf"\b(?:pas avant|not before|en|debut|fin|mi-?|in|after|a partir de|d'ici|apres) ?(?P<when>{_MONTH}(?: \d{{4}})?)\b"
        ),
    ),
    (
        RefusalKind.NO_NEED,
        re.compile(
            r"\b(?:pas (?:de |d')?(?:besoin|utilite|projet|interet)|aucun besoin|n'en (?:ai|avons) pas besoin|no need|don't need)\b"
        ),
    ),
)


def _told(text: str) -> str:
    """On one line, in the letters and words that the patterns are written for."""
    return spelled(" ".join(plain(text).split()))


def _sentences(text: str) -> list[str]:
    """What a reader would call one statement; line breaks inside one are joined by the caller."""
    return [one.strip() for one in re.split(r"(?<=[.!?;…])\s+|\n{2,}", text) if one.strip()]


def _quote(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= 2 * _MARGIN else words[: 2 * _MARGIN].rsplit(" ", 1)[0]


def _first(patterns: Iterable[re.Pattern[str]], sentences: Sequence[str]) -> str:
    """The original sentence in which one of the patterns is found first."""
    wanted = list(patterns)
    for sentence in sentences:
        told = _told(sentence)
        if any(pattern.search(told) for pattern in wanted):
            return _quote(sentence)
    return ""


def read_by_rules(  # noqa: PLR0911 - one answer per kind of evidence, in order
    *, subject: str, text: str, automatic: bool
) -> RuleReading:
    """Label and words, in the order of INB-2: machine first, then objection, then the rest."""
    text = unicodedata.normalize("NFC", text)[:_MOST]
    told, title = _told(text), " ".join(plain(subject).split())
    has_left = bool(_LEFT.search(told))
    if automatic:
        is_office = not has_left and bool(_OFFICE_SUBJECT.match(title) or _AWAY.search(told))
        label = ReplyLabel.OUT_OF_OFFICE if is_office else ReplyLabel.AUTO_REPLY
        return RuleReading(label=label, quote=_shown(subject, text), has_left=has_left)
    flags = tuple(flag for flag, pattern in _FLAGS.items() if pattern.search(told))
    sentences = _sentences(text)
    said = [one for one in sentences if not _asks_of_product(_told(one))]
    objection = _objection(subject, text, said)
    if objection:
        return RuleReading(
            label=ReplyLabel.OPT_OUT,
            quote=objection,
            flags=flags,
            refusal=Refusal(kind=RefusalKind.NEVER, quote=objection),
        )
    if _OFFICE_SUBJECT.match(title):
        return RuleReading(label=ReplyLabel.OUT_OF_OFFICE, quote=subject.strip(), flags=flags)
    if _is_away_note(told):
        return RuleReading(
            label=ReplyLabel.OUT_OF_OFFICE, quote=_first([_AWAY], sentences), flags=flags
        )
    if _MACHINE_TEXT.search(told) and not _ASKS_BACK.search(told):
        quote = _first([_MACHINE_TEXT], sentences)
        return RuleReading(label=ReplyLabel.AUTO_REPLY, quote=quote, flags=flags, has_left=has_left)
    doubt = _first([*_DOUBT, _TIRED], said) or _hinted(said) or _suspected(said)
    if doubt:
        return RuleReading(
            label=None, guess=ReplyLabel.OPT_OUT, quote=doubt, flags=flags, in_doubt=True
        )
    return _rest(text, told, sentences, flags)


def _rest(
    text: str, told: str, sentences: Sequence[str], flags: tuple[ReplyFlag, ...]
) -> RuleReading:
    """A plain no is sure; the others are what the patterns believe."""
    refusal = _refusal(sentences)
    declined = _DECLINE.match(plain(text).strip())
    if declined:
        quote = _quote(text)
        return RuleReading(
            label=ReplyLabel.NOT_INTERESTED,
            quote=quote,
            flags=flags,
            refusal=refusal or Refusal(kind=RefusalKind.OTHER, quote=quote),
        )
    guess = next((label for label, pattern in _GUESSES if pattern.search(told)), None)
    named = referral_in(text)
    if named is not None and guess is not ReplyLabel.INTERESTED:
        guess = ReplyLabel.REFERRED
    found = dict(_GUESSES).get(guess) if guess else None
    if guess is None and not _is_harmless(text):
        guess, found = next(
            ((label, pattern) for label, pattern in SECOND_GUESSES if pattern.search(told)),
            (None, None),
        )
    quote = _first([found], sentences) if found else ""
    refuses = guess in {ReplyLabel.NOT_INTERESTED, ReplyLabel.NOT_NOW}
    if guess in {ReplyLabel.WRONG_PERSON, ReplyLabel.REFERRED}:
        refusal = Refusal(
            kind=RefusalKind.WRONG_PERSON, quote=quote, detail=named.full_name if named else ""
        )
    elif not refuses:
        refusal = None
    elif refusal is None:
        refusal = Refusal(kind=RefusalKind.OTHER, quote=quote)
    return RuleReading(
        label=None,
        guess=guess,
        quote=quote or (_quote(text) if guess is None else ""),
        flags=flags,
        refusal=refusal,
        unread=guess is None and not _is_harmless(text),
    )


def _is_harmless(text: str) -> bool:
    """Nothing but a greeting, a thank-you or a plain question comes first."""
    lines = [told for told in map(_told, _sentences(text)) if not GREETING.search(told)]
    if not lines or HARMLESS.search(lines[0]):
        return True
    first = lines[0][: 2 * _MARGIN]
    return bool(ASKS.search(first) and not REPROACH.search(first))


def _asks_of_product(told: str) -> bool:
    return len(told) <= 2 * _MARGIN and bool(ASKS_OF_PRODUCT.search(told))


def _is_away_note(told: str) -> bool:
    """Without headers an absence is believed when the text speaks like a note, not like a person."""
    if not _AWAY.search(told) or _ASKS_BACK.search(told):
        return False
    return sum(bool(sign.search(told)) for sign in _AWAY_SIGNS) >= 2


def _objection(subject: str, text: str, sentences: Sequence[str]) -> str:
    """The words of an objection; empty without one."""
    for line in (subject, *text.split("\n")):
        if _STOP_LINE.match(plain(line)):
            return line.strip()
    word = _STOP_WORD.search(unicodedata.normalize("NFKC", text))
    if word:
        return next((_quote(one) for one in sentences if _STOP_WORD.search(one)), "STOP")
    found = _first(_SURE, sentences)
    # Nobody's sentence ends where a mail client broke the line: once more over the whole text.
    whole = " ".join(map(_told, sentences))
    return found or (_quote(text) if any(one.search(whole) for one in _SURE) else "")


def _hinted(sentences: Sequence[str]) -> str:
    for sentence in sentences:
        told = _told(sentence)
        ends = _ENDS.search(told) or _NEGATES.search(told)
        if ends and _WRITES.search(told) and not _PLAINLY_OTHER.search(told):
            return _quote(sentence)
    return ""


def _suspected(sentences: Sequence[str]) -> str:
    """The sentence that speaks as objections do, unless it plainly asks for more."""
    for sentence in sentences:
        told = _told(sentence)
        if SMALL_PRINT.search(told):
            continue
        if COMMAND.search(told) or any(one.search(told) for one in REMOVALS):
            return _quote(sentence)
        if INTEREST.search(told) or LATER.search(told):
            continue
        if any(one.search(told) for one in DOUBTS):
            return _quote(sentence)
    return ""


def _refusal(sentences: Sequence[str]) -> Refusal | None:
    """Why not, in the closed list of INB-3, with the sentence that says it."""
    for kind, pattern in _REFUSALS:
        for sentence in sentences:
            found = pattern.search(_told(sentence))
            if found:
                detail = next((one for one in found.groupdict().values() if one), "")
                return Refusal(kind=kind, quote=_quote(sentence), detail=detail)
    return None


def _shown(subject: str, text: str) -> str:
    told = _first([_AWAY, _LEFT], _sentences(text))
    return told or subject.strip() or " ".join(text.split())[:_MARGIN]
