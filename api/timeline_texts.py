"""Words of the timeline and of the codes it shows, French first."""

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, str]] = {
    "merged": ("Fusionné avec une autre fiche", "Merged with another record"),
    "parted": ("Fusion annulée", "Merge undone"),
    "imported": ("Importé", "Imported"),
    "corrected": ("Fiche corrigée", "Card corrected"),
    "untagged": ("Étiquette retirée", "Tag removed"),
    "prospect-added": ("Prospect ajouté", "Prospect added"),
    "stage-changed": ("Étape changée", "Stage changed"),
    "tagged": ("Étiquette posée", "Tagged"),
    "scored": ("Score calculé", "Scored"),
    "contact-found": ("Coordonnée trouvée", "Contact point found"),
    "contact-not-found": ("Coordonnée introuvable", "Contact point not found"),
    "enrolled": ("Inscrit dans une campagne", "Enrolled in a campaign"),
    "enrolment-ended": ("Sorti de la campagne", "Left the campaign"),
    "enrolment-held": ("Séquence retenue", "Sequence held"),
    "task-ended": ("Tâche close", "Task closed"),
    "draft-written": ("Brouillon rédigé", "Draft written"),
    "draft-approved": ("Message validé", "Message approved"),
    "step-skipped": ("Étape passée", "Step skipped"),
    "dismissed": ("Écarté", "Dismissed"),
    "message-sent": ("Message envoyé", "Message sent"),
    "delivery-failed": ("Envoi refusé", "Delivery refused"),
    "send-unconfirmed": ("Envoi non confirmé", "Send not confirmed"),
    "send-stopped": ("Envoi empêché", "Send stopped"),
    "send-cancelled": ("Envoi annulé", "Send cancelled"),
    "connection-accepted": ("Invitation acceptée", "Invitation accepted"),
    "invitation-withdrawn": (
        "Invitation sans réponse retirée",
        "Unanswered invitation withdrawn",
    ),
    "reply-received": ("Réponse reçue", "Reply received"),
    "automatic-reply-received": ("Réponse automatique reçue", "Automatic reply received"),
    "reply-classified": ("Réponse classée", "Reply classified"),
    "label-corrected": ("Classement corrigé", "Label corrected"),
    "answer-written": ("Réponse écrite", "Answer written"),
    "answer-sent": ("Réponse envoyée", "Answer sent"),
    "answer-failed": ("Réponse non envoyée", "Answer not sent"),
    "answered-by-hand": (
        "Répondu à la main : l’automatisation s’arrête",
        "Answered by hand: automation stops",
    ),
    "doubt-lifted": ("« Ce n’est pas une opposition »", "“This is no objection”"),
    "referral-added": ("Ajouté sur recommandation", "Added on a referral"),
    "call-tried": ("Appel", "Call"),
    "bounced": ("Message non remis", "Message bounced"),
    "notice-delivered": ("Information transmise", "Notice delivered"),
    "objection": ("Opposition : plus aucun message", "Objection: no more messages"),
}

DETAILS: Mapping[str, tuple[str, str]] = {
    "interested": ("Intéressé", "Interested"),
    "meeting_booked": ("RDV pris", "Meeting booked"),
    "not_now": ("Pas maintenant", "Not now"),
    "not_interested": ("Pas intéressé", "Not interested"),
    "wrong_person": ("Mauvais interlocuteur", "Wrong person"),
    "referred": ("Recommandé vers", "Referred"),
    "out_of_office": ("Absent", "Out of office"),
    "auto_reply": ("Réponse automatique", "Auto-reply"),
    "opt_out": ("Désinscription", "Opt-out"),
    "to_qualify": ("À qualifier", "To qualify"),
    "link": ("Lien du message", "Link in the message"),
    "one_click": ("Désinscription en un clic", "One-click unsubscribe"),
    "email_reply": ("Réponse par e-mail", "Reply by e-mail"),
    "linkedin_reply": ("Réponse sur LinkedIn", "Reply on LinkedIn"),
    "complaint": ("Plainte", "Complaint"),
    "user": ("Saisie par l’équipe", "Written down by the team"),
    "work_email": ("E-mail professionnel", "Work e-mail"),
    "replied": ("A répondu", "Replied"),
    "objection": ("Opposition", "Objection"),
    "done": ("Fait", "Done"),
    "not_reached": ("Injoignable", "Could not be reached"),
    "still_chasing": ("Relance en cours", "Still chasing"),
    "answered": ("A répondu au téléphone", "Answered the phone"),
    "call_back": ("À rappeler", "To be called back"),
    "wrong_number": ("Mauvais numéro", "Wrong number"),
    "meeting_planned": ("RDV pris", "Meeting planned"),
    "opposed": ("S’oppose", "Objects"),
    "phone": ("Au téléphone", "On the phone"),
    "skipped": ("Passée", "Passed over"),
    "draft_expired": ("Brouillon expiré", "Draft expired"),
    "company_frozen": ("Un collègue a répondu", "A colleague replied"),
    "colleague_replied": ("Un collègue a répondu", "A colleague replied"),
    "finished": ("Séquence terminée", "Sequence finished"),
    "opted_out": ("Opposition", "Objection"),
    "suppressed": ("Opposition", "Objection"),
    "restricted": ("Données limitées", "Data restricted"),
    "dismissed": ("Écarté", "Dismissed"),
    "bounced": ("Adresse invalide", "Address not valid"),
    "new": ("Nouveau", "New"),
    "contacted": ("Contacté", "Contacted"),
    "in_conversation": ("En conversation", "In conversation"),
    "won": ("Gagné", "Won"),
    "lost": ("Perdu", "Lost"),
}


def kind_text(kind: str, language: str) -> str:
    french, english = KINDS[kind]
    return english if language == "en" else french


def detail_text(detail: str, language: str) -> str:
    """A known code in words; anything else as it is."""
    french, english = DETAILS.get(detail.lower(), (detail, detail))
    return english if language == "en" else french
