"""Wagtail's images and documents with the sha-256 by which their content is approved."""

from __future__ import annotations

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Picture(AbstractImage):
    """An original. `sha256` is of the file whose `file_hash` is `sha256_for`; see `actions.sha256_of`."""

    credit = models.CharField("nguồn ảnh", max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    sha256_for = models.CharField(max_length=40, blank=True, editable=False)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        permissions = [("choose_picture", "Có thể chọn ảnh")]


class PictureRendition(AbstractRendition):
    """A rendition for the desk; the public gets those of `pages.RENDITION`."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition")
        ]


class Attachment(AbstractDocument):
    """A file for readers to take with them."""

    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    sha256_for = models.CharField(max_length=40, blank=True, editable=False)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        permissions = [("choose_attachment", "Có thể chọn tệp")]
