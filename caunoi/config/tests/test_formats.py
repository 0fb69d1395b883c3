"""Dates at the desk are typed and shown with the day first."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils import formats, timezone, translation
from wagtail import blocks
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from caunoi.desk.records import ArticleViewSet, SpecialViewSet

NOVEMBER = date(2026, 11, 3)
languages = pytest.mark.parametrize("language", ["vi", "en"])


@languages
@pytest.mark.parametrize("typed", ["03/11/2026", "3/11/2026", "03-11-2026", "03.11.2026", "2026-11-03"])
def test_the_third_of_november_is_never_the_eleventh_of_march(language: str, typed: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(typed) == NOVEMBER
        assert forms.DateTimeField().clean(f"{typed} 14:05") == timezone.make_aware(datetime(2026, 11, 3, 14, 5))
        assert blocks.DateBlock().field.clean(typed) == NOVEMBER


@languages
def test_a_date_with_the_month_first_is_refused(language: str) -> None:
    with translation.override(language), pytest.raises(forms.ValidationError):
        forms.DateField().clean("11/23/2026")


@languages
def test_a_field_reads_back_what_it_shows(language: str) -> None:
    with translation.override(language):
        shown = AdminDateInput().format_value(NOVEMBER)
        assert shown == "03/11/2026"
        assert forms.DateField().clean(shown) == NOVEMBER
        moment = timezone.make_aware(datetime(2026, 11, 3, 14, 5))
        shown = AdminDateTimeInput().format_value(timezone.localtime(moment))
        assert shown == "03/11/2026 14:05"
        assert forms.DateTimeField().clean(shown) == moment


@languages
def test_the_forms_of_the_desk_take_the_day_first(language: str) -> None:
    with translation.override(language):
        for viewset, name in ((SpecialViewSet, "opened_on"), (ArticleViewSet, "corrected_on")):
            form = viewset.edit_handler.bind_to_model(viewset.model).get_form_class()
            field = form.base_fields[name]
            assert field.clean("03/11/2026") == NOVEMBER
            assert field.widget.format_value(NOVEMBER) == "03/11/2026"


@languages
def test_what_is_shown_has_the_day_first(language: str) -> None:
    with translation.override(language):
        moment = timezone.localtime(datetime(2026, 11, 3, 7, 5, tzinfo=UTC))
        assert formats.date_format(moment) == "03/11/2026"
        assert formats.date_format(moment, "SHORT_DATETIME_FORMAT") == "14:05 03/11/2026"
