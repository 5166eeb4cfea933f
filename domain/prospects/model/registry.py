"""Numbers of the French company register, as files spell them (quirk rule Q5)."""

import re

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE)
_NAF = re.compile(r"(\d{2})[. ]?(\d{2})[. ]?([A-Za-z])")
_LA_POSTE = "356000000"


def lost_precision(text: str) -> bool:
    """`3,52E+13`: a spreadsheet threw the last digits away, so the number is gone."""
    return _SCIENTIFIC.fullmatch(text.strip()) is not None


def _luhn(digits: str) -> bool:
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _digits(text: str, length: int) -> str:
    """The digits, with one leading zero that a spreadsheet dropped."""
    bare = re.sub(r"[\s.\u00a0\u202f-]", "", text.strip().lstrip("'"))
    bare = bare.removesuffix(",0") if "," in bare else bare
    if not bare.isascii() or not bare.isdigit() or not length - 2 <= len(bare) <= length:
        return ""
    return bare.zfill(length)


def read_siren(text: str) -> str:
    """Nine digits whose check digit is right; empty for anything else."""
    digits = _digits(text, 9)
    return digits if digits.strip("0") and _luhn(digits) else ""


def read_siret(text: str) -> str:
    """Fourteen digits whose check digit is right; establishments of La Poste, which ran out of
    numbers, add up to a multiple of five instead. Empty for anything else.
    """
    digits = _digits(text, 14)
    if not digits.strip("0"):
        return ""
    if digits.startswith(_LA_POSTE) and sum(map(int, digits)) % 5 == 0:
        return digits
    return digits if _luhn(digits) and _luhn(digits[:9]) else ""


def read_naf(text: str) -> str:
    """An activity code as INSEE writes it (`62.01Z`); empty for anything else."""
    found = _NAF.match(text.strip())
    return f"{found[1]}.{found[2]}{found[3].upper()}" if found else ""
