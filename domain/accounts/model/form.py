"""The sign-up form, checked as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.accounts.errors import MemberRefused, PasswordRefused, SignUpRefused
from domain.accounts.model.identity import PublishedPolicy
from domain.accounts.model.password import password_fault
from domain.shared.email_address import EmailAddress, NotAnEmailAddress
from domain.shared.errors import FieldFault

MAX_NAME = 200

# ISO 3166-1 alpha-2.
_ISO_3166 = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC
    EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK
    HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB
    LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ
    NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU
    RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN
    TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"""
COUNTRIES = frozenset(_ISO_3166.split())


def _name_fault(pointer: str, text: str) -> list[FieldFault]:
    if not text.strip():
        return [FieldFault(pointer, "missing")]
    if len(text) > MAX_NAME:
        return [FieldFault(pointer, "string-too-long")]
    return []


def check_password(password: str, own_texts: Iterable[str]) -> None:
    """Raise PasswordRefused, saying what is wrong with it."""
    fault = password_fault(password, own_texts)
    if fault is not None:
        raise PasswordRefused(faults=[fault])


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """What is asked of anybody who is to get an account, before an address is confirmed."""

    first_name: str
    last_name: str
    email: str
    policy_version: str

    def own_texts(self, company: str) -> tuple[str, ...]:
        """What the person's password may not be made of."""
        return (company, self.first_name, self.last_name, *self.email.split("@"))

    def faults(self, policy: PublishedPolicy) -> list[FieldFault]:
        found = [
            *_name_fault("/first_name", self.first_name),
            *_name_fault("/last_name", self.last_name),
        ]
        try:
            EmailAddress(self.email)
        except NotAnEmailAddress:
            found.append(FieldFault("/email", "not-an-email-address"))
        if self.policy_version != policy.version:
            found.append(FieldFault("/policy_version", "policy-not-current"))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson(Applicant):
    """Somebody whose address is known to be theirs: they choose a password."""

    password: str = field(repr=False)

    def check(self, policy: PublishedPolicy, company: str) -> None:
        """Raise MemberRefused, naming every wrong field."""
        faults = self.faults(policy)
        fault = password_fault(self.password, self.own_texts(company))
        if fault is not None:
            faults.append(fault)
        if faults:
            raise MemberRefused(faults=faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpForm:
    """A company and the person who opens its workspace, as a professional (obligation 4)."""

    company: str
    country: str
    professional: bool
    person: Applicant

    def check(self, policy: PublishedPolicy) -> None:
        """Raise SignUpRefused, naming every wrong field."""
        faults = _name_fault("/company", self.company)
        if self.country not in COUNTRIES:
            faults.append(FieldFault("/country", "unknown-country"))
        faults += self.person.faults(policy)
        if not self.professional:
            faults.append(FieldFault("/professional", "professionals-only"))
        if faults:
            raise SignUpRefused(faults=faults)
