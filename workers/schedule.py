"""Event → tasks, and what runs by the clock.

The relay queues every task of an event's line with the job id `<event id>:<task>`. A task gets
the workspace id first, then the named fields of the event, as strings.
"""

from dataclasses import dataclass
from datetime import timedelta

from adapters.bootstrap.queues import DEFAULT_QUEUE, DELIVERY_QUEUE


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


# The line "*" stands for every event.
REACTIONS: dict[str, tuple[Reaction, ...]] = {
    # messaging and enrichment
    "StepDue": (
        Reaction("generate_draft", ("campaign_id", "enrolment_id", "prospect_id", "step_id")),
    ),
    "EnrichmentRequested": (Reaction("submit_enrichment", ("job_id",)),),
    "ObjectionRecorded": (
        Reaction("expire_drafts_after_objection", ("prospect_id",)),
        Reaction("close_conversations", ("prospect_id",)),
        Reaction("mark_opted_out", ("prospect_id",)),
        Reaction("stop_after_objection", ("prospect_id",)),
        Reaction("cancel_after_objection", ("prospect_id",), DELIVERY_QUEUE),
    ),
    "ReplyReceived": (
        Reaction("expire_drafts_after_reply", ("prospect_id", "automatic")),
        Reaction("classify_reply", ("message_id",)),
        Reaction("mark_in_conversation", ("prospect_id", "automatic")),
    ),
    "EnrolmentEnded": (
        Reaction("expire_drafts_of_enrolment", ("prospect_id",)),
        Reaction("cancel_after_enrolment", ("enrolment_id", "reason"), DELIVERY_QUEUE),
        Reaction("follow_campaign", ("campaign_id",)),
    ),
    # inbox, consent and insights
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
        Reaction("stop_after_bounce", ("enrolment_id", "permanent")),
    ),
    "*": (Reaction("project_event", ("event_id", "event_name")),),
    "ProspectAdded": (Reaction("score_prospect", ("prospect_id",)),),
    "ProspectCorrected": (Reaction("score_prospect", ("prospect_id",)),),
    "ContactFound": (Reaction("score_prospect", ("prospect_id",)),),
    "ProspectsImported": (Reaction("score_imported", ("prospect_ids",)),),
    "SalesbookRevised": (Reaction("request_rescoring", ("event_id", "revision", "part")),),
    "ReplyClassified": (
        Reaction("follow_label", ("prospect_id", "label")),
        Reaction("stop_after_reply", ("prospect_id", "label")),
    ),
    "DraftApproved": (
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
    "OperationQueued": (Reaction("run_operation", ("operation_id", "kind")),),
}

SWEEPS: tuple[Sweep, ...] = (
    Sweep("resume_operations", timedelta(seconds=10)),
    Sweep("drain_inbound", timedelta(seconds=1)),
    Sweep("retry_drafts", timedelta(seconds=60)),
    Sweep("expire_old_drafts", timedelta(seconds=60)),
    Sweep("poll_enrichments", timedelta(seconds=60)),
    Sweep("expire_reservations", timedelta(minutes=5)),
    Sweep("take_next_steps", timedelta(seconds=2)),
    Sweep("check_senders", timedelta(minutes=10)),
    Sweep("keep_listening", timedelta(minutes=5)),
)
