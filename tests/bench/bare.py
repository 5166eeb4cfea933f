"""The ceilings: bare FastAPI on the bare driver, doing the least that could be called the job."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from motor.motor_asyncio import AsyncIOMotorClient  # noqa: TID251 - the ceiling is the driver itself


@asynccontextmanager
async def _database(app: FastAPI) -> AsyncIterator[None]:
    client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(
        os.environ["MONGODB_URI"], w="majority", journal=True
    )
    app.state.rows = client["bare"]["rows"]
    await app.state.rows.insert_one({"_id": "page", "bytes": b"x" * int(os.environ["PAGE_BYTES"])})
    yield
    client.close()


app = FastAPI(lifespan=_database)


@app.get("/list")
async def read_page(request: Request) -> Response:
    row = await request.app.state.rows.find_one({"_id": "page"})
    return Response(bytes(row["bytes"]), media_type="application/json")


@app.post("/create", status_code=201)
async def create(request: Request) -> dict[str, str]:
    body = await request.json()
    done = await request.app.state.rows.insert_one(body)
    return {"id": str(done.inserted_id)}


@app.post("/intake")
async def intake(request: Request) -> dict[str, str]:
    await request.app.state.rows.insert_one({"body": await request.body()})
    return {}
