"""The little that the desk's templates cannot say by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def named(found: Mapping[str, Any], name: str) -> Any:
    """What stands under a name that a variable holds; None for nothing."""
    return found.get(name)
