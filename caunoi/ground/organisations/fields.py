"""A column that keeps another text column without its accents, so that the database can find by it."""

from __future__ import annotations

from typing import Any

from django.db import models

from caunoi.ground.vietnamese.text import fold


class FoldedField(models.CharField):  # type: ignore[type-arg]
    """`fold` of the text field named `of`, written whenever the row is saved or created in bulk; never edited."""

    def __init__(self, *args: Any, of: str = "name", **kwargs: Any) -> None:
        self.of = of
        options: dict[str, Any] = {"max_length": 255, "editable": False, "default": "", "db_index": True}
        super().__init__(*args, **options | kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of, "default": "", "editable": False}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = fold(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, folded)
        return folded
