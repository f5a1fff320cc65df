"""The one settings file. What differs between sites comes from TWEIPRESS_* variables.

Development is the default and needs none of them; production refuses to start without a secret
key, host names, a mail server and a sender, and refuses a test clock. docs/operating.md lists them.
"""

import os
from pathlib import Path
from typing import Any, Final

from tweipress import language
from tweipress.config import environment, mail, privacy
from tweipress.config.databases import refuse_same, served
from tweipress.config.environment import SettingsError, one_of, words
from tweipress.config.logs import logging_config
from tweipress.config.signing_in import *  # noqa: F403  # settings are names of this module
from tweipress.core.reasons import DETECTED
from tweipress.core.roles import Role
from tweipress.core.units import S_PER_DAY
from tweipress.pages.engine import TEMPLATES  # noqa: F401  # settings are names of this module

_env = environment.reader()

TWEIPRESS_ENV: Final = _env.str(
    "TWEIPRESS_ENV", "development", validate=one_of("development", "production")
)
PRODUCTION: Final = TWEIPRESS_ENV == "production"


def _in_development(text: str) -> Any:
    """Return a default that only development has: production demands the variable."""
    return ... if PRODUCTION else text


# The site's own files
privacy.make_nothing_for_others()
TWEIPRESS_DATA: Final = privacy.own_folder(
    environment.data_folder(_env.str("TWEIPRESS_DATA", "var"))
)
MEDIA_ROOT, STATIC_ROOT = TWEIPRESS_DATA / "media", TWEIPRESS_DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # `serve` fills it, compressed

# Where it listens
TWEIPRESS_HOST: Final = _env.str("TWEIPRESS_HOST", "127.0.0.1")
TWEIPRESS_PORT: Final = _env.int("TWEIPRESS_PORT", 8000, validate=environment.between(1, 65535))
TWEIPRESS_THREADS: Final = _env.int("TWEIPRESS_THREADS", 16, validate=environment.between(1, 256))
TWEIPRESS_PROXIES: Final = _env.int("TWEIPRESS_PROXIES", 0, validate=environment.between(0, 9))

# Where the bank's one teller lives: in the one web worker, or apart, beside any number of them
TWEIPRESS_TELLER: Final = environment.word(_env, "TWEIPRESS_TELLER", "thread", "process")
TWEIPRESS_WORKERS: Final = _env.int("TWEIPRESS_WORKERS", 1, validate=environment.between(1, 64))
if TWEIPRESS_TELLER == "thread" and TWEIPRESS_WORKERS > 1:
    raise SettingsError(
        f"TWEIPRESS_WORKERS is {TWEIPRESS_WORKERS}: with the teller in a thread there is one web"
        " worker; set TWEIPRESS_TELLER=process for more."
    )
# Where jobs are watched: in a web worker, or by `tweipress jobs`; runners are processes anyhow
TWEIPRESS_JOBS: Final = _env.str("TWEIPRESS_JOBS", "thread", validate=one_of("thread", "process"))

# The one clock (tweipress.bank.clock); a test clock runs ahead of it
TWEIPRESS_CLOCK: Final = _env.str("TWEIPRESS_CLOCK", "wall", validate=one_of("wall", "test"))
if PRODUCTION and TWEIPRESS_CLOCK == "test":
    raise SettingsError("TWEIPRESS_CLOCK is test: production keeps the wall clock.")

# Which rules of risk flag with effect; the others flag in shadow
TWEIPRESS_RISK_IN_FORCE: Final = environment.chosen(_env, "TWEIPRESS_RISK_IN_FORCE", "", DETECTED)

# Databases. The bank refuses to run inside a transaction, so requests are not wrapped in one.
DATABASES: dict[str, dict[str, Any]] = {
    alias: served(name, _env.str(name, f"sqlite:///{TWEIPRESS_DATA / file}"))
    for alias, name, file in (
        ("default", "TWEIPRESS_SITE_URL", "site.sqlite3"),
        ("books", "TWEIPRESS_BOOKS_URL", "books.sqlite3"),
    )
}
refuse_same(*DATABASES.values())
DATABASE_ROUTERS = ["tweipress.config.routers.BooksRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Apps. An app's templates and commands come before those of the apps below it.
INSTALLED_APPS = [
    "tweipress.config",
    "tweipress.demo",
    "tweipress.imports",
    "tweipress.staff",
    "tweipress.pages",
    "tweipress.feeds",
    *("tweipress.people", "tweipress.people.muting"),
    *("tweipress.articles", "tweipress.articles.filing", "tweipress.articles.following"),
    *("tweipress.articles.search", "tweipress.articles.desk", "tweipress.articles.notes"),
    *("tweipress.articles.checklist", "tweipress.articles.frontpage"),
    *("tweipress.articles.coauthors", "tweipress.articles.staging", "tweipress.comments"),
    *("tweipress.articles.places", "tweipress.comments.rules", "tweipress.comments.holding"),
    *("tweipress.reading", "tweipress.moderation", "tweipress.moderation.sanctions"),
    *("tweipress.moderation.appeals", "tweipress.moderation.notices", "tweipress.reviews"),
    *("tweipress.comments.edits", "tweipress.comments.reports", "tweipress.moderation.queue"),
    "tweipress.pnl",
    "tweipress.publication",
    "tweipress.pictures",
    *("tweipress.letters", "tweipress.notifications", "tweipress.jobs"),
    *("tweipress.trust", "tweipress.autosave"),
    *("tweipress.http", "tweipress.http.browsers"),
    "tweipress.security",
    "tweipress.simulate",
    "tweipress.bank",
    "tweipress.decisions",
    *("allauth", "allauth.account", "allauth.mfa"),
    "django_htmx",
    "django_prose_editor",
    "csp",
    "tweipress.staff.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "tweipress.publication.middleware.BrowserLanguage",
    "tweipress.config.middleware.RequestLog",
    "tweipress.http.fast.kept_pages.KeptPages",
    "tweipress.http.middleware.SecurityEvents",
    "tweipress.config.short.way.ShortWay",
    "tweipress.config.middleware.Headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tweipress.config.middleware.ContentPolicy",
    "tweipress.config.middleware.Moving",
    "tweipress.config.middleware.AddressLimit",
    "tweipress.config.middleware.BodyLimit",
    "tweipress.http.middleware.StorableText",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tweipress.http.fast.compressed.Compressed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tweipress.http.middleware.NoStore",
    "tweipress.publication.middleware.MemberLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tweipress.http.middleware.RateLimits",
    "tweipress.people.middleware.BannedMembers",
    "tweipress.people.middleware.BusyHashing",
    "tweipress.people.middleware.SecondFactors",
    "tweipress.people.middleware.AccessRefused",
]
ROOT_URLCONF = "tweipress.config.urls"
WSGI_APPLICATION = "tweipress.config.wsgi.application"

# Language, time and files
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("ko", "한국어"), ("ar", "العربية")]
LOCALE_PATHS = [Path(language.__file__).parent / "locale"]
FORMAT_MODULE_PATH = ["tweipress.language.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL, MEDIA_URL = "static/", "media/"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
FILE_UPLOAD_PERMISSIONS = 0o600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "pictures": environment.pictures_storage(_env.str("TWEIPRESS_PICTURES_URL", "")),
    "staticfiles": {"BACKEND": "tweipress.pages.engine.files.Files"},
}

# Pictures: how much those of a member may take, and all together
_mb: Final = environment.between(1, 1_000_000_000)
TWEIPRESS_PICTURES_MEMBER_MB: Final = _env.int("TWEIPRESS_PICTURES_MEMBER_MB", 5_000, validate=_mb)
TWEIPRESS_PICTURES_SITE_MB: Final = _env.int("TWEIPRESS_PICTURES_SITE_MB", 50_000, validate=_mb)

# Who may ask, and what a browser may do with the answer
DEBUG = False
ALLOWED_HOSTS = words(
    _env.str("TWEIPRESS_ALLOWED_HOSTS", _in_development("localhost,127.0.0.1,[::1]"))
)
TWEIPRESS_PUBLIC_URL: Final = environment.origin(
    "TWEIPRESS_PUBLIC_URL",
    _env.str("TWEIPRESS_PUBLIC_URL", ""),
    f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else f"http://localhost:{TWEIPRESS_PORT}",
)
if PRODUCTION:
    SECRET_KEY = _env.str("TWEIPRESS_SECRET_KEY")
else:
    SECRET_KEY = _env.str("TWEIPRESS_SECRET_KEY", "") or environment.generated_key(
        TWEIPRESS_DATA / "secret_key"
    )
_KEY_LENGTH: Final = 50
if len(SECRET_KEY) < _KEY_LENGTH:
    raise SettingsError(f"TWEIPRESS_SECRET_KEY is too short: it has {_KEY_LENGTH} signs or more.")
TWEIPRESS_FEED_TEXT: Final = environment.word(_env, "TWEIPRESS_FEED_TEXT", "summary", "full")
TWEIPRESS_SECURITY_CONTACT: Final = environment.contact(
    "TWEIPRESS_SECURITY_CONTACT", _env.str("TWEIPRESS_SECURITY_CONTACT", "")
)
CSRF_TRUSTED_ORIGINS = words(_env.str("TWEIPRESS_TRUSTED_ORIGINS", ""))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
# A browser takes a cookie of such a name from this host alone, over HTTPS and for all its paths
COOKIE_PREFIX: Final = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
MESSAGE_STORAGE = "tweipress.http.fast.messages.CookieMessages"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = PRODUCTION
MACHINE_PATHS: Final = ("/health/", "/metrics/")  # for machines: without TLS, whoever is signed in
FILES_PATH: Final = "/pictures/file/"  # the same for everybody: no session is looked up
SECURE_REDIRECT_EXEMPT = [f"^{_path[1:]}$" for _path in MACHINE_PATHS]
SECURE_HSTS_SECONDS = 365 * S_PER_DAY if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if TWEIPRESS_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "img-src": ["'self'", "data:"],
        **{key: ["'self'"] for key in ("script-src", "style-src", "connect-src", "form-action")},
        **{key: ["'none'"] for key in ("base-uri", "frame-ancestors")},
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Rate limits (tweipress.http.limits), multiplied for a site whose readers share a network
TWEIPRESS_RATE_FACTOR: Final = _env.int(
    "TWEIPRESS_RATE_FACTOR", 1, validate=environment.between(1, 10_000)
)

# Sites of which an article may show a card that links to them; nothing is loaded from there
TWEIPRESS_EMBED_HOSTS: Final = environment.hosts(
    "TWEIPRESS_EMBED_HOSTS",
    _env.str("TWEIPRESS_EMBED_HOSTS", ",".join(environment.EMBED_HOSTS)),
)

# The security log (tweipress.security): how many days its rows are kept
TWEIPRESS_SECURITY_DAYS: Final = _env.int(
    "TWEIPRESS_SECURITY_DAYS", 90, validate=environment.between(1, 3650)
)

# Members: an e-mail address, a password, a name; what is the same everywhere is in signing_in.py
ACCOUNT_EMAIL_VERIFICATION = _env.str(
    "TWEIPRESS_EMAIL_VERIFICATION",
    "mandatory" if PRODUCTION else "optional",
    validate=one_of("mandatory", "optional"),
)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_REAUTHENTICATION_TIMEOUT = _env.int(
    "TWEIPRESS_PASSWORD_AGAIN_S", 300, validate=environment.between(10, S_PER_DAY)
)
ALLAUTH_TRUSTED_PROXY_COUNT = TWEIPRESS_PROXIES

# Roles whose rights wait until their member has set up a second factor
_staff: Final = "operator,moderator,editor,section_editor" if PRODUCTION else ""
TWEIPRESS_MFA_ROLES: Final = environment.chosen(_env, "TWEIPRESS_MFA_ROLES", _staff, Role)

# Mail: by SMTP or by a provider (mail.py)
TWEIPRESS_BOUNCES: Final = environment.mailbox(_env, "TWEIPRESS_BOUNCES")
TWEIPRESS_EMAIL_WEBHOOK: Final = _env.str("TWEIPRESS_EMAIL_WEBHOOK", "")
_url = _env.str("TWEIPRESS_EMAIL_URL", _in_development("console:"))
_mail = mail.read(_url, TWEIPRESS_EMAIL_WEBHOOK, TWEIPRESS_BOUNCES)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _env.str(
    "TWEIPRESS_EMAIL_FROM", _in_development("paper@localhost")
)
EMAIL_TIMEOUT = 5
EMAIL_BACKEND = "tweipress.http.outbox.mail.Queue"
MAIL_BACKEND, MAIL_PROVIDER, ANYMAIL = _mail.backend, _mail.provider, _mail.anymail
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.tls == "start", _mail.tls == "whole"

# What allauth counts, every web worker counts here, and a restart forgets nothing
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": TWEIPRESS_DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

# Who watches: figures for Prometheus, for whoever has the token. Each web worker counts in a file
# of its own in this folder, which prometheus_client learns from the environment.
TWEIPRESS_METRICS_TOKEN: Final = _env.str("TWEIPRESS_METRICS_TOKEN", "")
_TOKEN_LENGTH: Final = 20
if TWEIPRESS_METRICS_TOKEN and len(TWEIPRESS_METRICS_TOKEN) < _TOKEN_LENGTH:
    raise SettingsError(
        f"TWEIPRESS_METRICS_TOKEN is too short: it has {_TOKEN_LENGTH} signs or more."
    )
METRICS_ROOT = TWEIPRESS_DATA / "metrics"
METRICS_ROOT.mkdir(mode=0o700, exist_ok=True)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_ROOT)

LOGGING = logging_config(_env.str("TWEIPRESS_LOG", "console", validate=one_of("console", "json")))
SILENCED_SYSTEM_CHECKS: list[str] = []

environment.refuse_unknown(_env)
