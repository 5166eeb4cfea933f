"""Problems of `salesbook`."""

from api.problem_texts.text import Texts

TEXTS: Texts = {
    "company-refused": (
        "La fiche entreprise contient des erreurs",
        "Rien n’a été enregistré. Corrigez les champs indiqués.",
        "The company profile has mistakes",
        "Nothing was stored. Correct the fields named here.",
    ),
    "register-number-unknown": (
        "Ce numéro n’est pas un SIREN ou un SIRET",
        "",
        "This number is no SIREN or SIRET",
        "",
    ),
    "offer-refused": (
        "L’offre contient des erreurs",
        "Rien n’a été enregistré. Corrigez les champs indiqués.",
        "The offer has mistakes",
        "Nothing was stored. Correct the fields named here.",
    ),
    "persona-refused": (
        "Le persona contient des erreurs",
        "Rien n’a été enregistré. Corrigez les champs indiqués.",
        "The persona has mistakes",
        "Nothing was stored. Correct the fields named here.",
    ),
    "offer-not-found": (
        "Offre introuvable",
        "Cette offre n’existe pas dans votre Salesbook.",
        "Offer not found",
        "This offer does not exist in your Salesbook.",
    ),
    "persona-not-found": (
        "Persona introuvable",
        "Ce persona n’existe pas dans votre Salesbook.",
        "Persona not found",
        "This persona does not exist in your Salesbook.",
    ),
    "criteria-contradict": (
        "Cette valeur est à la fois exigée et exclue",
        "",
        "This value is both required and excluded",
        "",
    ),
    "operator-does-not-fit": (
        "Cet opérateur ne convient pas à ce champ",
        "",
        "This operator does not fit this field",
        "",
    ),
    "no-values-expected": ("Aucune valeur attendue", "", "No values expected", ""),
    "one-value-expected": ("Une seule valeur attendue", "", "One value expected", ""),
    "not-a-count": ("Nombre entier attendu", "", "A whole number is expected", ""),
    "expires-before-its-date": (
        "La preuve expire avant sa date",
        "",
        "The proof expires before its date",
        "",
    ),
    "not-an-https-link": (
        "Lien https:// attendu",
        "",
        "An https:// link is expected",
        "",
    ),
    "not-a-host": (
        "Nom de domaine attendu, par exemple exemple.fr",
        "",
        "A domain name is expected, such as example.com",
        "",
    ),
    "too-many": ("Trop d’éléments", "", "Too many items", ""),
}
