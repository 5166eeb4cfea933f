"""Every port of `support`, filled."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from adapters.bootstrap.bridges.support import SupportedPeople
from adapters.bootstrap.ports.accounts import AccountsPorts
from adapters.bootstrap.ports.shared import SharedPorts
from adapters.bootstrap.settings import Settings
from adapters.intercom.adapter import IntercomDesk
from adapters.intercom.client import IntercomClient
from adapters.intercom.identity import IntercomTokens
from adapters.intercom.notices import IntercomNotices
from adapters.intercom.off import NoDesk
from adapters.intercom.page import api_base, page_sources
from adapters.mongo import driver
from adapters.mongo.support import MongoSupportContacts
from domain.shared.clock import Clock
from domain.shared.inbound import InboundEvents
from domain.shared.tokens import TokenMaker
from domain.support import ports as support
from domain.support.model import Messenger, PageSources


@dataclass(frozen=True, kw_only=True)
class SupportPorts:
    """What `support` needs."""

    messenger: Messenger
    sources: PageSources
    address: str
    contacts: support.SupportContacts
    people: support.People
    desk: support.SupportDesk
    signer: support.MessengerTokens
    notices: support.DeskNotices
    inbound: InboundEvents
    tokens: TokenMaker
    wall: Clock


def mongo_support(
    settings: Settings,
    shared: SharedPorts,
    database: driver.Database,
    stack: AsyncExitStack,
    *,
    accounts: AccountsPorts,
) -> SupportPorts:
    """Off, and without any client, where no app id is set."""
    is_live, app_id = settings.mode == "live", settings.intercom_app_id
    region, widget_url = settings.intercom_region, settings.intercom_widget_url
    desk: support.SupportDesk = NoDesk()
    messenger = Messenger(app_id="", region="", script_url="", api_base="")
    if app_id:
        client = IntercomClient(
            settings.intercom_url,
            settings.intercom_key.get_secret_value(),
            wall=shared.wall,
            is_live=is_live,
        )
        stack.push_async_callback(client.close)
        desk = IntercomDesk(client)
        messenger = Messenger(
            app_id=app_id,
            region=region,
            script_url=f"{widget_url}/{app_id}",
            api_base=api_base(region, widget_url, is_live=is_live),
        )
    return SupportPorts(
        messenger=messenger,
        sources=(page_sources(region, widget_url, is_live=is_live) if app_id else PageSources()),
        address=settings.support_address or settings.mail_from,
        contacts=MongoSupportContacts(database),
        people=SupportedPeople(accounts.users, accounts.memberships),
        desk=desk,
        signer=IntercomTokens(settings.intercom_messenger_secret.get_secret_value()),
        notices=IntercomNotices(settings.intercom_client_secret.get_secret_value()),
        inbound=shared.inbound,
        tokens=shared.tokens,
        wall=shared.wall,
    )
