"""`leo`: the commands of whoever runs the product."""

import argparse
import asyncio

from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from adapters.mongo.collections import COLLECTIONS, ensure_collections


async def _migrate(settings: Settings) -> None:
    client = driver.connect(settings.mongodb_uri)
    try:
        await ensure_collections(client[settings.mongodb_database])
    finally:
        driver.close(client)
    print(f"{len(COLLECTIONS)} collections are as declared")


def main() -> None:
    parser = argparse.ArgumentParser(prog="leo")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="create what the database lacks; harmless to repeat")
    asked = parser.parse_args()
    if asked.command == "migrate":
        asyncio.run(_migrate(Settings()))


if __name__ == "__main__":
    main()
