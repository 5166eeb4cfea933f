"""Where somebody is, as far as their country and their written location tell."""

import re
import unicodedata

DEFAULT_ZONE = "Europe/Paris"
ALSACE_MOSELLE = "alsace-moselle"

_ZONES = {
    "AT": "Europe/Vienna",
    "BE": "Europe/Brussels",
    "CA": "America/Toronto",
    "CH": "Europe/Zurich",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "IE": "Europe/Dublin",
    "IT": "Europe/Rome",
    "LU": "Europe/Luxembourg",
    "MA": "Africa/Casablanca",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "SE": "Europe/Stockholm",
    "TN": "Africa/Tunis",
    "US": "America/New_York",
}
# Overseas France by name and by the first three digits of the postal code.
_OVERSEAS = {
    "Indian/Reunion": ("reunion", "974"),
    "America/Guadeloupe": ("guadeloupe", "971"),
    "America/Martinique": ("martinique", "972"),
    "America/Cayenne": ("guyane", "973"),
    "Indian/Mayotte": ("mayotte", "976"),
    "Pacific/Noumea": ("nouvelle caledonie", "988"),
    "Pacific/Tahiti": ("polynesie", "987"),
}
_EAST = re.compile(
    r"\b(alsace|moselle|bas rhin|haut rhin|strasbourg|mulhouse|colmar|metz|thionville)\b"
)
# "Meurthe-et-Moselle" is Lorraine, where the national days hold.
_NOT_EAST = re.compile(r"\bmeurthe et moselle\b")
_POSTAL = re.compile(r"\b(?:f )?(\d{5})\b")


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = (one for one in letters if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(kept)).split())


def zone_name(country: str, location: str = "") -> str:
    """The IANA name of the person's zone; "" for a country whose zone is not known here.

    A country with several zones stands for the one where most of its people work.
    """
    code, where = country.strip().upper(), _plain(location)
    if code in {"", "FR"}:
        postal = _POSTAL.search(where)
        for zone, (name, digits) in _OVERSEAS.items():
            if name in where or (postal is not None and postal.group(1).startswith(digits)):
                return zone
    return _ZONES.get(code, "")


def holiday_region(country: str, location: str) -> str:
    """ALSACE_MOSELLE where Good Friday and 26 December are public holidays too (SEQ-5), or ""."""
    if country.strip().upper() not in {"", "FR"}:
        return ""
    where = _plain(location)
    postal = _POSTAL.search(where)
    if postal is not None:
        return ALSACE_MOSELLE if postal.group(1)[:2] in {"57", "67", "68"} else ""
    return ALSACE_MOSELLE if _EAST.search(_NOT_EAST.sub("", where)) else ""
