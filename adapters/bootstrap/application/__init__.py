"""Ports → Application. One file and one builder per module; nothing is looked up."""

from adapters.bootstrap.application.accounts import build_accounts
from adapters.bootstrap.application.audit import build_audit
from adapters.bootstrap.application.billing import build_billing
from adapters.bootstrap.application.campaigns import build_campaigns
from adapters.bootstrap.application.consent import build_consent
from adapters.bootstrap.application.delivery import build_delivery
from adapters.bootstrap.application.enrichment import build_enrichment
from adapters.bootstrap.application.inbox import build_inbox
from adapters.bootstrap.application.insights import build_insights
from adapters.bootstrap.application.integrations import build_integrations
from adapters.bootstrap.application.messaging import build_messaging
from adapters.bootstrap.application.operations import build_operations
from adapters.bootstrap.application.people_search import build_people_search
from adapters.bootstrap.application.privacy import build_privacy, publisher_of
from adapters.bootstrap.application.prospect_views import build_prospect_views
from adapters.bootstrap.application.prospects import build_prospects
from adapters.bootstrap.application.salesbook import build_salesbook
from adapters.bootstrap.application.scoring import build_scoring
from adapters.bootstrap.application.support import build_support
from adapters.bootstrap.bridges.prospects import CampaignDoorway
from adapters.bootstrap.ports import Ports
from adapters.bootstrap.ports.shared import business_speed
from domain.application import Application, Plumbing


def build_application(ports: Ports) -> Application:
    shared = ports.shared
    campaigns = build_campaigns(ports.campaigns)
    return Application(
        plumbing=Plumbing(
            clock=shared.clock,
            wall=shared.wall,
            outbox=shared.outbox_reader,
            inbound=shared.inbound,
            operations=shared.operations,
            idempotency=shared.idempotency,
            mode=ports.settings.mode,
            time_speed=business_speed(ports.settings),
            public_url=ports.settings.public_url,
            publisher=publisher_of(ports.settings),
            mailbox_url=ports.settings.mailbox_url,
            messenger=ports.support.messenger,
            chat_sources=ports.support.sources,
            support_address=ports.support.address,
            limiter=shared.limiter,
            rate_limits=ports.settings.rate_limits,
            vitals=shared.vitals,
            metrics_token=ports.settings.metrics_token.get_secret_value(),
            pings=ports.pings,
        ),
        operations=build_operations(shared),
        accounts=build_accounts(ports.accounts),
        audit=build_audit(shared),
        integrations=build_integrations(ports.integrations),
        privacy=build_privacy(ports),
        salesbook=build_salesbook(ports.salesbook),
        prospects=build_prospects(ports.prospects),
        prospect_views=build_prospect_views(
            ports.prospect_views,
            ports.prospects,
            CampaignDoorway(ports.campaigns.campaigns, campaigns.enrol),
        ),
        people_search=build_people_search(ports.people_search, ports.prospects),
        scoring=build_scoring(ports.scoring),
        billing=build_billing(ports.billing),
        messaging=build_messaging(ports.messaging),
        enrichment=build_enrichment(ports.enrichment),
        campaigns=campaigns,
        delivery=build_delivery(ports.delivery),
        consent=build_consent(ports.consent),
        inbox=build_inbox(ports.inbox),
        insights=build_insights(ports.insights),
        support=build_support(ports.support),
        # one line per module
    )
