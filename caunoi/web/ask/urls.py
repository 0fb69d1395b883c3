"""Addresses in the citizens' language."""

from django.urls import include, path, re_path

from caunoi.ground.languages import OTHERS
from caunoi.web import dynamic
from caunoi.web.ask.views import answers, data, filing, lookups, receipts, status

# The pages that are there in every language; their names lead to the Vietnamese ones.
SPOKEN = [
    path("gui-y-kien/", filing.ask),
    path("gui-y-kien/quyen-rieng-tu/", data.notice),
    path("theo-doi/", status.follow),
    path("theo-doi/viec/", status.act),
    path("theo-doi/bien-nhan/", receipts.receipt),
    path("tra-cuu/", lookups.index),
    path("tra-cuu/han-tra-loi/", lookups.due),
    path("tra-cuu/ngay-nghi/", lookups.holidays),
    path("tra-cuu/xa-phuong/", lookups.communes),
    re_path(r"^(?:gui-y-kien|theo-doi|tra-cuu)/.*/$", dynamic.not_here),
]

VIETNAMESE = [
    path("gui-y-kien/", filing.ask, name="ask"),
    path("gui-y-kien/quyen-rieng-tu/", data.notice, name="privacy"),
    path("theo-doi/", status.follow, name="follow"),
    path("theo-doi/viec/", status.act, name="act"),
    path("theo-doi/du-lieu/", data.mine, name="my_data"),
    path("theo-doi/du-lieu.json", data.mine_file, name="my_data_file"),
    path("theo-doi/bien-nhan/", receipts.receipt, name="receipt"),
    path("theo-doi/bien-nhan.json", receipts.receipt_file, name="receipt_file"),
    path("theo-doi/qr.svg", receipts.code_picture, name="receipt_qr"),
    path("theo-doi/kiem-tra/", receipts.check, name="receipt_check"),
    path("theo-doi/khoa.txt", receipts.public_key, name="receipt_key"),
    path("tra-cuu/hoi-dap/", answers.search, name="answers"),
    path("tra-cuu/", lookups.index, name="lookups"),
    path("tra-cuu/han-tra-loi/", lookups.due, name="due"),
    path("tra-cuu/ngay-nghi/", lookups.holidays, name="holidays"),
    path("tra-cuu/xa-phuong/", lookups.communes, name="communes"),
    re_path(r"^(?:gui-y-kien|theo-doi|tra-cuu)/.*/$", dynamic.not_here),
]

urlpatterns = [*VIETNAMESE, *(path(f"{code}/", include(SPOKEN)) for code in OTHERS)]
