"""Words of the public pages, French first. Plain, short, « vous »."""

from collections.abc import Mapping

FR, EN = "fr", "en"

TEXTS: Mapping[str, tuple[str, str]] = {
    "oppose-title": ("Ne plus recevoir de messages", "Stop the messages"),
    "oppose-lead": (
        (
            "{company} vous a écrit à titre professionnel. Un clic suffit pour que cela cesse, "
            "par e-mail, sur LinkedIn et par téléphone."
        ),
        (
            "{company} wrote to you in your professional capacity. One click ends it, by e-mail, "
            "on LinkedIn and by phone."
        ),
    ),
    "oppose-button": ("Ne plus m’écrire", "Stop writing to me"),
    "oppose-free": (
        "C’est gratuit, immédiat et sans justification.",
        "It is free, immediate and needs no reason.",
    ),
    "opposed-title": ("C’est fait", "Done"),
    "opposed-lead": (
        "{company} ne vous écrira plus. Les messages prévus sont annulés.",
        "{company} will not write to you again. Planned messages are cancelled.",
    ),
    "opposed-kept": (
        (
            "Nous gardons seulement une empreinte chiffrée de vos coordonnées, pour continuer à "
            "respecter votre choix si elles nous revenaient d’ailleurs."
        ),
        (
            "We keep only a keyed fingerprint of your contact details, so that your choice holds "
            "if they ever reach us again."
        ),
    ),
    "already": ("Votre opposition est déjà enregistrée.", "Your objection is on record already."),
    "more": (
        "Ce que nous savons de vous, et vos droits",
        "What we hold about you, and your rights",
    ),
    "unknown-title": ("Cette page n’existe pas", "This page does not exist"),
    "unknown-lead": (
        (
            "Le lien est peut-être incomplet : copiez-le en entier depuis le message reçu. Vous "
            "pouvez aussi répondre STOP au message : cela suffit."
        ),
        (
            "The link may be incomplete: copy all of it from the message. You can also reply STOP "
            "to the message: that is enough."
        ),
    ),
    "notice-title": ("Pourquoi vous avez reçu ce message", "Why you received this message"),
    "notice-lead": (
        (
            "Cette page vous dit qui vous écrit, pourquoi, ce qui est conservé sur vous et comment "
            "l’arrêter. Elle ne montre aucune de vos coordonnées."
        ),
        (
            "This page says who writes to you, why, what is held about you and how to stop it. It "
            "shows none of your contact details."
        ),
    ),
    "who": ("Qui vous écrit", "Who writes to you"),
    "who-lead": (
        "{company} est responsable du traitement : cette société décide d’écrire, et à qui.",
        "{company} is the controller: this company decides to write, and to whom.",
    ),
    "who-tool": (
        (
            "Elle utilise LEO Bizdev, un logiciel de prospection, qui agit sur son ordre "
            "(sous-traitant au sens de l’article 28 du RGPD)."
        ),
        (
            "It uses LEO Bizdev, prospecting software, which acts on its orders (a processor under "
            "Article 28 of the GDPR)."
        ),
    ),
    "address": ("Adresse", "Address"),
    "contact": ("Contact pour vos droits", "Contact for your rights"),
    "website": ("Site", "Website"),
    "why": ("Pourquoi vous", "Why you"),
    "why-lead": (
        (
            "Votre fonction professionnelle a un lien avec ce que cette société propose. Le but "
            "est une proposition commerciale entre professionnels."
        ),
        (
            "Your professional role is related to what this company offers. The purpose is a "
            "business proposal between professionals."
        ),
    ),
    "basis": (
        (
            "Base légale : l’intérêt légitime de la société à présenter son offre à des "
            "professionnels concernés (article 6.1.f du RGPD ; article L.34-5 du Code des postes "
            "et des communications électroniques)."
        ),
        (
            "Legal basis: the company’s legitimate interest in presenting its offer to "
            "professionals it concerns (Article 6(1)(f) GDPR; Article L.34-5 of the French post "
            "and electronic communications code)."
        ),
    ),
    "held": ("Ce qui est conservé, et d’où cela vient", "What is held, and where it comes from"),
    "held-what": ("Donnée", "Data"),
    "held-source": ("Source", "Source"),
    "held-when": ("Date", "Date"),
    "held-none": (
        "Plus aucune donnée de contact n’est conservée.",
        "No contact data is held any more.",
    ),
    "identity": ("Nom et prénom", "Name"),
    "job": ("Fonction", "Job title"),
    "company": ("Entreprise", "Company"),
    "email": ("Adresse e-mail professionnelle", "Professional e-mail address"),
    "linkedin": ("Profil LinkedIn public", "Public LinkedIn profile"),
    "phone": ("Téléphone professionnel", "Professional phone number"),
    "exchanges": ("Messages échangés", "Messages exchanged"),
    "scored": (
        (
            "Un score de 0 à 100 dit si votre fonction et votre entreprise correspondent à "
            "l’offre. Il est calculé à partir des données ci-dessus et ne produit aucun effet "
            "juridique : aucune décision n’est prise sur vous par une machine seule (article 22 du "
            "RGPD)."
        ),
        (
            "A score from 0 to 100 says whether your role and company fit the offer. It is "
            "computed from the data above and has no legal effect: no decision about you is made "
            "by a machine alone (Article 22 GDPR)."
        ),
    ),
    "ai": (
        (
            "Les messages sont rédigés avec l’aide d’une intelligence artificielle, puis relus et "
            "validés par une personne avant l’envoi. Ni votre adresse ni votre numéro ne sont "
            "transmis au modèle."
        ),
        (
            "Messages are drafted with the help of artificial intelligence, then reviewed and "
            "approved by a person before they leave. Neither your address nor your number is given "
            "to the model."
        ),
    ),
    "who-sees": ("Qui y a accès", "Who has access"),
    "who-sees-lead": (
        "Les personnes habilitées de {company}, et ces prestataires, sur instruction :",
        "Authorised people at {company}, and these providers, under instruction:",
    ),
    "provider": ("Prestataire", "Provider"),
    "role": ("Rôle", "Role"),
    "country": ("Pays", "Country"),
    "transfers": (
        (
            "Quand un prestataire traite des données hors de l’Union européenne, c’est sous "
            "clauses contractuelles types ; une copie vous est remise sur demande."
        ),
        (
            "Where a provider processes data outside the European Union, standard contractual "
            "clauses apply; a copy is given on request."
        ),
    ),
    "how-long": ("Combien de temps", "How long"),
    "how-long-lead": (
        (
            "Trois ans après la collecte ou votre dernier message ; moins si vous le demandez. En "
            "cas d’opposition, seule une empreinte chiffrée est gardée, pour ne plus vous écrire."
        ),
        (
            "Three years after collection or your last message; less if you ask. After an "
            "objection only a keyed fingerprint is kept, so that nobody writes to you again."
        ),
    ),
    "rights": ("Vos droits", "Your rights"),
    "rights-lead": (
        (
            "Vous pouvez demander l’accès à vos données, leur rectification, leur effacement, la "
            "limitation de leur traitement, et vous opposer à tout moment sans motif. La réponse "
            "arrive sous un mois."
        ),
        (
            "You can ask for access to your data, its correction, its erasure, a restriction of "
            "its use, and object at any time without a reason. The answer comes within one month."
        ),
    ),
    "write-to": ("Écrivez à {address}.", "Write to {address}."),
    "cnil": (
        "Si la réponse ne vous convient pas, vous pouvez saisir la CNIL : cnil.fr/plaintes.",
        (
            "If the answer does not satisfy you, you can complain to the French authority CNIL: "
            "cnil.fr/plaintes."
        ),
    ),
    "stop": ("Vous opposer", "Object"),
    "version": ("Version {version} de cette information", "Version {version} of this notice"),
    "policy-version": (
        "Version {version}, publiée le {date}",
        "Version {version}, published on {date}",
    ),
    "privacy": ("Politique de confidentialité de LEO Bizdev", "Privacy policy of LEO Bizdev"),
    "other-language": ("English", "Français"),
    "a-company": ("L’entreprise qui vous a écrit", "The company that wrote to you"),
}


def say(key: str, language: str, **told: str) -> str:
    """One text in `fr` or `en`; what is told is put in as it is, and escaped by the page."""
    french, english = TEXTS[key]
    return (english if language == EN else french).format(**told)
