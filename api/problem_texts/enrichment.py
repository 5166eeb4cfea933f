"""Problems of `enrichment`."""

from api.problem_texts.text import Texts

TEXTS: Texts = {
    "provider-not-offered": (
        "Fournisseur inconnu",
        "L’ordre nomme chaque fournisseur proposé une fois, et aucun autre.",
        "Provider not offered",
        "The order names every provider that is offered once, and no other.",
    ),
    "enrichment-not-found": (
        "Enrichissement introuvable",
        "Cette commande n’existe pas dans votre espace.",
        "Enrichment not found",
        "This order does not exist in your workspace.",
    ),
    "enrichment-not-allowed": (
        "Personne à enrichir dans cette sélection",
        "Rien n’a été demandé ni débité. Le motif est donné pour chaque personne.",
        "Nobody to enrich in this selection",
        "Nothing was asked or charged. Each person comes with a reason.",
    ),
    "enrichment-cap-reached": (
        "Plafond de recherches atteint",
        "Rien n’a été demandé ni débité. Réduisez la sélection ou attendez l’heure indiquée.",
        "Look-up cap reached",
        "Nothing was asked or charged. Choose fewer people, or wait until the time named.",
    ),
    "enrichment-possible-at": (
        "Possible à partir de l’heure indiquée",
        "Le plafond de votre espace vaut par période de 24 heures.",
        "Possible from the time named",
        "The cap of your workspace counts any 24 hours.",
    ),
    "enrichment-cap-too-small": (
        "Sélection plus grande que le plafond",
        "Réduisez la sélection, ou relevez le plafond de l’espace.",
        "Selection larger than the cap",
        "Choose fewer people, or raise the cap of the workspace.",
    ),
    "enrichment-cap-invalid": (
        "Plafond hors limites",
        "Entre 0 et 10 000 personnes par 24 heures.",
        "Cap out of bounds",
        "Between 0 and 10,000 people per 24 hours.",
    ),
    "already-enriching": (
        "Recherche déjà en cours",
        "Cette personne est déjà en cours d’enrichissement.",
        "Already being looked up",
        "This person is being enriched already.",
    ),
    "already-known": (
        "Adresse déjà vérifiée",
        "Une adresse vérifiée depuis moins de 180 jours est connue.",
        "Address already verified",
        "An address verified in the last 180 days is known.",
    ),
    "person-not-identified": (
        "Personne non identifiée",
        "Il faut un nom et une entreprise, ou une adresse LinkedIn.",
        "Person not identified",
        "A name with a company is needed, or a LinkedIn address.",
    ),
    "nobody-selected": (
        "Aucune personne choisie",
        "Choisissez au moins une personne.",
        "Nobody selected",
        "Choose at least one person.",
    ),
    "too-many-selected": (
        "Sélection trop grande",
        "500 personnes au plus par commande.",
        "Selection too large",
        "500 people at most per order.",
    ),
    "finder-unavailable": (
        "Enrichissement indisponible",
        "La demande est gardée et repartira d’elle-même.",
        "Enrichment unavailable",
        "The order is kept and will leave by itself.",
    ),
    "finder-silent": (
        "Le fournisseur n’a pas répondu",
        "Les crédits réservés vous ont été rendus.",
        "The provider did not answer",
        "The credits set aside were given back.",
    ),
    "finder-refused": (
        "Le fournisseur a refusé la demande",
        "Rien n’a été débité. Notre équipe est prévenue.",
        "The provider refused the order",
        "Nothing was charged. Our team has been told.",
    ),
    "finder-forgot-job": (
        "Résultat disparu chez le fournisseur",
        "Les crédits réservés vous ont été rendus.",
        "Result gone at the provider",
        "The credits set aside were given back.",
    ),
    "finder-cancelled": (
        "Recherche annulée par le fournisseur",
        "Seul ce qui a été trouvé est débité.",
        "Look-up cancelled by the provider",
        "Only what was found is charged.",
    ),
    "finder-out-of-credits": (
        "Le fournisseur a arrêté la recherche",
        "Seul ce qui a été trouvé est débité. Notre équipe est prévenue.",
        "The provider stopped the look-up",
        "Only what was found is charged. Our team has been told.",
    ),
    "unreadable-delivery": (
        "Notification illisible",
        "Elle a été gardée pour examen.",
        "Unreadable notification",
        "It was kept for examination.",
    ),
}
