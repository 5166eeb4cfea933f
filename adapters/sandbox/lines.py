"""What people write, in French and in English."""

from adapters.sandbox.world import Manner

_FR: dict[Manner, tuple[str, ...]] = {
    Manner.INTERESTED: (
        (
            "Bonjour,\n\nMerci pour votre message, le sujet m'intéresse. Pouvez-vous m'envoyer une "
            "documentation et me dire comment cela se passe concrètement ?\n\nBien à vous,"
        ),
        (
            "Bonjour,\n\nÇa tombe bien, nous y réfléchissons justement. Je veux bien en "
            "savoir plus : "
            "quand pourrions-nous en parler ?\n\nCordialement,"
        ),
        (
            "Bonjour,\n\nPourquoi pas. Quel est le tarif pour une équipe comme la nôtre ?\n\n"
            "Bonne journée,"
        ),
    ),
    Manner.NOT_NOW: (
        (
            "Bonjour,\n\nCe n'est pas le bon moment pour nous. Revenez vers moi au "
            "prochain trimestre."
            "\n\nCordialement,"
        ),
        (
            "Bonjour,\n\nNos budgets sont clos pour cette année, on pourra en reparler à "
            "la rentrée."
            "\n\nBien à vous,"
        ),
        (
            "Bonjour,\n\nPas maintenant, nous sommes en plein déménagement. Recontactez-moi dans "
            "quelques mois.\n\nBonne continuation,"
        ),
    ),
    Manner.NOT_INTERESTED: (
        "Bonjour,\n\nMerci mais nous ne sommes pas intéressés.\n\nCordialement,",
        "Bonjour,\n\nNon merci, nous avons déjà une solution qui nous convient.\n\nBonne journée,",
        "Bonjour,\n\nCela ne correspond pas à nos besoins. Bonne continuation.",
    ),
    Manner.OBJECTION: (
        "Bonjour,\n\nMerci de ne plus me contacter.\n\nCordialement,",
        "Merci de me retirer de votre liste de diffusion.",
        "STOP. Ne m'écrivez plus, s'il vous plaît.",
        (
            "Bonjour,\n\nJe m'oppose à l'utilisation de mes données à des fins de "
            "prospection. Merci "
            "de ne plus me contacter et de supprimer mes coordonnées."
        ),
    ),
    Manner.OUT_OF_OFFICE: (
        (
            "Bonjour,\n\nJe suis absent du bureau et n'aurai qu'un accès limité à mes messages. "
            "Je vous répondrai à mon retour, la semaine prochaine.\n\nEn cas d'urgence, merci de "
            "contacter l'accueil."
        ),
        (
            "Ceci est une réponse automatique. Je suis actuellement en congés, de retour lundi "
            "prochain."
        ),
    ),
    Manner.WRONG_PERSON: (
        (
            "Bonjour,\n\nJe ne suis pas la bonne personne pour ce sujet, je ne m'en occupe pas."
            "\n\nCordialement,"
        ),
        "Bonjour,\n\nVous faites erreur, ce n'est pas mon périmètre.\n\nBonne journée,",
    ),
    Manner.REFERRAL: (
        (
            "Bonjour,\n\nCe n'est pas moi qui gère ce sujet. Voyez avec {colleague}, "
            "{colleague_title}, qui s'en occupe : {colleague_email}.\n\nCordialement,"
        ),
        (
            "Bonjour,\n\nJe vous invite à contacter {colleague} ({colleague_email}), c'est son "
            "domaine.\n\nBien à vous,"
        ),
    ),
}
_EN: dict[Manner, tuple[str, ...]] = {
    Manner.INTERESTED: (
        (
            "Hello,\n\nThanks for reaching out, this sounds interesting. Could you send me more "
            "information about how it works?\n\nBest regards,"
        ),
        (
            "Hi,\n\nGood timing, we are looking into this. Happy to hear more: when could we talk?"
            "\n\nBest,"
        ),
        "Hi,\n\nWhy not. What would the price be for a team like ours?\n\nKind regards,",
    ),
    Manner.NOT_NOW: (
        (
            "Hello,\n\nThis is not the right time for us. Please come back to me next quarter."
            "\n\nRegards,"
        ),
        "Hi,\n\nNot now, our budget is closed for this year. Maybe later.\n\nBest,",
    ),
    Manner.NOT_INTERESTED: (
        "Hello,\n\nThank you, but we are not interested.\n\nRegards,",
        "Hi,\n\nNo thanks, we already have a solution in place.\n\nBest,",
    ),
    Manner.OBJECTION: (
        "Please do not contact me again.",
        "Hello,\n\nPlease remove me from your mailing list and stop writing to me.\n\nRegards,",
        "Unsubscribe me, please.",
    ),
    Manner.OUT_OF_OFFICE: (
        (
            "Hello,\n\nI am out of the office with limited access to email. I will get back to you "
            "when I return next week."
        ),
        "This is an automatic reply. I am currently on leave and back next Monday.",
    ),
    Manner.WRONG_PERSON: (
        "Hello,\n\nI am not the right person for this, it is not my area.\n\nRegards,",
    ),
    Manner.REFERRAL: (
        (
            "Hello,\n\nI am not in charge of this. Please contact {colleague}, {colleague_title}: "
            "{colleague_email}.\n\nBest regards,"
        ),
    ),
}
# What an interested person says once we answered.
_NEXT_FR = (
    "Parfait, mardi à 10 h me convient. J'attends votre invitation.\n\nÀ mardi,",
    "Merci pour ces précisions. C'est d'accord pour un rendez-vous jeudi à 14 h.\n\nBien à vous,",
)
_NEXT_EN = (
    "Perfect, Tuesday at 10 works for me. Please send the invite.\n\nSee you on Tuesday,",
    "Thanks for the details. Let's meet on Thursday at 2 pm.\n\nBest,",
)
_ANGRY_FR = "Je vous ai déjà demandé de ne plus me contacter. Je vais saisir la CNIL."
_ANGRY_EN = "I already asked you not to contact me again. I will file a complaint."


def line(manner: Manner, language: str, pick: int, facts: dict[str, str]) -> str:
    """One of the texts for this manner; silence has none."""
    texts = (_FR if language == "fr" else _EN)[manner]
    return texts[pick % len(texts)].format(**facts)


def next_line(language: str, pick: int) -> str:
    texts = _NEXT_FR if language == "fr" else _NEXT_EN
    return texts[pick % len(texts)]


def angry_line(language: str) -> str:
    return _ANGRY_FR if language == "fr" else _ANGRY_EN


def short(text: str) -> str:
    """As people write in a chat: no salutation lines, no closing."""
    paragraphs = [one.strip() for one in text.split("\n\n") if one.strip()]
    if len(paragraphs) > 1 and len(paragraphs[-1].split()) <= 3:
        paragraphs = paragraphs[:-1]
    if len(paragraphs) > 1 and len(paragraphs[0].split()) <= 2:
        paragraphs = paragraphs[1:]
    return " ".join(paragraphs).replace("\n", " ")


def absence_subject(language: str, subject: str) -> str:
    return f"Réponse automatique : {subject}" if language == "fr" else f"Automatic reply: {subject}"


def quoted(language: str, when: str, author: str, original: str) -> str:
    """The history that mail clients add under an answer."""
    head = f"Le {when}, {author} a écrit :" if language == "fr" else f"On {when}, {author} wrote:"
    return "\n\n" + head + "\n" + "\n".join(f"> {row}" for row in original.splitlines())


def delivery_report(address: str, message_id: str, host: str) -> str:
    """The readable and the machine part of a DSN (RFC 3464), as one text."""
    return (
        f"This is the mail system at host mx.{host}.\n\n"
        "I'm sorry to have to inform you that your message could not be delivered to one or more "
        "recipients.\n\n"
        f"<{address}>: host mx.{host} said: 550 5.1.1 <{address}>: Recipient address rejected: "
        "User unknown in virtual mailbox table\n\n"
        f"Reporting-MTA: dns; mx.{host}\n"
        f"Final-Recipient: rfc822; {address}\n"
        "Action: failed\nStatus: 5.1.1\n"
        f"Diagnostic-Code: smtp; 550 5.1.1 <{address}>: Recipient address rejected\n\n"
        f"Message-ID: {message_id}\n"
    )
