"""Event → tasks, and what runs by the clock.

The relay queues every task of an event's line with the job id `<event id>:<task>`. A task gets
the workspace id first, then the named fields of the event, as strings.
"""

from dataclasses import dataclass
from datetime import timedelta

from adapters.bootstrap.queues import DEFAULT_QUEUE, DELIVERY_QUEUE
from domain.insights.model import NOTICED, RULES
from domain.integrations.model.hook import TYPES


@dataclass(frozen=True, slots=True)
class Reaction:
    """`fields` of the event, passed to the task after the workspace id."""

    task: str
    fields: tuple[str, ...] = ()
    queue: str = DEFAULT_QUEUE


@dataclass(frozen=True, slots=True)
class Sweep:
    """A task without arguments, queued every `every` of real time by the scheduler."""

    task: str
    every: timedelta
    queue: str = DEFAULT_QUEUE


REACTIONS: dict[str, tuple[Reaction, ...]] = {
    # messaging and enrichment
    "StepDue": (
        Reaction("open_task", ("enrolment_id", "step_id")),
        Reaction("generate_draft", ("campaign_id", "enrolment_id", "prospect_id", "step_id")),
    ),
    "EnrichmentRequested": (Reaction("submit_enrichment", ("job_id",)),),
    "EnrichmentHandedOn": (Reaction("submit_enrichment", ("job_id",)),),
    "ObjectionRecorded": (
        Reaction("cancel_after_objection", ("prospect_id",), DELIVERY_QUEUE),
        Reaction("expire_drafts_after_objection", ("prospect_id",)),
        Reaction("close_conversations", ("prospect_id",)),
        Reaction("mark_opted_out", ("prospect_id",)),
        Reaction("stop_after_objection", ("prospect_id",)),
        Reaction("count_objection", ("prospect_id", "channel")),
    ),
    "ReplyReceived": (
        Reaction("expire_drafts_after_reply", ("prospect_id", "automatic")),
        Reaction("classify_reply", ("message_id",)),
        Reaction("spot_rights_request", ("message_id",)),
        Reaction("mark_in_conversation", ("prospect_id", "automatic")),
        Reaction("renew_clock", ("prospect_id", "automatic")),
    ),
    "EnrolmentEnded": (
        Reaction("cancel_tasks", ("enrolment_id",)),
        Reaction("expire_drafts_of_enrolment", ("prospect_id",)),
        Reaction("cancel_after_enrolment", ("enrolment_id", "reason"), DELIVERY_QUEUE),
        Reaction("follow_campaign", ("campaign_id",)),
    ),
    # accounts
    "LetterQueued": (Reaction("post_letter", ("letter_id",)),),
    "KeyEnding": (Reaction("tell_key_ending", ("event_id", "hint", "day")),),
    "AbuseReported": (Reaction("weigh_abuse"),),
    "WorkspaceSuspended": (Reaction("stop_for_suspension"), Reaction("hold_keys")),
    "WorkspaceReadmitted": (Reaction("hold_keys"),),
    "WorkspaceClosureWithdrawn": (Reaction("hold_keys"),),
    "WorkspaceClosureAsked": (
        Reaction("stop_for_closure"),
        Reaction("hold_keys"),
        Reaction("archive_for_closure", ("takes_archive",)),
    ),
    # inbox, consent and insights
    "AnsweredByHand": (
        Reaction("stop_after_own_hand", ("prospect_id",)),
        Reaction("expire_drafts_of_enrolment", ("prospect_id",)),
    ),
    "AnswerQueued": (Reaction("hand_over_answer", ("message_id",)),),
    "AnswerSent": (Reaction("mark_answer_sent", ("message_id",)),),
    "AnswerFailed": (Reaction("mark_answer_failed", ("message_id",)),),
    "MessageSent": (
        Reaction("record_notice", ("prospect_id", "action_id", "draft_id", "channel")),
        Reaction("mark_contacted", ("prospect_id",)),
        Reaction("record_step_sent", ("enrolment_id", "step_id")),
    ),
    "MessageBounced": (
        Reaction("suppress_bounced_address", ("prospect_id", "action_id", "permanent")),
        Reaction("refund_bounced_address", ("prospect_id", "action_id", "permanent")),
        Reaction("stop_after_bounce", ("enrolment_id", "permanent")),
    ),
    "ProspectAdded": (
        Reaction("score_prospect", ("prospect_id",)),
        Reaction("start_clock", ("prospect_id",)),
        Reaction("link_company", ("prospect_id",)),
    ),
    "ProspectCorrected": (
        Reaction("score_prospect", ("prospect_id",)),
        Reaction("link_company", ("prospect_id",)),
    ),
    "ProspectsRestored": (
        Reaction("score_imported", ("prospect_ids",)),
        Reaction("link_companies", ("prospect_ids",)),
    ),
    "ProspectsMerged": (
        Reaction("score_prospect", ("prospect_id",)),
        Reaction("link_company", ("prospect_id",)),
    ),
    "ProspectsParted": (
        Reaction("link_company", ("prospect_id",)),
        Reaction("link_companies", ("other_id",)),
        Reaction("score_prospect", ("prospect_id",)),
        Reaction("score_imported", ("other_id",)),
    ),
    "ContactFound": (
        Reaction("score_prospect", ("prospect_id",)),
        Reaction("link_company", ("prospect_id",)),
    ),
    "ProspectsImported": (
        Reaction("score_imported", ("prospect_ids",)),
        Reaction("link_companies", ("prospect_ids",)),
        Reaction("start_clocks", ("prospect_ids",)),
    ),
    "OpinionsSwitched": (Reaction("rescore_switched", ("event_id", "revision")),),
    "FeedbackGiven": (Reaction("rescore_concerned", ("feedback_id",)),),
    "FeedbackUndone": (Reaction("rescore_concerned", ("feedback_id",)),),
    "NoticeDelivered": (Reaction("stop_inform_clock", ("prospect_id",)),),
    "NoticeSent": (Reaction("record_own_notice", ("prospect_id", "action_id", "notice_id")),),
    "NoticeFailed": (Reaction("resume_inform_clock", ("prospect_id",)),),
    "ChangeAnnounced": (Reaction("tell_of_change", ("notice_id",)),),
    "AuthorityRequestTold": (
        Reaction("tell_authority_request", ("request_id", "authority", "wanted")),
    ),
    "ExportMade": (Reaction("watch_exports"),),
    "IncidentNoticeSent": (Reaction("tell_incident_notice", ("incident_id", "number")),),
    "PeopleToInform": (Reaction("tell_people_to_inform", ("event_id", "people", "by")),),
    "PersonErased": (Reaction("erase_leftovers", ("prospect_id",)),),
    "SalesbookRevised": (Reaction("request_rescoring", ("event_id", "revision", "part")),),
    "ReplyClassified": (
        Reaction("hold_colleagues", ("prospect_id", "label")),
        Reaction("follow_label", ("prospect_id", "label")),
        Reaction("stop_after_reply", ("prospect_id", "label")),
        Reaction("follow_absence", ("prospect_id", "resume_on", "has_left")),
    ),
    "DraftApproved": (
        Reaction("open_task_with_text", ("enrolment_id", "step_id", "draft_id")),
        Reaction(
            "plan_action",
            (
                "draft_id",
                "campaign_id",
                "enrolment_id",
                "prospect_id",
                "step_id",
                "channel",
                "sha256",
                "mandate_id",
            ),
            DELIVERY_QUEUE,
        ),
    ),
    "DraftSkipped": (Reaction("record_step_skipped", ("enrolment_id", "step_id")),),
    "DraftDismissed": (Reaction("stop_after_dismissal", ("enrolment_id",)),),
    "DeliveryFailed": (Reaction("record_step_failed", ("enrolment_id", "step_id")),),
    "ActionCancelled": (Reaction("record_step_undone", ("enrolment_id", "step_id", "code")),),
    "ActionSuppressed": (Reaction("end_enrolment", ("enrolment_id", "code")),),
    "CampaignLaunched": (Reaction("follow_campaign", ("campaign_id",)),),
    "CampaignPaused": (Reaction("follow_campaign", ("campaign_id",)),),
    "CampaignResumed": (
        Reaction("follow_campaign", ("campaign_id",)),
        Reaction("wake_campaign", ("campaign_id",), DELIVERY_QUEUE),
    ),
    "SenderAnnounced": (Reaction("confirm_sender", ("sender_id",)),),
    "SenderConnected": (Reaction("wake_sender", ("sender_id",), DELIVERY_QUEUE),),
    "SenderTroubled": (Reaction("check_sender", ("sender_id",)),),
    "TopUpDue": (Reaction("top_up_credits"),),
    "CreditsLow": (Reaction("tell_credits_low", ("event_id", "available")),),
    "PaymentFailed": (Reaction("tell_payment_failed", ("event_id",)),),
    "SubscriptionEnded": (Reaction("tell_subscription_ended", ("event_id",)),),
    "TaskEnded": (
        Reaction("record_task_done", ("enrolment_id", "step_id", "outcome")),
        Reaction("stop_after_call", ("prospect_id", "outcome")),
        Reaction("follow_call", ("prospect_id", "outcome")),
        Reaction("record_withdrawal_by_hand", ("enrolment_id", "step_id", "kind", "outcome")),
    ),
    "WithdrawalDue": (Reaction("open_withdrawal_task", ("enrolment_id", "step_id")),),
    "InvitationWithdrawn": (Reaction("record_withdrawal", ("enrolment_id",)),),
    "CallTried": (Reaction("follow_call", ("prospect_id", "outcome")),),
    "ConnectionAccepted": (Reaction("record_acceptance", ("enrolment_id",)),),
    "SequenceRevised": (Reaction("follow_revision", ("campaign_id", "revision", "scope", "gone")),),
    "DraftExpired": (
        Reaction("hold_after_expiry", ("enrolment_id", "step_id", "draft_id", "reason")),
    ),
    "DraftGenerated": (
        Reaction("release_after_draft", ("enrolment_id", "step_id")),
        Reaction("approve_unattended", ("draft_id",)),
    ),
    "ActionUncovered": (Reaction("give_draft_back", ("draft_id",)),),
    "MandateEnded": (Reaction("wake_campaign", ("campaign_id",), DELIVERY_QUEUE),),
    "LevelChanged": (Reaction("wake_campaign", ("campaign_id",), DELIVERY_QUEUE),),
    "MemberRemoved": (
        Reaction("end_mandates_of_leaver", ("user_id",)),
        Reaction("forget_leaver", ("user_id",)),
    ),
    "RoleChanged": (Reaction("end_mandates_of_demoted", ("user_id",)),),
    "OperationQueued": (Reaction("run_operation", ("operation_id", "kind")),),
}

# What the timeline, the counts and the notifications tell, and receivers of webhooks.
for _names, _reaction in (
    ({*RULES, *NOTICED}, Reaction("project_event", ("event_id", "event_name"))),
    (NOTICED, Reaction("mail_notice", ("event_id",))),
    (TYPES, Reaction("queue_hook_deliveries", ("event_id",))),
):
    for _name in _names:
        REACTIONS[_name] = (*REACTIONS.get(_name, ()), _reaction)

SWEEPS: tuple[Sweep, ...] = (
    Sweep("forward_rights_requests", timedelta(seconds=5)),
    Sweep("warn_of_deadlines", timedelta(seconds=60)),
    Sweep("announce_changes", timedelta(minutes=5)),
    Sweep("pilot_notices", timedelta(seconds=60)),
    Sweep("let_people_go", timedelta(seconds=60)),
    Sweep("sweep_retention", timedelta(hours=1)),
    Sweep("remove_left_companies", timedelta(hours=1)),
    Sweep("watch_incidents", timedelta(seconds=60)),
    Sweep("remind_of_closure", timedelta(hours=1)),
    Sweep("warn_of_keys", timedelta(hours=1)),
    Sweep("purge_workspaces", timedelta(minutes=10)),
    Sweep("resume_operations", timedelta(seconds=10)),
    Sweep("drain_inbound", timedelta(seconds=1)),
    Sweep("finalise_doubts", timedelta(seconds=60)),
    Sweep("release_answers", timedelta(seconds=2)),
    Sweep("retry_drafts", timedelta(seconds=60)),
    Sweep("expire_old_drafts", timedelta(seconds=60)),
    Sweep("poll_enrichments", timedelta(seconds=60)),
    Sweep("refresh_saved_searches", timedelta(seconds=60)),
    Sweep("rescore_due", timedelta(seconds=60)),
    Sweep("expire_reservations", timedelta(minutes=5)),
    Sweep("expire_credits", timedelta(minutes=10)),
    Sweep("follow_subscriptions", timedelta(minutes=10)),
    Sweep("watch_mandates", timedelta(seconds=30)),
    Sweep("follow_levels", timedelta(seconds=30)),
    Sweep("take_next_steps", timedelta(seconds=2)),
    Sweep("pass_overdue_tasks", timedelta(seconds=60)),
    Sweep("check_senders", timedelta(minutes=10)),
    Sweep("check_health", timedelta(minutes=5)),
    Sweep("confirm_reported", timedelta(minutes=1)),
    Sweep("withdraw_invitations", timedelta(minutes=10)),
    Sweep("send_hook_deliveries", timedelta(seconds=2)),
    Sweep("delete_support_contacts", timedelta(seconds=60)),
    Sweep("keep_listening", timedelta(minutes=5)),
    Sweep("mail_digests", timedelta(minutes=10)),
)
