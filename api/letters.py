"""Answers to requests about data, ready to send: French first, « vous » (obligation 130)."""

from domain.privacy.model.requests import RequestState, RightsKind, RightsRequest

_COPY_FR = (
    "La copie de vos données est prête. Vous la téléchargez depuis la page dont le lien figure "
    "dans nos messages, pendant sept jours."
)
_COPY_EN = (
    "The copy of your data is ready. Download it from the page whose link is in our messages, for "
    "seven days."
)
_ERASED_FR = (
    "Vos données ont été effacées. Seule une empreinte chiffrée de vos coordonnées est gardée, "
    "pour ne plus vous écrire. Les sauvegardes expirent sous trente jours."
)
_ERASED_EN = (
    "Your data have been erased. Only a keyed fingerprint of your contact details is kept, so that "
    "nobody writes to you again. Backups expire within thirty days."
)
_DONE: dict[RightsKind, tuple[str, str]] = {
    RightsKind.ACCESS: (_COPY_FR, _COPY_EN),
    RightsKind.PORTABILITY: (_COPY_FR, _COPY_EN),
    RightsKind.ERASURE: (_ERASED_FR, _ERASED_EN),
    RightsKind.WRONG_PERSON: (_ERASED_FR, _ERASED_EN),
    RightsKind.RECTIFICATION: (
        "Vos données ont été corrigées. Rien d’automatique ne remplacera ces valeurs.",
        "Your data have been corrected. Nothing automatic will replace these values.",
    ),
    RightsKind.RESTRICTION: (
        "L’usage de vos données est limité : elles sont conservées, rien n’en est fait.",
        "The use of your data is restricted: they are stored and nothing is done with them.",
    ),
    RightsKind.OBJECTION: (
        "Nous ne vous écrirons plus, par aucun canal.",
        "We will not write to you again, on any channel.",
    ),
    RightsKind.NOT_NOW: (
        "Les messages prévus sont annulés.",
        "The planned messages are cancelled.",
    ),
    RightsKind.HUMAN: ("Nous avons bien lu votre message.", "We have read your message."),
}
_DOUBT_FR = (
    "nous n’avons pas pu établir que la demande vient de la personne concernée ; répondez depuis "
    "l’adresse à laquelle nous vous avons écrit et nous la reprendrons"
)
_DOUBT_EN = (
    "we could not establish that the request comes from the person concerned; reply from the "
    "address we wrote to and we will take it up again"
)
_REFUSED: dict[str, tuple[str, str]] = {
    "not_concerned": (
        "nous ne conservons aucune donnée à votre sujet",
        "we hold no data about you",
    ),
    "identity_doubted": (_DOUBT_FR, _DOUBT_EN),
    "manifestly_unfounded": (
        "la demande est manifestement infondée (article 12.5 du RGPD)",
        "the request is manifestly unfounded (Article 12(5) GDPR)",
    ),
    "excessive": (
        "la demande est excessive, notamment par sa répétition (article 12.5 du RGPD)",
        "the request is excessive, in particular by its repetition (Article 12(5) GDPR)",
    ),
    "legal_duty": (
        "une obligation légale nous impose de conserver ces données (article 17.3.b du RGPD)",
        "a legal duty makes us keep these data (Article 17(3)(b) GDPR)",
    ),
    "legal_claims": (
        "ces données sont nécessaires à la défense de droits en justice (article 17.3.e du RGPD)",
        "these data are needed for legal claims (Article 17(3)(e) GDPR)",
    ),
}
_COMPLAINT = (
    "Vous pouvez saisir la CNIL (cnil.fr/plaintes) ou le juge.",
    "You can complain to the CNIL (cnil.fr/plaintes) or go to court.",
)
_OPENING = (
    "Bonjour,\n\nVous nous avez écrit le {received} au sujet de vos données.",
    "Hello,\n\nYou wrote to us on {received} about your data.",
)
_REFUSAL = (
    "Nous ne pouvons pas y donner suite : {because}.",
    "We cannot act on it: {because}.",
)
_LATER = (
    "La réponse demande plus de temps ({because}) ; vous l’aurez au plus tard le {until}.",
    "The answer needs more time ({because}); you will have it by {until} at the latest.",
)


def letter_of(request: RightsRequest) -> str:
    """In the person's language; empty while nothing is decided."""
    at = 1 if request.language == "en" else 0
    if request.state is RequestState.ANSWERED:
        said = _DONE[request.kind][at]
    elif request.state is RequestState.REFUSED:
        said = _REFUSAL[at].format(because=_REFUSED[request.refused_because][at])
    elif request.extended_because:
        until = request.due_at.strftime("%d/%m/%Y")
        said = _LATER[at].format(because=request.extended_because, until=until)
    else:
        return ""
    opening = _OPENING[at].format(received=request.received_at.strftime("%d/%m/%Y"))
    return f"{opening}\n\n{said}\n\n{_COMPLAINT[at]}\n"
