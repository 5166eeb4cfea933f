"""Problems for middlewares, which stand outside FastAPI's handlers."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.types import Scope, Send

from api.problems import problem_response
from domain.shared.errors import FieldFault


async def send_problem(
    scope: Scope,
    send: Send,
    *,
    status: int,
    code: str,
    faults: Sequence[FieldFault] = (),
    headers: dict[str, str] | None = None,
) -> None:
    response = problem_response(
        Request(scope), code=code, status=status, faults=faults, headers=headers
    )

    async def nothing() -> dict[str, str]:
        return {"type": "http.disconnect"}

    await response(scope, nothing, send)
