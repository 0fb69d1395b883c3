"""The elements and attributes a public page is made of. What is not here has no place in released bytes. Data."""

from typing import Final

_EVERYWHERE: Final = frozenset(
    "class id lang dir title role tabindex translate itemscope itemtype itemprop itemid data-r hidden "
    "aria-label aria-labelledby aria-describedby aria-current aria-expanded aria-controls aria-hidden aria-pressed aria-live "
    "aria-haspopup aria-selected aria-checked aria-disabled aria-modal aria-roledescription aria-sort aria-level aria-busy".split()
)

_OWN: Final = {
    "html": "prefix", "head": "", "title": "", "body": "", "header": "", "nav": "", "main": "", "footer": "", "section": "",
    "meta": "charset name content property http-equiv media", "article": "", "aside": "", "div": "", "span": "", "p": "",
    "link": "rel href type sizes media as crossorigin hreflang integrity referrerpolicy color fetchpriority",
    "script": "src defer async type crossorigin integrity nomodule referrerpolicy",
    "h1": "", "h2": "", "h3": "", "h4": "", "h5": "", "h6": "", "ul": "", "ol": "start reversed type", "li": "value",
    "dl": "", "dt": "", "dd": "", "figure": "", "figcaption": "", "blockquote": "cite", "cite": "", "q": "cite",
    "a": "href rel target hreflang type download referrerpolicy",
    "img": "src srcset sizes width height alt decoding loading fetchpriority referrerpolicy crossorigin",
    "picture": "", "source": "src srcset sizes media type width height",
    "table": "", "caption": "", "thead": "", "tbody": "", "tr": "", "th": "colspan rowspan scope headers abbr",
    "td": "colspan rowspan headers", "time": "datetime", "strong": "", "b": "", "em": "", "i": "", "sub": "", "sup": "",
    "br": "", "hr": "", "button": "type name value disabled", "details": "open name", "summary": "",
    "iframe": "src width height allow allowfullscreen loading referrerpolicy sandbox name",
    "form": "action method enctype autocomplete novalidate accept-charset name rel",
    "input": "type name value placeholder required readonly disabled checked maxlength minlength min max step pattern inputmode "
    "autocomplete list size accept multiple autofocus",
    "label": "for", "select": "name required disabled multiple size autocomplete", "option": "value selected disabled label",
}  # fmt: skip

ELEMENTS: Final = {tag: _EVERYWHERE | frozenset(own.split()) for tag, own in _OWN.items()}
"""For each element allowed, the attributes allowed on it; further `data-…` and `aria-…` attributes do no harm."""
