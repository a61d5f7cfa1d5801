"""The OpenAPI description of the HTTP interface, generated from the types of its requests and replies."""

from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec

from qa.output.answer_messages import AnswerJson
from qa.output.failure_json import FailureJson
from qa.output.passages_json import PassagesJson
from qa.output.schemas import components, with_descriptions
from qa.output.search_json import SearchJson
from qa.output.status_json import StatusJson
from tui.servers.requests import AskRequest, PassagesRequest, Request, SearchRequest

_PARTS = "#/components/schemas/"
_FAILURES = {
    "400": "The request is invalid.",
    "401": "The token is missing or wrong.",
    "403": "The Host header does not name this server, or a page of another site sent the request.",
    "413": "The body is too long.",
    "429": "Too many requests are waiting; retry after Retry-After seconds.",
    "503": "There is no usable index.",
}


@cache
def openapi() -> dict[str, Any]:
    """Describe the interface.

    Returns:
        An OpenAPI 3.1 document.
    """
    replies, parts = components((AnswerJson, SearchJson, PassagesJson, StatusJson, FailureJson), _PARTS)
    answer, search, passages, status, failure = replies
    for kind in (AskRequest, SearchRequest, PassagesRequest):
        parts |= _request_parts(kind)
    health = {"type": "object", "properties": {"status": {"const": "ok"}}, "required": ["status"]}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Quotewire", "version": version("quotewire")},
        "security": [{"token": []}],
        "paths": {
            "/ask": {"post": _operation("Answer a question, or say why not", answer, failure, AskRequest)},
            "/search": {"post": _operation("Find the articles that mention words", search, failure, SearchRequest)},
            "/passages": {
                "post": _operation("Find passages by meaning and by words", passages, failure, PassagesRequest)
            },
            "/status": {"get": _operation("Describe what is indexed", status, failure)},
            "/health": {"get": _operation("Check that the server runs", health, failure) | {"security": []}},
        },
        "components": {"schemas": parts, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _request_parts(kind: type[Request]) -> dict[str, Any]:
    _, parts = msgspec.json.schema_components((kind,), ref_template=f"{_PARTS}{{name}}")
    described = with_descriptions(kind, {"$defs": {kind.__name__: parts[kind.__name__]}})
    return parts | {kind.__name__: described}


def _operation(
    summary: str, reply: dict[str, Any], failure: dict[str, Any], request: type[Request] | None = None
) -> dict[str, Any]:
    responses = {"200": _content("The reply.", reply)}
    responses |= {status: _content(description, failure) for status, description in _FAILURES.items()}
    operation: dict[str, Any] = {"summary": summary, "responses": responses}
    if request is not None:
        body = {"schema": {"$ref": f"{_PARTS}{request.__name__}"}}
        operation["requestBody"] = {"required": True, "content": {"application/json": body}}
    return operation


def _content(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
