"""The portal's own settings, in a data folder that is thrown away; the database is CAUNOI_DATABASE_URL's, or a file of SQLite there.

With `pytest --reuse-db` that file stands in `.cache/` and stays (see conftest.py).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

# Folders of test runs that ended without tidying up (a worker that was killed, a type checker in a hurry).
for _old in Path(tempfile.gettempdir()).glob("caunoi-test-*-*"):
    with suppress(OSError, ValueError):
        if not Path(f"/proc/{int(_old.name.split('-')[2])}").exists() and Path("/proc/self").exists():
            shutil.rmtree(_old, ignore_errors=True)

_DATA = tempfile.mkdtemp(prefix=f"caunoi-test-{os.getpid()}-")
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)

os.environ.update(CAUNOI_DATA=_DATA, CAUNOI_DEMO="", CAUNOI_DEBUG="", CAUNOI_HOST="localhost")
os.environ.update(CAUNOI_BASE_URL="http://localhost:8000", CAUNOI_PAIRS_OF_EYES="2")
for _name in (
    "SECRET_KEY",
    "APPROVAL_KEY",
    "PERSONAL_KEYS",
    "RECEIPT_KEY",
    "ALLOWED_HOSTS",
    "EMAIL_BACKEND",
    "SMTP",
    "CLAMD",
):
    os.environ.pop(f"CAUNOI_{_name}", None)

from caunoi.config.settings import *  # noqa: E402, F403
from caunoi.config.settings import DATABASES, STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir()  # WhiteNoise warns when it is not there
WHITENOISE_AUTOREFRESH = True  # a file is looked for when it is asked for, not all of them for each client of a test
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads and processes of the tests share it. The disk need not keep it.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(_DATA, "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
