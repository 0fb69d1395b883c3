"""What a telephone on a slow line makes of the pages: Lighthouse's mobile profile, beside the ministry's thresholds of 2025 and half of them.

SC-03 to SC-06: first paint under 3 s, largest paint under 4 s, full display under 5.8 s, blocking under 0.6 s. Layout shift and weight have no
threshold of the ministry's. Lighthouse slows a telephone's processor and line by itself (150 ms, 1.6 Mbit/s, a processor four times slower).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from contextlib import nullcontext
from pathlib import Path
from statistics import median
from typing import Any

from tests.browser import places
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.node import LIGHTHOUSE, there
from tests.browser.portal import Portal, Running

PAGES = ("home", "section", "article", "ask")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Name, Lighthouse's audit, unit, the ministry's threshold (none for two).
MEASURES: tuple[tuple[str, str, str, float | None], ...] = (
    ("first paint", "first-contentful-paint", "ms", 3000),
    ("largest paint", "largest-contentful-paint", "ms", 4000),
    ("full display", "speed-index", "ms", 5800),
    ("blocking", "total-blocking-time", "ms", 600),
    ("layout shift", "cumulative-layout-shift", "", None),
    ("bytes", "total-byte-weight", "", None),
)


def measured(url: str, report: Path) -> dict[str, Any]:
    """One report of Lighthouse."""
    flags = " ".join(["--headless=new", *FLAGS])
    subprocess.run(
        [there(LIGHTHOUSE), url, "--quiet", f"--chrome-flags={flags}", "--output=json", f"--output-path={report}"],
        check=True, timeout=180, env=os.environ | {"CHROME_PATH": CHROMIUM},
    )  # fmt: skip
    found: dict[str, Any] = json.loads(report.read_text())
    if error := found.get("runtimeError"):
        raise RuntimeError(error["message"])
    return found


def several(url: str, times: int, folder: Path) -> list[dict[str, Any]]:
    """So many reports; one that the browser broke off is asked for again, three times at most."""
    reports: list[dict[str, Any]] = []
    broken = 0
    while len(reports) < times:
        try:
            reports.append(measured(url, folder / "report.json"))
        except (RuntimeError, subprocess.CalledProcessError):
            broken += 1
            if broken > 3:
                raise
    return reports


def show(portal: Portal, times: int) -> None:
    print(f"{'':14}" + "".join(f"{name:>16}" for name in CATEGORIES), flush=True)
    rows: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in PAGES:
            rows[name] = several(portal.url + places.address(portal, name), times, Path(folder))
            scores = [median(one["categories"][key]["score"] for one in rows[name]) for key in CATEGORIES]
            print(f"{name:14}" + "".join(f"{100 * score:>16.0f}" for score in scores), flush=True)
    print()
    print(f"{'':14}" + "".join(f"{name:>15}" for name, *_ in MEASURES))
    for name in PAGES:
        values = [median(one["audits"][audit]["numericValue"] for one in rows[name]) for _, audit, _, _ in MEASURES]
        print(
            f"{name:14}"
            + "".join(f"{_figure(value, unit):>15}" for value, (_, _, unit, _) in zip(values, MEASURES, strict=True))
        )
    for said, part in (("the ministry", 1), ("half of it", 2)):
        limits = ["" if limit is None else _figure(limit / part, unit) for _, _, unit, limit in MEASURES]
        print(f"{said:14}" + "".join(f"{limit:>15}" for limit in limits))


def _figure(value: float, unit: str) -> str:
    if not unit:
        return f"{value:,.0f}" if value > 1 else f"{value:.3f}"
    return f"{value:,.0f} {unit}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3, help="reports for each page; the median is shown")
    parser.add_argument("--at", default="", help="a demo that runs already, as http://localhost:8000")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        nullcontext(Portal(given.at)) if given.at else Running(Path(folder) / "data") as portal,
    ):
        show(portal, given.times)


if __name__ == "__main__":
    main()
