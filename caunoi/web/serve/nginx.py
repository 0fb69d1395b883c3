"""The same answers from nginx: a profile written from the same headers and media types as the embedded server's.

nginx sends the released files, and hands everything that is not one (404, 410, 301, the desk) to the application,
which knows. Its tags are its own (time and size of the file): strong, too, but not the digest. Nor does it compare
twins with their pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from textwrap import indent

from caunoi.web.serve.addresses import FAILED, READ_ONLY
from caunoi.web.serve.app import DYNAMIC
from caunoi.web.serve.closing import FLAG, MACHINES, ONLY_READ
from caunoi.web.serve.counting import FOLDER, MACHINE, PEOPLE
from caunoi.web.serve.headers import HASHED, HSTS, PARTS, VIDEO_HOSTS, cache_control, security
from caunoi.web.serve.media_types import ACTIVE, LOG, MEDIA, NAMED, TEXT, UNKNOWN, UPLOADS
from caunoi.web.serve.readers import PATTERN

# An address there may hold the key to a person's case: it is written into no log.
UNLOGGED = ("/theo-doi/",)
_BY_TYPE = """\
    types {{
{types}
    }}
    default_type {unknown};
    charset utf-8;
    charset_types {text};
"""


def nginx_profile(
    *,
    default_host: str,
    data: str,
    upstream: str = "127.0.0.1:8000",
    hosts: Iterable[str] = (),
    listen: Iterable[str] = ("80",),
    brotli: bool = False,
    behind_proxy: bool = False,
    dynamic: tuple[str, ...] = DYNAMIC,
    video_hosts: Iterable[str] = VIDEO_HOSTS,
    extra: str = "",
) -> str:
    """The configuration of one portal, to be included in nginx's `http` block.

    `data` is the data folder (absolute, without spaces), `upstream` where the application listens. `hosts` have a
    folder of their own; every other name is answered as `default_host`. `brotli` needs the module ngx_brotli.
    `behind_proxy`: https ends before nginx, believe its X-Forwarded-Proto. `extra` stands in the server block
    (certificates: `ssl_certificate …;`).
    """
    for value in (default_host, data, upstream, *hosts):
        if not re.fullmatch(r"[^\s;{}\"'\\]+|[^\s;\"'\\]*\$\{CAUNOI_[A-Z]+\}", value):
            raise ValueError(f"not a plain word for nginx: {value!r}")
    sources = tuple(video_hosts)
    scheme = "$http_x_forwarded_proto" if behind_proxy else "$scheme"
    known = "\n".join(f'    "{host}" "{host}";' for host in sorted({default_host, *hosts}))
    text = sorted({*TEXT.values(), *NAMED.values()} - {"text/html"})
    lines = "\n".join(f"    listen {each};" for each in listen)
    odd = r"(//|/\.(?!well-known/)|/index\.html$|\.(br|gz)$)"
    return f"""\
# Cầu Nối behind nginx. Written by caunoi.web.serve.nginx; change it there.
map $host $caunoi_site {{
    default "{default_host}";
{known}
}}
map {scheme} $caunoi_proto {{
    default http;
    https https;
}}
map $caunoi_proto $caunoi_hsts {{
    default "";
    https "{HSTS[1]}";
}}
# What is counted: pages of ours that were sent, or found unchanged; not what the application answers.
map "$request_method $status $upstream_addr$uri" $caunoi_counted {{
    default 0;
    "~^GET (200|304) /(.*(/|[.]html))?$" 1;
}}
map $http_user_agent $caunoi_reader {{
    default {PEOPLE};
    "" {MACHINE};
    "~*({PATTERN})" {MACHINE};
}}
log_format caunoi_visits escape=json "$msec $caunoi_site $caunoi_reader 1 $uri";
upstream caunoi {{
    server {upstream};
    keepalive 16;
}}
server {{
{lines}
    server_name {" ".join(sorted({default_host, *hosts}))} _;
    server_tokens off;
    root {data}/public/$caunoi_site;
    # Which pages were read, without the reader's address; the worker counts them. The http block's log is not kept beside it.
    access_log {data}/{FOLDER}/nginx.log caunoi_visits buffer=32k flush=5s if=$caunoi_counted;
    # A citizen's files: 30 MB together, and the form around them.
    client_max_body_size 33m;
    absolute_redirect off;

    sendfile on;
    tcp_nopush on;
    etag on;
    gzip off;
    gzip_static on;
    gzip_vary on;
    gzip_proxied any;
{"    brotli_static on;" if brotli else "    # brotli_static on;  (needs the module ngx_brotli)"}
    # No link may lead out of the released tree.
    disable_symlinks on from=$document_root;
    # Descriptors are kept until the clock's next second, so a correction or a withdrawal is seen within one.
    # (Without this the check for links costs a third of the speed: `make bench-serve`.)
    open_file_cache max=20000 inactive=60s;
    open_file_cache_valid 1s;
    open_file_cache_errors off;

    # The application does not answer: the released page that says so. What the application answers stays as it is.
    error_page 500 502 504 {FAILED};
    error_page 503 {READ_ONLY};

{_types(TEXT | MEDIA, text)}
    # Hidden and half-written files, twins and /index.html are no addresses: the application says 404 or 301.
    merge_slashes off;
    location ~ {odd} {{
{_PROXY}    }}
{"".join(_files(prefix, sources) for prefix in HASHED)}{"".join(_dynamic(prefix, f"{data}/{FLAG}") for prefix in dynamic)}\
{_instead(FAILED, 502, sources)}{_instead(READ_ONLY, 503, sources, dict(ONLY_READ.headers)["Retry-After"])}\
    location ~ ^{LOG.replace(".", "[.]")}(checkpoint|vkey|keys|witnesses)$ {{
        types {{ }}
        default_type "text/plain";
{_headers("/", sources)}\
        try_files $uri @application;
    }}
    location / {{
{_headers("/", sources)}\
        try_files ${{uri}}index.html $uri @application;
        location ~ ^(/[^./][^/]*)*[.](xml|json)$ {{
{"".join(_named(name) for name in NAMED)}\
            try_files $uri @application;
        }}
    }}
    location @application {{
        internal;
{_PROXY}    }}
{extra}}}
"""


_PROXY = """\
        proxy_pass http://caunoi;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-Proto $caunoi_proto;
        proxy_set_header X-Forwarded-For $remote_addr;
"""


def _types(types: dict[str, str], text: Iterable[str]) -> str:
    by_type: dict[str, list[str]] = {}
    for ending, kind in types.items():
        by_type.setdefault(kind, []).append(ending)
    rows = "\n".join(f"        {kind} {' '.join(endings)};" for kind, endings in by_type.items())
    return _BY_TYPE.format(types=rows, unknown=UNKNOWN, text=" ".join(text))


def _headers(path: str, video_hosts: tuple[str, ...], always: str = "") -> str:
    """Only in the blocks that send files: what the application answers has headers of its own. `always`: whatever the status."""
    every = [("Cache-Control", cache_control(path)), *security(path, video_hosts=video_hosts)]
    rows = [f'        add_header {name} "{value}"{always};' for name, value in every]
    return "\n".join([*rows, f"        add_header {HSTS[0]} $caunoi_hsts{always};"]) + "\n"


def _instead(page: str, status: int, video_hosts: tuple[str, ...], retry_after: str = "") -> str:
    """A released page that is also the answer to something else; without it nginx's own."""
    later = f"        add_header Retry-After {retry_after} always;\n" if retry_after else ""
    return f"""\
    location = {page} {{
{_headers(page, video_hosts, " always")}{later}\
        try_files $uri ={status};
    }}
"""


def _files(prefix: str, video_hosts: tuple[str, ...]) -> str:
    types = ""
    if prefix == UPLOADS:
        safe = {ending: kind for ending, kind in (TEXT | MEDIA).items() if ending not in ACTIVE}
        types = "".join(
            f"    {line}\n" for line in _types(safe, ("text/plain", "text/csv", "text/calendar")).splitlines()
        )
    return f"""\
    location {prefix} {{
{types}{_headers(prefix, video_hosts)}\
        try_files $uri @application;
        location ~ [.]({"|".join(ending[1:] for ending in PARTS)})$ {{
{indent(_headers(prefix + PARTS[0], video_hosts), "    ")}\
            try_files $uri @application;
        }}
    }}
"""


def _named(name: str) -> str:
    plain = name.replace(".", "[.]")
    return f"""\
            location ~ /{plain}$ {{
                types {{ }}
                default_type "{NAMED[name]}";
                try_files $uri @application;
            }}
"""


def _dynamic(prefix: str, closed: str) -> str:
    """Closed by a file, also while the application is stopped; to programs the application itself says so."""
    unlogged = "        access_log off;\n" if prefix in UNLOGGED else ""
    if prefix not in MACHINES:
        unlogged += f"        if (-f {closed}) {{ return 503; }}\n"
    return f"""\
    location ^~ {prefix} {{
{unlogged}{_PROXY}    }}
"""


def template() -> str:
    """The profile with `${CAUNOI_…}` for what a machine decides: deploy/nginx/caunoi.conf.template, for `envsubst`."""
    return nginx_profile(default_host="${CAUNOI_HOST}", data="${CAUNOI_DATA}", upstream="${CAUNOI_UPSTREAM}")


if __name__ == "__main__":
    (Path(__file__).parents[3] / "deploy" / "nginx" / "caunoi.conf.template").write_text(template(), encoding="utf-8")
