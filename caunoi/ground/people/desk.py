"""Accounts and posts, as administrators and auditors see them in the desk."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.contrib.auth import update_session_auth_hash
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.users.forms import UserForm
from wagtail.users.views import users

from caunoi.ground.people import actions, rules
from caunoi.ground.people.models import Post, User


class AccountForm(UserForm):
    """An account; what it may do is decided by its posts, so there is nothing about rights here."""

    first_name = None
    last_name = None
    is_superuser = None
    email = forms.EmailField(label="Thư điện tử", required=False)

    class Meta:
        model = User
        fields = ("username", "full_name", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True


class NewAccountForm(AccountForm):
    """Opening an account."""

    def save(self, commit: bool = True) -> User:
        raise NotImplementedError("accounts are opened by actions.create_user")


class EditAccountForm(AccountForm):
    """Correcting, closing or unlocking an account; the user name stays, the trail speaks of it."""

    password_required = False
    forget_second_factor = forms.BooleanField(
        label="Gỡ mọi yếu tố xác thực thứ hai",
        help_text="Khi người dùng mất điện thoại hoặc khóa. Lần đăng nhập sau họ phải đăng ký lại.",
        required=False,
    )

    class Meta:
        model = User
        fields = ("username", "full_name", "email", "is_active")

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].disabled = True
        if editing_self:
            del self.fields["is_active"]
            del self.fields["forget_second_factor"]


class AccountFilters(WagtailFilterSet):
    """By state and by role held today."""

    is_active = django_filters.BooleanFilter(label="Đang hoạt động")
    role = django_filters.ChoiceFilter(label="Vai trò hôm nay", choices=rules.ROLES, method="holding")

    def __init__(self, *args: Any, is_searching: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def holding(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return queryset.filter(pk__in=Post.objects.in_force(on=timezone.localdate()).filter(role=value).values("user"))

    class Meta:
        model = User
        fields: list[str] = []


def _roles_today(user: User) -> str:
    posts = user.posts.in_force(on=timezone.localdate()).values_list("role", flat=True)
    return ", ".join(rules.ROLE_NAMES[role] for role in sorted(set(posts)))


def _last_login(user: User) -> str:
    return f"{timezone.localtime(user.last_login):%d/%m/%Y %H:%M}" if user.last_login else ""


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


class AccountIndex(users.IndexView):
    """All accounts."""

    add_item_label = "Thêm tài khoản"
    page_title = "Tài khoản"
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    search_fields = ["username", "full_name", "email"]

    @property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(users.UserColumn)
        return [
            title("name", accessor=str, label="Họ và tên", sort_key="full_name", get_url=self.get_edit_url),
            Column("username", label="Tên đăng nhập", sort_key="username"),
            Column("roles", accessor=_roles_today, label="Vai trò hôm nay"),
            BooleanColumn("is_active", label="Hoạt động", sort_key="is_active"),
            Column("last_login", accessor=_last_login, label="Đăng nhập gần nhất", sort_key="last_login"),
        ]

    def order_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        ordered: QuerySet[User] = generic.IndexView.order_queryset(self, queryset)
        return ordered


class AccountCreate(users.CreateView):
    """Opens an account."""

    page_title = "Thêm tài khoản"
    success_message = "Đã tạo tài khoản “%(object)s”. Hãy giao chức trách để người đó làm việc được."
    template_name = "wagtailadmin/generic/create.html"

    def save_instance(self) -> User:
        data = self.form.cleaned_data
        return actions.create_user(
            username=data["username"],
            full_name=data["full_name"],
            email=data["email"],
            password=data["password1"],
            by=self.request.user,
            at=timezone.now(),
        )


class AccountEdit(users.EditView):
    """Corrects an account."""

    success_message = "Đã lưu tài khoản “%(object)s”."
    error_message = "Chưa lưu được tài khoản, hãy xem các lỗi bên dưới."
    template_name = "wagtailadmin/generic/edit.html"

    def save_instance(self) -> User:
        data, user, now = self.form.cleaned_data, User.objects.get(pk=self.object.pk), timezone.now()
        actions.change_user(
            user,
            full_name=data["full_name"],
            email=data["email"],
            is_active=data.get("is_active", user.is_active),
            password=data.get("password1") or "",
            by=self.request.user,
            at=now,
        )
        if data.get("forget_second_factor"):
            actions.forget_second_factor(user, by=self.request.user, at=now)
        if self.editing_self and data.get("password1"):
            update_session_auth_hash(self.request, user)
        return user


class AccountViewSet(users.UserViewSet):
    """Accounts; reached from the menu “Nhân sự”."""

    add_to_settings_menu = False
    menu_label = "Tài khoản"
    filterset_class = AccountFilters
    index_view_class = AccountIndex
    add_view_class = AccountCreate
    edit_view_class = AccountEdit
    template_prefix = ""

    def get_form_class(self, for_update: bool = False) -> type[AccountForm]:
        return EditAccountForm if for_update else NewAccountForm


class PostForm(forms.ModelForm[Post]):
    """A new post; what speaks against it is said at the form."""

    class Meta:
        model = Post
        fields = ("user", "role", "organisation", "title", "from_on", "until_on", "emergency_release")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kept = {name: data.get(name, getattr(self.instance, name)) for name in ("role", "from_on")}
        if kept["role"] and kept["from_on"]:
            for objection in rules.against_post(
                **kept, until_on=data.get("until_on"), emergency_release=bool(data.get("emergency_release"))
            ):
                self.add_error(None, objection)
        return data


class EditPostForm(PostForm):
    """Person, role and first day stay: another person or role is another post."""

    class Meta:
        model = Post
        fields = ("title", "until_on", "emergency_release")


class PostCreate(generic.CreateView):
    """Gives a post."""

    def save_instance(self) -> Post:
        return actions.appoint(**self.form.cleaned_data, by=self.request.user, at=timezone.now())


class PostEdit(generic.EditView):
    """Corrects or ends a post."""

    def get_page_subtitle(self) -> str:
        return f"{self.object.user}: {self.object.get_role_display()}"

    def save_instance(self) -> Post:
        post = Post.objects.get(pk=self.object.pk)
        return actions.change_post(post, **self.form.cleaned_data, by=self.request.user, at=timezone.now())


class PostViewSet(ModelViewSet):
    """Posts, the latest first. They are ended, not deleted."""

    model = Post
    name = "people_posts"
    url_prefix = "posts"
    icon = "calendar-check"
    menu_label = "Chức trách"
    ordering = ("-from_on", "-id")
    list_display = [
        "user",
        Column("role", accessor="get_role_display", label="Vai trò", sort_key="role"),
        "organisation",
        "title",
        Column("from_on", accessor=lambda post: _day(post.from_on), label="Từ ngày", sort_key="from_on"),
        Column("until_on", accessor=lambda post: _day(post.until_on), label="Đến hết ngày", sort_key="until_on"),
    ]
    list_filter = ["role", "organisation"]
    search_fields = ["user__full_name", "user__username", "title"]
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = True
    add_view_class = PostCreate
    edit_view_class = PostEdit

    def get_form_class(self, for_update: bool = False) -> type[PostForm]:
        return EditPostForm if for_update else PostForm
