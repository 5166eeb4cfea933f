"""Problems of `integrations`."""

from api.problem_texts.text import Texts

TEXTS: Texts = {
    "scope-missing": (
        "Cette clé n’a pas ce droit",
        "Le droit qui manque est indiqué. Créez une clé qui l’a, dans Réglages › Intégrations.",
        "This key lacks a scope",
        "The missing scope is named. Make a key that has it under Settings › Integrations.",
    ),
    "unknown-key": (
        "Cette clé n’ouvre rien",
        "Elle est inconnue ici, ou elle a été révoquée.",
        "This key opens nothing",
        "It is unknown here, or it was revoked.",
    ),
    "key-expired": (
        "Cette clé a expiré",
        "Sa date de fin est indiquée. Créez-en une autre dans Réglages › Intégrations.",
        "This key has expired",
        "Its end is named. Make another one under Settings › Integrations.",
    ),
    "address-not-allowed": (
        "Cette clé ne fonctionne pas depuis cette adresse",
        "Elle est limitée à une liste de réseaux, et l’appel vient d’ailleurs.",
        "This key does not work from this address",
        "It is limited to a list of networks, and the call comes from elsewhere.",
    ),
    "key-not-found": (
        "Clé introuvable",
        "Il n’y a pas de telle clé dans cet espace.",
        "Key not found",
        "There is no such key in this workspace.",
    ),
    "key-refused": (
        "Cette clé ne peut pas être créée ainsi",
        (
            "Vérifiez les champs signalés : un nom, un droit, des adresses IP ou des plages "
            "CIDR valables, une durée de 1 à 365 jours."
        ),
        "The key cannot be made like this",
        (
            "Check the marked fields: a name, a scope or more, IP addresses or CIDR ranges, "
            "a life of 1 to 365 days."
        ),
    ),
    "scope-unknown": (
        "Ce droit ne peut pas être donné à une clé",
        "Choisissez parmi les droits proposés.",
        "A key cannot have this scope",
        "Choose among those offered.",
    ),
    "network-invalid": (
        "Ce n’est pas une adresse IP ni une plage CIDR",
        "Par exemple 192.0.2.10 ou 192.0.2.0/24.",
        "This is neither an IP address nor a CIDR range",
        "For example 192.0.2.10 or 192.0.2.0/24.",
    ),
    "key-life-invalid": (
        "De 1 à 365 jours",
        "Une clé vit un an au plus.",
        "1 to 365 days",
        "A key lives one year at most.",
    ),
    "hook-not-found": (
        "Point de réception introuvable",
        "Il n’y a pas de tel webhook dans cet espace.",
        "Endpoint not found",
        "There is no such webhook in this workspace.",
    ),
    "hook-delivery-not-found": (
        "Envoi introuvable",
        "Cet envoi n’existe pas ici, ou il a plus de trente jours.",
        "Delivery not found",
        "There is no such delivery here, or it is older than thirty days.",
    ),
    "hook-refused": (
        "Ce webhook ne peut pas être créé ainsi",
        "Vérifiez les champs signalés : une adresse HTTPS publique et au moins un événement.",
        "The webhook cannot be made like this",
        "Check the marked fields: a public HTTPS address, and one event or more.",
    ),
    "event-unknown": (
        "Cet événement n’existe pas",
        "Choisissez parmi les événements proposés.",
        "There is no such event",
        "Choose among those offered.",
    ),
    "hook-address-invalid": (
        "Ce n’est pas une adresse web complète",
        "Sans identifiants ni ancre, par exemple https://crm.exemple.fr/leo.",
        "This is not a whole web address",
        "Without credentials or anchor, for example https://crm.example.com/leo.",
    ),
    "hook-address-not-https": (
        "L’adresse doit commencer par https://",
        "Ce qui est envoyé ne voyage que chiffré.",
        "The address must begin with https://",
        "What is sent travels encrypted only.",
    ),
    "hook-address-unknown": (
        "Ce nom de serveur n’existe pas",
        "Vérifiez l’adresse ; aucun serveur ne répond à ce nom.",
        "There is no server of this name",
        "Check the address; no server answers to this name.",
    ),
    "hook-address-not-public": (
        "Cette adresse n’est pas publique",
        "Les réseaux privés et cette machine ne sont jamais appelés.",
        "This address is not public",
        "Private networks and this machine are never called.",
    ),
    "hook-address-not-sandbox": (
        "Le bac à sable n’appelle personne au-dehors",
        "Utilisez l’adresse d’essai proposée.",
        "The sandbox calls nobody outside",
        "Use the trial address that is offered.",
    ),
    "hook-too-slow": ("Pas de réponse en 15 secondes", "", "No answer in 15 seconds", ""),
    "hook-unreachable": ("Le serveur ne répond pas", "", "The server does not answer", ""),
    "hook-redirects": (
        "Le serveur renvoie ailleurs",
        "Les redirections ne sont pas suivies : indiquez l’adresse finale.",
        "The server points elsewhere",
        "Redirects are not followed: give the final address.",
    ),
    "too-many-hooks": (
        "Cet espace a déjà dix webhooks",
        "Retirez-en un, puis recommencez.",
        "This workspace has ten webhooks already",
        "Remove one, then try again.",
    ),
    "too-many-keys": (
        "Cet espace a déjà vingt clés",
        "Révoquez une clé dont vous ne vous servez plus, puis recommencez.",
        "This workspace has twenty keys already",
        "Revoke one you no longer use, then try again.",
    ),
}
