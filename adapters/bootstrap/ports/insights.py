"""Every port of `insights`, filled."""

from dataclasses import dataclass

from adapters.bootstrap.bridges.inbox import KnownProspects
from adapters.bootstrap.bridges.insights import UserNames
from adapters.bootstrap.ports.shared import SharedPorts
from adapters.mongo import driver
from adapters.mongo.insights import (
    MongoEventLog,
    MongoFunnel,
    MongoNotificationChoices,
    MongoNotifications,
    MongoTimeline,
)
from domain.accounts import ports as accounts
from domain.insights import ports as insights
from domain.shared.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class InsightsPorts:
    """What `insights` needs."""

    events: insights.EventLog
    timeline: insights.TimelineStore
    funnel: insights.FunnelStore
    campaigns: insights.CampaignShapes
    prospects: insights.KnownProspects
    names: insights.Names
    notifications: insights.Notifications
    choices: insights.NotificationChoices
    transaction: Transaction


def mongo_insights(
    shared: SharedPorts,
    database: driver.Database,
    *,
    campaigns: insights.CampaignShapes,
    people: KnownProspects,
    users: accounts.Users,
) -> InsightsPorts:
    return InsightsPorts(
        events=MongoEventLog(database),
        timeline=MongoTimeline(database),
        funnel=MongoFunnel(database),
        campaigns=campaigns,
        prospects=people,
        names=UserNames(users),
        notifications=MongoNotifications(database),
        choices=MongoNotificationChoices(database),
        transaction=shared.transaction,
    )
