"""What staff type about a case. What must be written is for the actions to say; here it is only read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms

from caunoi.desk.records import REASONS

Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Choosable:
    """What the selects of a case's forms offer, read once for all of them."""

    agencies: Choices = field(default_factory=list)
    clerks: Choices = field(default_factory=list)
    grounds: Choices = field(default_factory=list)
    topics: Choices = field(default_factory=list)


@dataclass(frozen=True)
class Asks:
    """What one act asks for: its fields, the word on its button, what the text is about, and a word of warning."""

    button: str
    fields: tuple[str, ...] = ()
    text: str = ""
    hint: str = ""
    grave: bool = False


ASKS: Final[dict[str, Asks]] = {
    "take_up": Asks("Nhận việc", hint="Hồ sơ thành việc của bạn."),
    "route": Asks("Phân công", ("to", "text"), "Lời nhắn cho cơ quan (không bắt buộc)"),
    "assign": Asks("Giao người xử lý", ("clerk",)),
    "ask": Asks("Đề nghị bổ sung", ("text",), "Cần người gửi bổ sung gì", "Người gửi đọc được lời này; thời hạn tạm dừng."),
    "transfer": Asks(
        "Chuyển cơ quan khác", ("to", "text"), "Lý do chuyển",
        "Trong 5 ngày làm việc từ khi nhận (Điều 9 Nghị định 20/2008/NĐ-CP); ngày gửi đầu tiên vẫn giữ.",
    ),
    "return": Asks("Trả lại đầu mối", ("text",), "Vì sao trả lại, việc này thuộc cơ quan nào"),
    "extend": Asks("Gia hạn", ("text",), "Lý do gia hạn", "Một lần, trước khi hết hạn; người gửi đọc được lý do."),
    "send_back": Asks("Trả lại để sửa", ("text",), "Cần sửa gì"),
    "classify": Asks("Sửa phân loại", ("topic", "withhold")),
    "merge": Asks("Gộp", ("code",), hint="Người gửi được báo theo dõi kết quả ở hồ sơ kia."),
    "redirect": Asks(
        "Hướng dẫn gửi đúng nơi", ("text",), "Nơi phải gửi và căn cứ", "Hồ sơ kết thúc; người gửi đọc được lời này.", True
    ),
    "reject": Asks(
        "Không thụ lý", ("ground", "text"), "Giải thích cho người gửi", "Hồ sơ kết thúc; người gửi đọc được căn cứ và lời này.", True
    ),
    "remind": Asks("Đôn đốc", ("text",), "Lời nhắc (không bắt buộc)"),
    "escalate": Asks("Báo cáo cấp trên", ("text",), "Ghi chú (không bắt buộc)"),
    "reopen": Asks("Mở lại", ("text",), "Vì sao mở lại", "Một thời hạn mới bắt đầu."),
    "unpublish": Asks("Gỡ bản công khai", ("reason",), hint="Địa chỉ cũ trả lời “đã gỡ” cùng lý do.", grave=True),
    "note": Asks("Ghi chú nội bộ", ("text",), "Ghi chú", "Chỉ người trong các cơ quan đọc được."),
}  # fmt: skip


class ActForm(forms.Form):
    """The form of one act. `expected` is the version of the case that was looked at."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        act: str,
        offered: Choosable,
        data: Mapping[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial, auto_id=f"id_{act}_%s", label_suffix="")
        self.act = act
        self.asks = ASKS[act]
        for name in self.asks.fields:
            self.fields[name] = self._field(name, offered)

    def _field(self, name: str, offered: Choosable) -> forms.Field:
        if name == "text":
            return forms.CharField(
                label=self.asks.text, required=False, strip=True, widget=forms.Textarea(attrs={"rows": 3})
            )
        if name == "code":
            return forms.CharField(
                label="Gộp vào hồ sơ có mã",
                required=False,
                max_length=20,
                widget=forms.TextInput(attrs={"placeholder": "7K2Q-M9XD"}),
            )
        if name == "withhold":
            return forms.BooleanField(label="Không đăng công khai hồ sơ này (không mở lại được)", required=False)
        label, choices, missing = {
            "to": ("Cơ quan", offered.agencies, "Chọn cơ quan nhận hồ sơ."),
            "clerk": ("Người xử lý", offered.clerks, "Chọn người xử lý."),
            "ground": ("Căn cứ", offered.grounds, "Chọn một căn cứ pháp luật để không thụ lý."),
            "topic": ("Lĩnh vực", offered.topics, "Chọn lĩnh vực."),
            "reason": ("Lý do (người đọc sẽ thấy)", list(REASONS.items()), "Chọn lý do gỡ."),
        }[name]  # fmt: skip
        return forms.ChoiceField(
            label=label, choices=[("", "– chọn –"), *choices], required=name != "topic",
            error_messages={"required": missing, "invalid_choice": missing},
        )  # fmt: skip


class DraftForm(forms.Form):
    """The answer to the person, and the law it rests on."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(label="Trả lời người gửi", required=False, widget=forms.Textarea(attrs={"rows": 14}))
    basis = forms.CharField(
        label="Căn cứ pháp luật", required=False, help_text="Điều, khoản, văn bản mà câu trả lời dựa vào.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, auto_id="id_draft_%s", label_suffix="")


class PublicForm(forms.Form):
    """The words that everybody may read, with what is personal masked."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = forms.CharField(label="Tiêu đề", required=False, max_length=200)
    question = forms.CharField(label="Câu hỏi", required=False, widget=forms.Textarea(attrs={"rows": 10}))
    answer = forms.CharField(label="Trả lời", required=False, widget=forms.Textarea(attrs={"rows": 10}))
    basis = forms.CharField(label="Căn cứ pháp luật", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Mapping[str, Any] | None = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, auto_id="id_public_%s", label_suffix="")


class ContactForm(forms.Form):
    """The contact of a person, as they asked to have it corrected."""

    name = forms.CharField(label="Họ tên", required=False, max_length=120)
    phone = forms.CharField(label="Điện thoại", required=False, max_length=20)
    email = forms.CharField(label="Thư điện tử", required=False, max_length=254)
    address = forms.CharField(label="Địa chỉ", required=False, max_length=300)


def errors_of(form: forms.Form) -> Iterable[str]:
    """What is wrong with a form, in sentences."""
    return [str(error) for errors in form.errors.values() for error in errors]
