"""How good the guard is: recall on advertising text and gambling domains, false alarms on official text and on the press.

Run `python bench/guard.py`. The texts are not part of this repository: they are read from the folder CAUNOI_SHARED
(../shared beside the project by default). Prints a table and each miss; ends with status 1 when an aim is missed:
recall of at least 0.98 on advertising text, plain and disguised; not one blocking false alarm on official text.
"""

from __future__ import annotations

import csv
import json
import os
import random
import sys
import timeit
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from caunoi.gate.guard.hosts import host_findings, looks_like_gambling  # noqa: E402
from caunoi.gate.guard.letters import bare  # noqa: E402
from caunoi.gate.guard.text import text_findings  # noqa: E402

DATA = Path(os.environ.get("CAUNOI_SHARED", ROOT.parent / "shared")) / "data"
AIM = 0.98

SEEDS = (
    "nhà cái uy tín", "tài xỉu online", "nổ hũ đổi thưởng", "soi cầu miễn phí", "xóc đĩa trực tuyến uy tín", "link vào nhà cái mới nhất",
    "game bài đổi thưởng", "lô đề online uy tín", "đá gà trực tiếp", "kèo nhà cái hôm nay", "bắn cá đổi thưởng", "tỷ lệ kèo nhà cái",
    "khuyến mãi tặng tiền cược", "casino trực tuyến nhà cái", "đăng ký nhà cái nhận thưởng", "nổ hũ tài xỉu xóc đĩa",
)  # fmt: skip
BRANDED = (
    "ĐĂNG NHẬP HI88", "link vào W88", "tải app Fun88", "đăng ký Jun88 nhận 100k", "8xbet nhà cái số 1", "NEW88 khuyến mãi",
    "trang chủ kubet", "shbet đăng nhập", "789bet tài xỉu", "Sunwin nổ hũ", "nạp tiền BK8", "gplx gov vn hi88 nổ hũ xổ số miền bắc",
    "dich vu cong gov vn tài xỉu xổ số miền bắc", "VN68 nhà cái uy tín", "tra cứu cccd gov vn go88 tài xỉu",
)  # fmt: skip
_EYE = str.maketrans("aceiopxyHIABCETKMOP", "асеіорхуНІАВСЕТКМОР")
_DIGITS = str.maketrans("aieoAIEO", "41304130")
_DOUBLE = "".join(chr(0x1D5BA + i) for i in range(26))


def unaccented(text: str, _: random.Random) -> str:
    return bare(text)


def spaced(text: str, _: random.Random) -> str:
    return "  ".join(" ".join(word) for word in text.split())


def dotted(text: str, _: random.Random) -> str:
    return " ".join(".".join(word) for word in text.split())


def leet(text: str, _: random.Random) -> str:
    return bare(text).translate(_DIGITS)


def by_eye(text: str, _: random.Random) -> str:
    return text.translate(_EYE)


def full_width(text: str, _: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def mathematical(text: str, _: random.Random) -> str:
    return "".join(_DOUBLE[ord(c) - 97] if "a" <= c <= "z" else c for c in bare(text))


def zero_width(text: str, chance: random.Random) -> str:
    return "".join(c + chance.choice("\u200b\u200c\u2060") if c.isalpha() else c for c in text)


def plain(text: str, _: random.Random) -> str:
    return text


DISGUISES: tuple[Callable[[str, random.Random], str], ...] = (
    plain, unaccented, spaced, dotted, leet, by_eye, full_width, mathematical, zero_width,
)  # fmt: skip


def composed(official: list[str], honest: list[str]) -> Iterator[tuple[str, str]]:
    """(how, text): slogans in every disguise, by themselves and put into the middle of an official paragraph."""
    chance = random.Random(20261123)
    for seed in (*SEEDS, *BRANDED):
        for disguise in DISGUISES:
            if disguise is leet and seed in BRANDED:
                continue  # a brand's own digits are its name
            text = disguise(seed, chance)
            yield disguise.__name__, text
            for pool, name in ((official, "injected"), (honest, "injected among police words")):
                words = chance.choice(pool).split(" ")
                at = chance.randrange(len(words) + 1)
                yield f"{disguise.__name__}, {name}", " ".join([*words[:at], text, *words[at:]])


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def rows(name: str) -> Iterator[dict[str, object]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def blocks(text: str) -> bool:
    return any(finding.severity == "block" for finding in text_findings(text, ""))


def recall(title: str, items: Iterable[tuple[str, str]]) -> bool:
    total, missed = 0, []
    for how, text in items:
        total += 1
        if not blocks(text):
            missed.append((how, text))
    rate = 1 - len(missed) / total
    print(f"{title:<44} {total:>7} {total - len(missed):>8} {rate:>8.3f}   {'ok' if rate >= AIM else 'MISSED'}")
    for how, text in missed:
        print(f"    miss ({how}): {text[:180]!r}")
    return rate >= AIM


def alarms(title: str, texts: Iterable[str], strict: bool) -> bool:
    total = blocked = warned = 0
    shown: list[str] = []
    for text in texts:
        total += 1
        found = text_findings(text, "")
        kinds = {finding.severity for finding in found}
        blocked += "block" in kinds
        warned += kinds == {"warn"}
        shown.extend(f"    {f.severity} {f.rule}: {f.excerpt!r}" for f in found)
    good = not (strict and blocked)
    print(f"{title:<44} {total:>7} {blocked:>8} {warned:>8}   {'ok' if good else 'MISSED'}")
    for line in dict.fromkeys(shown):
        print(line)
    return good


def pace(title: str, text: str) -> None:
    best = min(timeit.repeat(lambda: text_findings(text, ""), number=20, repeat=7)) / 20
    print(f"{title:<44} {len(text):>7} {best * 1000:>8.3f} ms")


def main() -> int:
    if not DATA.is_dir():
        print(f"No data at {DATA}: set CAUNOI_SHARED. Nothing was measured.")
        return 0
    positives = [str(row["text"]) for row in rows("spam_pos.jsonl")]
    hard = [str(row["text"]) for row in rows("spam_hardneg.jsonl")]
    procedures = [text for row in rows("tthc_tu-phap_cong-an.jsonl") for text in strings(row)]
    laws = [str(row["toan_van"]) for row in rows("legaldocs_60.jsonl")]
    paragraphs = [text for text in procedures if 200 < len(text) < 1500]
    articles = [str(row["text"]) for year in (2022, 2023) for row in rows(f"alqac_corpus_{year}.jsonl")]
    police = [text for text in articles if ("phạt tù" in text or "trái phép" in text) and len(text) < 3000]
    good = []
    print(f"{'recall':<44} {'texts':>7} {'found':>8} {'rate':>8}")
    good.append(recall("spam_pos", (("as is", text) for text in positives)))
    good.append(recall("spam_pos, even rows", (("as is", text) for text in positives[::2])))
    good.append(recall("spam_pos, odd rows", (("as is", text) for text in positives[1::2])))
    good.append(
        recall("spam_pos, disguised", ((d.__name__, d(t, random.Random(1))) for t in positives for d in DISGUISES[1:]))
    )
    good.append(recall("composed", composed(paragraphs, police)))
    with (DATA / "domains.csv").open(encoding="utf-8") as lines:
        domains = list(csv.DictReader(lines))
    bad = [row["domain"] for row in domains if row["label"] == "1"]
    honest = [row["domain"] for row in domains if row["label"] == "0"]
    known = [host for host in bad if looks_like_gambling(host)]
    refused = [host for host in bad if host_findings(f"https://{host}/", "", ("gov.vn",))]
    print(f"{'domains: refused as off the list':<44} {len(bad):>7} {len(refused):>8} {len(refused) / len(bad):>8.3f}")
    print(f"{'domains: recognised by name alone':<44} {len(bad):>7} {len(known):>8} {len(known) / len(bad):>8.3f}")
    print("    not recognised by name: " + ", ".join(host for host in bad if host not in known))
    good.append(len(refused) == len(bad))
    print()
    print(f"{'false alarms':<44} {'texts':>7} {'blocked':>8} {'warned':>8}")
    wrong = [host for host in honest if looks_like_gambling(host)]
    print(
        f"{'domains, honest':<44} {len(honest):>7} {len(wrong):>8} {0:>8}   {'MISSED ' + ', '.join(wrong) if wrong else 'ok'}"
    )
    good.append(not wrong)
    good.append(alarms("spam_hardneg", hard, strict=True))
    good.append(alarms("procedures (tthc), every field", procedures, strict=True))
    good.append(alarms("legal documents, whole", laws, strict=True))
    good.append(alarms("law articles (alqac)", articles, strict=True))
    questions = list(strings(json.loads((DATA / "cau_hoi_dvc_150.json").read_text(encoding="utf-8"))))
    good.append(
        alarms(
            "citizens' questions", [*questions, *(t for r in rows("hoi_dap_15.jsonl") for t in strings(r))], strict=True
        )
    )
    good.append(
        alarms("news feed 2026", (t for row in rows("rss_vnexpress.jsonl") for t in strings(row)), strict=False)
    )
    good.append(
        alarms(
            "news articles 2013",
            (t for row in rows("news_2013_clusters_1-60.jsonl") for t in strings(row)),
            strict=False,
        )
    )
    print()
    print(f"{'time, words met before':<44} {'letters':>7}")
    clean = " ".join(paragraphs)[:5000]
    pace("clean text", clean)
    pace("the same with a slogan in it", f"{clean[:2500]} nhà cái uy tín HI88 {clean[2500:]}"[:5000])
    print("\nevery aim met" if all(good) else "\nan aim was missed")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
