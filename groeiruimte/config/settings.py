"""Django's settings, all from `environment`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from .environment import read

ENVIRONMENT = read(os.environ)
ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "pages"
DEFINITIONS = ROOT.parent / "definitions"

DEMO = ENVIRONMENT.mode == "demo"
PRODUCTION = ENVIRONMENT.mode == "production"
TESTING = ENVIRONMENT.mode == "test"
TODAY = ENVIRONMENT.today
VAULT_KEY = ENVIRONMENT.vault_key
LANES = ENVIRONMENT.lanes
FAILPOINT = ENVIRONMENT.failpoint
BACKUP_MARKER = ENVIRONMENT.backup_marker
SITE = ENVIRONMENT.site
RELEASE = "0.1.0"

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = [*ENVIRONMENT.hosts, *(["testserver"] if TESTING else [])]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "groeiruimte.records",
    "groeiruimte.pages",
    "groeiruimte.operate",
]

MIDDLEWARE = [
    "groeiruimte.pages.layout.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "groeiruimte.pages.layout.actor.ActorMiddleware",
    "groeiruimte.pages.layout.seen.SeenMiddleware",
    "groeiruimte.pages.layout.trouble.TroubleMiddleware",
]

ROOT_URLCONF = "groeiruimte.config.urls"
WSGI_APPLICATION = "groeiruimte.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PAGES, PAGES / "account" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "groeiruimte.pages.layout.frame.frame",
            ],
            "builtins": ["groeiruimte.pages.templatetags.words"],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    # A connection is looked at before it is used again: a database that was away is back at the first request.
    "default": dict(dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=None, conn_health_checks=True))
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # A program of the demo that dies loses nothing; when the power fails, its last minutes may be gone.
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={'OFF' if TESTING else 'NORMAL'};",
    }
    # A file, not memory: threads of a test must meet the locks that processes meet.
    DATABASES["default"]["TEST"] = {"NAME": str(ENVIRONMENT.data / "test.sqlite3")}
else:
    # Whoever waits for another's lock gets the calm page after as long as with SQLite, instead of waiting for ever.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c lock_timeout=20s"
if ENVIRONMENT.database_role:
    # The application works as a role that owns no table, so that row level security holds for it (wall 2).
    DATABASES["default"]["OPTIONS"]["assume_role"] = ENVIRONMENT.database_role
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counts tries to log in: in production for all processes together.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "records_cache"}
    if PRODUCTION
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS = ["groeiruimte.pages.account.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "groeiruimte.pages.account.passwords.NotLikeYou", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "groeiruimte.pages.account.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "groeiruimte.pages.account.passwords.NotCommon"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a slow hash is the point, but not in tests
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "groeiruimte.pages.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# Refused tries to take up an invitation, and wrong codes at the door of a training, beside the limits of allauth.
ACCOUNT_RATE_LIMITS = {"take_up": "10/10m/key,20/10m/ip", "attend": "10/h/key"}
# Every role that sees personal data logs in with a second step; the demo holds made-up people only.
REQUIRE_SECOND_FACTOR = not DEMO
MFA_ADAPTER = "groeiruimte.pages.account.adapter.MfaAdapter"
# Accounts come from an invitation that was mailed, so the address has been proved already.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Groeiruimte"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
# Off, or {{ year }} would print 2.022 and an id would get a dot; numbers for people go through the filter `count`.
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static" if PRODUCTION else None
STATICFILES_DIRS = [PAGES / "layout" / "static"]
STATICFILES_FINDERS = [
    "groeiruimte.pages.layout.style_sheet.StyleSheet",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STYLE = ENVIRONMENT.data / "style"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = TESTING  # each client of a test would list every static file

# An upload never touches the disk: it is held in memory while the list is read (trust.md 1b.2, M1).
FILE_UPLOAD_HANDLERS = ["groeiruimte.pages.layout.upload.InMemory"]
LARGEST_UPLOAD = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_ENGINE = "groeiruimte.pages.layout.sessions"
# Not in a cookie of its own: that one has no name that starts with __Host-.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^gezond$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
# The site itself, also when a proxy passes on another host or port than the one in the address bar.
CSRF_TRUSTED_ORIGINS = [SITE] if PRODUCTION else []
CSRF_FAILURE_VIEW = "groeiruimte.pages.layout.trouble.too_long_away"
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies

EMAIL_TIMEOUT = 10  # seconds; a mail server that keeps silent holds up the other jobs no longer
_MAIL = urlsplit(ENVIRONMENT.mail_url)
if ENVIRONMENT.mail_url:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _MAIL.hostname or "localhost"
    EMAIL_PORT = _MAIL.port or (465 if _MAIL.scheme == "smtps" else 587)
    EMAIL_HOST_USER = unquote(_MAIL.username or "")
    EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
    EMAIL_USE_SSL = _MAIL.scheme == "smtps"
    EMAIL_USE_TLS = _MAIL.scheme == "smtp" and bool(_MAIL.username)
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = ENVIRONMENT.data / "mail"
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "groeiruimte.config.logs.Json"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {"groeiruimte": {"handlers": ["lines"], "level": "INFO", "propagate": False}},
}
