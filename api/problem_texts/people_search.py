"""Problems of looking for people."""

from api.problem_texts.text import Texts

TEXTS: Texts = {
    "search-not-found": (
        "Recherche introuvable",
        "Une recherche est oubliée après sept jours. Relancez-la ; rien n’a été dépensé.",
        "Search not found",
        "A search is forgotten after seven days. Run it again; nothing was spent.",
    ),
    "saved-search-not-found": (
        "Recherche enregistrée introuvable",
        "Elle a été supprimée ou appartient à un collègue.",
        "Saved search not found",
        "It was removed or belongs to a colleague.",
    ),
    "too-many-saved-searches": (
        "Vous avez déjà 20 recherches enregistrées",
        "Supprimez-en une avant d’en enregistrer une autre.",
        "You already have 20 saved searches",
        "Remove one before saving another.",
    ),
    "search-account-not-found": (
        "Aucun compte LinkedIn à vous",
        "Une recherche passe toujours par votre propre compte. Connectez-le dans Réglages.",
        "No LinkedIn account of yours",
        "A search always goes through your own account. Connect it in Settings.",
    ),
    "search-consent-missing": (
        "Vous n’avez pas autorisé la recherche avec ce compte",
        "Rien n’a été demandé à LinkedIn. Lisez et signez l’autorisation de recherche.",
        "You have not allowed searching with this account",
        "Nothing was asked of LinkedIn. Read and sign the search consent.",
    ),
    "search-seat-missing": (
        "Ce compte n’a pas Sales Navigator",
        "Rien n’a été compté. Cherchez dans LinkedIn, ou utilisez un compte Sales Navigator.",
        "This account has no Sales Navigator",
        "Nothing was counted. Search in LinkedIn, or use an account with Sales Navigator.",
    ),
    "search-session-expired": (
        "La session LinkedIn a expiré",
        "Reconnectez votre compte dans Réglages. Vos listes et campagnes ne sont pas touchées.",
        "The LinkedIn session has expired",
        "Reconnect your account in Settings. Your lists and campaigns are not affected.",
    ),
    "search-pushed-back": (
        "LinkedIn demande une pause",
        "La recherche reprend à la date affichée près du compte. Rien n’a été dépensé.",
        "LinkedIn asks for a pause",
        "Searching resumes on the date shown beside the account. Nothing was spent.",
    ),
    "search-budget-spent": (
        "Les résultats du jour sont épuisés",
        "Ce compte a atteint sa limite quotidienne ; elle se renouvelle à la date affichée.",
        "Today’s results are used up",
        "This account has reached its daily limit; it renews on the date shown.",
    ),
    "search-empty": (
        "Indiquez au moins un critère",
        "Rien n’a été cherché.",
        "Give at least one criterion",
        "Nothing was looked up.",
    ),
    "search-filter-not-offered": (
        "Ce critère n’existe que dans Sales Navigator",
        "Retirez-le, ou cherchez avec Sales Navigator.",
        "Only Sales Navigator offers this criterion",
        "Remove it, or search with Sales Navigator.",
    ),
    "search-address-not-read": (
        "Cette adresse n’est pas une recherche de personnes",
        "Collez l’adresse d’une recherche LinkedIn ou Sales Navigator.",
        "This address is no people search",
        "Paste the address of a LinkedIn or Sales Navigator search.",
    ),
    "search-value-not-known": (
        "LinkedIn ne connaît pas cette valeur",
        "Corrigez le lieu ou le secteur indiqué ; rien n’a été compté.",
        "LinkedIn does not know this value",
        "Correct the place or sector named here; nothing was counted.",
    ),
    "search-exhausted": (
        "Il n’y a plus de résultats",
        "Changez un critère pour en voir d’autres.",
        "There are no more results",
        "Change a criterion to see others.",
    ),
    "finder-busy": (
        "La recherche ne répond pas",
        "Réessayez dans un instant. Vos prospects et campagnes ne sont pas touchés.",
        "The search does not answer",
        "Try again in a moment. Your prospects and campaigns are not affected.",
    ),
    "proposer-busy": (
        "La proposition de critères ne répond pas",
        "Remplissez les critères à la main, ou réessayez. Rien n’a été dépensé.",
        "Proposing criteria does not answer",
        "Fill in the criteria by hand, or try again. Nothing was spent.",
    ),
    "criterion-forbidden": (
        "Ce critère est interdit",
        "Personne n’est choisi selon l’âge, l’origine, la santé, la famille ou les opinions.",
        "This criterion is forbidden",
        "Nobody is selected by age, origin, health, family or opinions.",
    ),
    "nobody-to-resemble": (
        "Pas assez de prospects acceptés",
        "Il en faut au moins trois, avec une fonction ou un secteur, pour chercher des semblables.",
        "Not enough accepted prospects",
        "At least three, with a title or a sector, are needed to look for similar people.",
    ),
}
