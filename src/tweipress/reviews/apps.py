"""The app of reviews."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Asking for a review, judging, and the totals; it has no tables."""

    name = "tweipress.reviews"
