"""Shapes: what a request may say and what an answer says. Each reads a value, objects in Vietnamese, and tells itself in JSON Schema. Pure.

A null is the same as nothing said. A name that the shape does not know is an objection: a client that misspells is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from caunoi.inbound.cases.submission import tidy

Schema = dict[str, Any]
Wrong = dict[str, str]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Shape(Protocol):
    """`read` returns the value as it is used and puts what is wrong with it in `wrong`, under the path `at`."""

    @property
    def title(self) -> str: ...

    def read(self, value: Any, at: str, wrong: Wrong) -> Any: ...

    def schema(self) -> Schema: ...


@dataclass(frozen=True)
class Text:
    """A string, tidied. Without `lines` it is one line; `format` is "date" or a hint to readers of the schema."""

    title: str
    most: int = 200
    least: int = 0
    lines: bool = False
    choices: tuple[str, ...] = ()
    format: str = ""

    def read(self, value: Any, at: str, wrong: Wrong) -> str:
        """One spelling of the text: NFC, without control characters."""
        if not isinstance(value, str):
            wrong[at] = "Phải là một chuỗi ký tự."
            return ""
        if not _is_text(value):
            wrong[at] = "Có ký tự không đúng chuẩn Unicode (nửa cặp surrogate)."
            return ""
        text = tidy(value) if self.lines else " ".join(tidy(value).split())
        if len(text) > self.most:
            wrong[at] = f"Dài {len(text)} ký tự; tối đa {self.most}."
        elif len(text) < self.least:
            wrong[at] = f"Cần ít nhất {self.least} ký tự."
        elif self.choices and text not in self.choices:
            wrong[at] = f"Chỉ nhận: {', '.join(self.choices)}."
        elif self.format == "date" and not _is_day(text):
            wrong[at] = "Phải là một ngày có thật, viết YYYY-MM-DD."
        return text

    def schema(self) -> Schema:
        """With its bounds."""
        told: Schema = {"type": "string", "title": self.title, "maxLength": self.most}
        if self.least:
            told["minLength"] = self.least
        if self.choices:
            told["enum"] = list(self.choices)
        if self.format:
            told["format"] = self.format
        return told


@dataclass(frozen=True)
class Whole:
    """A whole number between two bounds."""

    title: str
    least: int = 0
    most: int = 2_147_483_647

    def read(self, value: Any, at: str, wrong: Wrong) -> int:
        """The number; a true is none."""
        if isinstance(value, bool) or not isinstance(value, int):
            wrong[at] = "Phải là một số nguyên."
            return 0
        if not self.least <= value <= self.most:
            wrong[at] = f"Phải từ {self.least} đến {self.most}."
        return value

    def schema(self) -> Schema:
        """With its bounds."""
        return {"type": "integer", "title": self.title, "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class Number:
    """A number that need not be whole; answers only."""

    title: str

    def read(self, value: Any, at: str, wrong: Wrong) -> float:
        """The number."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            wrong[at] = "Phải là một số."
            return 0.0
        return float(value)

    def schema(self) -> Schema:
        """No bounds."""
        return {"type": "number", "title": self.title}


@dataclass(frozen=True)
class Flag:
    title: str

    def read(self, value: Any, at: str, wrong: Wrong) -> bool:
        """True or false and nothing like it."""
        if not isinstance(value, bool):
            wrong[at] = "Phải là true hoặc false."
            return False
        return value

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean", "title": self.title}


@dataclass(frozen=True)
class Listing:
    """Several of one shape."""

    title: str
    of: Shape
    most: int = 10_000

    def read(self, value: Any, at: str, wrong: Wrong) -> list[Any]:
        """Each read under its place."""
        if not isinstance(value, list):
            wrong[at] = "Phải là một danh sách."
            return []
        if len(value) > self.most:
            wrong[at] = f"Có {len(value)} mục; tối đa {self.most}."
            return []
        return [self.of.read(one, f"{at}/{number}", wrong) for number, one in enumerate(value)]

    def schema(self) -> Schema:
        """An array."""
        return {"type": "array", "title": self.title, "items": reference(self.of), "maxItems": self.most}


@dataclass(frozen=True)
class Field:
    """A name in a thing. What is not `required` may be left out, or be null."""

    name: str
    shape: Shape
    required: bool = True


@dataclass(frozen=True)
class Thing:
    """An object. One with a `name` stands among the components of the description."""

    title: str
    fields: tuple[Field, ...] = ()
    name: str = ""
    known: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", {one.name: one for one in self.fields})

    def read(self, value: Any, at: str, wrong: Wrong) -> dict[str, Any]:
        """What was said, by name; what was not said is not in it."""
        if not isinstance(value, dict):
            wrong[at] = "Phải là một đối tượng JSON."
            return {}
        said: dict[str, Any] = {}
        for name in value:
            if name not in self.known:
                shown = "".join(c for c in name[:40] if c.isprintable())
                wrong[f"{at}/{shown}"] = "Không có trường này."
        for one in self.fields:
            if value.get(one.name) is not None:
                said[one.name] = one.shape.read(value[one.name], f"{at}/{one.name}", wrong)
            elif one.required:
                wrong[f"{at}/{one.name}"] = "Thiếu trường này."
        return said

    def schema(self) -> Schema:
        """An object that has these names only."""
        properties = {one.name: reference(one.shape) if one.required else _or_null(one.shape) for one in self.fields}
        return {
            "type": "object", "title": self.title, "properties": properties, "additionalProperties": False,
            "required": [one.name for one in self.fields if one.required],
        }  # fmt: skip


def read(shape: Shape, value: Any) -> tuple[Any, Wrong]:
    """What was said, and what is wrong with it by its place ("/contact/phone")."""
    wrong: Wrong = {}
    return shape.read(value, "", wrong), wrong


def from_query(thing: Thing, said: Mapping[str, str]) -> tuple[dict[str, Any], Wrong]:
    """The same for what stands behind the question mark, where numbers are spelt as text and nothing is the same as empty."""
    value: dict[str, Any] = {}
    for name, text in said.items():
        one = thing.known.get(name)
        number = one is not None and isinstance(one.shape, Whole) and re.fullmatch(r"-?\d{1,10}", text, re.ASCII)
        value[name] = int(text) if number else (text or None)
    return read(thing, value)


def reference(shape: Shape) -> Schema:
    """The schema itself, or where it stands."""
    if isinstance(shape, Thing) and shape.name:
        return {"$ref": f"#/components/schemas/{shape.name}"}
    return shape.schema()


def named(shape: Shape) -> dict[str, Thing]:
    """All things with a name in a shape, itself included."""
    if isinstance(shape, Listing):
        return named(shape.of)
    if not isinstance(shape, Thing):
        return {}
    found = {shape.name: shape} if shape.name else {}
    for one in shape.fields:
        found |= named(one.shape)
    return found


def _or_null(shape: Shape) -> Schema:
    return {"anyOf": [reference(shape), {"type": "null"}]}


def _is_text(value: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in value)


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False
