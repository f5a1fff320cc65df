"""The engine of all our own pages, Jinja2: what a template may name. Django's keeps the rest."""

from typing import Any, Final

TEMPLATES: Final[list[dict[str, Any]]] = [
    {  # our own pages
        "BACKEND": "tweipress.pages.engine.backend.Backend",
        "NAME": "jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "tweipress.pages.engine.environment.environment",
            "context_processors": ["tweipress.pages.engine.environment.of_request"],
        },
    },
    {  # allauth's, the admin's and mails
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
"""Ours first: where both have a page of allauth, ours is shown. The environment is read later."""
