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
    "why-score": (
        "Votre score était de {score} sur 100, pour ces raisons :",
        "Your score was {score} out of 100, for these reasons:",
    ),
    "sent": ("Les messages que vous avez reçus", "The messages you received"),
    "sent-none": ("Aucun message n’est encore parti.", "No message has left yet."),
    "sent-channel": ("Canal", "Channel"),
    "sent-subject": ("Objet", "Subject"),
    "keep-until": (
        "Vos données seront effacées le {date}, sauf nouvel échange à votre initiative.",
        "Your data will be erased on {date}, unless you write again.",
    ),
    "asked": ("Vos demandes", "Your requests"),
    "asked-kind": ("Demande", "Request"),
    "asked-when": ("Reçue le", "Received on"),
    "asked-due": ("Réponse au plus tard le", "Answer by"),
    "asked-state": ("État", "State"),
    "state-open": ("en cours", "in progress"),
    "state-answered": ("traitée", "done"),
    "state-refused": ("refusée", "refused"),
    "ask-title": ("Exercer un droit", "Use a right"),
    "ask-lead": (
        (
            "Sans compte et gratuitement. La société qui vous a écrit répond sous un mois ; « pas "
            "maintenant » prend effet tout de suite."
        ),
        (
            "Without an account and free of charge. The company that wrote to you answers within "
            "one month; “not now” takes effect at once."
        ),
    ),
    "ask-what": ("Ce que vous demandez", "What you ask for"),
    "ask-message": (
        "Précisions (facultatif) : la valeur juste, une date…",
        "Details (optional): the right value, a date…",
    ),
    "ask-button": ("Envoyer la demande", "Send the request"),
    "kind-access": ("Obtenir une copie de mes données", "Get a copy of my data"),
    "kind-portability": ("Obtenir une copie de mes données", "Get a copy of my data"),
    "kind-rectification": ("Corriger mes données", "Correct my data"),
    "kind-erasure": ("Effacer mes données", "Erase my data"),
    "kind-restriction": ("Limiter l’usage de mes données", "Restrict the use of my data"),
    "kind-objection": ("Ne plus être contacté", "Not be contacted any more"),
    "kind-not_now": (
        "Pas maintenant : annuler ce qui est prévu",
        "Not now: cancel what is planned",
    ),
    "kind-wrong_person": ("Mauvaise personne : effacer", "Wrong person: erase"),
    "kind-human": ("Parler à un humain", "Talk to a human"),
    "received-title": ("Demande reçue", "Request received"),
    "received-lead": (
        "Votre demande est entre les mains de {company}. Réponse au plus tard le {date}.",
        "Your request is in the hands of {company}. Answer by {date} at the latest.",
    ),
    "received-now": (
        "Les messages prévus sont annulés.",
        "The planned messages are cancelled.",
    ),
    "back": ("Revenir à la page", "Back to the page"),
    "copy-title": ("Votre copie est prête", "Your copy is ready"),
    "copy-lead": (
        "Tapez l’adresse à laquelle nous vous avons écrit : un lien transmis ne suffit pas.",
        "Type the address we wrote to: a forwarded link is not enough.",
    ),
    "copy-address": ("Votre adresse e-mail", "Your e-mail address"),
    "copy-button": ("Télécharger", "Download"),
    "rights-form-title": ("Vos droits sur vos données", "Your rights over your data"),
    "rights-form-lead": (
        (
            "Une entreprise vous a écrit avec LEO Bizdev et vous n’avez plus le message ? Écrivez "
            "ici l’adresse à laquelle elle vous a écrit. Votre demande est transmise à toute "
            "entreprise concernée ; cette page ne dit pas si votre adresse est connue."
        ),
        (
            "A company wrote to you with LEO Bizdev and you no longer have the message? Give the "
            "address it wrote to. Your request goes to every company concerned; this page does "
            "not say whether your address is known."
        ),
    ),
    "form-received": (
        (
            "Votre demande est enregistrée. Si une entreprise cliente détient votre adresse, elle "
            "la reçoit maintenant et vous répond sous un mois. Une opposition prend effet sans "
            "attendre sa réponse."
        ),
        (
            "Your request is on record. If a client company holds your address, it gets the "
            "request now and answers within one month. An objection takes effect without waiting."
        ),
    ),
    "form-wrong": (
        "Cette adresse ou cette demande n’est pas lisible. Rien n’a été enregistré.",
        "This address or request cannot be read. Nothing was stored.",
    ),
    "legal-title": ("Mentions légales", "Legal notice"),
    "publisher": ("Éditeur", "Publisher"),
    "legal-form": ("Forme", "Legal form"),
    "capital": ("Capital", "Capital"),
    "register": ("Immatriculation", "Register number"),
    "privacy-contact": ("Données personnelles : écrire à", "Personal data: write to"),
    "legal-law": (
        (
            "Droit français. Juridictions du ressort de la cour d’appel de Versailles, sous "
            "réserve des règles impératives. Le texte français fait foi."
        ),
        (
            "French law. Courts of the Versailles appeal district, mandatory rules aside. The "
            "French text prevails."
        ),
    ),
    "change-title": ("{title} {version} : ce qui change", "{title} {version}: what changes"),
    "change-effective": ("Prend effet le", "Takes effect on"),
    "change-reason": ("Motif", "Reason"),
    "change-summary": ("En bref", "In short"),
    "change-lead": (
        "Ajouts soulignés, suppressions barrées. Le texte français fait foi.",
        "Additions underlined, removals struck through. The French text prevails.",
    ),
    "reason-legal": ("légal", "legal"),
    "reason-regulatory": ("réglementaire", "regulatory"),
    "reason-technical": ("technique", "technical"),
    "reason-operational": ("opérationnel", "operational"),
    "trust-title": ("Centre de confiance", "Trust centre"),
    "trust-lead": (
        "Qui traite des données pour LEO Bizdev, où, et sous quelle garantie.",
        "Who processes data for LEO Bizdev, where, and under which safeguard.",
    ),
    "subprocessors": ("Sous-traitants ultérieurs", "Sub-processors"),
    "ground": ("Garantie", "Safeguard"),
    "ground-none_needed": ("Espace économique européen", "European Economic Area"),
    "ground-scc": ("Clauses contractuelles types", "Standard contractual clauses"),
    "ground-to_confirm": ("À confirmer avant tout usage réel", "To be confirmed before real use"),
    "durations": ("Durées de conservation", "Retention"),
    "duration-class": ("Classe", "Class"),
    "duration-from": ("À partir de", "From"),
    "duration-for": ("Durée", "Duration"),
    "duration-then": ("Ensuite", "Then"),
    "measures": ("Mesures de sécurité", "Security measures"),
    "trust-none": (
        "Aucun de ces prestataires n’entraîne de modèle sur les données confiées.",
        "None of these providers trains models on the data entrusted.",
    ),
    "abuse-title": ("Signaler un abus", "Report abuse"),
    "abuse-link": ("Signaler un abus", "Report abuse"),
    "abuse-lead": (
        (
            "Une entreprise se sert de LEO Bizdev pour vous écrire d’une façon qui n’est pas "
            "acceptable ? Dites-le ici : une personne lit chaque signalement. Plusieurs "
            "signalements arrêtent les envois de l’entreprise."
        ),
        (
            "Does a company use LEO Bizdev to write to you in a way that is not acceptable? Say so "
            "here: a person reads every report. Several reports stop the company’s sending."
        ),
    ),
    "abuse-about": (
        "Adresse qui vous a écrit, ou lien en bas du message",
        "Address that wrote to you, or the link at the end of the message",
    ),
    "abuse-what": ("Ce qui ne va pas", "What is wrong"),
    "abuse-unwanted": ("Messages non souhaités", "Unwanted messages"),
    "abuse-still_written_to": (
        "On m’écrit encore après mon opposition",
        "I am still written to after my objection",
    ),
    "abuse-misleading": ("Message trompeur ou faux", "Misleading or false message"),
    "abuse-other": ("Autre chose", "Something else"),
    "abuse-message": ("Précisions (facultatif)", "Details (optional)"),
    "abuse-email": (
        "Votre adresse, pour une réponse (facultatif)",
        "Your address, for an answer (optional)",
    ),
    "abuse-button": ("Envoyer le signalement", "Send the report"),
    "abuse-wrong": (
        "Indiquez l’adresse qui vous a écrit ou le lien du message. Rien n’a été enregistré.",
        "Give the address that wrote to you, or the link of the message. Nothing was stored.",
    ),
    "abuse-received-title": ("Signalement reçu", "Report received"),
    "abuse-received": (
        "Merci. Une personne le lit. Nous le gardons 90 jours.",
        "Thank you. A person reads it. We keep it for 90 days.",
    ),
    "abuse-stop": (
        "Pour ne plus recevoir de messages, le lien au bas de chaque message suffit.",
        "To stop the messages, the link at the end of each message is enough.",
    ),
    "too-many-title": ("Un instant", "One moment"),
    "too-many-lead": (
        "Trop de formulaires sont venus de votre réseau. Réessayez dans une heure.",
        "Too many forms came from your network. Try again in an hour.",
    ),
    "rights-form-link": ("Exercer vos droits", "Use your rights"),
    "trust-link": ("Centre de confiance", "Trust centre"),
    "other-language": ("English", "Français"),
    "a-company": ("L’entreprise qui vous a écrit", "The company that wrote to you"),
}


def say(key: str, language: str, **told: str) -> str:
    """One text in `fr` or `en`; what is told is put in as it is, and escaped by the page."""
    french, english = TEXTS[key]
    return (english if language == EN else french).format(**told)
