"""`leo`: the commands of whoever runs the product."""

import argparse
import asyncio
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

from adapters.bootstrap.opened import opened_application
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from adapters.mongo.audit import MongoAuditLog
from adapters.mongo.collections import COLLECTIONS, ensure_collections
from adapters.stripe.client import StripeApi
from adapters.stripe.setup import StripeSetup
from domain.audit.usecases.verify_log import VerifyLog


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


if __name__ == "__main__":
    main()
