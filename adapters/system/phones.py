"""PhoneReader over the metadata of Google's libphonenumber."""

import re

import phonenumbers

_SEVERAL = re.compile(r"\s*(?:[;/|]|:::| ou | or )\s*")


class LibPhoneNumbers:
    """E.164 with France where no country is named (quirk rule Q6)."""

    def read(self, text: str) -> str | None:
        """The first of several numbers in one cell; `(0)` and a leading `'` are no obstacle."""
        for part in _SEVERAL.split(text.strip().lstrip("'")):
            try:
                number = phonenumbers.parse(part.replace("(0)", ""), "FR")
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_valid_number(number):
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return None
