import csv

import pytest

from caunoi.gate.guard.hosts import host_findings, host_of, listed, looks_like_gambling
from caunoi.gate.guard.tests.shared import shared

ALLOWED = frozenset(("gov.vn", "maytrang.example", "www.youtube-nocookie.com"))


@pytest.mark.parametrize(
    "href",
    [
        "/kinh-te/bai-viet", "#noi-dung", "?trang=2", "", "bai-viet", "mailto:vp@maytrang.gov.vn", "tel:+842330000000",
        "https://chinhphu.gov.vn/", "http://gov.vn", "HTTPS://DichVuCong.GOV.VN:443/x?y#z", "//dichvucong.gov.vn/x", "https://gov.vn./",
    ],
)  # fmt: skip
def test_addresses_inside_and_on_the_list_pass(href: str) -> None:
    assert host_findings(href, "main", ALLOWED) == []


@pytest.mark.parametrize(
    "href",
    [
        "https://hi88.com/", "//evil.example/x", "/\\evil.example", "\\\\evil.example\\x", "https:evil.example", "https:\\\\evil.example",
        "https://gov.vn.evil.example/", "https://evilgov.vn/", "ht\ntps://evil.example/", "/\t/evil.example/", " https://evil.example",
        "https://evil.example?gov.vn", "https://evil.example#.gov.vn",
    ],
)  # fmt: skip
def test_every_spelling_of_an_address_off_the_list_is_refused(href: str) -> None:
    assert [(f.rule, f.excerpt) for f in host_findings(href, "main", ALLOWED)] == [("off-list-host", href)]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)", "vbscript:x", "file:///etc/passwd",
        "data:text/html,x", "blob:https://gov.vn/1", "ftp://gov.vn/", "https://dichvucong.gov.vn@evil.example/", "https://a:b@gov.vn/",
        "http://203.0.113.9/", "http://3405803777/", "http://0xcb007109/", "http://[2001:db8::1]/", "https://xn--gv-fja.vn/", "https://gоv.vn/",
        "http://", "https://[gov.vn/",
    ],
)  # fmt: skip
def test_dangerous_addresses_are_a_rule_of_their_own(href: str) -> None:
    assert [f.rule for f in host_findings(href, "main", ALLOWED)] == ["dangerous-link"]


def test_the_message_names_the_host_and_says_when_it_looks_like_gambling() -> None:
    (finding,) = host_findings("https://06hi88.com/vn", "footer", ALLOWED)
    assert "06hi88.com" in finding.message
    assert "cờ bạc" in finding.message
    assert "cờ bạc" not in host_findings("https://example.org/", "footer", ALLOWED)[0].message


def test_a_host_named_as_gambling_sites_are_is_refused_although_somebody_put_it_on_the_list() -> None:
    (finding,) = host_findings("https://nhacai-uytin88.example/", "menu", {*ALLOWED, "nhacai-uytin88.example"})
    assert (finding.rule, finding.severity) == ("gambling-host", "block")
    assert not host_findings("https://123doc.net/", "main", {*ALLOWED, "123doc.net"})


def test_a_listed_host_stands_for_all_below_it() -> None:
    assert listed("a.b.gov.vn", ALLOWED)
    assert listed("GOV.VN.", ALLOWED)
    assert not listed("notgov.vn", ALLOWED)
    assert host_of("//A.Gov.VN:8443/x") == "a.gov.vn"


@pytest.mark.parametrize(
    "host",
    [
        "chinhphu.vn", "dichvucong.gov.vn", "xxx.gdt.gov.vn", "covid19.gov.vn", "1022.vn", "danang1022.vn", "hueic.edu.vn", "vtc1.vn",
        "library.oapen.org", "alphabet.com", "tibet.net", "windows.com", "darwin.org", "who.int", "w3.org", "f88.vn", "winmart.vn",
        "vnexpress.net", "24h.com.vn", "youtube.com", "asean2020.vn", "7-zip.org", "1password.com",
    ],
)  # fmt: skip
def test_honest_hosts_do_not_look_like_gambling(host: str) -> None:
    assert not looks_like_gambling(host)


def test_real_gambling_domains_are_all_refused_and_most_are_known_by_name() -> None:
    with shared("data/domains.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    bad = [row["domain"] for row in rows if row["label"] == "1"]
    assert all(host_findings(f"https://{host}/", "", ALLOWED) for host in bad)
    assert sum(map(looks_like_gambling, bad)) / len(bad) > 0.8
    assert not [row["domain"] for row in rows if row["label"] == "0" and looks_like_gambling(row["domain"])]
