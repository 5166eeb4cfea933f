"""One worker process of the chaos run: `python -m tests.chaos.worker`, killed at any point."""

import asyncio

from adapters.mongo import driver
from tests.chaos.engine import Place, engine
from workers.delivery import deliver_forever


async def main() -> None:
    place = Place.from_environment()
    client = driver.connect(place.mongodb_uri)
    await deliver_forever(engine(place, client))


if __name__ == "__main__":
    asyncio.run(main())
