"""How translations are made: found by their page's address, written side by side with the Vietnamese, those that are behind listed first."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, CharField, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.widgets.button import Button

from caunoi.desk.editing import RecordCreate
from caunoi.desk.lists import RecordList, StateColumn
from caunoi.desk.records import RecordViewSet
from caunoi.gate.releases.kinds import name_of
from caunoi.gate.releases.models import Page
from caunoi.gate.releases.translating import translatable
from caunoi.ground.refused import Refused
from caunoi.outbound.translations import queries, rules
from caunoi.outbound.translations.actions import title_of
from caunoi.outbound.translations.models import Translation

_HELP = "**đậm**, *nghiêng*, [chữ](địa chỉ) như trong bản gốc. Để trống: đoạn chưa dịch, người đọc thấy bản tiếng Việt kèm lời báo."
_PLACES = {
    "title": "Tiêu đề", "lead": "Sapo, mô tả", "text": "Đoạn văn", "heading": "Tiêu đề nhỏ", "caption": "Chú thích", "credit": "Nguồn ảnh",
    "alt": "Mô tả ảnh", "quote": "Lời trích", "by": "Người nói", "cell": "Ô của bảng", "name": "Tên tệp, video", "source": "Nguồn tin",
    "correction": "Đính chính", "post": "Chức vụ", "organisation": "Cơ quan", "born": "Ngày sinh", "contact": "Liên hệ", "menu": "Tên trong menu",
    "link": "Lối vào", "portal_name": "Tên cổng", "province": "Tỉnh, thành phố", "owner": "Cơ quan chủ quản", "slogan": "Dòng giới thiệu",
    "unit": "Đơn vị quản lý", "responsible": "Người chịu trách nhiệm", "address": "Địa chỉ", "licence": "Giấy phép, ghi nguồn",
}  # fmt: skip


class SideBySide(forms.Widget):
    """The Vietnamese on the left as it stands today, the translation on the right; what changed since is shown."""

    language = "en"
    record = ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        rows = value or []
        try:
            paragraphs = queries.paragraphs_of(self.record) if self.record else []
        except Refused as refused:
            return render_to_string("desk/translations/side_by_side.html", {"problem": refused.reason})
        shown = []
        for number, one in enumerate(rules.told(paragraphs, rows)):
            was = rules.before(one, rows)
            shown.append(
                {
                    "field": f"{name}-{number}",
                    "place": one.paragraph.place,
                    "title": _PLACES.get(one.paragraph.place, one.paragraph.place),
                    "now": one.paragraph.text,
                    "was": was,
                    "text": one.text,
                    "state": one.state,
                    "lines": len(one.paragraph.text) // 60 + 2,
                    "changes": rules.difference(was, one.paragraph.text) if was else [],
                }
            )
        context = {"name": name, "rows": shown, "language": self.language, "help": _HELP}
        return render_to_string("desk/translations/side_by_side.html", context)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        count = data.get(f"{name}-count", "")
        if not (count.isascii() and count.isdecimal()) or int(count) > 5000:
            return None

        def one(number: int, key: str) -> str:
            return str(data.get(f"{name}-{number}-{key}", ""))

        return rules.rewritten(
            rules.Typed(
                place=one(n, "place"),
                now=one(n, "now"),
                was=one(n, "was"),
                old=one(n, "old"),
                text=one(n, "text"),
                right=bool(one(n, "right")),
            )
            for n in range(int(count))
        )


class TranslationForm(WagtailAdminModelForm):
    """The side-by-side form of a translation."""

    pairs = forms.Field(label="Các đoạn", required=False, widget=SideBySide)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "pairs" in self.fields:
            self.fields["pairs"].widget.record = self.instance.of
            self.fields["pairs"].widget.language = self.instance.language

    def clean_pairs(self) -> Any:
        """What was typed; the rows as they were when no form came back."""
        found = self.cleaned_data["pairs"]
        return self.instance.pairs if found is None else found

    def save(self, commit: bool = True) -> Any:
        try:
            original = queries.original(self.instance.of).content["title"]
        except Refused:
            original = self.instance.title
        self.instance.title = title_of(self.instance.pairs, original)
        return super().save(commit)


class NewTranslationForm(WagtailAdminModelForm):
    """Which page, and into which language."""

    of = forms.CharField(
        label="Địa chỉ trang tiếng Việt",
        max_length=400,
        help_text="Dán địa chỉ của trang đang đứng trên cổng, ví dụ /dau-tu/bai-viet-12.html.",
    )

    def clean_of(self) -> str:
        """The record whose page stands at the address."""
        try:
            return queries.record_at(urlsplit(self.cleaned_data["of"].strip()).path)
        except Refused as refused:
            raise ValidationError(refused.reason) from None

    def save(self, commit: bool = True) -> Any:
        source = queries.original(self.instance.of)
        paragraphs = queries.paragraphs_of(self.instance.of)
        self.instance.pairs = rules.rows_of(paragraphs, [""] * len(paragraphs))
        self.instance.title = title_of([], source.content["title"])
        return super().save(commit)


_NEW = ObjectList([FieldPanel("of"), FieldPanel("language")], base_form_class=NewTranslationForm)
_EDIT = ObjectList([FieldPanel("pairs")], base_form_class=TranslationForm)


class TranslationCreate(RecordCreate):
    """Begun by an address, which a link may bring along (`?of=`)."""

    def get_initial_form_instance(self) -> Any:
        return Translation(of=self.request.GET.get("of", "")[:400])

    def get_panel(self) -> Any:
        return _NEW.bind_to_model(Translation)

    def get_form_class(self) -> Any:
        return self.get_panel().get_form_class()

    def get_success_url(self) -> str:
        return str(self.get_edit_url())


def translate_button(record: Any, user: Any, next_url: str | None = None) -> list[Button]:
    """In the lists of records that stand and can be translated: begin a translation of this one. For `register_snippet_listing_buttons`."""
    path = getattr(record, "path", None)
    if not path or not record.live or isinstance(record, Translation):
        return []
    if not user.has_perm("translations.add_translation") or translatable(name_of(record)) is None:
        return []
    address = reverse("wagtailsnippets_translations_translation:add") + "?" + urlencode({"of": path})
    return [Button("Dịch sang ngôn ngữ khác", url=address, icon_name="globe", priority=40)]


class FollowingColumn(Column):
    """How far a translation follows: in words, and for those behind since which version of the Vietnamese."""

    cell_template_name = "desk/translations/following_cell.html"

    def get_value(self, instance: Any) -> Any:
        return getattr(instance, "following", None) or queries.following([instance])[instance.pk]


class TranslationList(RecordList):
    """Every row knows how far it follows; asked once for the page."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        rows = list(context["object_list"])
        found = queries.following(rows)
        for row in rows:
            row.following = found[row.pk]
        return context


class TranslationViewSet(RecordViewSet):
    model = Translation
    add_view_class = TranslationCreate
    index_view_class = TranslationList
    icon = "globe"
    menu_label = "Bản dịch"
    menu_order = 110
    add_to_admin_menu = True
    list_display = [
        "title", "language", FollowingColumn("following", label="Theo bản gốc"), StateColumn("state", label="Tình trạng"), UpdatedAtColumn(),
    ]  # fmt: skip
    list_filter = ["language", "live"]
    search_fields = ["title"]
    edit_handler = _EDIT

    def get_queryset(self, request: HttpRequest) -> Any:
        """Those that are behind first, the one whose original has waited longest before the others."""
        found = super().get_queryset(request)
        own = Page.objects.filter(record=Concat(Value("translation:"), Cast(OuterRef("pk"), CharField())))
        found = found.annotate(path=Subquery(own.values("path")[:1]))
        behind = {
            pk: one for pk, one in queries.following(Translation.objects.all()).items() if one.behind and one.since
        }
        order = sorted(behind, key=lambda pk: (behind[pk].since, pk))
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(order)]
        place = Case(*places, default=Value(len(order)), output_field=IntegerField()) if places else Value(0)
        return found.annotate(waiting=place).order_by("waiting", "-pk")
