"""Ports → the use cases of `insights`, written out by hand."""

from adapters.bootstrap.ports.insights import InsightsPorts
from domain.application import InsightsUseCases
from domain.insights.usecases.mail_digests import MailDigests
from domain.insights.usecases.mail_notice import MailNotice
from domain.insights.usecases.notify import NoticeEvent, ReadNotifications
from domain.insights.usecases.project_event import ProjectEvent
from domain.insights.usecases.read_results import ReadResults
from domain.insights.usecases.read_timeline import ReadTimeline


def build_insights(p: InsightsPorts) -> InsightsUseCases:
    return InsightsUseCases(
        project=ProjectEvent(
            events=p.events,
            timeline=p.timeline,
            funnel=p.funnel,
            transaction=p.transaction,
        ),
        read_timeline=ReadTimeline(timeline=p.timeline, prospects=p.prospects, names=p.names),
        read_results=ReadResults(campaigns=p.campaigns, funnel=p.funnel),
        notice=NoticeEvent(events=p.events, notifications=p.notifications),
        notifications=ReadNotifications(
            notifications=p.notifications, choices=p.choices, transaction=p.transaction
        ),
        mail_notice=MailNotice(
            events=p.events,
            team=p.team,
            choices=p.choices,
            mails=p.mails,
            transaction=p.transaction,
        ),
        mail_digests=MailDigests(
            spaces=p.spaces,
            team=p.team,
            choices=p.choices,
            notifications=p.notifications,
            figures=p.figures,
            mails=p.mails,
            transaction=p.transaction,
            wall=p.wall,
        ),
    )
