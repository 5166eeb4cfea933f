"""OpenAI Responses with structured output (vendors/llm.md 1, 3). Streaming is not simulated."""

import json

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from adapters.sandbox.answering import TEXTS, Ask, Said, answer, scenario_of, until_gone
from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json, Value
from adapters.sandbox.structured import strict_problem

# By scenario: the status, the type, the code, the message and the headers of 3.5.
_FAILURES: dict[str, tuple[int, str, str | None, str, dict[str, str]]] = {
    "429": (429, "requests", "rate_limit_exceeded", "Rate limit reached", {"retry-after": "1"}),
    "429_long": (429, "requests", "rate_limit_exceeded", "Slow down", {"retry-after": "90"}),
    "quota": (
        429,
        "insufficient_quota",
        "insufficient_quota",
        "You exceeded your current quota",
        {"x-should-retry": "false"},
    ),
    "500": (500, "server_error", None, "The server had an error", {}),
    "503": (
        503,
        "service_unavailable_error",
        "server_is_overloaded",
        "Overloaded",
        {"retry-after": "1"},
    ),
    "529": (503, "service_unavailable_error", "server_is_overloaded", "Overloaded", {}),
    "401": (401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided", {}),
    "400": (400, "invalid_request_error", "invalid_json_schema", "Invalid schema", {}),
}
SHAPES = ("refusal", "truncated", "content_filter", "failed", "commentary_first", "hang")


def create_openai(parts: Parts) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.exception_handler(HTTPException)
    async def answer_http(request: Request, error: HTTPException) -> JSONResponse:
        del request
        return _failure(parts, error.status_code, "invalid_request_error", None, "Unknown request")

    @app.post("/responses")
    async def create_response(request: Request) -> Response:
        """1.2, 3.5: the body that both default and strict clients parse."""
        if not _has_key(parts, request.headers.get("authorization")):
            status, kind, code, message, headers = _FAILURES["401"]
            return _failure(parts, status, kind, code, message, headers)
        body = await _json(request)
        problem = _problem(body)
        if problem is not None:
            code, message = problem
            return _failure(parts, 400, "invalid_request_error", code, message)
        scenario = scenario_of(request.state, request.headers, parts)
        if scenario == "hang":
            await until_gone(request)
        if scenario in _FAILURES:
            status, kind, code, message, headers = _FAILURES[scenario]
            return _failure(parts, status, kind, code, message, headers)
        if scenario not in TEXTS and scenario not in SHAPES:
            return _failure(parts, 400, "invalid_request_error", None, f"no scenario {scenario}")
        ask = _ask(body, scenario)
        headers = {"x-request-id": f"req_{parts.new_id('openai-request')}"}
        return JSONResponse(_response(parts, body, scenario, answer(parts, ask)), headers=headers)

    return app


def _has_key(parts: Parts, header: str | None) -> bool:
    return header == f"Bearer {parts.settings.openai_key}"


async def _json(request: Request) -> Value:
    try:
        return json.loads(await request.body())
    except ValueError:
        return None


def _problem(body: Value) -> tuple[str | None, str] | None:
    if not isinstance(body, dict):
        return None, "We could not parse the JSON body of your request."
    for name in ("model", "input"):
        if not body.get(name):
            return "missing_required_parameter", f"Missing required parameter: '{name}'."
    if body.get("stream"):
        return "unsupported_value", "The sandbox does not stream."
    format_ = (body.get("text") or {}).get("format") or {}
    if format_.get("type") == "json_schema":
        if not format_.get("name") or not isinstance(format_.get("schema"), dict):
            return "missing_required_parameter", "Missing required parameter: 'text.format.name'."
        if format_.get("strict"):
            found = strict_problem(format_["schema"])
            if found is not None:
                return "invalid_json_schema", f"Invalid schema for response_format: {found}"
    return None


def _ask(body: Json, scenario: str) -> Ask:
    given = body["input"]
    system, user = str(body.get("instructions") or ""), ""
    if isinstance(given, str):
        user = given
    else:
        for message in given:
            text = _text_of(message.get("content"))
            if message.get("role") in {"system", "developer"}:
                system += f"\n{text}"
            elif message.get("role") == "user":
                user += f"\n{text}"
    format_ = (body.get("text") or {}).get("format") or {}
    return Ask(
        system=system,
        user=user,
        schema=format_.get("schema"),
        scenario=scenario,
        max_tokens=body.get("max_output_tokens"),
    )


def _text_of(content: Value) -> str:
    if isinstance(content, str):
        return content
    return "\n".join(str(part.get("text", "")) for part in content or [])


def _response(parts: Parts, body: Json, scenario: str, said: Said) -> Json:
    """3.5 and its table of scenarios."""
    number = parts.store.number("openai-response")
    text_part: Json = {"type": "output_text", "text": said.text, "annotations": []}
    message: Json = {
        "id": f"msg_sim_{number}",
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": [text_part],
    }
    response: Json = {
        "id": f"resp_sim_{number}",
        "object": "response",
        "created_at": int(parts.clock.now().timestamp()),
        "status": "completed",
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": body.get("metadata") or {},
        "model": body["model"],
        "output": [message],
        "parallel_tool_calls": True,
        "temperature": None,
        "top_p": None,
        "tool_choice": "auto",
        "tools": [],
        "store": body.get("store", True),
        "service_tier": "default",
        "usage": {
            "input_tokens": said.input_tokens,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": said.output_tokens,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": said.input_tokens + said.output_tokens,
        },
    }
    if scenario == "refusal":
        message["content"] = [{"type": "refusal", "refusal": "I can't help with that."}]
    elif scenario == "content_filter":
        response |= {"status": "incomplete", "incomplete_details": {"reason": "content_filter"}}
        response["output"] = []
    elif scenario == "failed":
        response |= {"status": "failed", "output": []}
        response["error"] = {"code": "server_error", "message": "The model failed."}
    elif scenario == "commentary_first":
        aside = {**message, "id": f"msg_sim_{number}_c", "phase": "commentary"}
        aside["content"] = [{**text_part, "text": "Let me think about it."}]
        thought = {"id": f"rs_{number}", "type": "reasoning", "summary": []}
        response["output"] = [thought, aside, {**message, "phase": "final_answer"}]
    elif said.cut:
        message["status"] = "incomplete"
        response |= {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}
    return response


def _failure(  # noqa: PLR0917
    parts: Parts,
    status: int,
    kind: str,
    code: str | None,
    message: str,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """3.2"""
    body = {"error": {"message": message, "type": kind, "param": None, "code": code}}
    request_id = {"x-request-id": f"req_{parts.new_id('openai-request')}"}
    return JSONResponse(body, status, headers={**request_id, **(headers or {})})
