"""What the codes of product.md SND-6 are called, French first: why a message does not leave."""

from domain.delivery.model.verdict import ReasonCode

REASONS: dict[ReasonCode, tuple[str, str]] = {
    ReasonCode.WORKSPACE_INACTIVE: ("Espace inactif", "Workspace inactive"),
    ReasonCode.POLICY_NOT_ACCEPTED: ("Conditions à accepter", "Terms to accept"),
    ReasonCode.PLAN_LACKS_FEATURE: (
        "Votre forfait ne comprend pas cette fonction",
        "Your plan does not include this",
    ),
    ReasonCode.KILL_SWITCH_ON: ("Arrêt d’urgence actif", "Emergency stop is on"),
    ReasonCode.PERSON_ACTS: ("À envoyer par vous dans LinkedIn", "For you to send in LinkedIn"),
    ReasonCode.CAMPAIGN_PAUSED: ("Campagne en pause", "Campaign paused"),
    ReasonCode.ENROLMENT_OVER: ("Séquence terminée", "Sequence over"),
    ReasonCode.MANDATE_MISSING: ("Mandat absent ou terminé", "No mandate any more"),
    ReasonCode.MANDATE_EXPIRED: ("Mandat expiré", "Mandate expired"),
    ReasonCode.PLAN_DRIFT: ("Le plan a changé", "The plan changed"),
    ReasonCode.WAITING_APPROVAL: ("À valider", "To approve"),
    ReasonCode.APPROVAL_OUTDATED: (
        "Texte modifié depuis la validation",
        "Text changed since approval",
    ),
    ReasonCode.SENDER_DISCONNECTED: ("Compte déconnecté", "Account disconnected"),
    ReasonCode.PROVIDER_UNAVAILABLE: ("Fournisseur indisponible", "Provider unavailable"),
    ReasonCode.SENDER_PAUSED: ("Compte en pause", "Account paused"),
    ReasonCode.LINKEDIN_PUSH_BACK: ("LinkedIn demande une pause", "LinkedIn asks for a pause"),
    ReasonCode.SUPPRESSED: ("Cette personne s’est opposée", "This person objected"),
    ReasonCode.RESTRICTED: ("Traitement limité", "Processing restricted"),
    ReasonCode.ERASED: ("Effacé", "Erased"),
    ReasonCode.CONSUMER_ADDRESS: ("Adresse personnelle", "Personal address"),
    ReasonCode.NO_CONTACT_POINT: ("Coordonnée manquante", "Contact point missing"),
    ReasonCode.RELEVANCE_LOW: ("Pertinence insuffisante", "Not relevant enough"),
    ReasonCode.LEGAL_BASIS_MISSING: ("Base légale manquante", "Legal basis missing"),
    ReasonCode.LIA_MISSING: ("Mise en balance manquante", "Balancing test missing"),
    ReasonCode.NOTICE_MISSING: ("Mention d’information absente", "Notice missing"),
    ReasonCode.OPT_OUT_MISSING: ("Moyen d’opposition absent", "No way to object"),
    ReasonCode.TRACKING_WITHOUT_CONSENT: ("Suivi sans consentement", "Tracking without consent"),
    ReasonCode.DAILY_LIMIT: ("Limite du jour", "Daily limit"),
    ReasonCode.COMPANY_CAP: ("Plafond par entreprise", "Company cap"),
    ReasonCode.HOURLY_LIMIT: ("Limite de l’heure", "Hourly limit"),
    ReasonCode.WEEKLY_LIMIT: ("Limite de la semaine", "Weekly limit"),
    ReasonCode.RAMP_UP: ("Montée en charge", "Ramp-up"),
    ReasonCode.SPACING: ("Espacement", "Spacing"),
    ReasonCode.OUTSIDE_WINDOW: ("Hors plage d’envoi", "Outside sending hours"),
    ReasonCode.HOLIDAY: ("Jour férié", "Public holiday"),
    ReasonCode.RECENT_CONTACT: ("Contacté récemment", "Recently contacted"),
    ReasonCode.REPLIED: ("A répondu", "Has replied"),
    ReasonCode.ADDRESS_BOUNCED: ("Adresse en erreur", "Address bounced"),
    ReasonCode.RETENTION_EXPIRED: ("Durée de conservation dépassée", "Retention period over"),
    ReasonCode.UNCONFIRMED: ("Envoi non confirmé", "Send not confirmed"),
    ReasonCode.UNDO_WINDOW: ("Délai d’annulation", "Undo window"),
}


def reason_title(code: ReasonCode, language: str) -> str:
    french, english = REASONS[code]
    return english if language == "en" else french


# Which limit binds, where one code has several sources.
_ORIGINS = {
    "campaign": ("plafond de la campagne", "the campaign’s cap"),
    "workspace": ("plafond de l’espace", "the workspace’s cap"),
    "plan": ("plafond du forfait", "the plan’s cap"),
    "mandate": ("plafond du mandat", "the mandate’s cap"),
    "account": ("réglage du compte", "the account’s setting"),
    "account_type": ("type de compte", "type of account"),
    "health": ("santé du compte", "the account’s health"),
}


def binding_title(code: ReasonCode, origin: str, language: str) -> str:
    """The reason with the limit that binds, where its name is not enough."""
    title = reason_title(code, language)
    if origin not in _ORIGINS or code is not ReasonCode.DAILY_LIMIT:
        return title
    french, english = _ORIGINS[origin]
    return f"{title}: {english}" if language == "en" else f"{title} : {french}"


# What holds people out of a plan and is no verdict of the send rules.
_OTHERS = {
    "sender_missing": ("Aucun compte pour ce canal", "No account for this channel"),
    "company_frozen": ("Un collègue a répondu", "A colleague replied"),
}


def code_title(code: str, language: str) -> str:
    """The words of a reason that is known by its code."""
    if code in _OTHERS:
        french, english = _OTHERS[code]
        return english if language == "en" else french
    return reason_title(ReasonCode(code), language)
