"""The description in OpenAPI 3.1, made of the table."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from caunoi.api.problems import KINDS, MEDIA_TYPE
from caunoi.api.shapes import Field, Schema, Thing, named, reference
from caunoi.api.v1.asking import Operation
from caunoi.api.v1.operations import OPERATIONS, PATHS, at

_PROBLEM: Schema = {
    "type": "object", "title": "Lỗi (RFC 9457)", "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"},
        "errors": {"type": "array", "items": {
            "type": "object", "required": ["detail"],
            "properties": {"pointer": {"type": "string", "title": "JSON Pointer của trường"}, "detail": {"type": "string"}},
        }},
    },
}  # fmt: skip
_SECURITY: dict[str, Schema] = {
    "secret": {"type": "http", "scheme": "bearer", "description": "Mã bí mật của hồ sơ."},
    "key": {
        "type": "apiKey",
        "in": "header",
        "name": "X-Api-Key",
        "description": "Khóa của ứng dụng; không có vẫn gửi được, ít lần hơn.",
    },
}
_REPEAT: Schema = {
    "name": "Idempotency-Key", "in": "header", "required": False,
    "description": "Chuỗi ngẫu nhiên của người gọi: gửi lại với cùng chuỗi và cùng nội dung thì không thành hồ sơ thứ hai.",
    "schema": {"type": "string", "minLength": 16, "maxLength": 200},
}  # fmt: skip


def description() -> dict[str, Any]:
    """The whole document."""
    things: dict[str, Thing] = {}
    for one in OPERATIONS:
        for shape in (one.gives, one.takes):
            things |= named(shape) if shape else {}
    schemas = {name: thing.schema() for name, thing in sorted(things.items())}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"API của Cổng {settings.HOST}", "version": "1.0.0", "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
            "description": "Gửi và theo dõi câu hỏi, phản ánh, kiến nghị; câu trả lời công khai; thời hạn; bảng theo dõi.",
        },
        "servers": [{"url": f"{settings.BASE_URL}/api/v1"}],
        "paths": {path: {method.lower(): _operation(one) for method, one in at(path).items()} for path in PATHS},
        "components": {"schemas": {**schemas, "Problem": _PROBLEM}, "securitySchemes": _SECURITY},
    }  # fmt: skip


def _operation(one: Operation) -> dict[str, Any]:
    parameters = (
        [_parameter("code", "path", {"type": "string", "title": "Mã hồ sơ, ví dụ 7K2Q-M9XD"}, required=True)]
        if "{code}" in one.path
        else []
    )
    parameters += [_in_query(field) for field in one.query.fields] if one.query else []
    told: dict[str, Any] = {
        "operationId": one.name, "summary": one.title, "description": one.text,
        "parameters": [*parameters, _REPEAT] if one.filing else parameters, "responses": _responses(one),
        "security": [{"secret": []}] if one.secret else [{}, {"key": []}] if one.filing else [],
    }  # fmt: skip
    if one.takes:
        told["requestBody"] = {"required": True, "content": _bodies(one, one.takes)}
    return told


def _bodies(one: Operation, takes: Thing) -> dict[str, Any]:
    found: dict[str, Any] = {"application/json": {"schema": reference(takes)}}
    if one.files:
        found["multipart/form-data"] = {
            "schema": {
                "type": "object", "required": ["data"],
                "properties": {
                    "data": reference(takes), "files": {"type": "array", "items": {"type": "string", "contentMediaType": "application/octet-stream"}},
                },
            },
            "encoding": {"data": {"contentType": "application/json"}},
        }  # fmt: skip
    return found


def _responses(one: Operation) -> dict[str, Any]:
    answer = {"description": one.gives.title, "content": {"application/json": {"schema": reference(one.gives)}}}
    found: dict[str, Any] = {str(one.status): answer}
    if one.filing:
        found["200"] = answer
    titles: dict[int, list[str]] = {}
    for kind in one.problems:
        titles.setdefault(KINDS[kind][0], []).append(KINDS[kind][1])
    problem = {MEDIA_TYPE.partition(";")[0]: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found |= {
        str(status): {"description": "; ".join(said), "content": problem} for status, said in sorted(titles.items())
    }
    return found


def _in_query(field: Field) -> dict[str, Any]:
    return _parameter(field.name, "query", field.shape.schema(), required=False)


def _parameter(name: str, place: str, schema: Schema, *, required: bool) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "schema": schema}
