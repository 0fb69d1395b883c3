"""The form by which an editor uploads a file for readers: what acts by itself is refused before it is stored."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

from caunoi.ground.refused import Refused
from caunoi.ground.uploads.rules import LARGEST_OF_EDITORS
from caunoi.outbound.media import rules


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
