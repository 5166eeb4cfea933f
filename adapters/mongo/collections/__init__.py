"""Every collection, declared once: owner, indexes and what personal data it holds.

The inventory is obligation 9: category, purpose and retention class for each field that holds
personal data. A test compares this list with what the database holds. One file per owner.
"""

from typing import Any

from adapters.mongo.collections.accounts import ACCOUNTS
from adapters.mongo.collections.audit import AUDIT
from adapters.mongo.collections.billing import BILLING
from adapters.mongo.collections.campaigns import CAMPAIGNS
from adapters.mongo.collections.consent import CONSENT
from adapters.mongo.collections.delivery import DELIVERY
from adapters.mongo.collections.enrichment import ENRICHMENT
from adapters.mongo.collections.inbox import INBOX, INBOX_ACCESS
from adapters.mongo.collections.insights import INSIGHTS
from adapters.mongo.collections.integrations import INTEGRATIONS
from adapters.mongo.collections.messaging import MESSAGING
from adapters.mongo.collections.people_search import PEOPLE_SEARCH
from adapters.mongo.collections.privacy import PRIVACY
from adapters.mongo.collections.prospects import PROSPECT_VIEWS, PROSPECTS
from adapters.mongo.collections.salesbook import SALESBOOK
from adapters.mongo.collections.scoring import SCORING
from adapters.mongo.collections.shared import OPERATIONS, SHARED
from adapters.mongo.collections.spec import CollectionSpec
from adapters.mongo.collections.support import SUPPORT
from adapters.mongo.driver import Database

COLLECTIONS: tuple[CollectionSpec, ...] = (
    *SHARED,
    *OPERATIONS,
    *INTEGRATIONS,
    *ACCOUNTS,
    *AUDIT,
    *SALESBOOK,
    *PROSPECTS,
    *PROSPECT_VIEWS,
    *PEOPLE_SEARCH,
    *SCORING,
    *ENRICHMENT,
    *CAMPAIGNS,
    *DELIVERY,
    *MESSAGING,
    *INBOX,
    INBOX_ACCESS,
    *CONSENT,
    *PRIVACY,
    *BILLING,
    *INSIGHTS,
    *SUPPORT,
)


async def ensure_collections(database: Database) -> None:
    """Create what is missing. Running it again changes nothing."""
    for spec in COLLECTIONS:
        rows = database[spec.name]
        for index in spec.indexes:
            keys = [(key.strip("-"), -1 if key.startswith("-") else 1) for key in index.keys]
            options: dict[str, Any] = {"name": index.name}
            if index.unique:
                options["unique"] = True
            if index.present:
                options["partialFilterExpression"] = {index.present: {"$gt": ""}}
            if index.expire_after_seconds is not None:
                options["expireAfterSeconds"] = index.expire_after_seconds
            await rows.create_index(keys, **options)
