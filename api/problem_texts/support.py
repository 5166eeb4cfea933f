"""Problems of `support`."""

from api.problem_texts.text import Texts

TEXTS: Texts = {
    "support-desk-down": (
        "La discussion ne répond pas",
        "Réessayez dans un instant, ou écrivez à l’adresse de l’assistance.",
        "The chat does not answer",
        "Try again in a moment, or write to the support address.",
    ),
    "support-chat-off": (
        "Pas de discussion en direct ici",
        "Écrivez à l’adresse de l’assistance, affichée dans la page Aide.",
        "No live chat here",
        "Write to the support address, shown on the Help page.",
    ),
    "support-notice-forged": (
        "Notification refusée",
        "La signature n’est pas celle du service d’assistance. Rien n’a été changé.",
        "Notification refused",
        "The signature is not the support service's. Nothing was changed.",
    ),
}
