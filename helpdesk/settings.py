"""Settings, all from the environment and safe by default."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from helpdesk.environment import attachments, celery_broker, database, mail, number, text, yes

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = yes("DEBUG")
SECRET_KEY = text("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text; script/demo makes one by itself.")

# Hosts. Tenants live at <address>.<PUBLIC_HOST>; the port belongs to links, never to a Domain row.
PUBLIC_HOST = text("PUBLIC_HOST", "localhost:8000").lower()
PUBLIC_SCHEME = text("PUBLIC_SCHEME", "https")
PUBLIC_NAME = PUBLIC_HOST.rpartition(":")[0] or PUBLIC_HOST
ALLOWED_HOSTS = [PUBLIC_NAME, "." + PUBLIC_NAME]
HTTPS = PUBLIC_SCHEME == "https"

SHARED_APPS = [
    "django_tenants",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "helpdesk.accounts",
    "helpdesk.timers",
    "helpdesk.outbox",
    "helpdesk.audit",
    "helpdesk.ui",
    "helpdesk.catalogue",
    "tenants",
    "onewindow",
    "trials",
    "console",
    "bootstrap",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
TENANT_APPS = ["incidents"]
INSTALLED_APPS = SHARED_APPS + TENANT_APPS

TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
PUBLIC_SCHEMA_URLCONF = "helpdesk.urls_public"
ROOT_URLCONF = "helpdesk.urls_tenant"
WSGI_APPLICATION = "helpdesk.wsgi.application"

MIDDLEWARE = [
    "helpdesk.health.HealthMiddleware",  # answers the monitors before any host is resolved
    "helpdesk.metrics.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "helpdesk.compressing.CompressMiddleware",
    "tenants.middleware.HostMiddleware",  # host → tenant, or the one 404
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tenants.middleware.SignedInMiddleware",
    "helpdesk.accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tenants.middleware.DoorMiddleware",  # user → membership → role, default deny
    "incidents.middleware.PersonMiddleware",  # who they are in this help desk, found when asked for
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["helpdesk.ui.tags.links"],
            "libraries": {"i18n": "helpdesk.ui.tags.i18n"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "helpdesk.ui.context.screen",
                "helpdesk.context.window",
            ],
        },
    },
]
# Our i18n stands before Django's, which it is made of; that it does so is no accident.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]
FORM_RENDERER = "helpdesk.ui.renderer.Renderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
INSTALLED_APPS += ["django.forms"]
SHARED_APPS += ["django.forms"]

DATABASES = {"default": database(text("DATABASE_URL", "postgresql:///langelis"))}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits must hold without Redis and over all processes.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "helpdesk_cache"}}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "tenants.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "helpdesk.views.forbidden_csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "tenants:home"
ACCOUNT_ADAPTER = "helpdesk.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
MFA_TOTP_ISSUER = "Langelis"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# The web
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
X_FRAME_OPTIONS = "DENY"
PROXIES = number("PROXIES", 0)  # how many of ours stand before the web server and write X-Forwarded-For
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Words
LANGUAGE_CODE = "lt"
LANGUAGES = [("lt", _("Lithuanian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_TZ = True
TIME_ZONE = "Europe/Vilnius"

STATIC_URL = "/static/"
STATIC_ROOT = Path(text("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Files that people attach: outside the web, streamed by a view that asks who may read them.
ATTACHMENTS_DIR = Path(text("ATTACHMENTS_DIR", str(BASE_DIR / ".data" / "attachments")))
ATTACHMENT_MB = number("ATTACHMENT_MB", 20)
ATTACHMENTS_PER_MESSAGE = number("ATTACHMENTS_PER_MESSAGE", 10)
ATTACHMENTS_TENANT_MB = number("ATTACHMENTS_TENANT_MB", 5000)
FILE_UPLOAD_HANDLERS = [
    "incidents.uploading.NotTooLarge",  # before the others: what is too large is never written anywhere
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "attachments": attachments(text("ATTACHMENTS_URL"), ATTACHMENTS_DIR),
    "staticfiles": {"BACKEND": "helpdesk.ui.bundles.Storage"},
}

# Empty, or a command that reads a file on its input and ends with 0 for clean and 1 for a virus
ATTACHMENT_SCANNER = text("ATTACHMENT_SCANNER")
ATTACHMENT_SCANNER_SECONDS = number("ATTACHMENT_SCANNER_SECONDS", 60)

# Workers
REDIS_URL = text("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = celery_broker(REDIS_URL)

# Mail
EMAIL_URL = text("EMAIL_URL", "smtp://localhost:25")
vars().update(mail(EMAIL_URL))
EMAIL_TIMEOUT = 10  # seconds for each word of the mail server; the postman waits, the clock does not
DEMO_MAILBOX = yes("DEMO_MAILBOX")
MAIL_FROM = text("MAIL_FROM", f"Langelis <pagalba@{PUBLIC_NAME}>")
DEFAULT_FROM_EMAIL = MAIL_FROM

# The house
HELP_LINE = text("HELP_LINE", "+370 600 00000")
REPLY_HOLD_SECONDS = number("REPLY_HOLD_SECONDS", 10)  # how long a sent reply can be undone; 0 sends at once
CLOCK_MAY_SHIFT = yes("CLOCK_MAY_SHIFT")  # only tests and the loading of demo data move time
METRICS_PORT = number("METRICS_PORT", 0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"secrets": {"()": "helpdesk.lib.logs.WithoutSecrets"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["stderr"], "level": text("LOG_LEVEL", "INFO")},
}
