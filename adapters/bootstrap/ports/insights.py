"""Every port of `insights`, filled."""

from dataclasses import dataclass

from adapters.bootstrap.bridges.inbox import KnownProspects
from adapters.bootstrap.bridges.insights import TeamLetters, UserNames, WaitingWork
from adapters.bootstrap.ports.accounts import AccountsPorts
from adapters.bootstrap.ports.shared import SharedPorts
from adapters.mongo import driver
from adapters.mongo.insights import (
    MongoEventLog,
    MongoFunnel,
    MongoNotificationChoices,
    MongoNotifications,
    MongoTimeline,
)
from adapters.mongo.messaging import MongoDrafts
from adapters.mongo.privacy import MongoAudience, MongoPersonClocks
from domain.accounts.usecases.mailroom import Mailroom
from domain.campaigns.ports import HumanTasks
from domain.insights import ports as insights
from domain.shared.clock import Clock
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
    team: insights.Team
    mails: insights.NoticeMails
    figures: insights.WorkFigures
    spaces: insights.Spaces
    transaction: Transaction
    wall: Clock


def mongo_insights(
    shared: SharedPorts,
    database: driver.Database,
    *,
    campaigns: insights.CampaignShapes,
    people: KnownProspects,
    accounts: AccountsPorts,
    tasks: HumanTasks,
) -> InsightsPorts:
    funnel = MongoFunnel(database)
    letters = TeamLetters(
        accounts.users,
        accounts.workspaces,
        accounts.memberships,
        Mailroom(
            letters=accounts.letters,
            cipher=accounts.cipher,
            outbox=accounts.outbox,
            wall=accounts.wall,
            new_id=accounts.new_id,
        ),
    )
    return InsightsPorts(
        events=MongoEventLog(database),
        timeline=MongoTimeline(database),
        funnel=funnel,
        campaigns=campaigns,
        prospects=people,
        names=UserNames(accounts.users),
        notifications=MongoNotifications(database),
        choices=MongoNotificationChoices(database),
        team=letters,
        mails=letters,
        figures=WaitingWork(
            MongoDrafts(database), tasks, MongoPersonClocks(database), funnel, shared.clock
        ),
        spaces=MongoAudience(database),
        transaction=shared.transaction,
        wall=shared.wall,
    )
