"""How a record is chosen inside another: the newest first, found by words of its name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet


class ByName(BaseFilterForm):
    q = forms.CharField(
        label="Tìm theo tên", required=False, widget=forms.TextInput(attrs={"placeholder": "Tìm theo tên"})
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Those whose name holds every word."""
        words = self.cleaned_data.get("q", "").split()
        self.is_searching = bool(words)
        self.search_query = " ".join(words)
        field = "name" if any(one.name == "name" for one in objects.model._meta.get_fields()) else "title"
        for word in words:
            objects = objects.filter(**{f"{field}__icontains": word})
        return objects


class _NewestFirst:
    filter_form_class = ByName
    ordering = ("-pk",)


class Choose(_NewestFirst, ChooseView):
    pass


class ChooseResults(_NewestFirst, ChooseResultsView):
    pass


class RecordChooser(SnippetChooserViewSet):
    choose_view_class = Choose
    choose_results_view_class = ChooseResults
    per_page = 12
