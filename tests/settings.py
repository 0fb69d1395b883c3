"""The portal's own settings, in a data folder that is thrown away; the database is CAUNOI_DATABASE_URL's, or a file of SQLite.

The database file stands in `.cache/`, so that `pytest --reuse-db` finds it again; each process of xdist has its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_DATA = tempfile.mkdtemp(prefix="caunoi-test-")
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)

os.environ.update(CAUNOI_DATA=_DATA, CAUNOI_DEMO="", CAUNOI_DEBUG="", CAUNOI_HOST="localhost")
os.environ.update(CAUNOI_BASE_URL="http://localhost:8000", CAUNOI_PAIRS_OF_EYES="2")
for _name in ("CAUNOI_SECRET_KEY", "CAUNOI_APPROVAL_KEY", "CAUNOI_ALLOWED_HOSTS", "CAUNOI_EMAIL_BACKEND"):
    os.environ.pop(_name, None)

from caunoi.config.settings import *  # noqa: E402, F403
from caunoi.config.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    _CACHE = Path(__file__).resolve().parent.parent / ".cache"
    _CACHE.mkdir(exist_ok=True)
    # str: Django compares it with ":memory:"; a file, because processes and threads of the tests share it.
    DATABASES["default"]["TEST"] = {"NAME": str(_CACHE / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
