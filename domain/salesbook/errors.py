"""What can go wrong with the Salesbook. The refusals name every wrong field at once."""

from domain.shared.errors import Invalid, NotFound


class CompanyRefused(Invalid):
    code = "company-refused"


class OfferRefused(Invalid):
    code = "offer-refused"


class PersonaRefused(Invalid):
    code = "persona-refused"


class OfferNotFound(NotFound):
    code = "offer-not-found"


class PersonaNotFound(NotFound):
    code = "persona-not-found"
