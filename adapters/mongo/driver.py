"""The only file that imports motor (style.md 3.6; docs/decisions/0001-motor-behind-one-file.md)."""

from typing import Any, TypeAlias

from bson.codec_options import CodecOptions
from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorClientSession,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
)
from pymongo import ASCENDING, DESCENDING, InsertOne, ReplaceOne, UpdateOne
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    PyMongoError,
    WTimeoutError,
)

Row: TypeAlias = dict[str, Any]
Client: TypeAlias = AsyncIOMotorClient[Row]
Database: TypeAlias = AsyncIOMotorDatabase[Row]
Collection: TypeAlias = AsyncIOMotorCollection[Row]
Session: TypeAlias = AsyncIOMotorClientSession

# What a call raises while the server is away, or does not get its writes acknowledged.
STORE_DOWN: tuple[type[Exception], ...] = (ConnectionFailure, WTimeoutError)

CODEC: CodecOptions[Row] = CodecOptions(tz_aware=True)

__all__ = [
    "ASCENDING",
    "CODEC",
    "DESCENDING",
    "STORE_DOWN",
    "BulkWriteError",
    "Client",
    "Collection",
    "Database",
    "DuplicateKeyError",
    "InsertOne",
    "PyMongoError",
    "ReplaceOne",
    "Row",
    "Session",
    "UpdateOne",
    "close",
    "collection",
    "connect",
    "start_session",
    "start_snapshot",
]


def connect(url: str) -> Client:
    """Call it inside the running loop: the client keeps the loop of its first operation."""
    return AsyncIOMotorClient(
        url,
        w="majority",
        journal=True,
        wTimeoutMS=5000,
        readConcernLevel="majority",
        serverSelectionTimeoutMS=5000,
        appName="leo",
    )


def collection(database: Database, name: str) -> Collection:
    return database.get_collection(name, codec_options=CODEC)


async def start_session(client: Client) -> Session:
    return await client.start_session()


async def start_snapshot(client: Client) -> Session:
    """Every read of the session sees the same instant, on servers that keep snapshots."""
    return await client.start_session(snapshot=True)


def close(client: Client) -> None:
    client.close()
