"""`leo`: the commands of whoever runs the product."""

import argparse
import asyncio
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adapters.bootstrap.backups import Backups, CannotRestore, Restored, archives
from adapters.bootstrap.opened import opened_application
from adapters.bootstrap.settings import Settings
from adapters.mail.intake import read_mail
from adapters.mongo import driver
from adapters.mongo.audit import MongoAuditLog
from adapters.mongo.collections import COLLECTIONS, ensure_collections
from adapters.stripe.client import StripeApi
from adapters.stripe.setup import StripeSetup
from adapters.system.clock import SystemClock
from domain.audit.usecases.verify_log import VerifyLog
from domain.privacy.model.cooperation import AuditState, HoldKind
from domain.shared.ids import WorkspaceId


async def _migrate(settings: Settings) -> None:
    client = driver.connect(settings.mongodb_uri)
    try:
        await ensure_collections(client[settings.mongodb_database])
    finally:
        driver.close(client)
    print(f"{len(COLLECTIONS)} collections are as declared")


async def _stop(settings: Settings, reason: str, channel: str) -> None:
    async with opened_application(settings) as application:
        report = await application.delivery.stops.stop_platform(reason, channel=channel)
    print(f"stopped: {channel or 'everything'}, in every workspace")
    print(
        f"{report.in_flight} calls in flight; none on the wire after {report.last_wire_at:%H:%M:%S}"
    )


async def _restart(settings: Settings, reason: str, channel: str) -> None:
    async with opened_application(settings) as application:
        await application.delivery.stops.restart_platform(reason, channel=channel)
    print(f"restarted: {channel or 'everything'}, in every workspace")


async def _audit_delivery(settings: Settings) -> int:
    """Exit status: 0 when every promise holds."""
    async with opened_application(settings) as application:
        report = await application.delivery.audit()
    print(f"{report.workspaces} workspaces, {report.actions} messages, {report.attempts} tries")
    for name, count in report.counts.items():
        print(f"{count:6}  {name.replace('_', ' ')}")
    print("\n".join(report.found))
    return 1 if report.found else 0


async def _restored(settings: Settings, since: datetime) -> None:
    async with opened_application(settings) as application:
        doubted = await application.delivery.doubt_after_restore(since)
    print("the sending is stopped in every workspace")
    print(f"{doubted} messages count as maybe sent until the provider was asked")
    print("when the objections since then are entered again: leo restart --reason …")


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise argparse.ArgumentTypeError("give the zone too, as in 2026-11-24T10:00:00Z")
    return at.astimezone(UTC)


def _delivery_commands(commands: Any) -> None:  # noqa: ANN401 - argparse names no type for it
    for name, says in (
        ("stop", "nothing leaves any more, in any workspace"),
        ("restart", "lift that stop"),
    ):
        command = commands.add_parser(name, help=says)
        command.add_argument("--reason", required=True)
        command.add_argument("--channel", default="", choices=("", "email", "linkedin"))
    restored = commands.add_parser(
        "restored", help="after a backup was put back: stop the sending, doubt what may have left"
    )
    restored.add_argument("--since", required=True, type=_instant, help="the backup's instant")


async def _suspend(settings: Settings, workspace_id: str, reason: str) -> None:
    async with opened_application(settings) as application:
        held = await application.accounts.suspend(WorkspaceId(workspace_id), reason)
    print(f"suspended: {held.name}; its owners are written to, its sending stops")


async def _readmit(settings: Settings, workspace_id: str) -> None:
    async with opened_application(settings) as application:
        held = await application.accounts.suspend.lift(WorkspaceId(workspace_id))
    print(f"{held.name} may work again; its sending waits for the client to restart it")


async def _watch(settings: Settings) -> None:
    async with opened_application(settings) as application:
        for one in await application.accounts.watched():
            why = f"suspended {one.suspended_at:%Y-%m-%d}" if one.suspended_at else "public mailbox"
            print(f"{one.id}  {why:20}  {one.name}  {one.suspension}")


async def _abuse(settings: Settings) -> None:
    async with opened_application(settings) as application:
        for one in await application.accounts.list_abuse():
            print(f"{one.received_at:%Y-%m-%d %H:%M}Z  {one.workspace_id}  {one.kind}  {one.about}")
            print("".join(f"    {line}\n" for line in (one.message, one.email) if line), end="")


async def _rights_mail(settings: Settings, raw: bytes) -> None:
    mail = read_mail(raw)
    if mail is None:
        print("written by a machine, or by nobody: left out")
        return
    async with opened_application(settings) as application:
        kind = await application.privacy.mail.to_contact(
            mail.id,
            email=mail.email,
            subject=mail.subject,
            text=mail.text,
            language=mail.language,
        )
    print(f"kept as: {kind.value}")


async def _cooperate(settings: Settings, asked: argparse.Namespace) -> None:
    workspace_id = WorkspaceId(asked.workspace)
    async with opened_application(settings) as application:
        privacy = application.privacy
        if asked.command == "authority":
            kept = await privacy.authorities.record(
                workspace_id,
                authority=asked.authority,
                wanted=asked.wanted,
                silent_because=asked.silent_because,
            )
            print("the client is not told: the law forbids it" if kept.is_silent else "told")
        elif asked.command == "hold":
            hold = await privacy.holds.hold(
                workspace_id, HoldKind(asked.kind), reason=asked.reason, until=asked.until
            )
            print(f"nothing of it is purged before {hold.until:%Y-%m-%d %H:%M}Z")
        else:
            answered = await privacy.audits.answer(
                workspace_id, asked.request, AuditState(asked.state), asked.reason
            )
            print(f"{answered.id}: {answered.state.value}")


def _cooperation_commands(commands: Any) -> None:  # noqa: ANN401 - argparse names no type for it
    authority = commands.add_parser("authority", help="an authority asked about a workspace")
    authority.add_argument("workspace")
    authority.add_argument("--authority", required=True)
    authority.add_argument("--wanted", required=True)
    authority.add_argument("--silent-because", default="", help="the law that forbids telling")
    hold = commands.add_parser("hold", help="keep a workspace from being purged for a while")
    hold.add_argument("workspace")
    hold.add_argument("--kind", required=True, choices=[one.value for one in HoldKind])
    hold.add_argument("--reason", required=True)
    hold.add_argument("--until", required=True, type=_instant)
    answer = commands.add_parser("answer-audit", help="answer a client's request for an audit")
    answer.add_argument("workspace")
    answer.add_argument("request")
    answer.add_argument("--state", required=True, choices=[one.value for one in AuditState])
    answer.add_argument("--reason", default="")


def _run_privacy(asked: argparse.Namespace, settings: Settings) -> None:
    if asked.command == "rights-mail":
        asyncio.run(_rights_mail(settings, sys.stdin.buffer.read()))
    else:
        asyncio.run(_cooperate(settings, asked))


def _workspace_commands(commands: Any) -> None:  # noqa: ANN401 - argparse names no type for it
    suspend = commands.add_parser("suspend", help="hold a workspace back; the client reads why")
    suspend.add_argument("workspace")
    suspend.add_argument("--reason", required=True)
    readmit = commands.add_parser("readmit", help="lift a suspension, or end a sign-up's review")
    readmit.add_argument("workspace")
    commands.add_parser("abuse", help="what people outside reported, newest first")
    commands.add_parser("watched", help="suspended workspaces, sign-ups from public mailboxes")


def _run_workspaces(asked: argparse.Namespace, settings: Settings) -> None:
    if asked.command == "suspend":
        asyncio.run(_suspend(settings, asked.workspace, asked.reason))
    elif asked.command == "readmit":
        asyncio.run(_readmit(settings, asked.workspace))
    elif asked.command == "abuse":
        asyncio.run(_abuse(settings))
    else:
        asyncio.run(_watch(settings))


def _backup_commands(commands: Any) -> None:  # noqa: ANN401 - argparse names no type for it
    backup = commands.add_parser("backup", help="keep every store in an encrypted archive")
    backup.add_argument("--refusals", action="store_true", help="only who said no, and the proofs")
    backup.add_argument("--keep", action="store_true", help="for ever: all daily, refusals often")
    listed = commands.add_parser("backups", help="what is kept; 1 when something is overdue")
    restore = commands.add_parser("restore", help="put an archive back into an empty database")
    restore.add_argument("archive", type=Path)
    restore.add_argument("--without-refusals", action="store_true")
    drill = commands.add_parser("drill", help="try an archive in a scratch database; 1 if it fails")
    drill.add_argument("archive", type=Path, nargs="?", help="the newest one, if not named")
    for command in (backup, listed, restore, drill):
        command.add_argument("--folder", type=Path, help="where the archives are: BACKUP_FOLDER")


async def _backup(backups: Backups, *, keep: bool, refusals: bool) -> None:
    if keep:
        await backups.keep()
    taken = await backups.take("refusals" if refusals else "full")
    print(f"{taken.path}  {taken.path.stat().st_size} bytes")


async def _list_backups(backups: Backups) -> int:
    for one in archives(backups.folder):
        print(f"{one.taken_at:%Y-%m-%d %H:%M:%S}Z  {one.kind:8}  {one.path}")
    alarms = await backups.alarms()
    print("\n".join(f"! {alarm}" for alarm in alarms))
    return 1 if alarms else 0


def _tell_restored(done: Restored) -> int:
    print(f"{done.rows} rows of {done.archive.taken_at:%Y-%m-%d %H:%M:%S}Z")
    print(f"{done.replayed.erased} people erased again, {done.replayed.opposed} objections again")
    print(f"{done.shredded} rows of workspaces purged since: their key is destroyed")
    print(f"{done.doubted} messages count as maybe sent until the provider was asked")
    print("\n".join(f"! {fault}" for fault in done.faults))
    return 1 if done.faults else 0


async def _restore(backups: Backups, archive: Path, *, without_refusals: bool) -> int:
    status = _tell_restored(await backups.restore(archive, without_refusals=without_refusals))
    print("the sending is stopped in every workspace, everybody has to sign in again")
    print("API keys that were revoked since then work again: revoke them before you go on")
    print("when all of it is checked: leo restart --reason …")
    return status


def _run_backups(asked: argparse.Namespace, settings: Settings) -> int:
    """One of the commands about backups; the exit status."""
    backups = Backups(settings, asked.folder or Path(settings.backup_folder), SystemClock())
    try:
        if asked.command == "backup":
            asyncio.run(_backup(backups, keep=asked.keep, refusals=asked.refusals))
            return 0
        if asked.command == "backups":
            return asyncio.run(_list_backups(backups))
        if asked.command == "drill":
            return _tell_restored(asyncio.run(backups.drill(asked.archive)))
        return asyncio.run(
            _restore(backups, asked.archive, without_refusals=asked.without_refusals)
        )
    except CannotRestore as refused:
        print(refused)
        return 2


async def _stripe_setup(settings: Settings) -> None:
    async with AsyncExitStack() as stack:
        api = StripeApi(settings.stripe_url, settings.stripe_key.get_secret_value(), stack)
        made = await StripeSetup(
            api,
            f"{settings.public_url}/webhooks/stripe",
            f"{settings.public_url}/settings/billing",
        ).ensure()
    print(f"{made['prices']} prices are sold; STRIPE_PORTAL={made['portal']}")
    if made["webhook_secret"] and settings.mode == "live":
        print(f"shown this once: STRIPE_WEBHOOK_SECRET={made['webhook_secret']}")


async def _verify_audit(settings: Settings) -> int:
    """Walk every workspace's log; the number of logs that are not whole."""
    client = driver.connect(settings.mongodb_uri)
    try:
        log = MongoAuditLog(client[settings.mongodb_database])
        verdicts = await VerifyLog(log=log).everything()
    finally:
        driver.close(client)
    for one in verdicts:
        state = "whole" if one.broken_at is None else f"BROKEN at entry {one.broken_at}"
        print(f"{one.workspace_id}  {one.entries} entries  {state}")
    return sum(one.broken_at is not None for one in verdicts)


def main() -> None:
    parser = argparse.ArgumentParser(prog="leo")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="create what the database lacks; harmless to repeat")
    _delivery_commands(commands)
    _backup_commands(commands)
    _workspace_commands(commands)
    _cooperation_commands(commands)
    commands.add_parser(
        "rights-mail", help="take a mail to the privacy contact from a mail server's pipe (stdin)"
    )
    commands.add_parser(
        "stripe-setup", help="make the prices, portal and webhook that Stripe lacks; repeatable"
    )
    audit = commands.add_parser("audit", help="hold the store against the promises; reads only")
    audit.add_argument(
        "what",
        choices=("delivery", "verify"),
        help="delivery: what was sent; verify: walk every audit log; 1 when something is broken",
    )
    asked = parser.parse_args()
    settings = Settings()
    if asked.command == "migrate":
        asyncio.run(_migrate(settings))
    elif asked.command == "stripe-setup":
        asyncio.run(_stripe_setup(settings))
    elif asked.command in {"authority", "hold", "answer-audit", "rights-mail"}:
        _run_privacy(asked, settings)
    elif asked.command == "stop":
        asyncio.run(_stop(settings, asked.reason, asked.channel))
    elif asked.command == "restart":
        asyncio.run(_restart(settings, asked.reason, asked.channel))
    elif asked.command == "audit" and asked.what == "delivery":
        sys.exit(asyncio.run(_audit_delivery(settings)))
    elif asked.command == "audit":
        sys.exit(1 if asyncio.run(_verify_audit(settings)) else 0)
    elif asked.command == "restored":
        asyncio.run(_restored(settings, asked.since))
    elif asked.command in {"suspend", "readmit", "watched", "abuse"}:
        _run_workspaces(asked, settings)
    else:
        sys.exit(_run_backups(asked, settings))


if __name__ == "__main__":
    main()
