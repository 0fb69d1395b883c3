"""What a publish costs at 1,000, 10,000 and 100,000 articles, and how fast everything is rendered again.

`make bench-publish`, or `python -m bench.publish [--sizes 1000,10000,100000] [--publishes 200]`. Everything is real: the gate with its
approvals, guard and log, on SQLite (or on the PostgreSQL of CAUNOI_DATABASE_URL), the followers in a process of their own, and the
public folder, which is watched from outside. The stock of articles is laid in bulk, through the same gate.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

WORDS = (
    "tỉnh xã phường kế hoạch phát triển kinh tế nông nghiệp thủy sản đầu tư hạ tầng giao thông giáo dục y tế người dân doanh nghiệp "
    "chuyển đổi số cải cách hành chính hội nghị triển khai thực hiện nhiệm vụ năm quý tháng kết quả tăng giảm so với cùng kỳ dự án "
    "hoàn thành khởi công khánh thành đường cầu trường bệnh viện mùa vụ sản lượng xuất khẩu du lịch lễ hội văn hóa thể thao"
).split()


def sentence(rng: random.Random, count: int) -> str:
    text = " ".join(rng.choice(WORDS) for _ in range(count))
    return text[0].upper() + text[1:] + "."


def lay(total: int, start: int, sections: list[Any], *, author: Any, approver: Any, batch: int = 500) -> None:
    """Lay articles number `start` … `total`: rows in bulk, then approval and release by the gate, a batch at a time."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import transaction
    from django.utils import timezone
    from wagtail.models import Revision
    from wagtail.rich_text import RichText

    from caunoi.gate.releases.approving import Version
    from caunoi.gate.releases.bulk import approve_and_release, contributed_first
    from caunoi.outbound.articles.models import Article

    rng = random.Random(7)
    content_type = ContentType.objects.get_for_model(Article)
    first = datetime(2016, 1, 4, tzinfo=UTC)
    begun = time.perf_counter()
    for low in range(start, total, batch):
        with transaction.atomic():
            articles = []
            for number in range(low, min(low + batch, total)):
                body = "".join(f"<p>{sentence(rng, 60)}</p>" for _ in range(5))
                articles.append(
                    Article(
                        title=sentence(rng, 12)[:-1],
                        lead=sentence(rng, 30),
                        section=sections[number % len(sections)],
                        dated=first + timedelta(minutes=51 * number),
                        body=[
                            ("text", RichText(body)),
                            ("heading", sentence(rng, 6)[:-1]),
                            ("quote", {"text": sentence(rng, 25), "by": "Lê Thị Mai"}),
                        ],
                    )
                )
            articles = Article.objects.bulk_create(articles)
            now = timezone.now()
            revisions = Revision.objects.bulk_create(
                Revision(
                    content_type=content_type, base_content_type=content_type, object_id=str(article.pk), user=author, created_at=now,
                    object_str=article.title, content=article.serializable_data(),
                )
                for article in articles
            )  # fmt: skip
            versions = [Version(article, revision) for article, revision in zip(articles, revisions, strict=True)]
            contributed_first(versions, by=author, at=now)
            approve_and_release(versions, by=approver, at=now)
        done = min(low + batch, total)
        print(
            f"\r  laying {done:,}/{total:,} articles, {(done - start) / (time.perf_counter() - begun):.0f}/s ",
            end="",
            flush=True,
        )
    print()


@contextmanager
def worker() -> Iterator[int]:
    """The real worker, in its own process; its id."""
    process = subprocess.Popen(
        [sys.executable, "-m", "caunoi", "work"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def caught_up(timeout: float = 1800) -> None:
    """Wait until every follower has read the whole log and no page waits to be rendered."""
    from caunoi.gate.followers.models import Cursor
    from caunoi.gate.releases.models import Head, Page

    end = time.monotonic() + timeout
    quiet = 0
    while time.monotonic() < end:
        head = Head.objects.get(pk=1).position
        cursors = list(Cursor.objects.values_list("position", flat=True))
        quiet = (
            quiet + 1
            if len(cursors) >= 3 and min(cursors) == head and not Page.objects.filter(stale=True).exists()
            else 0
        )
        if quiet >= 5:
            return
        time.sleep(0.1)
    raise SystemExit("the followers did not catch up")


def processor_time(pid: int) -> float:
    """Seconds of processor time that another process has had (Linux; elsewhere 0)."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_memory(pid: int) -> float:
    """The most memory that another process has had, in MB (Linux; elsewhere 0)."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def publish(count: int, section: Any, *, author: Any, approver: Any, public: Path, pid: int) -> dict[str, float]:
    """Publish one article at a time as an approver does; watch the folder until page, home, section, feeds and sitemap show it."""
    from wagtail.rich_text import RichText

    from caunoi.gate.releases.models import Head
    from caunoi.gate.releases.pages import Rendering
    from caunoi.ground.vietnamese.text import slug
    from caunoi.outbound.articles.models import Article

    rng = random.Random(time.time_ns())
    acts, seen, rendered, rows, cpu = [], [], [], [], []
    by_worker = processor_time(pid)
    counting = Rendering._one
    pages = 0

    def counted(self: Any, ref: Any) -> None:
        nonlocal pages
        pages += 1
        counting(self, ref)

    Rendering._one = counted  # type: ignore[method-assign]
    for _ in range(count):
        body = "".join(f"<p>{sentence(rng, 60)}</p>" for _ in range(5))
        article = Article(
            title=sentence(rng, 12)[:-1], lead=sentence(rng, 30), section=section, body=[("text", RichText(body))]
        )
        article.save()
        revision = article.save_revision(user=author)
        before, pages = Head.objects.get(pk=1).position, 0
        begun, worked = time.perf_counter(), time.process_time()
        revision.publish(user=approver)
        cpu.append(time.process_time() - worked)
        acts.append(time.perf_counter() - begun)
        own = public / section.slug / f"{slug(article.title)}-{article.pk}.html"
        needle = f"-{article.pk}.html".encode()
        names = ("index.html", f"{section.slug}/index.html", "rss.xml", "atom.xml", "feed.json", "sitemap-tin-moi.xml")
        while not (own.exists() and all(needle in (public / name).read_bytes() for name in names)):
            if time.perf_counter() - begun > 30:
                raise SystemExit("not visible after 30 s")
            time.sleep(0.005)
        seen.append(time.perf_counter() - begun)
        rendered.append(pages)
        rows.append(Head.objects.get(pk=1).position - before)
    Rendering._one = counting  # type: ignore[method-assign]
    return {
        "cpu": statistics.median(cpu) * 1000,
        "worker": (processor_time(pid) - by_worker) / count * 1000,
        "memory": peak_memory(pid),
        "pages": statistics.median(rendered),
        "rows": statistics.median(rows),
        "act": statistics.median(acts) * 1000,
        "act99": quantile(acts) * 1000,
        "seen": statistics.median(seen) * 1000,
        "seen99": quantile(seen) * 1000,
    }


def quantile(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


def render_again(limit: int = 5000, *, template: bool = False) -> float:
    """Render up to `limit` article pages again in this process, in the batches of the worker; pages a processor second.

    `template`: with a new template, so that all bytes change and are stored, hashed and appended again; otherwise none do.
    """
    from django.utils import timezone
    from jinja2 import ChoiceLoader, DictLoader

    from caunoi.gate.releases import actions
    from caunoi.gate.releases.models import Page
    from caunoi.gate.render.press import forget
    from caunoi.web import face

    made = face._environment()
    if template:
        source = made.loader.get_source(made, "article.html")[0]  # type: ignore[union-attr]
        mark = f'<article class="article new{time.time_ns()}"'
        changed = DictLoader({"article.html": source.replace('<article class="article"', mark)})
        made.loader = ChoiceLoader([changed, made.loader])  # type: ignore[list-item]
        made.cache.clear()  # type: ignore[union-attr]
    newest = Page.objects.filter(kind="article").order_by("-pk").values_list("pk", flat=True)[:limit]
    Page.objects.filter(pk__in=list(newest)).update(stale=True)
    forget()
    begun, done = time.process_time(), 0
    while count := actions.render_stale(at=timezone.now()):
        done += count
    return done / (time.process_time() - begun)


def show(table: list[tuple[int, dict[str, float], float, float, float]]) -> None:
    print(
        "articles | pages rendered | log rows | publish median / p99 ms | processor ms: publish / worker | visible everywhere median / p99 ms"
        " | re-render pages/s/core: same bytes / new template | peak MB: this / worker"
    )
    for size, found, same, new, memory in table:
        print(
            f"{size:>8,} | {found['pages']:>14.0f} | {found['rows']:>8.0f} | {found['act']:>9.1f} / {found['act99']:<11.1f} | "
            f"{found['cpu']:>15.1f} / {found['worker']:<12.1f} | {found['seen']:>16.1f} / {found['seen99']:<15.1f} | "
            f"{same:>23.0f} / {new:<25.0f} | {memory:>10.0f} / {found['memory']:.0f}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--publishes", type=int, default=200)
    parser.add_argument("--keep", action="store_true", help="keep the data folder")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="caunoi-bench-")
    os.environ.update(
        CAUNOI_DATA=folder, CAUNOI_DEMO="1", DJANGO_SETTINGS_MODULE="caunoi.config.settings", CAUNOI_HOST="localhost"
    )
    print(f"data in {folder}")
    try:
        run([int(size) for size in options.sizes.split(",")], options.publishes, Path(folder))
    finally:
        if not options.keep:
            import shutil

            shutil.rmtree(folder, ignore_errors=True)


def run(sizes: list[int], publishes: int, folder: Path) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from caunoi.outbound.articles.models import Section
    from tests.province import _release, make_province

    province = make_province()
    cast = {"binh": province.binh, "duyen": province.duyen}
    sections = [province.economy]
    for number in range(1, 10):
        section = Section(title=f"Chuyên mục {number}", slug=f"chuyen-muc-{number}", parent=province.news)
        _release(cast, [(section, "binh")])
        sections.append(section)
    public = folder / "public" / "localhost"
    print(f"{connection.vendor}, {os.cpu_count()} processors, {publishes} publishes at each size\n")
    table = []
    have = 0
    for size in sizes:
        lay(size, have, sections, author=province.mai, approver=province.duyen)
        have = size
        with worker() as pid:
            caught_up()
            found = publish(
                publishes, province.economy, author=province.mai, approver=province.duyen, public=public, pid=pid
            )
        same, new = render_again(), render_again(template=True)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        table.append((size, found, same, new, memory))
        show(table[-1:])  # each when it is known: the largest takes long
    print()
    show(table)
    first, last = table[0][1], table[-1][1]
    ratios = ", ".join(f"{name} {last[name] / first[name]:.2f}" for name in ("pages", "act", "cpu", "worker", "seen"))
    print(f"\nratio of the largest to the smallest: {ratios}")


if __name__ == "__main__":
    main()
