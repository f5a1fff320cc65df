"""The settings that django-hordak needs; the caller names the database."""

import os

SECRET_KEY = "a benchmark keeps no secrets"  # noqa: S105  # the framework wants one
USE_TZ = True
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "mptt", "hordak"]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["HORDAK_NAME"],
        "HOST": os.environ["HORDAK_HOST"],
        "USER": "postgres",
        "CONN_MAX_AGE": None,
    }
}
DEFAULT_CURRENCY = "EUR"
CURRENCIES = ["EUR"]
HORDAK_INTERNAL_CURRENCY = "EUR"
HORDAK_CURRENCIES = ["EUR"]
HORDAK_DECIMAL_PLACES = 0
HORDAK_MAX_DIGITS = 18
