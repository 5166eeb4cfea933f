"""Problems of `delivery`."""

from api.problem_texts.text import Texts

TEXTS: Texts = {
    "sender-limit-reached": (
        "Votre forfait ne comprend pas de compte de plus",
        "Déconnectez un compte de ce type, ou choisissez un forfait qui en comprend davantage.",
        "Your plan covers no further account",
        "Disconnect an account of this kind, or choose a plan that covers more.",
    ),
    "action-not-found": (
        "Message introuvable",
        "Ce message n’existe pas dans votre espace.",
        "Message not found",
        "This message does not exist in your workspace.",
    ),
    "action-already-planned": (
        "Ce message est déjà planifié",
        "Rien n’a changé.",
        "This message is already planned",
        "Nothing changed.",
    ),
    "action-not-cancellable": (
        "Trop tard pour annuler",
        "Le message est parti, part à l’instant, ou n’attend plus.",
        "Too late to take back",
        "The message left, is leaving, or no longer waits.",
    ),
    "illegal-transition": (
        "Impossible dans l’état actuel du message",
        "Rechargez la page.",
        "Not possible in the message’s current state",
        "Reload the page.",
    ),
    "lease-too-short": (
        "Envoi repris par un autre processus",
        "Rien n’est perdu.",
        "Taken over by another process",
        "Nothing is lost.",
    ),
    "text-not-approved": (
        "Ce texte n’est pas validé",
        "Seul un texte validé à l’octet près peut partir.",
        "This text is not approved",
        "Only a text approved to the byte can leave.",
    ),
    "send-refused": (
        "Ce message ne peut pas partir",
        "Les raisons sont indiquées.",
        "This message cannot leave",
        "The reasons are given here.",
    ),
    "sender-already-connected": (
        "Ce compte est déjà connecté",
        "Un compte appartient à un seul espace : libérez-le d’abord là où il est connecté.",
        "This account is already connected",
        "An account belongs to one workspace: release it first where it is connected.",
    ),
    "action-not-settleable": (
        "Ce message n’attend pas votre décision",
        "Son état a changé, ou il suit son cours. Rechargez la liste.",
        "This message does not wait for your decision",
        "Its state changed, or it takes its course. Reload the list.",
    ),
    "risk-not-signable": (
        "Ce risque ne peut pas être accepté ici",
        "Seul le titulaire d’un compte LinkedIn connecté peut l’accepter, sur le texte en vigueur.",
        "This risk cannot be accepted here",
        "Only the owner of a connected LinkedIn account can accept it, on the text in force.",
    ),
    "limit-out-of-bounds": (
        "Limite hors des bornes",
        "Choisissez une valeur entre les bornes indiquées.",
        "Limit out of bounds",
        "Choose a value within the bounds shown.",
    ),
    "safe-edge-passed": (
        "Au-delà de la zone prudente",
        "Cette valeur met le compte en risque. Indiquez pourquoi vous la choisissez.",
        "Beyond the safe edge",
        "This value puts the account at risk. Say why you choose it.",
    ),
    "sender-not-resumable": (
        "Ce compte ne peut pas encore reprendre",
        "Il n’est pas en pause, ou son temps de repos n’est pas écoulé.",
        "This account cannot resume yet",
        "It is not paused, or its rest is not over.",
    ),
    "stop-scope-invalid": (
        "Arrêt mal désigné",
        "Indiquez une raison, et la campagne, le compte ou le canal à arrêter.",
        "Stop not well named",
        "Give a reason, and the campaign, account or channel to stop.",
    ),
    "stop-not-found": (
        "Arrêt introuvable",
        "Cet arrêt n’existe pas ici, ou seul l’exploitant du service peut le lever.",
        "Stop not found",
        "There is no such stop here, or only the operator of the service can lift it.",
    ),
    "sender-link-not-open": (
        "Ce lien de connexion n’est plus valable",
        "Demandez-en un nouveau dans Expéditeurs.",
        "This connection link is no longer valid",
        "Ask for a new one under Senders.",
    ),
    "account-gone": (
        "Le fournisseur ne connaît plus ce compte",
        "Connectez-le de nouveau.",
        "The provider no longer knows this account",
        "Connect it again.",
    ),
    "wrong-account-kind": (
        "Ce n’est pas le type de compte attendu",
        "Choisissez une boîte e-mail ou un compte LinkedIn, selon votre demande.",
        "This is not the kind of account expected",
        "Choose a mailbox or a LinkedIn account, as you asked for.",
    ),
    "sender-link-busy": (
        "Le fournisseur de connexion ne répond pas",
        "Rien n’est perdu. Réessayez dans un instant.",
        "The connection provider does not answer",
        "Nothing is lost. Try again in a moment.",
    ),
    "gate-busy": (
        "Trop de demandes en même temps",
        "Rien n’est perdu. Réessayez dans un instant.",
        "Too many requests at once",
        "Nothing is lost. Try again in a moment.",
    ),
}
