"""The programs of other people that measure pages: `make tests/node/node_modules` brings them."""

from __future__ import annotations

from pathlib import Path

TOOLS = Path(__file__).parents[1] / "node" / "node_modules"
VALIDATOR = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
LIGHTHOUSE = TOOLS / ".bin" / "lighthouse"


def there(tool: Path) -> Path:
    """The tool. Raises RuntimeError, saying how it is brought."""
    if not tool.exists():
        raise RuntimeError(f"{tool.name} is not there; bring it with: make node")
    return tool
