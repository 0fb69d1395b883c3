"""Where mail goes, as the environment says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from caunoi.config.settings import _smtp


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("smtp://cong:m%40t%20kh%E1%BA%A9u@mail.example.vn", ("mail.example.vn", 587, "cong", "m@t khẩu", True, False)),
        ("smtps://cong:x@mail.example.vn", ("mail.example.vn", 465, "cong", "x", False, True)),
        ("smtp://mail.example.vn:2525", ("mail.example.vn", 2525, "", "", True, False)),
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
        ("smtp://127.0.0.1:1025/", ("127.0.0.1", 1025, "", "", False, False)),
    ],
)
def test_an_address_of_a_post_office_is_read_and_the_way_to_another_machine_is_encrypted(
    url: str, said: tuple[Any, ...]
) -> None:
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(_smtp(url)[f"EMAIL_{name}"] for name in names) == said


@pytest.mark.parametrize(
    "url",
    ["mail.example.vn", "http://a:bimat@b", "smtp://", "smtp://a:bimat/x@b", "smtp://a:bimat@b:port", "smtp://a:bimat@b?tls=no", "smtp://a:bimat@[b"],
)  # fmt: skip
def test_what_is_no_such_address_is_refused_without_betraying_the_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        _smtp(url)
    assert "bimat" not in str(refused.value) and refused.value.__suppress_context__


SAY = "from caunoi.config import settings as s; print(s.EMAIL_BACKEND.split('.')[-2], s.PORTAL_EMAIL)"


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "dummy cong@tinh.example"),
        ({"CAUNOI_DEMO": "1"}, "folder cong@tinh.example"),
        ({"CAUNOI_DEMO": "1", "CAUNOI_SMTP": "smtp://localhost"}, "smtp cong@tinh.example"),
        ({"CAUNOI_EMAIL_BACKEND": "a.b.C", "CAUNOI_MAIL_FROM": "Cổng <x@y.vn>"}, "b Cổng <x@y.vn>"),
        ({"CAUNOI_MAIL_FROM": "cổng"}, "CAUNOI_MAIL_FROM: “cổng” không phải địa chỉ thư điện tử"),
    ],
)
def test_mail_of_a_demo_stays_and_mail_of_a_real_portal_waits_until_it_is_said_where_it_goes(
    environment: dict[str, str], said: str, tmp_path: Path
) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAUNOI_")}
    kept |= {"CAUNOI_DATA": str(tmp_path), "CAUNOI_HOST": "tinh.example", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", SAY], env=kept | environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert said in done.stdout + done.stderr
