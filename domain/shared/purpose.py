"""Why personal data is touched: the closed list every use case picks from (obligations 20, 24)."""

from enum import StrEnum


class Purpose(StrEnum):
    ACCOUNT = "account"
    CONTRACT = "contract"
    SECURITY = "security"
    SALESBOOK = "salesbook"
    PROSPECT_SELECTION = "prospect_selection"
    SCORING = "scoring"
    ENRICHMENT = "enrichment"
    DRAFTING = "drafting"
    OUTREACH = "outreach"
    REPLY_FOLLOW_UP = "reply_follow_up"
    PRIOR_CONTACT = "prior_contact"
    OBJECTION = "objection"
    RIGHTS = "rights"
    BILLING = "billing"
    RESULTS = "results"
    OPERATIONS = "operations"
