"""What service mails say, in French and English: plain text, one link at most.

Words given by people (names, companies) are put in as they are; a mail of plain text has nothing
they could break. The token stands after `#`, so no server on the way logs it.
"""

from collections.abc import Mapping

from domain.accounts.model.identity import Locale
from domain.accounts.model.letter import LetterKind

# Where the link of a kind leads in the SPA.
_PAGES = {
    LetterKind.CONFIRM_SIGN_UP: "/sign-up/confirm",
    LetterKind.RESET_PASSWORD: "/password/choose",
    LetterKind.CONFIRM_EMAIL: "/email/confirm",
    LetterKind.INVITATION: "/invitation",
}

_ROLES = {
    Locale.FR: {
        "owner": "Propriétaire",
        "admin": "Admin",
        "manager": "Responsable",
        "member": "Commercial",
        "viewer": "Lecture seule",
        "billing": "Facturation",
        "dpo": "DPO",
    },
    Locale.EN: {
        "owner": "Owner",
        "admin": "Admin",
        "manager": "Manager",
        "member": "Rep",
        "viewer": "Viewer",
        "billing": "Billing",
        "dpo": "DPO",
    },
}

# Why a text changes, and what its new version asks for (obligations 149, 151).
_CAUSES = {
    Locale.FR: {
        "legal": "légal",
        "regulatory": "réglementaire",
        "technical": "technique",
        "operational": "opérationnel",
    },
    Locale.EN: {
        "legal": "legal",
        "regulatory": "regulatory",
        "technical": "technical",
        "operational": "operational",
    },
}
_DUTIES = {
    Locale.FR: {
        "explicit": (
            "À partir de ce jour, chacun l’accepte avant de continuer, et aucun message ne part "
            "de votre espace tant qu’un propriétaire ne l’a pas acceptée."
        ),
        "continued_use": (
            "Continuer d’utiliser le service vaut acceptation, sous réserve des règles impératives."
        ),
    },
    Locale.EN: {
        "explicit": (
            "From that day everybody accepts it before going on, and no message leaves your "
            "workspace until an owner has accepted it."
        ),
        "continued_use": (
            "Going on using the service counts as acceptance, subject to mandatory law."
        ),
    },
}

# What needs the reader (NOT-1): codes and counts in words, never a message or an address.
_NOTICES = {
    Locale.FR: {
        "interested_reply": "Une réponse intéressée vous attend",
        "meeting_booked": "Un rendez-vous est pris",
        "objection_doubt": "Une opposition est à confirmer",
        "rights_request": "Une demande de droits est arrivée",
        "account_disconnected": "Un compte d’envoi est déconnecté",
        "sending_stopped": "Les envois sont arrêtés par STOP",
        "health_stop": "Un compte d’envoi est en pause pour sa santé",
        "incident": "Un incident de sécurité demande votre attention",
        "import_finished": "Un import est terminé",
    },
    Locale.EN: {
        "interested_reply": "An interested reply is waiting for you",
        "meeting_booked": "A meeting is booked",
        "objection_doubt": "An objection is to be confirmed",
        "rights_request": "A rights request has arrived",
        "account_disconnected": "A sending account is disconnected",
        "sending_stopped": "Sending is stopped by STOP",
        "health_stop": "A sending account is paused for its health",
        "incident": "A security incident needs your attention",
        "import_finished": "An import is finished",
    },
}
_FIGURES = {
    Locale.FR: {
        "queue": "Messages à valider",
        "tasks": "Tâches à faire",
        "interested_reply": "Réponses intéressées non lues",
        "meeting_booked": "Rendez-vous pris non vus",
        "objection_doubt": "Oppositions à confirmer",
        "account_disconnected": "Comptes déconnectés",
        "sending_stopped": "Arrêts par STOP",
        "health_stop": "Comptes en pause pour leur santé",
        "import_finished": "Imports terminés",
        "sent": "Ces 7 derniers jours, personnes contactées",
        "replied": "Ces 7 derniers jours, personnes qui ont répondu",
        "interested": "Ces 7 derniers jours, personnes intéressées",
        "to_inform": "Personnes à informer",
        "leaving": "Personnes supprimées sous 7 jours",
    },
    Locale.EN: {
        "queue": "Messages to review",
        "tasks": "Tasks to do",
        "interested_reply": "Unread interested replies",
        "meeting_booked": "Unseen meetings",
        "objection_doubt": "Objections to confirm",
        "account_disconnected": "Disconnected accounts",
        "sending_stopped": "Stops by STOP",
        "health_stop": "Accounts paused for their health",
        "import_finished": "Finished imports",
        "sent": "Over the last 7 days, people contacted",
        "replied": "Over the last 7 days, people who replied",
        "interested": "Over the last 7 days, people interested",
        "to_inform": "People to inform",
        "leaving": "People deleted within 7 days",
    },
}

_TEXTS: dict[LetterKind, dict[Locale, tuple[str, str]]] = {
    LetterKind.CONFIRM_SIGN_UP: {
        Locale.FR: (
            "Confirmez votre adresse pour ouvrir votre espace",
            (
                "Bonjour {name},\n\nVous avez demandé un espace LEO Bizdev pour {company}. Pour "
                "l’ouvrir, confirmez votre adresse et choisissez un mot de passe "
                ":\n\n{link}\n\nCe lien fonctionne une fois, pendant 24 heures.\n\nCe n’était "
                "pas vous ? Ne faites rien : aucun compte n’existe tant que ce lien n’est pas "
                "suivi."
            ),
        ),
        Locale.EN: (
            "Confirm your address to open your workspace",
            (
                "Hello {name},\n\nYou asked for a LEO Bizdev workspace for {company}. To open "
                "it, confirm your address and choose a password:\n\n{link}\n\nThis link works "
                "once, for 24 hours.\n\nWas it not you? Do nothing: there is no account until "
                "the link is followed."
            ),
        ),
    },
    LetterKind.ALREADY_SIGNED_UP: {
        Locale.FR: (
            "Vous avez déjà un compte LEO Bizdev",
            (
                "Bonjour {name},\n\nQuelqu’un, peut-être vous, a voulu utiliser cette adresse "
                "pour un nouveau compte. Elle en a déjà un : connectez-vous, ou choisissez un "
                "nouveau mot de passe.\n\n{home}/sign-in\n\nCe n’était pas vous ? Rien n’a "
                "changé."
            ),
        ),
        Locale.EN: (
            "You already have a LEO Bizdev account",
            (
                "Hello {name},\n\nSomebody, perhaps you, tried to use this address for a new "
                "account. It has one already: sign in, or choose a new "
                "password.\n\n{home}/sign-in\n\nWas it not you? Nothing has changed."
            ),
        ),
    },
    LetterKind.RESET_PASSWORD: {
        Locale.FR: (
            "Choisir un nouveau mot de passe",
            (
                "Bonjour {name},\n\nPour choisir un nouveau mot de passe :\n\n{link}\n\nCe lien "
                "fonctionne une fois, pendant 30 minutes. Votre second facteur reste demandé à "
                "la connexion.\n\nCe n’était pas vous ? Ne faites rien : rien ne change."
            ),
        ),
        Locale.EN: (
            "Choose a new password",
            (
                "Hello {name},\n\nTo choose a new password:\n\n{link}\n\nThis link works once, "
                "for 30 minutes. Your second factor is still asked at sign-in.\n\nWas it not "
                "you? Do nothing: your password stays the same."
            ),
        ),
    },
    LetterKind.NO_ACCOUNT: {
        Locale.FR: (
            "Aucun compte LEO Bizdev à cette adresse",
            (
                "Bonjour,\n\nQuelqu’un, peut-être vous, a demandé un nouveau mot de passe pour "
                "cette adresse. Elle n’a pas de compte LEO Bizdev. Essayez une autre "
                "adresse.\n\nCe n’était pas vous ? Ne faites rien."
            ),
        ),
        Locale.EN: (
            "No LEO Bizdev account at this address",
            (
                "Hello,\n\nSomebody, perhaps you, asked for a new password for this address. It "
                "has no LEO Bizdev account. Try another address.\n\nWas it not you? Do nothing."
            ),
        ),
    },
    LetterKind.PASSWORD_CHANGED: {
        Locale.FR: (
            "Votre mot de passe a changé",
            (
                "Bonjour {name},\n\nVotre mot de passe LEO Bizdev vient d’être changé et vos "
                "autres sessions sont fermées.\n\nCe n’était pas vous ? Choisissez tout de suite "
                "un nouveau mot de passe :\n\n{home}/password"
            ),
        ),
        Locale.EN: (
            "Your password has changed",
            (
                "Hello {name},\n\nYour LEO Bizdev password was just changed and your other "
                "sessions were ended.\n\nWas it not you? Choose a new password at "
                "once:\n\n{home}/password"
            ),
        ),
    },
    LetterKind.CONFIRM_EMAIL: {
        Locale.FR: (
            "Confirmez votre nouvelle adresse",
            (
                "Bonjour {name},\n\nPour vous connecter désormais avec cette adresse "
                ":\n\n{link}\n\nCe lien fonctionne une fois, pendant 24 heures."
            ),
        ),
        Locale.EN: (
            "Confirm your new address",
            (
                "Hello {name},\n\nTo sign in with this address from now on:\n\n{link}\n\nThis "
                "link works once, for 24 hours."
            ),
        ),
    },
    LetterKind.EMAIL_CHANGING: {
        Locale.FR: (
            "Changement d’adresse demandé",
            (
                "Bonjour {name},\n\nUne autre adresse a été demandée pour votre compte LEO "
                "Bizdev. Celle-ci reste la bonne tant que la nouvelle n’est pas confirmée.\n\nCe "
                "n’était pas vous ? Choisissez tout de suite un nouveau mot de passe "
                ":\n\n{home}/password"
            ),
        ),
        Locale.EN: (
            "A change of address was asked for",
            (
                "Hello {name},\n\nAnother address was asked for for your LEO Bizdev account. "
                "This one stays until the new one is confirmed.\n\nWas it not you? Choose a new "
                "password at once:\n\n{home}/password"
            ),
        ),
    },
    LetterKind.INVITATION: {
        Locale.FR: (
            "{company} vous invite dans LEO Bizdev",
            (
                "Bonjour,\n\nVous êtes invité dans l’espace de {company}, avec le rôle "
                "{role}.\n\n{link}\n\nCe lien fonctionne une fois, pendant 7 jours, pour cette "
                "adresse seulement.\n\nVous ne connaissez pas {company} ? Ne faites rien."
            ),
        ),
        Locale.EN: (
            "{company} invites you to LEO Bizdev",
            (
                "Hello,\n\nYou are invited to the workspace of {company}, as "
                "{role}.\n\n{link}\n\nThis link works once, for 7 days, for this address "
                "only.\n\nYou do not know {company}? Do nothing."
            ),
        ),
    },
    LetterKind.NEW_SIGN_IN: {
        Locale.FR: (
            "Nouvelle connexion à votre compte",
            (
                "Bonjour,\n\nVotre compte LEO Bizdev vient d’être ouvert depuis un nouvel "
                "appareil : {device}, le {at}.\n\nCe n’était pas vous ? Choisissez un nouveau "
                "mot de passe, cela ferme toutes les sessions :\n\n{home}/password"
            ),
        ),
        Locale.EN: (
            "New sign-in to your account",
            (
                "Hello,\n\nYour LEO Bizdev account was just opened from a new device: {device}, "
                "at {at}.\n\nWas it not you? Choose a new password, which ends every "
                "session:\n\n{home}/password"
            ),
        ),
    },
    LetterKind.SECOND_FACTOR_SET: {
        Locale.FR: (
            "Votre second facteur est en place",
            (
                "Bonjour {name},\n\nUn second facteur protège désormais votre compte LEO Bizdev. "
                "Gardez vos codes de secours à l’abri.\n\nCe n’était pas vous ? Choisissez tout "
                "de suite un nouveau mot de passe :\n\n{home}/password"
            ),
        ),
        Locale.EN: (
            "Your second factor is set",
            (
                "Hello {name},\n\nA second factor now protects your LEO Bizdev account. Keep "
                "your recovery codes safe.\n\nWas it not you? Choose a new password at "
                "once:\n\n{home}/password"
            ),
        ),
    },
    LetterKind.ROLE_CHANGED: {
        Locale.FR: (
            "Votre rôle dans l’espace de {company} a changé",
            "Bonjour {name},\n\nVotre rôle est désormais : {role}.",
        ),
        Locale.EN: (
            "Your role in the workspace of {company} has changed",
            "Hello {name},\n\nYour role is now: {role}.",
        ),
    },
    LetterKind.CREDITS_LOW: {
        Locale.FR: (
            "Il reste {credits} crédits à {company}",
            (
                "Bonjour {name},\n\nIl reste {credits} crédits dans l’espace de {company}. À zéro, "
                "la rédaction et l’enrichissement s’arrêtent ; les messages approuvés, la boîte de "
                "réception et les oppositions continuent.\n\nAjouter des crédits, ou régler une "
                "recharge automatique :\n\n{home}/settings/billing"
            ),
        ),
        Locale.EN: (
            "{credits} credits left at {company}",
            (
                "Hello {name},\n\n{credits} credits are left in the workspace of {company}. At "
                "zero, writing and enrichment stop; approved messages, the inbox and objections go "
                "on.\n\nAdd credits, or set an automatic top-up:\n\n{home}/settings/billing"
            ),
        ),
    },
    LetterKind.PAYMENT_FAILED: {
        Locale.FR: (
            "Le paiement de l’abonnement de {company} a échoué",
            (
                "Bonjour {name},\n\nLe dernier paiement de l’abonnement de {company} n’est pas "
                "passé. Tout continue pendant sept jours ; ensuite l’espace passe en lecture "
                "seule, sans rien perdre.\n\nVérifier le moyen de paiement "
                ":\n\n{home}/settings/billing"
            ),
        ),
        Locale.EN: (
            "The payment for the subscription of {company} failed",
            (
                "Hello {name},\n\nThe last payment for the subscription of {company} did not go "
                "through. Everything goes on for seven days; then the workspace becomes read-only, "
                "and nothing is lost.\n\nCheck the means of payment:\n\n{home}/settings/billing"
            ),
        ),
    },
    LetterKind.SUBSCRIPTION_ENDED: {
        Locale.FR: (
            "L’abonnement de {company} est terminé",
            (
                "Bonjour {name},\n\nL’abonnement de {company} est terminé : l’espace est en "
                "lecture seule. Vos données restent lisibles et exportables ; la boîte de "
                "réception, les oppositions et les droits des personnes continuent. Rien n’est "
                "effacé sans un nouveau message.\n\nReprendre un forfait "
                ":\n\n{home}/settings/billing"
            ),
        ),
        Locale.EN: (
            "The subscription of {company} has ended",
            (
                "Hello {name},\n\nThe subscription of {company} has ended: the workspace is "
                "read-only. Your data can still be read and exported; the inbox, objections and "
                "people’s rights go on. Nothing is erased without another message.\n\nTake a plan "
                "again:\n\n{home}/settings/billing"
            ),
        ),
    },
    LetterKind.CLOSURE_NEARS: {
        Locale.FR: (
            "Les données de {company} seront supprimées le {day}",
            (
                "Bonjour {name},\n\nL’espace de {company} se ferme. Toutes ses données seront "
                "supprimées définitivement le {day} : rien ne pourra être rendu ensuite. "
                "Jusque-là, vous pouvez les récupérer dans Conformité, Exports "
                ":\n\n{home}/settings/compliance\n\nAprès cette date, le reçu de suppression se "
                "trouvera ici : {home}/api/v1/closures/{receipt}"
            ),
        ),
        Locale.EN: (
            "The data of {company} will be deleted on {day}",
            (
                "Hello {name},\n\nThe workspace of {company} is closing. All its data will be "
                "deleted for good on {day}: nothing can be given back afterwards. Until then you "
                "can take them out under Compliance, Exports:\n\n{home}/settings/compliance"
                "\n\nAfter that day the deletion receipt will be here: "
                "{home}/api/v1/closures/{receipt}"
            ),
        ),
    },
    LetterKind.CLOSURE_ASKED: {
        Locale.FR: (
            "Fermeture de l’espace de {company} demandée",
            (
                "Bonjour {name},\n\nVous avez demandé la fermeture de l’espace de {company}. "
                "Vous pouvez encore revenir sur cette décision dans les paramètres "
                ":\n\n{home}/settings/security"
            ),
        ),
        Locale.EN: (
            "Closing of the workspace of {company} asked for",
            (
                "Hello {name},\n\nYou asked to close the workspace of {company}. You can still "
                "change your mind in the settings:\n\n{home}/settings/security"
            ),
        ),
    },
    LetterKind.KEY_ENDING: {
        Locale.FR: (
            "Une clé d’API prend fin le {day}",
            (
                "Bonjour {name},\n\nLa clé d’API {hint} de l’espace de {company} n’ouvrira plus "
                "rien à partir du {day}. Créez-en une autre et remplacez-la dans vos outils : "
                "les deux fonctionnent d’ici là.\n\n{home}/settings/integrations"
            ),
        ),
        Locale.EN: (
            "An API key ends on {day}",
            (
                "Hello {name},\n\nThe API key {hint} of the workspace of {company} opens nothing "
                "any more from {day} on. Create another one and replace it in your tools: both "
                "work until then.\n\n{home}/settings/integrations"
            ),
        ),
    },
    LetterKind.SUSPENDED: {
        Locale.FR: (
            "L’espace de {company} est suspendu",
            (
                "Bonjour {name},\n\nNous avons suspendu l’espace de {company}. Motif "
                ":\n\n{reason}\n\nRien ne part plus et rien ne peut être modifié. Vous pouvez "
                "toujours lire vos données, les exporter et répondre aux demandes des personnes "
                ":\n\n{home}\n\nVous n’êtes pas d’accord ? Répondez à ce message : une personne "
                "vous lira."
            ),
        ),
        Locale.EN: (
            "The workspace of {company} is suspended",
            (
                "Hello {name},\n\nWe suspended the workspace of {company}. The "
                "reason:\n\n{reason}\n\nNothing is sent any more and nothing can be changed. You "
                "can still read your data, export them and answer people’s "
                "requests:\n\n{home}\n\nDo you disagree? Reply to this message: a person reads "
                "it."
            ),
        ),
    },
    LetterKind.READMITTED: {
        Locale.FR: (
            "L’espace de {company} n’est plus suspendu",
            (
                "Bonjour {name},\n\nLa suspension de l’espace de {company} est levée. Les envois "
                "restent arrêtés jusqu’à ce que vous les relanciez, les campagnes jusqu’à ce que "
                "vous les repreniez :\n\n{home}"
            ),
        ),
        Locale.EN: (
            "The workspace of {company} is no longer suspended",
            (
                "Hello {name},\n\nThe suspension of the workspace of {company} is over. Sending "
                "stays stopped until you restart it, and campaigns until you resume "
                "them:\n\n{home}"
            ),
        ),
    },
    LetterKind.PEOPLE_TO_INFORM: {
        Locale.FR: (
            "{people} personne(s) à informer d’ici le {day}",
            (
                "Bonjour {name},\n\n{people} personne(s) de l’espace de {company} ne savent pas "
                "encore que vous conservez leurs données. La loi vous laisse un mois (article 14 "
                "du RGPD). Sans information d’ici le {day}, LEO les efface.\n\nInformer ou laisser "
                "partir :\n\n{home}/settings/compliance"
            ),
        ),
        Locale.EN: (
            "{people} person(s) to inform by {day}",
            (
                "Hello {name},\n\n{people} person(s) in the workspace of {company} do not know yet "
                "that you hold their data. The law leaves you a month (Article 14 GDPR). Without "
                "information by {day}, LEO erases them.\n\nInform or let "
                "go:\n\n{home}/settings/compliance"
            ),
        ),
    },
    LetterKind.TEXT_CHANGES: {
        Locale.FR: (
            "{title} : nouvelle version au {day}",
            (
                "Bonjour {name},\n\nUne nouvelle version de « {title} » prend effet le {day} pour "
                "{company}.\n\nMotif : {cause}.\nEn bref : {summary}\n\nLe texte, et ce qui "
                "change :\n\n{home}/legal/{slug}/{version}/changes\n\n{duty}\n\nVous pouvez "
                "refuser : exportez vos données et fermez l’espace depuis les réglages."
            ),
        ),
        Locale.EN: (
            "{title}: new version on {day}",
            (
                "Hello {name},\n\nA new version of “{title}” takes effect on {day} for "
                "{company}.\n\nReason: {cause}.\nIn short: {summary_en}\n\nThe text, and what "
                "changes:\n\n{home}/legal/{slug}/{version}/changes\n\n{duty}\n\nYou can refuse: "
                "export your data and close the workspace in the settings."
            ),
        ),
    },
    LetterKind.PROVIDERS_CHANGE: {
        Locale.FR: (
            "Sous-traitants : changement au {day}",
            (
                "Bonjour {name},\n\nLe registre des sous-traitants change le {day} : "
                "{summary}\n\nVous pouvez vous y opposer avant cette date, en conformité > "
                "registres :\n\n{home}/settings/compliance\n\nLe registre public : {home}/trust"
            ),
        ),
        Locale.EN: (
            "Sub-processors: change on {day}",
            (
                "Hello {name},\n\nThe register of sub-processors changes on {day}: "
                "{summary_en}\n\nYou can object before that date, in compliance > "
                "registers:\n\n{home}/settings/compliance\n\nThe public register: {home}/trust"
            ),
        ),
    },
    LetterKind.NOTICE: {
        Locale.FR: (
            "{notice_told} ({company})",
            (
                "Bonjour {name},\n\n{notice_told} dans l’espace de {company}. Le voir "
                ":\n\n{home}/notifications\n\nVous choisissez ce qui vous est écrit sur la même "
                "page."
            ),
        ),
        Locale.EN: (
            "{notice_told} ({company})",
            (
                "Hello {name},\n\n{notice_told} in the workspace of {company}. See "
                "it:\n\n{home}/notifications\n\nYou choose what is written to you on the same "
                "page."
            ),
        ),
    },
    LetterKind.DIGEST: {
        Locale.FR: (
            "Votre matinée chez {company}",
            (
                "Bonjour {name},\n\nCe qui vous attend dans l’espace de {company} "
                ":\n\n{figures}\n\n{home}\n\nVous choisissez ce qui vous est écrit ici : "
                "{home}/notifications"
            ),
        ),
        Locale.EN: (
            "Your morning at {company}",
            (
                "Hello {name},\n\nWhat waits for you in the workspace of "
                "{company}:\n\n{figures}\n\n{home}\n\nYou choose what is written to you here: "
                "{home}/notifications"
            ),
        ),
    },
    LetterKind.AUTHORITY_REQUEST: {
        Locale.FR: (
            "Une autorité s’est adressée à nous au sujet de {company}",
            (
                "Bonjour {name},\n\n{authority} nous a adressé une demande au sujet de l’espace de "
                "{company} : {wanted}\n\nVotre dossier d’audit se prépare depuis conformité > "
                "exports :\n\n{home}/settings/compliance"
            ),
        ),
        Locale.EN: (
            "An authority contacted us about {company}",
            (
                "Hello {name},\n\n{authority} sent us a request about the workspace of {company}: "
                "{wanted}\n\nYour audit pack can be prepared under compliance > "
                "exports:\n\n{home}/settings/compliance"
            ),
        ),
    },
    LetterKind.INCIDENT_NOTICE: {
        Locale.FR: (
            "Incident de sécurité : information n° {number} pour {company}",
            (
                "Bonjour {name},\n\nUn incident touche des données de {company}. Ce "
                "que nous savons "
                "à cet instant, les conséquences probables et les mesures prises :"
                "\n\n{home}/settings/compliance\n\nVos 72 heures pour informer "
                "l’autorité courent depuis "
                "cette information (article 33 du RGPD). Contact : {contact}"
            ),
        ),
        Locale.EN: (
            "Security incident: notice no. {number} for {company}",
            (
                "Hello {name},\n\nAn incident concerns data of {company}. What we know so far, the "
                "likely consequences and the measures "
                "taken:\n\n{home}/settings/compliance\n\nYour 72 hours "
                "to tell the authority run from this notice (Article 33 GDPR). Contact: {contact}"
            ),
        ),
    },
}


def write(
    kind: LetterKind, locale: Locale, words: Mapping[str, str], public_url: str
) -> tuple[str, str]:
    """Subject and text."""
    known = {
        **words,
        "home": public_url,
        "link": f"{public_url}{_PAGES.get(kind, '/')}#{words.get('token', '')}",
        "role": _ROLES[locale].get(words.get("role", ""), ""),
        "cause": _CAUSES[locale].get(words.get("reason", ""), ""),
        "notice_told": _NOTICES[locale].get(words.get("notice", ""), ""),
        "figures": "\n".join(
            f"{told}{' :' if locale is Locale.FR else ':'} {words[name]}"
            for name, told in _FIGURES[locale].items()
            if name in words
        ),
        "duty": _DUTIES[locale].get(words.get("mode", ""), ""),
    }
    subject, text = _TEXTS[kind][locale]
    return subject.format_map(known), text.format_map(known) + "\n\n— LEO Bizdev\n"
