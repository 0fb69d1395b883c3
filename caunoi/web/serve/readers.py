"""People and machines, told apart by what they say they are; pure. The nginx profile is written from the same words."""

from __future__ import annotations

import re
from functools import lru_cache

# As regular expressions. A search engine, a feed reader, a watch over the site, a program: whoever says so is believed, and whoever says
# nothing at all is no browser. (Who calls itself a browser is counted as a person, whatever it is. Cubot makes telephones.)
MACHINES = (
    "(?<!cu)bot", "crawl", "spider", "slurp", "archiver", "scan", "monitor", "uptime", "pingdom", "lighthouse", "headless", "phantom", "preview",
    "facebookexternalhit", "feed", "rss", "caunoi", "curl/", "wget", "python", "aiohttp", "java/", "okhttp", "go-http", "node-fetch", "axios",
    "libwww", "perl", "ruby", "php/", "httpclient", "https?://",
)  # fmt: skip
PATTERN = "|".join(MACHINES)
_MACHINE = re.compile(PATTERN, re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_machine(agent: str) -> bool:
    """Whether this `User-Agent` is a program's rather than a person's browser."""
    return not agent or _MACHINE.search(agent) is not None
