"""A picture that is uploaded says what it shows."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from caunoi.outbound.media.models import Picture
from tests.province import Province

pytestmark = [pytest.mark.usefixtures("pictures"), pytest.mark.filterwarnings("ignore:.*nclosed file:ResourceWarning")]
ADD = "/quan-tri/images/add/"


def file() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (400, 300), "#226644").save(data, "JPEG")
    return SimpleUploadedFile("cau.jpg", data.getvalue(), "image/jpeg")


@pytest.fixture
def editor(province: Province, settings: Any) -> Client:
    settings.DEMO = True
    client = Client()
    client.force_login(province.binh)
    return client


def test_without_words_for_who_does_not_see_it_a_picture_is_not_taken(editor: Client) -> None:
    said = editor.post(ADD, {"title": "Cầu", "file": file(), "description": "", "tags": ""}).content.decode()
    assert "Ảnh cho thấy gì" in said and "Trường này là bắt buộc." in said
    assert not Picture.objects.exists()
    editor.post(ADD, {"title": "Cầu", "file": file(), "description": "Xe qua cầu", "tags": ""})
    assert Picture.objects.get().description == "Xe qua cầu"


def test_many_at_once_are_asked_one_by_one_before_any_is_stored(editor: Client) -> None:
    answer = editor.post(
        f"{ADD[:-4]}multiple/add/", {"title": "Cầu", "files[]": file()}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert answer.json()["success"] and "Ảnh cho thấy gì" in answer.json()["form"]
    assert not Picture.objects.exists()


def test_what_is_uploaded_is_found_by_its_words(editor: Client) -> None:
    editor.post(ADD, {"title": "Cầu Suối Biếc", "file": file(), "description": "Xe qua cầu", "tags": ""})
    document = SimpleUploadedFile("ke-hoach.txt", "Kế hoạch năm 2026.".encode(), "text/plain")
    editor.post("/quan-tri/documents/add/", {"title": "Kế hoạch năm", "file": document, "tags": ""})
    assert "Cầu Suối Biếc" in editor.get("/quan-tri/images/?q=Suối").content.decode()
    assert "Kế hoạch năm" in editor.get("/quan-tri/documents/?q=hoạch").content.decode()
    assert "Cầu Suối Biếc" not in editor.get("/quan-tri/images/?q=Trường").content.decode()
