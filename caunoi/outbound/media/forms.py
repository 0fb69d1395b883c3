"""The forms by which an editor uploads: a picture must say what it shows; a file for readers that acts by itself is refused before it is stored."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from caunoi.ground.refused import Refused
from caunoi.ground.uploads.rules import LARGEST_OF_EDITORS
from caunoi.outbound.media import rules


class PictureForm(BaseImageForm):
    """What a picture shows is asked for while whoever uploads it still sees it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked := self.fields.get("description"):
            asked.required = True
            asked.label = "Ảnh cho thấy gì"
            asked.help_text = "Một câu, cho người không nhìn thấy ảnh: ai, làm gì, ở đâu. Không cần viết “Ảnh:”."


class AttachmentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            file.seek(0)
            try:
                rules.words(rules.public_name(file.name), file.read(LARGEST_OF_EDITORS + 1))
            except Refused as refused:
                raise ValidationError(refused.reason) from None
            file.seek(0)
        return file
