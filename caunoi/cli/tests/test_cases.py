"""`caunoi cases` and `caunoi receipt`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from caunoi.api.v1.filing import receipt_of
from caunoi.cli.main import REFUSED, main
from caunoi.inbound.cases import sealing
from caunoi.inbound.cases.models import Case
from tests.agencies import Agencies

WORDS = {"title": "Hỏi", "text": "Bao giờ sửa đường?", "address": ""}


@contextmanager
def _open() -> Iterator[None]:
    """The house is open already, and must stay so."""
    yield


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caunoi.cli.cases.open_house", _open)


@pytest.mark.django_db
def test_the_list_has_no_personal_word(opened: None, agencies: Agencies, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = agencies.routed(nonce="a"), agencies.filed(nonce="b").case
    assert main(["cases", "list"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {line[0] for line in lines} == {first.code, second.code} and {len(line) for line in lines} == {6}
    assert next(line for line in lines if line[0] == first.code)[1:4] == ["question", "routed", agencies.farm.name]
    assert "Lúa" not in str(lines) and "0912" not in str(lines) and "giống" not in str(lines)


@pytest.mark.django_db
def test_the_list_can_be_narrowed(opened: None, agencies: Agencies, capsys: pytest.CaptureFixture[str]) -> None:
    late = agencies.routed(nonce="late", at=timezone.now() - timedelta(days=90))
    fresh = agencies.routed(nonce="fresh")
    for asked, codes in (
        (["--overdue"], {late.code}), (["--agency", "nong nghiep"], {late.code, fresh.code}), (["--agency", str(agencies.build.pk)], set()),
    ):  # fmt: skip
        assert main(["cases", "list", *asked]) == 0
        assert {line.split("\t")[0] for line in capsys.readouterr().out.splitlines()} == codes
    assert main(["cases", "list", "--agency", "Sở Phép Thuật"]) == REFUSED


@pytest.mark.django_db
def test_rebuilding_prints_what_differed(opened: None, agencies: Agencies, capsys: pytest.CaptureFixture[str]) -> None:
    case = agencies.routed()
    Case.objects.filter(pk=case.pk).update(late=True)
    assert main(["cases", "rebuild"]) == 0
    out = capsys.readouterr().out
    assert f"{case.code}\tlate\tTrue\tFalse\n" in out and "Đã tính lại 1 hồ sơ; 1 hồ sơ có cột khác" in out


@pytest.fixture
def kept(agencies: Agencies, tmp_path: Path) -> dict[str, Any]:
    """A receipt as its holder keeps it, in receipt.json."""
    filed = agencies.filed()
    receipt = receipt_of(filed, sealing.words_of(filed.case), [])
    (tmp_path / "receipt.json").write_text(json.dumps(receipt, ensure_ascii=False))
    return receipt


@pytest.mark.django_db
def test_a_receipt_is_checked_without_the_portal(kept: dict[str, Any], tmp_path: Path) -> None:
    key = kept["bien_nhan"]["key"]
    code = (
        "import sys; from caunoi.cli.main import main; status = main(sys.argv[1:]);"
        "assert not [m for m in sys.modules if m.partition('.')[0] in ('django', 'wagtail')]; sys.exit(status)"
    )
    command = [sys.executable, "-c", code, "receipt", str(tmp_path / "receipt.json"), "--key", key]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        "Biên nhận thật" in done.stdout
        and "đúng từng ký tự" in done.stdout
        and kept["bien_nhan"]["code"] in done.stdout
    )


@pytest.mark.django_db
def test_without_a_key_it_says_that_this_proves_little(
    kept: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["receipt", str(tmp_path / "receipt.json")]) == 0
    assert "chạy lại với --key" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda kept: kept["bien_nhan"].update(due_on="2099-01-01"), "Chữ ký không đúng"),
        (lambda kept: kept.update(chu_ky="AAAA"), "Chữ ký không đúng"),
        (lambda kept: kept["noi_dung"].update(text="Bao giờ sửa cầu?"), "nội dung không phải"),
        (lambda kept: kept.update(tep=["0" * 64]), "nội dung không phải"),
        (lambda kept: kept.update(bien_nhan=[]), "không phải tệp biên nhận"),
        (lambda kept: kept.clear(), "không phải tệp biên nhận"),
    ],
)
def test_whatever_was_changed_is_found(
    kept: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Any, says: str
) -> None:
    change(kept)
    (tmp_path / "receipt.json").write_text(json.dumps(kept, ensure_ascii=False))
    assert main(["receipt", str(tmp_path / "receipt.json")]) == REFUSED
    assert says in capsys.readouterr().err


@pytest.mark.django_db
def test_a_key_of_another_portal_and_other_words_do_not_fit(
    kept: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = tmp_path / "words.json"
    words.write_text(json.dumps(kept["noi_dung"], ensure_ascii=False))
    receipt = str(tmp_path / "receipt.json")
    assert main(["receipt", receipt, "--words", str(words)]) == 0
    words.write_text(json.dumps(WORDS, ensure_ascii=False))
    assert main(["receipt", receipt, "--words", str(words)]) == REFUSED
    assert main(["receipt", receipt, "--key", "AAAA"]) == REFUSED
    assert main(["receipt", str(tmp_path / "none.json")]) == REFUSED
    assert "Không đọc được tệp" in capsys.readouterr().err
