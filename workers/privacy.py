"""The rights desk's clocks, and what time takes away."""

from domain.application import Application
from domain.delivery.model.stop import StopScope
from domain.privacy.model.exports import ExportFormat, ExportScope
from domain.privacy.usecases.keep_exports import KIND
from domain.shared.actor import system_actor
from domain.shared.ids import MessageId, OperationId, ProspectId, WorkspaceId
from workers.operations import RUNNERS
from workers.task import Context, application, task


async def run_export(
    app: Application, workspace_id: WorkspaceId, operation_id: OperationId
) -> None:
    """Writes the file again after a crash; a second run of a finished one does nothing."""
    await app.privacy.exports.run(workspace_id, operation_id)


RUNNERS[KIND] = run_export


@task
async def start_clock(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """A second run finds the clock running."""
    await application(ctx).privacy.clocks.start(
        WorkspaceId(workspace_id), [ProspectId(prospect_id)]
    )


@task
async def start_clocks(ctx: Context, workspace_id: str, prospect_ids: str) -> None:
    """People an import created or changed: whose clock runs keeps it."""
    await application(ctx).privacy.clocks.start(
        WorkspaceId(workspace_id), [ProspectId(one) for one in prospect_ids.split(",") if one]
    )


@task
async def stop_inform_clock(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """A second run finds the person informed."""
    await application(ctx).privacy.clocks.informed(
        WorkspaceId(workspace_id), ProspectId(prospect_id)
    )


@task
async def renew_clock(ctx: Context, workspace_id: str, prospect_id: str, automatic: str) -> None:
    """An automatic reply is no word of the person (A18). A later date never moves back."""
    if automatic != str(True):
        await application(ctx).privacy.clocks.heard_from(
            WorkspaceId(workspace_id), ProspectId(prospect_id)
        )


@task
async def watch_exports(ctx: Context, workspace_id: str) -> None:
    """A second run finds the incident."""
    await application(ctx).privacy.watch_exports(WorkspaceId(workspace_id))


@task
async def erase_leftovers(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """What other tasks wrote about the person while they were erased; a second run finds none."""
    await application(ctx).privacy.erase.leftovers(
        WorkspaceId(workspace_id), ProspectId(prospect_id)
    )


@task
async def forward_rights_requests(ctx: Context) -> None:
    """A request forwarded twice has the same id, so it is there once."""
    await application(ctx).privacy.receive.forward_waiting()


@task
async def warn_of_deadlines(ctx: Context) -> None:
    """A second run finds them warned."""
    await application(ctx).privacy.warn()


@task
async def resume_inform_clock(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """A second run finds the month running again."""
    await application(ctx).privacy.pilot.failed(WorkspaceId(workspace_id), ProspectId(prospect_id))


@task
async def spot_rights_request(ctx: Context, workspace_id: str, message_id: str) -> None:
    """A second run finds the case on the desk."""
    await application(ctx).privacy.mail.reply(WorkspaceId(workspace_id), MessageId(message_id))


@task
async def announce_changes(ctx: Context) -> None:
    """A second run finds them announced, and every proof written down."""
    await application(ctx).privacy.announce()
    await application(ctx).privacy.announce.prove()


@task
async def pilot_notices(ctx: Context) -> None:
    """A second run finds people marked."""
    await application(ctx).privacy.pilot.warn()
    await application(ctx).privacy.pilot.inform()


@task
async def let_people_go(ctx: Context) -> None:
    """A second run finds them gone."""
    await application(ctx).privacy.let_go()


@task
async def sweep_retention(ctx: Context) -> None:
    """A second run finds nothing past its class."""
    await application(ctx).privacy.retention()


@task
async def watch_incidents(ctx: Context) -> None:
    """A second run finds those hours rung."""
    await application(ctx).privacy.incidents.watch()


@task
async def stop_for_closure(ctx: Context, workspace_id: str) -> None:
    """Nothing is sent and no step comes due from a closing workspace (obligation 74). A second run
    finds the switch turned and nothing running.
    """
    app, actor = application(ctx), system_actor(WorkspaceId(workspace_id))
    await app.delivery.stops.stop(actor, StopScope.WORKSPACE, "", "closure")
    await app.campaigns.pause.all(actor)


@task
async def stop_for_suspension(ctx: Context, workspace_id: str) -> None:
    """The same for a workspace that staff suspended (obligation 35)."""
    app, actor = application(ctx), system_actor(WorkspaceId(workspace_id))
    await app.delivery.stops.stop(actor, StopScope.WORKSPACE, "", "suspension")
    await app.campaigns.pause.all(actor)


@task
async def weigh_abuse(ctx: Context, workspace_id: str) -> None:
    """Stop the sending when several people complained within a week (obligation 35). A second run
    finds the switch turned; what the client restarted is stopped again by the next complaint only.
    """
    app, workspace = application(ctx), WorkspaceId(workspace_id)
    if await app.accounts.weigh_abuse(workspace):
        await app.delivery.stops.stop(system_actor(workspace), StopScope.WORKSPACE, "", "abuse")


@task
async def archive_for_closure(ctx: Context, workspace_id: str, takes_archive: str) -> None:
    """A second run makes a second archive of the same: harmless."""
    if takes_archive == str(True):
        await application(ctx).privacy.exports.order(
            system_actor(WorkspaceId(workspace_id)),
            ExportScope.WORKSPACE,
            ExportFormat.ZIP,
            reason="closure",
            acknowledged=True,
            with_objectors=True,
        )


@task
async def remind_of_closure(ctx: Context) -> None:
    """A second run finds them told."""
    await application(ctx).accounts.remind_of_closure()


@task
async def purge_workspaces(ctx: Context) -> None:
    """A second run finds them gone."""
    await application(ctx).privacy.purge()
