"""The product, opened on real parts: what the main modules of api and workers start from."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.bootstrap.application import build_application
from adapters.bootstrap.ports import mongo_ports
from adapters.bootstrap.settings import Settings
from adapters.system.logs import set_up_logs
from domain.application import Application

__all__ = ["Settings", "build_application", "mongo_ports", "opened_application", "set_up_logs"]


@asynccontextmanager
async def opened_application(settings: Settings) -> AsyncIterator[Application]:
    """The product on real parts, inside the running loop; closed with the context."""
    async with mongo_ports(settings) as ports:
        yield build_application(ports)
