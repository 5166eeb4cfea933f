"""Problems of `privacy`."""

from api.problem_texts.text import Texts

TEXTS: Texts = {
    "export-not-found": (
        "Export introuvable",
        "Cet export n’existe pas, ou le lien n’est plus valable. Demandez-en un nouveau.",
        "Export not found",
        "There is no such export, or the link is over. Ask for a new one.",
    ),
    "export-not-ready": (
        "Export en préparation",
        "Le fichier n’est pas encore prêt.",
        "Export being prepared",
        "The file is not ready yet.",
    ),
    "export-gone": (
        "Fichier supprimé",
        "Un fichier exporté est gardé deux jours ; son reçu reste. Lancez un nouvel export.",
        "File deleted",
        "An exported file is kept for two days; its receipt stays. Start a new export.",
    ),
    "export-not-possible": (
        "Export impossible",
        "Choisissez un format prévu, indiquez la finalité et confirmez votre responsabilité.",
        "Export not possible",
        "Choose a format on offer, state the purpose and confirm your responsibility.",
    ),
    "workspace-purged": (
        "Espace supprimé",
        "Cet espace a été supprimé définitivement : rien ne peut plus être rendu.",
        "Workspace deleted",
        "This workspace was deleted for good: nothing can be given back any more.",
    ),
    "closure-not-known": (
        "Reçu introuvable",
        "Ce lien n’est pas connu, ou l’espace n’est pas encore supprimé.",
        "Receipt not found",
        "This link is not known, or the workspace is not deleted yet.",
    ),
    "gone": (
        "N’existe plus",
        "Ce que vous cherchez a été supprimé définitivement.",
        "Gone",
        "What you are looking for was deleted for good.",
    ),
    "rights-request-not-found": (
        "Demande introuvable",
        "Elle n’existe pas dans cet espace.",
        "Request not found",
        "It does not exist in this workspace.",
    ),
    "rights-request-settled": (
        "Cette demande a déjà reçu une réponse",
        "Rien n’a été changé. Rechargez la page pour la voir.",
        "This request has been answered already",
        "Nothing was changed. Reload the page to see it.",
    ),
    "identity-not-confirmed": (
        "L’identité n’est pas encore établie",
        "Rien n’a été fait. Confirmez d’abord l’identité, avec le moins d’éléments possible.",
        "The identity is not settled yet",
        "Nothing was done. Confirm the identity first, with as little as possible.",
    ),
    "extension-too-late": (
        "Le délai ne peut plus être prolongé",
        "Une seule prolongation est possible, dans le premier mois (article 12.3 du RGPD).",
        "The time can no longer be extended",
        "One extension is possible, inside the first month (Article 12(3) GDPR).",
    ),
    "reason-needed": (
        "Un motif est nécessaire",
        "Il est conservé avec la décision. Écrivez-le en une phrase.",
        "A reason is needed",
        "It is kept with the decision. Write it in one sentence.",
    ),
    "change-not-found": ("Annonce introuvable", "", "Announcement not found", ""),
    "objection-too-late": (
        "Ce changement est déjà en vigueur",
        "Rien n’a été enregistré. Vous pouvez exporter vos données et fermer l’espace.",
        "This change is in force already",
        "Nothing was recorded. You can export your data and close the workspace.",
    ),
    "audit-request-not-found": ("Demande d’audit introuvable", "", "Audit request not found", ""),
    "hold-not-possible": (
        "Une suspension de l’effacement a un motif et une fin",
        "Rien n’a changé. Donnez un motif et une date de fin dans la limite permise.",
        "A hold on deletion has a reason and an end",
        "Nothing changed. Give a reason and an end within the limit.",
    ),
    "mailbox-needed": (
        "Choisissez une boîte connectée",
        "Rien n’a changé. Les informations partent d’une boîte e-mail connectée de votre espace.",
        "Choose a connected mailbox",
        "Nothing changed. Notices leave from a connected mailbox of your workspace.",
    ),
    "person-needed": (
        "Aucune personne n’est liée à cette demande",
        "Rien n’a été fait. Refusez-la comme « non concernée », ou enregistrez-la depuis la fiche.",
        "Nobody is linked to this request",
        "Nothing was done. Refuse it as “not concerned”, or record it from the person’s card.",
    ),
    "receipt-not-found": ("Reçu introuvable", "", "Receipt not found", ""),
    "incident-not-found": ("Incident introuvable", "", "Incident not found", ""),
    "incident-notice-incomplete": (
        "La notification est incomplète",
        "Rien n’est parti. Complétez les éléments indiqués (article 33 du RGPD).",
        "The notice is incomplete",
        "Nothing was sent. Complete what is named here (Article 33 GDPR).",
    ),
    "person-not-held": (
        "Personne introuvable",
        "Elle n’est pas dans cet espace, ou n’y est plus.",
        "Person not found",
        "They are not in this workspace, or not any more.",
    ),
    "portal-not-known": (
        "Cette page n’existe pas",
        "Le lien est peut-être incomplet.",
        "This page does not exist",
        "The link may be incomplete.",
    ),
    "document-not-found": (
        "Version introuvable",
        "Aucun texte n’a été publié sous cette version.",
        "Version not found",
        "No text was published under this version.",
    ),
}
