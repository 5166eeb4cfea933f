"""Problems for middlewares, which stand outside FastAPI's handlers."""

from starlette.requests import Request
from starlette.types import Scope, Send

from api.problems import problem_response


async def send_problem(
    scope: Scope, send: Send, *, status: int, code: str, headers: dict[str, str] | None = None
) -> None:
    response = problem_response(Request(scope), code=code, status=status, headers=headers)

    async def nothing() -> dict[str, str]:
        return {"type": "http.disconnect"}

    await response(scope, nothing, send)
