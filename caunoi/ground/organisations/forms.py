"""What staff type to have agencies merged."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminDateInput

from caunoi.ground.organisations.models import Organisation


class MergeForm(forms.Form):
    """Which agencies end, which takes over, when and by what decision."""

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Các cơ quan bị sáp nhập",
        help_text="Chọn một hoặc nhiều cơ quan. Tên cũ vẫn được lưu và tra cứu được.",
        widget=forms.SelectMultiple(attrs={"size": 12}),
    )
    into = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Cơ quan nhận sáp nhập",
        help_text="Nếu là cơ quan mới thành lập, hãy thêm cơ quan đó trước.",
    )
    # Day before month, always: Django's own Vietnamese formats would read 01/03 as the third of January.
    on = forms.DateField(
        label="Từ ngày", input_formats=["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"], widget=AdminDateInput(format="%d/%m/%Y")
    )
    decision = forms.CharField(label="Quyết định", max_length=200, help_text="Số, ký hiệu, ngày của văn bản")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = Organisation.objects.filter(valid_until__isnull=True).order_by("name")
        for name in ("organisations", "into"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = standing
