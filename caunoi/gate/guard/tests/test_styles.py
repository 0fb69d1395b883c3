import pytest

from caunoi.gate.guard.styles import css_findings, hiding_classes


@pytest.mark.parametrize(
    ("css", "classes"),
    [
        (".a { display: none }", {"a"}),
        (".a, p > .b:not(.c), .d p { visibility: hidden }", {"a", "b"}),
        (".a.b { opacity: 0 }", {"a.b"}),
        ("@layer x { .o { .a { display: none; } } }", {"a"}),
        (".a:not(:focus) { clip: rect(0 0 0 0) }", {"a"}),
        (".a { position: absolute; left: -9999px }", {"a"}),
        (".a { width: 1px; height: 1px; overflow: hidden }", {"a"}),
        (".a { font-size: 0 } .b { font-size: 1px } .c { font-size: 1rem }", {"a", "b"}),
        (".a { text-indent: -200% } .b { transform: scale(0) } .c { color: transparent }", {"a", "b", "c"}),
        (".a { color: #FFF; background-color: white }", {"a"}),
        (".a { disp\\6c ay: none }", {"a"}),
        (".a /* x */ { display/**/:none }", {"a"}),
        ("@media print { .a { display: none } }", set()),
        ("@media (max-width: 40rem) { .a { display: none } }", set()),
        (".a::before { opacity: 0 } .b:hover { visibility: hidden } .c:empty { display: none }", set()),
        (".a { margin: -1px; left: -2px; opacity: .75; font-size: 1.125rem; width: 1px }", set()),
        ("@font-face { font-display: swap; src: url(a.woff2) }", set()),
    ],
)
def test_classes_that_hide_are_named_and_no_others(css: str, classes: set[str]) -> None:
    assert hiding_classes(css) == classes


@pytest.mark.parametrize(
    "css",
    [
        '.a::after { content: "nhà cái" }',
        ".a::after { content: '\\6e h' }",
        ".a::after { content: attr(title) }",
        "@import url(/x.css);",
        ".a { background: url(https://evil.example/x) }",
        '.a { background: url( "//evil.example/x" ) }',
        ".a { background: url(data:image/svg+xml,x) }",
        ".a { width: expression(alert(1)) }",
        ".a { behavior: none }",
    ],
)
def test_words_imports_far_addresses_and_code_are_found(css: str) -> None:
    (finding,) = css_findings(css)
    assert finding.rule == "style-sheet"


def test_decoration_passes() -> None:
    css = '.a::before { content: "" } .b::before { content: counter(x) "." } .c { background: url("a.svg"); justify-content: center }'
    assert css_findings(css) == []
