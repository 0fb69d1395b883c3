"""What the office suggests, from the tables."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from caunoi.ground.organisations.models import AdministrativeUnit, Organisation, UnitSuccession
from caunoi.ground.people.models import AuditEntry
from caunoi.ground.refused import Refused
from caunoi.inbound.suggestions.actions import learn, load_topics
from caunoi.inbound.suggestions.models import LearnedModel, RoutingRule, Topic
from caunoi.inbound.suggestions.queries import Suggestions, suggest

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def office(db: Any) -> dict[str, Organisation]:
    """A province with a department, a commune's committee and its place, which was two places before; topics loaded."""
    old = AdministrativeUnit.objects.create(
        key="tan-lap", name="Xã Tân Lập", kind="commune", valid_until=date(2025, 7, 1)
    )
    new = AdministrativeUnit.objects.create(key="doi-suong", name="Xã Đồi Sương", kind="commune")
    UnitSuccession.objects.create(old=old, new=new)
    make, kind = Organisation.objects.create, Organisation.Kind
    load_topics()
    return {
        "building": make(name="Sở Xây dựng tỉnh Mây", short_name="Sở Xây dựng", kind=kind.DEPARTMENT),
        "land": make(name="Sở Nông nghiệp và Môi trường tỉnh Mây", kind=kind.DEPARTMENT),
        "commune": make(name="Ủy ban nhân dân xã Đồi Sương", kind=kind.COMMUNE, place=new),
        "gone": make(name="Sở Xây dựng tỉnh Núi", kind=kind.DEPARTMENT, valid_until=date(2025, 7, 1)),
    }


def first(found: Suggestions) -> tuple[str, int]:
    return found.topics[0].of, found.agencies[0].of


def test_loading_twice_changes_nothing_and_never_what_staff_edited(db: Any) -> None:
    loaded = load_topics()
    assert loaded.topics == Topic.objects.count() > 20
    assert loaded.rules == RoutingRule.objects.count() > 30
    Topic.objects.filter(slug="dat-dai").update(title="Đất", kind_of_agency="construction")
    RoutingRule.objects.filter(key="bhyt").update(words="thẻ xanh", active=False)
    again = load_topics()
    assert (again.topics, again.rules) == (0, 0)
    assert Topic.objects.get(slug="dat-dai").title == "Đất"
    assert RoutingRule.objects.get(key="bhyt").words == "thẻ xanh"


def test_every_row_shipped_would_be_accepted_at_the_desk(db: Any) -> None:
    load_topics()
    for row in [*Topic.objects.all(), *RoutingRule.objects.all()]:
        before = getattr(row, "words", "")
        row.full_clean()
        assert getattr(row, "words", "") == before
    assert not Topic.objects.filter(rules=None)


def test_topic_and_agency_come_with_the_words_that_led_to_them(office: dict[str, Organisation]) -> None:
    found = suggest("Xin hỏi thủ tục cấp lại sổ đỏ bị mất", on=TODAY)
    assert first(found) == ("dat-dai", office["land"].pk)
    assert found.topics[0].why == ("sổ đỏ",)


def test_the_place_decides_which_commune(office: dict[str, Organisation]) -> None:
    text = "Đường trước cổng trường nhiều ổ gà"
    assert first(suggest(text, on=TODAY)) == ("giao-thong", office["building"].pk)
    for unit in AdministrativeUnit.objects.all():  # under its new name or its old one
        assert first(suggest(text, place=unit, on=TODAY))[1] == office["commune"].pk
    assert first(suggest(f"{text} ở xã Tân Lập", on=TODAY))[1] == office["commune"].pk


def test_an_agency_without_a_place_is_found_by_the_name_of_the_place(office: dict[str, Organisation]) -> None:
    place = office["commune"].place
    Organisation.objects.filter(pk=office["commune"].pk).update(place=None)
    assert first(suggest("ổ gà", place=place, on=TODAY))[1] == office["commune"].pk


def test_only_what_stands_on_the_day_is_suggested(office: dict[str, Organisation]) -> None:
    Topic.objects.filter(slug="dat-dai").update(valid_until=TODAY)
    assert "dat-dai" not in [s.of for s in suggest("sổ đỏ", on=TODAY).topics]
    assert "dat-dai" in [s.of for s in suggest("sổ đỏ", on=date(2026, 1, 1)).topics]
    assert office["gone"].pk not in [s.of for s in suggest("ổ gà", on=TODAY).agencies]


def test_what_the_office_edits_counts_at_once(office: dict[str, Organisation]) -> None:
    topic = Topic.objects.get(slug="van-hoa")
    assert suggest("hội vật làng", on=TODAY).topics == []
    rule = RoutingRule.objects.create(topic=topic, words="hội vật", agency=office["land"])
    assert first(suggest("hội vật làng", on=TODAY)) == ("van-hoa", office["land"].pk)
    RoutingRule.objects.filter(pk=rule.pk).update(active=False)
    assert suggest("hội vật làng", on=TODAY).topics == []


def test_a_suggestion_costs_the_same_queries_for_any_text(
    office: dict[str, Organisation], django_assert_num_queries: Any
) -> None:
    for text in ("", "sổ đỏ", "ổ gà ở xã Đồi Sương, karaoke ồn, mất điện, học phí, Sở Xây dựng " * 20):
        with django_assert_num_queries(5):
            suggest(text, on=TODAY)


def _cases(count: int) -> list[tuple[str, str]]:
    ways = ("hội đua ghe ngo", "đua ghe ngo năm nay", "xem đua ghe ngo ở bến", "ghe ngo của phum sóc")
    return [(f"{ways[n % 4]}, lần thứ {'a' * n}", "ton-giao-dan-toc") for n in range(count)] + [
        (f"mượn sân bóng lần thứ {'b' * n}", "van-hoa") for n in range(count)
    ]


def test_the_office_learns_from_its_past_cases(office: dict[str, Organisation]) -> None:
    assert suggest("bao giờ có đua ghe ngo", on=TODAY).topics == []
    made = learn(LearnedModel.Kind.TOPIC, iter(_cases(40)), by=None, at=NOW)
    assert (made.version, made.samples) == (1, 80)
    assert made.accuracy > 0.9 > made.rules_accuracy
    found = suggest("bao giờ có đua ghe ngo", on=TODAY)
    assert found.topics[0].of == "ton-giao-dan-toc"
    assert "giống các hồ sơ trước đây" in found.topics[0].why[0]
    assert AuditEntry.objects.filter(act="suggestions_learned").count() == 1


def test_only_the_newest_model_keeps_its_counts(
    office: dict[str, Organisation], django_assert_num_queries: Any
) -> None:
    learn(LearnedModel.Kind.TOPIC, _cases(40), by=None, at=NOW)
    second = learn(LearnedModel.Kind.TOPIC, _cases(50), by=None, at=NOW)
    assert second.version == 2
    assert [m.pk for m in LearnedModel.objects.exclude(data="")] == [second.pk]
    with django_assert_num_queries(6):
        suggest("đua ghe ngo", on=TODAY)
    with django_assert_num_queries(5):
        suggest("đua ghe ngo", on=TODAY)


def test_a_model_worse_than_the_rules_is_not_asked(office: dict[str, Organisation]) -> None:
    made = learn(LearnedModel.Kind.TOPIC, _cases(40), by=None, at=NOW)
    LearnedModel.objects.filter(pk=made.pk).update(rules_accuracy=1.0)
    assert suggest("đua ghe ngo", on=TODAY).topics == []


def test_agencies_are_learned_by_their_number_and_forgotten_when_they_end(office: dict[str, Organisation]) -> None:
    names = {"ton-giao-dan-toc": str(office["gone"].pk), "van-hoa": str(office["building"].pk)}
    learn(LearnedModel.Kind.AGENCY, [(text, names[label]) for text, label in _cases(40)], by=None, at=NOW)
    assert suggest("mượn sân bóng", on=TODAY).agencies[0].of == office["building"].pk
    assert office["gone"].pk not in [s.of for s in suggest("đua ghe ngo", on=TODAY).agencies]


def test_too_few_cases_are_refused(office: dict[str, Organisation]) -> None:
    with pytest.raises(Refused, match="cần ít nhất 50"):
        learn(LearnedModel.Kind.TOPIC, _cases(20), by=None, at=NOW)
    assert not LearnedModel.objects.exists()
