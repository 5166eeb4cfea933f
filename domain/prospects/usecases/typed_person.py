"""See TypedPerson."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import NotALinkedinProfile, NotAPhoneNumber
from domain.prospects.model.linkedin import LinkedinProfile, read_profile
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.model.person_row import clean_detail
from domain.prospects.ports import PhoneReader
from domain.shared.email_address import EmailAddress, NotAnEmailAddress
from domain.shared.errors import FieldFault
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPerson:
    """What somebody typed about a person, normalised; a wrong address is refused and named."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    phones: PhoneReader

    def details(self, said: Mapping[str, str]) -> dict[DetailKind, str]:
        """Blank ones stay, as blank."""
        kinds = [kind for kind in DetailKind if kind.value in said]
        return {kind: clean_detail(kind, said[kind.value]) for kind in kinds}

    def person(self, said: Mapping[str, str]) -> Person:
        """Raise NotAnEmailAddress, NotALinkedinProfile or NotAPhoneNumber."""
        details = {kind: text for kind, text in self.details(said).items() if text}
        return Person(
            details=details,
            emails=self._emails(said.get("email", "").strip()),
            profiles=self._profiles(said.get("linkedin_url", "").strip()),
            phones=self._phones(said.get("phone", "").strip()),
        )

    @staticmethod
    def _emails(text: str) -> tuple[EmailAddress, ...]:
        try:
            return (EmailAddress(text),) if text else ()
        except NotAnEmailAddress as wrong:
            raise NotAnEmailAddress(faults=[FieldFault("/email", wrong.code)]) from wrong

    @staticmethod
    def _profiles(text: str) -> tuple[LinkedinProfile, ...]:
        if not text:
            return ()
        profile = read_profile(text)
        if profile is None:
            code = NotALinkedinProfile.code
            raise NotALinkedinProfile(faults=[FieldFault("/linkedin_url", code)])
        return (profile,)

    def _phones(self, text: str) -> tuple[str, ...]:
        if not text:
            return ()
        number = self.phones.read(text)
        if number is None:
            raise NotAPhoneNumber(faults=[FieldFault("/phone", NotAPhoneNumber.code)])
        return (number,)
