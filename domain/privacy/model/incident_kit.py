"""What a client needs to tell the authority and the people (Arts. 33(1), 34; obligation 144)."""

from collections.abc import Mapping
from datetime import datetime

from domain.privacy.model.incidents import Incident, Nature, Severity

_NATURES: Mapping[Nature, str] = {
    Nature.CONFIDENTIALITY: "perte de confidentialité",
    Nature.INTEGRITY: "perte d’intégrité",
    Nature.AVAILABILITY: "perte de disponibilité",
}
_RISKS: Mapping[Severity, str] = {
    Severity.LOW: "faible",
    Severity.RISK: "risque pour les personnes",
    Severity.HIGH: "risque élevé pour les personnes",
}


def kit_of(incident: Incident, company: str, received_at: datetime) -> Mapping[str, str]:
    """File name → text. The client's 72 hours begin when it received the first notice."""
    found = incident.findings
    due = incident.authority_by or received_at + Incident.AUTHORITY
    fields = (
        ("Responsable de traitement", company),
        ("Nature de la violation", _NATURES[found.nature]),
        ("Date de la violation (constatée)", f"{incident.detected_at:%d/%m/%Y %H:%M} UTC"),
        ("Prise de connaissance par le responsable", f"{received_at:%d/%m/%Y %H:%M} UTC"),
        ("À notifier à l’autorité au plus tard", f"{due:%d/%m/%Y %H:%M} UTC"),
        ("Description", found.description),
        ("Catégories de données", ", ".join(found.data_categories)),
        ("Nombre approximatif de personnes", str(found.people_count)),
        ("Nombre approximatif d’enregistrements", str(found.record_count)),
        ("Conséquences probables", found.consequences),
        ("Mesures prises ou envisagées", found.measures),
        ("Point de contact", found.contact),
        ("Niveau de risque estimé", _RISKS[found.severity]),
    )
    return {
        "1-notification-autorite.txt": "\n".join(f"{name} : {text}" for name, text in fields)
        + "\n\nTéléservice de la CNIL : notifications.cnil.fr. À valider par vous.\n",
        "2-information-des-personnes.txt": (
            "Objet : information sur une violation de vos données\n\nBonjour,\n\n"
            f"Nous conservons des données professionnelles vous concernant. {found.description} "
            f"Données concernées : {', '.join(found.data_categories)}.\n\n"
            f"Conséquences possibles : {found.consequences}\n\n"
            f"Ce que nous avons fait : {found.measures}\n\n"
            f"Pour toute question : {found.contact}\n\n{company}\n"
        ),
        "3-journal-de-decision.txt": (
            f"Incident {incident.id}\nRisque pour les personnes (oui/non, pourquoi) :\n"
            "Autorité informée le :\nSinon, pourquoi :\nPersonnes informées le :\nSinon, pourquoi :"
            "\nDécidé par :\nLe :\n"
        ),
    }
