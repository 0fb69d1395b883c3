"""Addresses of the desk and of the dynamic pages. Released pages are answered before Django is asked."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views.serve import serve as serve_document

handler500 = "caunoi.web.failing.failed"

urlpatterns = [
    path("quan-tri/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("quan-tri/logout/", RedirectView.as_view(pattern_name="account_logout")),
    # Originals, drafts' included, are for staff only; readers get renditions.
    re_path(r"^quan-tri/media/(?P<path>.*)$", login_required(serve), {"document_root": settings.MEDIA_ROOT}),
    path(
        "quan-tri/tep/<int:document_id>/<path:document_filename>",
        login_required(serve_document),
        name="wagtaildocs_serve",
    ),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("kho-luu/", include("caunoi.reach.archive.urls")),
    path("accounts/", include("caunoi.ground.people.urls")),
    path("api/v1/", include("caunoi.api.v1.urls")),
    path("open311/v2/", include("caunoi.api.open311.urls")),
    path("danh-gia/", include("caunoi.web.rating.urls")),
    path("nguon-goc/", include("caunoi.web.provenance.urls")),
    path("_mau/", include("caunoi.web.patterns.urls")),
    path(".well-known/caunoi/witness/", include("caunoi.web.witnessing.urls")),
    path("", include("caunoi.web.ask.urls")),
]
