"""`python -m caunoi` is `caunoi`."""

from __future__ import annotations

import sys

from caunoi.cli.main import main

sys.exit(main())
