"""What lets another tool check an address against the objections of an archive (obligation 147)."""

import json

_FORMS = {
    "email": (
        "lower case, NFKC, IDNA domain, nothing from + on before the @; gmail.com and "
        "googlemail.com without dots before the @, as gmail.com"
    ),
    "domain": "what follows the @ of the above; ask it for every address too",
    "linkedin": "what follows /in/ in the profile's address: decoded, NFKC, lower case",
    "phone": "international digits without +; a French 06… is 336…",
    "prospect": "the person's id in prospects.jsonl",
}


def objection_key(key: bytes) -> bytes:
    """A JSON text, in the words of the archive's manifest."""
    told = {
        "file": "suppressions.jsonl",
        "field": "digest",
        "algorithm": "HMAC-SHA-256, hexadecimal",
        "key_hex": key.hex(),
        "key_id": "2",
        "message": "kind, U+001F, canonical form; in UTF-8",
        "canonical_forms": _FORMS,
        "example_message": "email\u001fjeanne.martin@exemple.fr",
        "not_covered": (
            "entries whose key_id is 1: made before workspaces had a key of their own, with one "
            "that nobody is given; csv/prospects.csv says who of your people they concern"
        ),
        "keep_secret": "whoever has this key and suppressions.jsonl can try addresses",
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()
