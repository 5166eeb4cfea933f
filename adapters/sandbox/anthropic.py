"""Anthropic Messages with structured output (vendors/llm.md 2, 3). Streaming is not simulated."""

import json

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from adapters.sandbox.answering import TEXTS, Ask, Said, answer, scenario_of, tokens, until_gone
from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json, Value

# By scenario: the status, the type, the details, the message and the headers of 3.5.
_FAILURES: dict[str, tuple[int, str, Json | None, str, dict[str, str]]] = {
    "429": (429, "rate_limit_error", None, "Rate limit reached", {"retry-after": "1"}),
    "429_long": (429, "rate_limit_error", None, "Rate limit reached", {"retry-after": "3600"}),
    "quota": (
        429,
        "rate_limit_error",
        {"error_code": "enforced_spend_limit_reached"},
        "Spend limit reached",
        {"retry-after": "1"},
    ),
    "500": (500, "api_error", None, "Internal server error", {}),
    "503": (529, "overloaded_error", None, "Overloaded", {}),
    "529": (529, "overloaded_error", None, "Overloaded", {}),
    "401": (401, "authentication_error", None, "invalid bearer token", {}),
    "400": (400, "invalid_request_error", None, "Invalid request", {}),
}
SHAPES = ("refusal", "refusal_text", "truncated", "thinking_first", "hang")
_GONE = ("temperature", "top_p", "top_k")


def create_anthropic(parts: Parts) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.exception_handler(HTTPException)
    async def answer_http(request: Request, error: HTTPException) -> JSONResponse:
        del request
        return _failure(parts, error.status_code, "not_found_error", None, "Not found")

    @app.post("/v1/messages")
    async def create_message(request: Request) -> Response:
        """2.2, 3.5: Bearer since SDK 2.0; `temperature` is gone (0.7)."""
        refused = _refused(parts, request, body := await _json(request), counts=False)
        if refused is not None:
            return refused
        scenario = scenario_of(request.state, request.headers, parts)
        if scenario == "hang":
            await until_gone(request)
        if scenario in _FAILURES:
            return _failure(parts, *_FAILURES[scenario])
        if scenario not in TEXTS and scenario not in SHAPES:
            return _failure(parts, 400, "invalid_request_error", None, f"no scenario {scenario}")
        said = answer(parts, _ask(body, scenario))
        headers = {"request-id": f"req_{parts.new_id('anthropic-request')}"}
        return JSONResponse(_message(parts, body, scenario, said), headers=headers)

    @app.post("/v1/messages/count_tokens")
    async def count_tokens(request: Request) -> Response:
        """3.5"""
        refused = _refused(parts, request, body := await _json(request), counts=True)
        if refused is not None:
            return refused
        ask = _ask(body, "ok")
        return JSONResponse({"input_tokens": tokens(ask.system) + tokens(ask.user)})

    return app


async def _json(request: Request) -> Value:
    try:
        return json.loads(await request.body())
    except ValueError:
        return None


def _refused(parts: Parts, request: Request, body: Value, *, counts: bool) -> JSONResponse | None:
    if request.headers.get("authorization") != f"Bearer {parts.settings.anthropic_key}":
        return _failure(parts, *_FAILURES["401"])
    problem = _problem(request, body, counts=counts)
    if problem is None:
        return None
    return _failure(parts, 400, "invalid_request_error", None, problem)


def _problem(request: Request, body: Value, *, counts: bool) -> str | None:  # noqa: PLR0911 - one return per rule
    if not request.headers.get("anthropic-version"):
        return "anthropic-version: header is required"
    if not isinstance(body, dict):
        return "The request body is not valid JSON"
    needed = ("model", "messages") if counts else ("model", "messages", "max_tokens")
    for name in needed:
        if body.get(name) is None:
            return f"{name}: Field required"
    for name in _GONE:
        if name in body:
            return f"{name}: Extra inputs are not permitted"
    if body["messages"][-1].get("role") != "user":
        return "This model does not support assistant message prefill."
    if body.get("stream"):
        return "stream: the sandbox does not stream"
    return None


def _text_of(content: Value) -> str:
    if isinstance(content, str):
        return content
    return "\n".join(str(block.get("text", "")) for block in content or [])


def _forced_tool(body: Json) -> Json | None:
    """2.2: the alternative to output_config."""
    choice = body.get("tool_choice") or {}
    if choice.get("type") != "tool":
        return None
    named = (one for one in body.get("tools") or [] if one.get("name") == choice.get("name"))
    return next(named, None)


def _ask(body: Json, scenario: str) -> Ask:
    format_ = (body.get("output_config") or {}).get("format") or {}
    tool = _forced_tool(body)
    users = [one for one in body["messages"] if one.get("role") == "user"]
    return Ask(
        system=_text_of(body.get("system")),
        user="\n".join(_text_of(one.get("content")) for one in users),
        schema=tool["input_schema"] if tool else format_.get("schema"),
        scenario=scenario,
        max_tokens=body.get("max_tokens"),
    )


def _message(parts: Parts, body: Json, scenario: str, said: Said) -> Json:
    """3.5 and its table of scenarios."""
    number = parts.store.number("anthropic-message")
    content: list[Json] = [{"type": "text", "text": said.text}]
    message: Json = {
        "id": f"msg_ant_{number}",
        "type": "message",
        "role": "assistant",
        "model": body["model"],
        "content": content,
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "stop_details": None,
        "usage": {
            "input_tokens": said.input_tokens,
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 0,
            "output_tokens": said.output_tokens,
            "service_tier": "standard",
            "inference_geo": "global",
        },
    }
    tool = _forced_tool(body)
    if scenario in {"refusal", "refusal_text"}:
        message["content"] = (
            [] if scenario == "refusal" else [{"type": "text", "text": "I can't help with that."}]
        )
        message["stop_reason"] = "refusal"
        message["stop_details"] = {
            "type": "refusal",
            "category": "general_harms",
            "explanation": None,
        }
    elif said.cut:
        message["stop_reason"] = "max_tokens"
    elif scenario == "thinking_first":
        thought = {"type": "thinking", "thinking": "Let me think.", "signature": "sig"}
        message["content"] = [thought, *content]
    elif tool is not None:
        use = {"type": "tool_use", "id": f"toolu_{number}", "name": tool["name"]}
        message |= {"content": [{**use, "input": json.loads(said.text)}], "stop_reason": "tool_use"}
    return message


def _failure(  # noqa: PLR0917
    parts: Parts,
    status: int,
    kind: str,
    details: Json | None,
    message: str,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """3.2"""
    request_id = f"req_{parts.new_id('anthropic-request')}"
    error: Json = {"type": kind, "message": message}
    if details is not None:
        error["details"] = details
    body = {"type": "error", "error": error, "request_id": request_id}
    return JSONResponse(body, status, headers={"request-id": request_id, **(headers or {})})
