"""One settings file with loud readers of the environment (see docs/operators.md for each variable)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from caunoi.ground.smtp import Smtp
from caunoi.ledger.asking import Known
from caunoi.ledger.notes import Verifier

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CAUNOI_DATA", "data")).resolve()
DEMO = os.environ.get("CAUNOI_DEMO", "") == "1"
DEBUG = os.environ.get("CAUNOI_DEBUG", "") == "1"
HOST = os.environ.get("CAUNOI_HOST", "localhost")
BASE_URL = os.environ.get("CAUNOI_BASE_URL", "http://localhost:8000").rstrip("/")


def _secret(name: str) -> str:
    """A key of 50 characters kept in the data folder, made at first need, readable by its owner only."""
    path = DATA / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        from django.core.management.utils import get_random_secret_key

        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.touch(mode=0o600)
        temporary.write_text(get_random_secret_key())
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass
        temporary.unlink()
    return path.read_text()


SECRET_KEY = os.environ.get("CAUNOI_SECRET_KEY") or _secret("django")
# The key that seals approvals: deliberately not in the database.
APPROVAL_KEY = os.environ.get("CAUNOI_APPROVAL_KEY") or _secret("approvals")
# The key that signs citizens' receipts (Ed25519, derived from this text).
RECEIPT_KEY = os.environ.get("CAUNOI_RECEIPT_KEY") or _secret("receipts")
# The key that signs the public log: a file, which only the worker opens.
LOG_KEY_FILE = Path(os.environ.get("CAUNOI_LOG_KEY_FILE") or DATA / "keys" / "log")
# Who cosigns the head of the public log.
try:
    WITNESSES = [Known.read(one) for one in os.environ.get("CAUNOI_WITNESSES", "").split(",") if one.strip()]
except ValueError as reason:
    raise ImproperlyConfigured(
        f"CAUNOI_WITNESSES: mỗi nhân chứng là “tên+mã+khóa https://địa-chỉ”, cách nhau bằng dấu phẩy ({reason})"
    ) from reason
# Whose logs this portal witnesses.
try:
    WITNESS_OF = [Verifier.read(one) for one in os.environ.get("CAUNOI_WITNESS_OF", "").split(",") if one.strip()]
except ValueError as reason:
    raise ImproperlyConfigured(
        f"CAUNOI_WITNESS_OF: mỗi nhật ký là một khóa “tên+mã+khóa”, cách nhau bằng dấu phẩy ({reason})"
    ) from reason
# The keys that seal what citizens tell of themselves, the newest first: deliberately not in the database.
PERSONAL_KEYS = [key for key in os.environ.get("CAUNOI_PERSONAL_KEYS", "").split(",") if key] or [_secret("personal")]
ALLOWED_HOSTS = os.environ.get("CAUNOI_ALLOWED_HOSTS", "*" if DEMO else HOST).split(",")
CSRF_TRUSTED_ORIGINS = [BASE_URL]


def _database(url: str) -> dict[str, Any]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "caunoi.sqlite3",
            # Opening costs milliseconds, and whoever closes the last connection waits for a checkpoint.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-16384;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"CAUNOI_DATABASE_URL: chỉ nhận postgresql://…, không nhận {parts.scheme}://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": _database(os.environ.get("CAUNOI_DATABASE_URL", ""))}

INSTALLED_APPS = [
    "caunoi.ground.people",
    "caunoi.ground.organisations",
    "caunoi.ground.working_days",
    "caunoi.ground.deadlines",
    "caunoi.ground.outbox",
    "caunoi.gate.releases",
    "caunoi.gate.public_log",
    "caunoi.gate.incidents",
    "caunoi.gate.followers",
    "caunoi.outbound.media",
    "caunoi.outbound.articles",
    "caunoi.outbound.leaders",
    "caunoi.outbound.standing_pages",
    "caunoi.outbound.channels",
    "caunoi.outbound.outages",
    "caunoi.outbound.translations",
    "caunoi.inbound.cases",
    "caunoi.inbound.answers",
    "caunoi.inbound.performance",
    "caunoi.inbound.doors",
    "caunoi.inbound.ratings",
    "caunoi.inbound.suggestions",
    "caunoi.inbound.searches",
    "caunoi.reach.feeds",
    "caunoi.reach.archive",
    "caunoi.reach.visits",
    "caunoi.web",
    "caunoi.desk",
    "caunoi.api",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "caunoi.ground.people.wagtail_users.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # With bytes of random length in each answer, so that the length tells nothing of a token in it (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "caunoi.ground.people.middleware.IdleLock",
    "caunoi.ground.people.middleware.PostRequired",
    "caunoi.ground.people.middleware.SecondFactorRequired",
    "caunoi.desk.middleware.RefusalsAreMessages",
]

ROOT_URLCONF = "caunoi.config.urls"
WSGI_APPLICATION = "caunoi.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = ["caunoi.ground.people.backends.PostBackend"]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "desk" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = "caunoi.config.formats"

STATIC_URL = "/quan-tri/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/quan-tri/media/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

WAGTAIL_SITE_NAME = "Cầu Nối"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Attachment"
WAGTAILIMAGES_IMAGE_FORM_BASE = "caunoi.outbound.media.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "caunoi.outbound.media.forms.AttachmentForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# The gate itself holds approvals to the content; the editor's form saves a version, changed or not, whenever someone approves.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_MODERATION_ENABLED = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def _smtp(url: str) -> dict[str, Any]:
    """Django's settings for smtp://user:…@host:port (STARTTLS) or smtps://…; unencrypted to this very machine only."""
    try:
        smtp = Smtp.read(url)
    except ValueError as reason:
        # Without the value: it holds a password.
        raise ImproperlyConfigured(f"CAUNOI_SMTP: {reason}") from None
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": smtp.host,
        "EMAIL_PORT": smtp.port,
        "EMAIL_HOST_USER": smtp.user,
        "EMAIL_HOST_PASSWORD": smtp.password,
        "EMAIL_USE_SSL": smtp.encrypted,
        "EMAIL_USE_TLS": smtp.starttls,
    }


EMAIL_TIMEOUT = 10
if _post_office := os.environ.get("CAUNOI_SMTP"):
    globals().update(_smtp(_post_office))
else:
    # A demo's mail is put in its folder; a real portal's waits until somebody says where it goes.
    _place = "caunoi.ground.outbox.folder.FolderBackend" if DEMO else "django.core.mail.backends.dummy.EmailBackend"
    EMAIL_BACKEND = os.environ.get("CAUNOI_EMAIL_BACKEND", _place)
# From whom the portal's mails come.
PORTAL_EMAIL = DEFAULT_FROM_EMAIL = os.environ.get("CAUNOI_MAIL_FROM", f"cong@{HOST}")
if "@" not in PORTAL_EMAIL or not PORTAL_EMAIL.isprintable():
    raise ImproperlyConfigured(f"CAUNOI_MAIL_FROM: “{PORTAL_EMAIL}” không phải địa chỉ thư điện tử")
# Who is told when something stands on the portal that it did not release.
ALARM_TO = [one.strip() for one in os.environ.get("CAUNOI_ALARM_TO", "").split(",") if one.strip()]
# How often, in seconds, the public log says at least that all was found whole.
VERDICT_SECONDS = float(os.environ.get("CAUNOI_VERDICT_SECONDS", "3600"))
# For how long addresses and texts of mails that were sent or given up are kept (sealed).
MAIL_KEPT_DAYS = int(os.environ.get("CAUNOI_MAIL_KEPT_DAYS", "30"))

# Where ClamAV's daemon listens: the path of its socket, or host:port. Empty: nothing is scanned.
CLAMD = os.environ.get("CAUNOI_CLAMD", "")

# How many pairs of eyes see an item before the public does: the writer's and, by default, one other's.
PAIRS_OF_EYES = int(os.environ.get("CAUNOI_PAIRS_OF_EYES", "2"))
# Whether every approval must be signed with a passkey or a hardware key, whatever organisations ask for.
SIGNED_APPROVALS = os.environ.get("CAUNOI_SIGNED_APPROVALS", "") == "1"

# Staff sign in at LOGIN_URL; the desk (Wagtail's admin) is at DESK_PATH.
DESK_PATH = "/quan-tri/"
DESK_IDLE_MINUTES = int(os.environ.get("CAUNOI_IDLE_MINUTES", "15"))
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = DESK_PATH
LOGOUT_REDIRECT_URL = "account_login"
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("CAUNOI_SECRET_KEY_FALLBACKS", "").split(",") if key]
# How many proxies of ours stand before the application: the address of a login is read behind so many.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("CAUNOI_PROXIES", "0"))
ACCOUNT_ADAPTER = "caunoi.ground.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Failed tries are counted in the database by caunoi.ground.people.limiter, for all processes together.
ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": None}
ACCOUNT_FORMS = {
    "login": "caunoi.ground.people.forms.LoginForm",
    "reauthenticate": "caunoi.ground.people.forms.ReauthenticateForm",
    "change_password": "caunoi.ground.people.forms.ChangePasswordForm",
}
MFA_ADAPTER = "caunoi.ground.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = BASE_URL.startswith("http://")
MFA_FORMS = {
    "authenticate": "caunoi.ground.people.forms.AuthenticateForm",
    "reauthenticate": "caunoi.ground.people.forms.ReauthenticateByCodeForm",
    "activate_totp": "caunoi.ground.people.forms.ActivateTOTPForm",
    "add_webauthn": "caunoi.ground.people.forms.AddWebAuthnForm",
    "edit_webauthn": "caunoi.ground.people.forms.EditWebAuthnForm",
}
AUTH_PASSWORD_VALIDATORS = (
    []
    if DEMO
    else [
        {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
        {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
        {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
        {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    ]
)
