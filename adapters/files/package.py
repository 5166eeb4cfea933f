"""PackageWriter: the copy of Art. 15 as one zip, for a machine and for a person (L3)."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from html import escape

_TITLES: Mapping[str, tuple[str, str]] = {
    "identity": ("Votre identité et vos coordonnées", "Your identity and contact details"),
    "sources": ("D’où viennent ces données", "Where the data come from"),
    "scores": ("Score et raisons", "Score and reasons"),
    "enrichment": ("Recherches de coordonnées", "Searches for contact details"),
    "campaigns": ("Campagnes", "Campaigns"),
    "timeline": ("Historique", "History"),
    "messages": ("Messages", "Messages"),
    "mail_matches": ("Conversations", "Conversations"),
    "consents_objections": ("Opposition", "Objection"),
    "notices": ("Informations qui vous ont été données", "Notices given to you"),
    "requests": ("Vos demandes", "Your requests"),
    "processing": ("Durées de conservation", "Retention"),
    "recipients": ("Destinataires", "Recipients"),
    "other": ("Autres données", "Other data"),
}
_WORDS = {
    "title": ("Vos données", "Your data"),
    "lead": (
        (
            "Voici la copie des données conservées sur vous (article 15 du RGPD). Chaque tableau "
            "existe aussi en JSON dans ce dossier. Vous pouvez demander leur rectification, leur "
            "effacement, la limitation de leur usage, et vous opposer à tout moment. Réclamation : "
            "CNIL, cnil.fr/plaintes."
        ),
        (
            "This is the copy of the data held about you (Article 15 GDPR). Each table also exists "
            "as JSON in this folder. You can ask for their correction, erasure or restriction, "
            "and object at any time. Complaints: CNIL, cnil.fr/plaintes."
        ),
    ),
    "none": ("Rien n’est conservé.", "Nothing is held."),
}
_STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.4rem;"
    "text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:14rem;font-weight:600}"
)


class ZipPackages:
    def write(
        self,
        manifest: Mapping[str, object],
        files: Mapping[str, Sequence[Mapping[str, object]]],
        *,
        language: str,
    ) -> bytes:
        contents = {
            f"{name}.json": json.dumps(
                rows, ensure_ascii=False, indent=2, default=_plain, sort_keys=True
            ).encode()
            for name, rows in files.items()
        }
        contents["index.html"] = _index(files, language).encode()
        listed = [
            {
                "name": name,
                "sha256": hashlib.sha256(content).hexdigest(),
                "rows": len(files.get(name.removesuffix(".json"), ())),
            }
            for name, content in contents.items()
        ]
        whole = json.dumps({**manifest, "files": listed}, ensure_ascii=False, indent=2)
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
            zipped.writestr("manifest.json", whole)
            for name, content in contents.items():
                zipped.writestr(name, content)
        return held.getvalue()


def _plain(value: object) -> object:
    """What JSON has no word for."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return str(value)


def _index(files: Mapping[str, Sequence[Mapping[str, object]]], language: str) -> str:
    at = 1 if language == "en" else 0

    def say(key: str) -> str:
        return escape(_WORDS[key][at])

    parts = [f"<h1>{say('title')}</h1><p>{say('lead')}</p>"]
    for name, rows in files.items():
        parts.append(f"<h2>{escape(_TITLES[name][at])}</h2>")
        if not rows:
            parts.append(f"<p>{say('none')}</p>")
        for row in rows:
            cells = "".join(
                f'<tr><th scope="row">{escape(str(key))}</th><td>{escape(_text(value))}</td></tr>'
                for key, value in row.items()
                if value not in (None, "", [], {})
            )
            parts.append(f"<table>{cells}</table><br>")
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{say('title')}</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(parts)}</body></html>"
    )


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=_plain)
