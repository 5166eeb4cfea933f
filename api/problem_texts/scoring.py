"""Problems of `scoring`."""

from api.problem_texts.text import Texts

TEXTS: Texts = {
    "feature-not-allowed": (
        "Critère non permis",
        "Un score ne repose que sur des critères professionnels de la liste.",
        "Criterion not allowed",
        "A score is made of the listed professional criteria only.",
    ),
    "rescoring-not-found": (
        "Recalcul introuvable",
        "Ce recalcul n’existe pas dans votre espace.",
        "Rescoring not found",
        "This rescoring does not exist in your workspace.",
    ),
    "feedback-not-found": (
        "Avis introuvable",
        "Cet avis n’existe pas, ou il n’est pas le vôtre.",
        "Feedback not found",
        "This feedback does not exist, or is not yours.",
    ),
    "signal-not-found": (
        "Signal introuvable",
        "Ce signal n’existe pas pour cette personne.",
        "Signal not found",
        "This person has no such signal.",
    ),
    "person-not-scorable": (
        "Personne introuvable",
        "Cette personne n’est pas dans votre espace, ou ses données sont limitées.",
        "Person not found",
        "This person is not in your workspace, or their data is restricted.",
    ),
    "too-many-signals": (
        "Trop de signaux",
        "Cinq signaux récents au plus par personne. Retirez-en un d’abord.",
        "Too many signals",
        "Five recent signals at most per person. Remove one first.",
    ),
    "signal-not-dated": (
        "Date hors limites",
        "Un signal date des 90 derniers jours : plus ancien, il ne compte plus.",
        "Date out of bounds",
        "A signal is of the last 90 days: an older one no longer counts.",
    ),
    "opinions-off": (
        "Avis d’un modèle désactivé",
        (
            "Votre espace ne demande pas l’avis d’un modèle. "
            "Un administrateur peut l’autoriser dans les réglages."
        ),
        "Model opinion is off",
        (
            "Your workspace asks no model for its opinion. An administrator can allow it in the "
            "settings."
        ),
    ),
    "no-persona-yet": (
        "Aucun persona",
        "Décrivez d’abord un persona dans le Salesbook : sans lui, il n’y a pas de score.",
        "No persona yet",
        "Describe a persona in the Salesbook first: without one there is no score.",
    ),
    "adviser-busy": (
        "Modèle indisponible",
        "Aucun avis utilisable pour le moment. Le score reste celui des règles.",
        "Model unavailable",
        "No usable opinion for the moment. The score stays what the rules make it.",
    ),
    "signal-sensitive": (
        "Donnée sensible",
        "Ce texte parle d’une donnée sensible. Aucun score ne peut s’appuyer dessus.",
        "Sensitive data",
        "This text speaks of sensitive data. No score may rest on it.",
    ),
}
