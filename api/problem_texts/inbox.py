"""Problems of `inbox`."""

from api.problem_texts.text import Texts

TEXTS: Texts = {
    "objection-in-doubt": (
        "Opposition à confirmer",
        (
            "Ces mots sont peut-être une opposition. Personne n’écrit avant qu’un responsable ait "
            "tranché."
        ),
        "Objection to confirm",
        "These words may be an objection. Nobody writes before someone responsible has decided.",
    ),
    "no-doubt-to-settle": (
        "Rien à trancher",
        "Cette conversation n’attend pas de décision sur une opposition.",
        "Nothing to settle",
        "This conversation awaits no decision about an objection.",
    ),
    "quote-not-in-message": (
        "Phrase absente du message",
        "Citez mot pour mot la phrase de la personne.",
        "Sentence not in the message",
        "Quote the person’s sentence word for word.",
    ),
    "answer-on-its-way": (
        "Déjà en route",
        "Le délai d’annulation est passé : la réponse est partie ou part.",
        "Already on its way",
        "The time to take it back is over: the answer has left or is leaving.",
    ),
    "answer-by-hand": (
        "À écrire vous-même",
        (
            "Ce message appelle vos propres mots : une demande de droits, une réclamation, un "
            "message automatique, ou un échange né hors campagne."
        ),
        "Yours to write",
        (
            "This message calls for your own words: a rights request, a complaint, an automatic "
            "message, or an exchange that no campaign began."
        ),
    ),
    "reply-not-read": (
        "Lecture en cours",
        "LEO lit encore ce message. Réessayez dans un instant.",
        "Being read",
        "LEO is still reading this message. Try again in a moment.",
    ),
    "answer-draft-not-found": (
        "Brouillon introuvable",
        "Ce brouillon n’existe pas, ou pas pour cette conversation.",
        "Draft not found",
        "This draft does not exist, or not for this conversation.",
    ),
    "referral-settled": (
        "Recommandation déjà traitée",
        "Cette personne a déjà été ajoutée ou laissée de côté.",
        "Referral already settled",
        "This person was added or set aside already.",
    ),
    "snooze-in-the-past": (
        "Date passée",
        "Choisissez une date à venir.",
        "Date in the past",
        "Choose a date to come.",
    ),
    "conversation-not-found": (
        "Conversation introuvable",
        "Cette conversation n’existe pas dans votre espace.",
        "Conversation not found",
        "This conversation does not exist in your workspace.",
    ),
    "conversation-already-exists": (
        "Conversation déjà ouverte",
        "Rechargez : cette personne a déjà une conversation sur ce canal.",
        "The conversation exists",
        "Reload: this person has a conversation on this channel already.",
    ),
    "message-not-found": (
        "Message introuvable",
        "Ce message n’existe pas dans votre espace.",
        "Message not found",
        "This message does not exist in your workspace.",
    ),
    "message-already-known": (
        "Message déjà enregistré",
        "Rien n’a été enregistré une seconde fois.",
        "The message is known",
        "Nothing was stored a second time.",
    ),
    "conversation-closed": (
        "Cette personne s’est opposée",
        "Plus aucun message ne peut lui être envoyé. Votre texte n’a pas été envoyé.",
        "This person objected",
        "No message can be sent to them any more. Your text was not sent.",
    ),
    "nothing-to-answer": (
        "Aucun message à qui répondre",
        "Cette personne n’a encore rien écrit sur ce canal.",
        "Nothing to answer",
        "This person has not written on this channel yet.",
    ),
    "objection-is-final": (
        "Une opposition est définitive",
        "Le classement n’a pas changé : une opposition ne se retire pas d’ici.",
        "An objection is final",
        "The label did not change: an objection cannot be taken back here.",
    ),
    "empty-answer": (
        "Réponse vide",
        "Écrivez votre réponse avant de l’envoyer.",
        "Empty answer",
        "Write your answer before sending it.",
    ),
    "reader-busy": (
        "Lecture automatique indisponible",
        "Les réponses arrivent normalement ; classez celle-ci à la main.",
        "Automatic reading is unavailable",
        "Replies arrive as usual; label this one yourself.",
    ),
    "webhook-not-genuine": (
        "Appel non authentifié",
        "Rien n’a été enregistré.",
        "Call not authenticated",
        "Nothing was stored.",
    ),
    "delivery-not-readable": (
        "Envoi illisible",
        "Rien n’a été enregistré.",
        "Unreadable delivery",
        "Nothing was stored.",
    ),
}
