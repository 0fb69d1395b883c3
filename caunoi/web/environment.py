"""How the public templates are loaded, and what they may call: `label`, `word`, `picture`; where assets are is `assets`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup, escape

from caunoi.ground.languages import VIETNAMESE
from caunoi.web.vocabulary import IN

TEMPLATES = Path(__file__).resolve().parent / "templates"
WIDTHS = (360, 720, 1280)

_LABELS = {
    language: {key: Markup('<span data-r="label">{}</span>').format(text) for key, text in words.items()}
    for language, words in IN.items()
}
_WORDS = {language: {key: escape(text) for key, text in words.items()} for language, words in IN.items()}


_CALL = re.compile(r"\{\{ (label|word)\('([a-z0-9_]+)'\) \}\}")


class _LookedUp(Extension):
    """`label('key')` with a key that is written out becomes a look-up in the table: a call costs four times as much, on every page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _CALL.sub(r"{{ \1s['\2'] }}", source)


class _Face(Environment):
    """Contexts are plain dicts, so `card.title` means card["title"], and looks there first."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def environment(asset_addresses: Mapping[str, str], language: str = VIETNAMESE) -> Environment:
    """A Jinja environment that escapes everything and knows no undefined name.

    `asset_addresses` are the public addresses under the keys `css`, `js`, `favicon` and `font_regular`; templates see
    them as `assets` unless the context brings its own. Words are those of `language`. Templates are compiled once and never looked for again.
    """
    made = _Face(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[_LookedUp],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals.update(
        assets=dict(asset_addresses),
        label=_LABELS[language].__getitem__,
        word=_WORDS[language].__getitem__,
        labels=_LABELS[language],
        words=_WORDS[language],
        picture=picture,
        metas=metas,
    )
    return made


def metas(kind: str, pairs: Iterable[tuple[str, str]]) -> Markup:
    """A <meta> for each (name, content); `kind` is the attribute that bears the name. In one piece: every page has two dozen."""
    return Markup("\n".join([f'<meta {kind}="{escape(name)}" content="{escape(content)}">' for name, content in pairs]))


def picture(
    media: Mapping[str, Any],
    sizes: str = "(min-width: 48rem) 44rem, 60vw",
    alt: str | None = None,
    loading: str = "lazy",
) -> Markup:
    """The <img> of a media dict {"sha", "width", "height", "alt"}, with every rendition that exists.

    Renditions are 360, 720 and 1280 pixels wide, those not wider than the original, and 360 always. `alt` None takes
    the picture's own; `loading` "eager" also asks the browser to fetch it first.
    """
    words = media["alt"] if alt is None else alt
    return _image(media["sha"], media["width"], media["height"], words, sizes, loading)


@lru_cache(maxsize=4096)
def _image(sha: str, width: int, height: int, alt: str, sizes: str, loading: str) -> Markup:
    widths = [w for w in WIDTHS if w <= width] or [WIDTHS[0]]
    largest = widths[-1]
    return Markup(
        '<img src="/tep/{sha}-{src}.webp" srcset="{srcset}" sizes="{sizes}" width="{width}" height="{height}" '
        'alt="{alt}" loading="{loading}" decoding="async"{first}>'
    ).format(
        sha=sha,
        src=widths[min(1, len(widths) - 1)],
        srcset=", ".join(f"/tep/{sha}-{w}.webp {w}w" for w in widths),
        sizes=sizes,
        width=largest,
        height=max(1, round(height * largest / max(1, width))),
        alt=alt,
        loading=loading,
        first=Markup(' fetchpriority="high"') if loading == "eager" else "",
    )
