"""Problems of `consent`."""

from api.problem_texts.text import Texts

TEXTS: Texts = {
    "link-not-known": (
        "Lien inconnu",
        "Copiez le lien en entier depuis le message reçu.",
        "Link not known",
        "Copy the whole link from the message.",
    ),
    "not-an-identity": (
        "Cette valeur n’est pas reconnue",
        "Rien n’a été enregistré. Donnez une adresse, un profil, un numéro ou un domaine.",
        "This value is not recognised",
        "Nothing was stored. Give an address, a profile, a number or a domain.",
    ),
}
