"""`caunoi import articles FILE`: articles from a JSON Lines file or a text, through the same guard and approval as any."""

from __future__ import annotations

import argparse
from pathlib import Path

from tqdm import tqdm

from caunoi.cli.house import open_house
from caunoi.cli.speech import add_data
from caunoi.ground.refused import Refused

HELP = "nhập tin bài hàng loạt từ tệp .jsonl hoặc một bài từ tệp .txt (docs/import.md nêu các trường)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to import, for whom."""
    add_data(parser)
    parser.add_argument("what", choices=("articles",), help="loại nội dung")
    parser.add_argument("file", metavar="FILE", type=Path, help="tệp .jsonl (mỗi dòng một bài) hoặc .txt")
    parser.add_argument(
        "--by", metavar="TÀI_KHOẢN", required=True, help="biên tập viên đứng tên bản nháp và trình duyệt"
    )
    parser.add_argument(
        "--section", metavar="ĐƯỜNG_DẪN", default="", help="chuyên mục cho bài không nêu chuyên mục, ví dụ kinh-te"
    )


def run(options: argparse.Namespace) -> int:
    """Exit status 0 when every line was taken or known; 3 when some were refused, each with line, rule, place and what stood there."""
    with open_house():
        from django.utils import timezone

        from caunoi.ground.people.models import User
        from caunoi.outbound.articles import importing

        if not options.file.is_file():
            raise Refused(f"Không có tệp {options.file}.")
        by = User.objects.filter(username=options.by).first()
        if by is None:
            raise Refused(f"Không có tài khoản “{options.by}”.")
        total = 1 if options.file.suffix == ".txt" else sum(1 for _ in options.file.open("rb"))
        with tqdm(total=total, unit=" dòng", desc="Nhập") as bar:
            outcome = importing.run(
                options.file,
                by=by,
                at=timezone.now(),
                section=options.section,
                note=lambda line: bar.update(line - bar.n),
            )
        lines = {line for line, *_ in outcome.refused}
        print(
            f"Đã thêm {len(outcome.added)} bài (bản nháp, đã trình duyệt), đã có từ trước {outcome.known}, "
            f"từ chối {len(lines)} dòng."
        )
        for article in outcome.added:
            print(f"  + {article.pk}\t{article.title}")
        for line, rule, place, text in outcome.refused:
            print(f"  ! dòng {line}\t{rule}\t{place}\t{text}")
        return 3 if outcome.refused else 0
