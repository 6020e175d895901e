"""Django's settings: secure unless told otherwise, and told only by the environment.

DATABASE_URL          where the records are; default a SQLite file in the data folder
COMMONWEAL_DATA       the data folder; default `var` where the command was started
COMMONWEAL_SERVICES   service folders, separated as in PATH
COMMONWEAL_LANGUAGES  a folder of house words in further languages (`ur.yaml`); each comes before ours
COMMONWEAL_HOSTS      host names that may be asked for, separated by commas
COMMONWEAL_HTTPS      "on" when the public reaches the site by HTTPS (cookies and redirects follow)
COMMONWEAL_PROXY      "on" when every request comes by one proxy that we trust: it sets X-Forwarded-Proto,
                      and adds the address it was reached from at the end of X-Forwarded-For
COMMONWEAL_ADDRESS    where the public reaches the site (`https://apply.example.gov.uk`): links in messages
                      begin with it; without it, with the address that the person asked from
NOTIFY_API_KEY        send emails and texts by GOV.UK Notify; without it they are files in the outbox folder
NOTIFY_LETTERS        "on": have Notify print and post the letters too; without it they wait in the outbox
NOTIFY_RECEIPTS_TOKEN the bearer token with which Notify tells what became of messages; without it we ask
NOTIFY_EMAIL_TEMPLATE, NOTIFY_TEXT_TEMPLATE   the ids of its two templates; NOTIFY_API_URL, another address
OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME   applicants may sign in with this provider
STAFF_OIDC_ISSUER, STAFF_OIDC_CLIENT_ID, STAFF_OIDC_CLIENT_SECRET   staff may, with this one;
STAFF_OIDC_CLAIM      what of it is their username here: `preferred_username` (default) or `email`
COMMONWEAL_STAFF_MFA  "required" (default): staff sign in with a password and a code from an app; "offered":
                      only those who have set such an app up
SECRET_KEY            the signing key; without it, one in the data folder that only its owner can read
SECRET_KEY_FALLBACKS  the keys before it, with spaces between: still believed after it was changed
COMMONWEAL_STAFF_IDLE minutes without a request after which staff are signed out: 30 (default), from 10 to 240
COMMONWEAL_CLAMD      where ClamAV listens, a socket's path or host:port: evidence waits until it is scanned
DJANGO_DEBUG          "on" for developing; never on by default
"""

import os
import stat
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.management.utils import get_random_secret_key


def _on(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in {"1", "on", "true", "yes"}


def _secret_key(folder: Path) -> str:
    """The signing key: from the environment, else from a file only its owner can read, made once."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f"secret-key.{os.getpid()}")
        made.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
        made.write_text(get_random_secret_key(), encoding="ascii")
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text(encoding="ascii")


def _keys_before(folder: Path) -> list[str]:
    """The signing keys before this one that are still believed: from where the key itself is from."""
    if os.environ.get("SECRET_KEY"):
        return os.environ.get("SECRET_KEY_FALLBACKS", "").split()
    path = folder / "secret-keys-before"
    return path.read_text(encoding="ascii").split() if path.is_file() else []


BASE_DIR = Path(__file__).resolve().parent
DATA = Path(os.environ.get("COMMONWEAL_DATA") or "var").resolve()
SERVICES = [Path(p).resolve() for p in os.environ.get("COMMONWEAL_SERVICES", "").split(os.pathsep) if p]
OUTBOX = DATA / "outbox"
CLAMD = os.environ.get("COMMONWEAL_CLAMD", "").strip()
ADDRESS = os.environ.get("COMMONWEAL_ADDRESS", "").strip().rstrip("/")
NOTIFY: dict[str, Any] = {
    "key": os.environ.get("NOTIFY_API_KEY", "").strip(),
    "url": os.environ.get("NOTIFY_API_URL") or "https://api.notifications.service.gov.uk",
    "email_template": os.environ.get("NOTIFY_EMAIL_TEMPLATE", "").strip(),
    "text_template": os.environ.get("NOTIFY_TEXT_TEMPLATE", "").strip(),
    "timeout": 30,
}
NOTIFY_LETTERS = os.environ.get("NOTIFY_LETTERS", "").strip() == "on" and bool(NOTIFY["key"])
NOTIFY_RECEIPTS = os.environ.get("NOTIFY_RECEIPTS_TOKEN", "").strip()
OPENID_CONNECT: dict[str, dict[str, str]] = {
    who: {
        "issuer": os.environ.get(f"{prefix}OIDC_ISSUER", "").strip(),
        "client_id": os.environ.get(f"{prefix}OIDC_CLIENT_ID", "").strip(),
        "client_secret": os.environ.get(f"{prefix}OIDC_CLIENT_SECRET", "").strip(),
        "name": os.environ.get(f"{prefix}OIDC_NAME") or "your account",
        "scope": scope,
        "claim": os.environ.get(f"{prefix}OIDC_CLAIM") or "preferred_username",
    }
    # Of an applicant nothing is asked but that it is the same person again.
    for who, prefix, scope in (("people", "", "openid"), ("staff", "STAFF_", "openid profile email"))
}

# Anything that is not plainly "offered" is the stricter of the two.
STAFF_MFA = (
    "offered" if os.environ.get("COMMONWEAL_STAFF_MFA", "").strip().lower() == "offered" else "required"
)

# Seconds without a request after which a member of staff is signed out: from 10 minutes to 4 hours.
STAFF_IDLE = 60 * min(max(int(os.environ.get("COMMONWEAL_STAFF_IDLE", "").strip() or 30), 10), 240)

SECRET_KEY = _secret_key(DATA)
SECRET_KEY_FALLBACKS = _keys_before(DATA)
DEBUG = _on("DJANGO_DEBUG")
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("COMMONWEAL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "commonweal.office.accounts",
    "commonweal.office.catalogue",
    "commonweal.office.records",
    "commonweal.office.limiting",
    "commonweal.office.process",
    "commonweal.office.letters",
    "commonweal.office.messages",
    "commonweal.office.applying",
    "commonweal.office.returning",
    "commonweal.office.status",
    "commonweal.office.evidence",
    "commonweal.office.telling",
    "commonweal.office.equality",
    "commonweal.office.measures",
    "commonweal.office.signing_in",
    "commonweal.office.casework",
    "commonweal.office.drafting",
    "commonweal.office.paper",
    "commonweal.office.keying",
    "commonweal.office.helping",
    "commonweal.office.impact",
    "commonweal.office.places",
    "commonweal.office.pages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "commonweal.office.pages.compression.compression",
    "commonweal.office.pages.security_headers.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "commonweal.office.accounts.idle.idle",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "commonweal.office.urls"
WSGI_APPLICATION = "commonweal.office.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "commonweal.office.pages.environment.environment"},
    },
]

_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 4,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{DATA / 'commonweal.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = _SQLITE | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/staff/sign-in/"
LOGIN_REDIRECT_URL = "/staff/"
LOGOUT_REDIRECT_URL = "/staff/sign-in/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "commonweal.office.accounts.guessable.NotSoonGuessed"},
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [("built", BASE_DIR / "static" / "built")]
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = DEBUG
# Every built file has its content's hash in its name, so a browser may keep it for a year.
WHITENOISE_MAX_AGE = 31536000

HTTPS = _on("COMMONWEAL_HTTPS")
BEHIND_PROXY = _on("COMMONWEAL_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-staff" if HTTPS else "staff"
CSRF_FAILURE_VIEW = "commonweal.office.applying.views.untrusted.untrusted"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
LANGUAGE_COOKIE_SECURE = HTTPS

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "commonweal.office.evidence.too_large.RefuseTooLarge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"private": {"()": "commonweal.office.records.private_log.PrivateLog"}},
    "formatters": {
        "line": {
            "()": "commonweal.office.records.private_log.PrivateFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["private"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.db.backends": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "spiff": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
