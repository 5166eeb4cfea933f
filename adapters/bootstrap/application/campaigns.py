"""Ports → the use cases of `campaigns`, written out by hand."""

from adapters.bootstrap.ports.campaigns import CampaignPorts
from domain.application import CampaignUseCases
from domain.campaigns.usecases.activate_plan import ActivatePlan
from domain.campaigns.usecases.change_enrolment import ChangeEnrolment
from domain.campaigns.usecases.delay_enrolment import DelayEnrolment
from domain.campaigns.usecases.draft_campaign import DraftCampaign
from domain.campaigns.usecases.edit_campaign import EditCampaign
from domain.campaigns.usecases.edit_sequence import EditSequence
from domain.campaigns.usecases.end_enrolment import EndEnrolment
from domain.campaigns.usecases.end_mandate import EndMandate
from domain.campaigns.usecases.end_task import EndTask
from domain.campaigns.usecases.enrol_prospects import EnrolProspects
from domain.campaigns.usecases.follow_campaign import FollowCampaign
from domain.campaigns.usecases.follow_revision import FollowRevision
from domain.campaigns.usecases.hold_colleagues import HoldColleagues
from domain.campaigns.usecases.known_parts import KnownParts
from domain.campaigns.usecases.launch_campaign import LaunchCampaign
from domain.campaigns.usecases.list_campaigns import ListCampaigns
from domain.campaigns.usecases.list_enrolments import ListEnrolments
from domain.campaigns.usecases.list_mandates import ListMandates
from domain.campaigns.usecases.list_tasks import ListTasks
from domain.campaigns.usecases.open_task import OpenTask
from domain.campaigns.usecases.pause_campaign import PauseCampaign
from domain.campaigns.usecases.person_days import PersonDays
from domain.campaigns.usecases.record_step_done import RecordStepDone
from domain.campaigns.usecases.resume_campaign import ResumeCampaign
from domain.campaigns.usecases.run_preflight import RunPreflight
from domain.campaigns.usecases.set_autonomy import SetAutonomy
from domain.campaigns.usecases.set_calendar import SetCalendar
from domain.campaigns.usecases.sign_lia import SignLia
from domain.campaigns.usecases.sign_mandate import SignMandate
from domain.campaigns.usecases.take_next_steps import TakeNextSteps
from domain.campaigns.usecases.write_call_script import WriteCallScript


def build_campaigns(p: CampaignPorts) -> CampaignUseCases:
    preflight = RunPreflight(
        campaigns=p.campaigns,
        salesbook=p.salesbook,
        senders=p.senders,
        clock=p.clock,
        public_url=p.public_url,
    )
    days = PersonDays(calendars=p.calendars, public_days=p.public_days)
    parts = KnownParts(salesbook=p.salesbook, senders=p.senders)
    launch = LaunchCampaign(
        campaigns=p.campaigns,
        plan=p.plan,
        preflight=preflight,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
    )
    simulate = p.checking.simulate
    return CampaignUseCases(
        draft=DraftCampaign(
            campaigns=p.campaigns,
            parts=parts,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        edit=EditCampaign(campaigns=p.campaigns, parts=parts, transaction=p.transaction),
        edit_sequence=EditSequence(
            campaigns=p.campaigns,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        enrol=EnrolProspects(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            audience=p.audience,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        sign_lia=SignLia(
            campaigns=p.campaigns, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
        preflight=preflight,
        launch=launch,
        pause=PauseCampaign(
            campaigns=p.campaigns, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
        resume=ResumeCampaign(
            campaigns=p.campaigns,
            plan=p.plan,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        follow=FollowCampaign(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            queue=p.queue,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        take_next_steps=TakeNextSteps(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            queue=p.queue,
            autonomies=p.autonomies,
            audience=p.audience,
            days=days,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        record_step_done=RecordStepDone(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            audience=p.audience,
            days=days,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        delay_enrolment=DelayEnrolment(enrolments=p.enrolments, transaction=p.transaction),
        end_enrolment=EndEnrolment(
            enrolments=p.enrolments,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        list=ListCampaigns(campaigns=p.campaigns, enrolments=p.enrolments),
        list_enrolments=ListEnrolments(
            campaigns=p.campaigns, enrolments=p.enrolments, audience=p.audience
        ),
        follow_revision=FollowRevision(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        change_enrolment=ChangeEnrolment(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        hold_colleagues=HoldColleagues(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            audience=p.audience,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        open_task=OpenTask(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            tasks=p.tasks,
            audience=p.audience,
            days=days,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        end_task=EndTask(
            tasks=p.tasks,
            queue=p.task_queue,
            audience=p.audience,
            days=days,
            objections=p.objections,
            wrong_numbers=p.wrong_numbers,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        list_tasks=ListTasks(
            tasks=p.tasks,
            campaigns=p.campaigns,
            audience=p.audience,
            words=p.words,
            scripts=p.scripts,
            days=days,
            clock=p.clock,
        ),
        write_script=WriteCallScript(tasks=p.tasks, scripts=p.scripts),
        calendar=SetCalendar(calendars=p.calendars, transaction=p.transaction, clock=p.clock),
        simulate=simulate,
        sign_mandate=SignMandate(
            campaigns=p.campaigns,
            simulations=p.simulations,
            simulate=simulate,
            mandates=p.mandates,
            entitlements=p.checking.entitlements,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        end_mandate=EndMandate(
            mandates=p.mandates,
            watch=p.mandate_watch,
            campaigns=p.campaigns,
            simulate=simulate,
            signatories=p.checking.signatories,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        list_mandates=ListMandates(campaigns=p.campaigns, mandates=p.mandates, clock=p.clock),
        autonomy=SetAutonomy(
            campaigns=p.campaigns,
            autonomies=p.autonomies,
            trust=p.trust,
            watch=p.mandate_watch,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        activate_plan=ActivatePlan(
            campaigns=p.campaigns,
            simulations=p.simulations,
            simulate=simulate,
            launch=launch,
            clock=p.clock,
        ),
    )
