"""Problems of `messaging`."""

from api.problem_texts.text import Texts

TEXTS: Texts = {
    "draft-not-found": (
        "Brouillon introuvable",
        "Ce brouillon n’existe pas dans votre espace.",
        "Draft not found",
        "This draft does not exist in your workspace.",
    ),
    "draft-already-exists": (
        "Un brouillon existe déjà",
        "Chaque étape d’une inscription n’a qu’un brouillon.",
        "A draft exists already",
        "Each step of an enrolment has one draft.",
    ),
    "draft-already-decided": (
        "Déjà décidé",
        "Quelqu’un a validé, passé ou écarté ce message avant vous. Rien n’a changé.",
        "Already decided",
        "Someone approved, skipped or dismissed this message before you. Nothing changed.",
    ),
    "draft-expired": (
        "Brouillon expiré",
        "Un brouillon se valide dans les 7 jours, tant que la personne n’a pas répondu.",
        "Draft expired",
        "A draft can be approved for 7 days, as long as the person has not answered.",
    ),
    "draft-blocked": (
        "Le contrôle du message refuse cette version",
        "Rien n’est parti. Modifiez le texte ou faites-le réécrire, puis validez.",
        "The message gate refuses this version",
        "Nothing was sent. Edit the text or have it rewritten, then approve.",
    ),
    "draft-outdated": (
        "Brouillon périmé",
        "Un fait cité, l’offre ou l’étape a changé. Régénérez : c’est gratuit.",
        "Draft outdated",
        "A cited fact, the offer or the step changed. Rewrite it: that is free.",
    ),
    "draft-being-written": (
        "Rédaction en cours",
        "Le texte arrive. Réessayez dans un instant.",
        "Being written",
        "The text is on its way. Try again in a moment.",
    ),
    "approval-mismatch": (
        "Le message a changé depuis son affichage",
        "Rien n’est parti. Relisez la version actuelle, puis validez.",
        "The message changed since it was shown",
        "Nothing was sent. Read the current version, then approve.",
    ),
    "draft-not-approved": (
        "Message non validé",
        "Seul un message validé peut partir.",
        "Message not approved",
        "Only an approved message can leave.",
    ),
    "person-may-not-be-contacted": (
        "Cette personne ne peut pas être contactée",
        "Elle s’y est opposée, ou son traitement est limité. Rien n’est parti.",
        "This person may not be contacted",
        "They objected, or their data is restricted. Nothing was sent.",
    ),
    "too-many-rewrites": (
        "Dix réécritures, c’est assez",
        "Écrivez ce message à la main.",
        "Ten rewrites are enough",
        "Write this message by hand.",
    ),
    "instruction-too-long": (
        "Consigne trop longue",
        "300 caractères au plus.",
        "Instruction too long",
        "300 characters at most.",
    ),
    "empty-message": ("Message vide", "Écrivez un texte.", "Empty message", "Write a text."),
    "step-not-writable": (
        "L’étape n’est plus à écrire",
        "Elle a été retirée, ou l’inscription est terminée.",
        "The step is no longer to be written",
        "It was removed, or the enrolment is over.",
    ),
    "writer-unavailable": (
        "Rédaction indisponible",
        "Vos envois validés continuent. Les brouillons reprendront d’eux-mêmes.",
        "Writing unavailable",
        "Your approved messages still leave. Drafts resume by themselves.",
    ),
    "nothing-usable-written": (
        "Échec de rédaction",
        "Aucun texte utilisable. Écrivez-le à la main, ou réessayez. Rien n’a été débité.",
        "Writing failed",
        "No usable text. Write it by hand, or try again. Nothing was charged.",
    ),
    "batch-too-large": (
        "Vingt messages à la fois",
        "Un lot compte au plus 20 messages à faible risque.",
        "Twenty messages at a time",
        "A batch holds at most 20 low-risk messages.",
    ),
    "not-low-risk": (
        "Ce message se valide seul",
        "Seuls les messages à faible risque se valident en lot.",
        "This message is approved on its own",
        "Only low-risk messages are approved together.",
    ),
    "model-budget-spent": (
        "Rédaction en pause : budget du jour atteint",
        (
            "Vos envois validés continuent et les réponses sont lues par les règles. La rédaction "
            "reprend demain, ou dès que la limite est relevée."
        ),
        "Drafting paused: the day’s budget is reached",
        (
            "Approved messages still leave and replies are read by the rules. Drafting resumes "
            "tomorrow, or as soon as the limit is raised."
        ),
    ),
    "no-model-allowed": (
        "Aucun modèle hébergé dans l’UE n’est ouvert",
        "Votre espace garde ses textes dans l’UE. Rien ne part ailleurs ; la rédaction attend.",
        "No model hosted in the EU is open",
        "Your workspace keeps its texts in the EU. Nothing goes elsewhere; drafting waits.",
    ),
    "model-rules-out-of-bounds": (
        "Limite hors bornes",
        "Indiquez une limite positive, dans les bornes affichées.",
        "Limit out of bounds",
        "Give a limit that is not negative and within the bounds shown.",
    ),
    "second-reader-busy": (
        "Aucun second modèle ne répond",
        "Rien ne part sans relecture : le message attend une personne.",
        "No second model answers",
        "Nothing leaves unread: the message waits for a person.",
    ),
}
