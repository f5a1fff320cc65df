"""The app's name to Django."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Asking for a review, judging, and the totals; it has no tables."""

    name = "tweipress.reviews"
