"""Problems of `billing`."""

from api.problem_texts.text import Texts

TEXTS: Texts = {
    "credits-exhausted": (
        "Crédits insuffisants",
        "Rien n’a été dépensé. Réduisez la sélection ou ajoutez des crédits.",
        "Not enough credits",
        "Nothing was spent. Select less, or add credits.",
    ),
    "spending-cap-reached": (
        "Plafond de dépense atteint",
        "Rien n’a été dépensé. Le plafond fixé dans la facturation s’applique.",
        "Spending cap reached",
        "Nothing was spent. The cap set in billing applies.",
    ),
    "workspace-read-only": (
        "Votre espace est en lecture seule",
        (
            "Vos données restent lisibles et exportables. Pour reprendre, choisissez un forfait ou "
            "réglez la facture en attente dans Réglages, Facturation."
        ),
        "Your workspace is read-only",
        (
            "Your data can still be read and exported. Choose a plan or pay the open invoice "
            "in Settings, Billing."
        ),
    ),
    "plan-required": (
        "Votre forfait ne comprend pas cette fonction",
        "Choisissez un forfait qui la comprend, ou réglez la facture en attente.",
        "Your plan does not include this",
        "Choose a plan that does, or pay the open invoice.",
    ),
    "invoice-not-found": (
        "Facture introuvable",
        "Aucune facture de cet espace n’a cette référence.",
        "Invoice not found",
        "No invoice of this workspace has this reference.",
    ),
    "checkout-not-found": (
        "Paiement introuvable",
        "Cette page de paiement n’appartient pas à cet espace.",
        "Payment not found",
        "This payment page does not belong to this workspace.",
    ),
    "unknown-offer": (
        "Offre inconnue",
        "Ce forfait ou ce pack n’est pas vendu, ou pas dans ce nombre.",
        "Unknown offer",
        "This plan or pack is not sold, or not in this number.",
    ),
    "top-up-without-limit": (
        "Rechargement sans maximum",
        "Fixez un maximum mensuel d’au moins le prix du pack choisi.",
        "Top-up without a maximum",
        "Set a monthly maximum of at least the price of the chosen pack.",
    ),
    "already-subscribed": (
        "Un abonnement est déjà en cours",
        "Changez de forfait depuis l’abonnement en cours.",
        "A subscription is already running",
        "Change plans from the running subscription.",
    ),
    "not-subscribed": (
        "Aucun abonnement en cours",
        "Il n’y a rien à changer ni à résilier.",
        "No running subscription",
        "There is nothing to change or to cancel.",
    ),
    "payments-unavailable": (
        "Le service de paiement ne répond pas",
        "Vos droits et vos crédits restent. Réessayez dans quelques minutes.",
        "The payment service does not answer",
        "Your rights and credits stay. Try again in a few minutes.",
    ),
    "payments-not-ready": (
        "Le paiement n’est pas encore ouvert",
        (
            "La configuration du service de paiement n’est pas terminée. Rien n’a été débité. "
            "Réessayez dans quelques minutes, ou écrivez au support."
        ),
        "Payment is not open yet",
        (
            "The payment service is not fully set up. Nothing was charged. Try again later, "
            "or write to support."
        ),
    ),
    "payment-notice-forged": (
        "Notification de paiement refusée",
        "La signature n’est pas celle du service de paiement.",
        "Payment notice refused",
        "The signature is not that of the payment service.",
    ),
    "reservation-not-found": (
        "Réservation introuvable",
        "Aucun crédit n’est réservé pour cette action.",
        "Reservation not found",
        "No credits are set aside for this action.",
    ),
}
