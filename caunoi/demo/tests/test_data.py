"""The demo's files parse, are normalised, and every key in them leads somewhere."""

import json
import re
import unicodedata
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from caunoi.demo import data
from caunoi.demo.pictures import SUBJECTS

ROLES = {"reporter", "editor", "approver", "technician", "clerk", "reviewer", "office", "auditor", "administrator"}
KINDS = {"party", "peoples_council", "peoples_committee", "office", "department", "commune", "unit", "province"}


def organisations() -> dict[str, dict[str, Any]]:
    return {o["key"]: o for o in data.load("organisations")}


def leaders() -> dict[str, dict[str, Any]]:
    return {p["key"]: p for p in data.load("leaders")}


@pytest.mark.parametrize("name", data.NAMES)
def test_each_file_parses_and_is_nfc(name: str) -> None:
    text = files("caunoi.demo").joinpath(f"{name}.json").read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert json.loads(text) == data.load(name)
    assert data.load(name)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        data.load("../data")


def test_organisations_have_one_key_each_and_parents_that_stand_when_they_do() -> None:
    rows, known = data.load("organisations"), organisations()
    assert len(rows) == len(known)
    for row in rows:
        assert row["kind"] in KINDS
        end = row["valid_until"]
        assert end is None or date.fromisoformat(row["valid_from"]) < date.fromisoformat(end)
        if row["parent"]:
            parent = known[row["parent"]]
            assert parent["valid_from"] <= row["valid_from"]
            assert parent["valid_until"] is None or (end is not None and end <= parent["valid_until"])


def test_a_name_stands_once_under_a_parent_at_any_time() -> None:
    rows = data.load("organisations")
    for i, one in enumerate(rows):
        for other in rows[i + 1 :]:
            if (one["name"], one["parent"]) == (other["name"], other["parent"]):
                first, second = sorted((one, other), key=lambda o: o["valid_from"])
                assert first["valid_until"] is not None and first["valid_until"] <= second["valid_from"]


def test_each_succession_leads_from_what_ends_that_day_to_what_stands() -> None:
    known = organisations()
    ended = set()
    for row in data.load("successions"):
        assert row["kind"] in {"merge", "rename"} and row["decision"]
        to = known[row["to"]]
        assert to["valid_from"] <= row["on"] and (to["valid_until"] is None or row["on"] < to["valid_until"])
        for key in row["from"]:
            assert known[key]["valid_until"] == row["on"]
            ended.add(key)
    assert ended == {key for key, o in known.items() if o["valid_until"]}, "whatever ended lives on in something"


def test_ten_communes_stand_today() -> None:
    assert sum(o["kind"] == "commune" and o["valid_until"] is None for o in organisations().values()) == 10


def test_sections_form_a_tree_with_unique_addresses() -> None:
    rows = data.load("sections")
    slugs = [s["slug"] for s in rows]
    assert len(set(slugs)) == len(slugs) == len({s["order"] for s in rows})
    for row in rows:
        assert row["parent"] is None or slugs.index(row["parent"]) < slugs.index(row["slug"])
    assert {s["slug"] for s in rows if s["parent"] == "tin-tuc"} == {
        "kinh-te", "van-hoa-xa-hoi", "quoc-phong-an-ninh", "xa-phuong"
    }  # fmt: skip


def test_one_special_section_is_closed_and_one_is_open() -> None:
    rows = data.load("specials")
    assert sorted(s["close_on"] is None for s in rows) == [False, True]
    assert all(s["banner_subject"] in SUBJECTS for s in rows)


def test_each_post_was_held_while_its_organisation_stood() -> None:
    known = organisations()
    for person in leaders().values():
        assert 3 <= person["biography_html"].count("<p>") <= 5 and person["portrait"] >= 1
        for post in person["posts"]:
            where = known[post["organisation"]]
            assert where["valid_from"] <= post["from"]
            if where["valid_until"]:
                assert post["until"] is not None and post["until"] < where["valid_until"]
            assert post["until"] is None or post["from"] <= post["until"]


def test_one_former_leader_left_when_the_provinces_merged() -> None:
    former = [p for p in leaders().values() if all(post["until"] for post in p["posts"])]
    assert [max(post["until"] for post in p["posts"]) for p in former] == ["2025-06-30"]


def test_each_week_is_complete_in_order_and_of_known_people() -> None:
    known = leaders()
    for week in data.load("work_weeks"):
        monday = date.fromisoformat(week["monday"])
        assert monday.isocalendar()[:] == (week["year"], week["week"], 1)
        assert [e["revision"] for e in week["earlier"]] == list(range(week["revision"]))
        for entries in [week["entries"], *(e["entries"] for e in week["earlier"])]:
            places = [(e["on"], e["part"] == "afternoon") for e in entries]
            assert places == sorted(places)
            assert len(set(places)) >= 10, "each half of five working days says something"
            for entry in entries:
                assert 0 <= (date.fromisoformat(entry["on"]) - monday).days < 7
                assert entry["part"] in {"morning", "afternoon"}
                assert entry["time"] == "" or re.fullmatch(r"\d{1,2}:\d\d", entry["time"])
                assert entry["leaders"] and set(entry["leaders"]) <= set(known)


def test_no_leader_is_at_the_desk_and_elsewhere_in_the_same_half_day() -> None:
    for week in data.load("work_weeks"):
        for entries in [week["entries"], *(e["entries"] for e in week["earlier"])]:
            for at_desk in (e for e in entries if not e["time"]):
                away = {
                    p
                    for e in entries
                    if int((e["time"] or "0").split(":")[0]) >= 8
                    and (e["on"], e["part"]) == (at_desk["on"], at_desk["part"])
                    for p in e["leaders"]
                    if e is not at_desk
                }
                assert not away & set(at_desk["leaders"]), at_desk


def test_the_menu_and_the_front_page_lead_to_what_exists() -> None:
    slugs = {row["slug"] for name in ("sections", "specials", "standing_pages") for row in data.load(name)}
    pages = {f"/{slug}/" for slug in slugs} | {
        "/lanh-dao/", "/lich-cong-tac/", "/hoi-dap/", "/gui-y-kien/", "/theo-doi/", "/bang-theo-doi/", "/tra-cuu/",
        "/kenh-thong-tin/", "/so-do-trang/",
    }  # fmt: skip
    shell = data.load("shell")
    for entry in shell["menu"]:
        assert {entry["href"], *(item["href"] for item in entry["items"])} <= pages
    far = [link["href"] for link in shell["links"] if link["href"] not in pages]
    assert all(re.fullmatch(r"https://[a-z.]*(gov\.vn|chinhphu\.vn|vbpl\.vn)", href) for href in far)
    for block in data.load("frontpage"):
        assert block["type"] in {"lead", "section", "specials", "leaders", "schedule", "answers"}
        assert block["type"] != "section" or block["section"] in slugs
        assert set(block.get("leaders", ())) <= set(leaders())


def test_what_the_law_wants_to_be_found_at_the_foot_of_every_page_is_there() -> None:
    links = {link["href"] for link in data.load("shell")["links"]}
    assert links >= {"/quyen-rieng-tu/", "/tiep-can/", "/kenh-thong-tin/", "/so-do-trang/"}


def test_standing_pages_lead_to_what_exists_and_ask_for_pictures_we_can_paint() -> None:
    rows = data.load("standing_pages")
    slugs = {row["slug"] for name in ("sections", "specials", "standing_pages") for row in data.load(name)}
    pages = {f"/{slug}/" for slug in slugs} | {
        "/lanh-dao/", "/lich-cong-tac/", "/gui-y-kien/", "/gui-y-kien/quyen-rieng-tu/", "/theo-doi/", "/kho-luu/", "/nguon-goc/",
        "/tra-cuu/xa-phuong/", "/tra-cuu/han-tra-loi/", "/kenh-thong-tin/",
    }  # fmt: skip
    for row in rows:
        for block in row["body"]:
            assert set(re.findall(r'href="([^"]+)"', block.get("html", ""))) <= pages, row["slug"]
            assert block["type"] != "image" or block["subject"] in SUBJECTS
            assert block["type"] != "table" or len({len(line) for line in block["rows"]}) == 1


def test_channels_are_run_by_agencies_that_stand_and_the_two_central_ones_are_there() -> None:
    known, rows = organisations(), data.load("channels")
    assert {row["operator"] for row in rows} <= {key for key, one in known.items() if one["valid_until"] is None}
    assert {"portal", "vneid"} <= {row["kind"] for row in rows if not row["closed_on"]}


def test_every_role_has_an_account_and_one_approver_may_release_alone() -> None:
    rows = data.load("accounts")
    assert {a["role"] for a in rows} == ROLES
    assert len({a["username"] for a in rows}) == len(rows)
    assert {a["organisation"] for a in rows} <= set(organisations())
    assert [a["role"] for a in rows if a["emergency_release"]] == ["approver"]


def test_every_article_stands_in_a_section_and_asks_for_pictures_we_can_paint() -> None:
    sections = {s["slug"] for s in data.load("sections")}
    specials = {s["slug"] for s in data.load("specials")}
    for article in data.articles():
        assert article["section"] in sections
        assert article["special"] is None or article["special"] in specials
        wanted = {article["image"]} if article["image"] else set()
        for block in article["body"]:
            if block["type"] == "image":
                wanted.add(block["subject"])
        assert wanted <= set(SUBJECTS), article["external_id"]
