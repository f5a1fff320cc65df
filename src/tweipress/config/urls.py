"""Which app answers which address; each app lists its own."""

from django.urls import include, path

from tweipress.config.health import health
from tweipress.config.metrics import metrics

# Django tries them in this order: what is asked most often comes first.
urlpatterns = [
    path("read/", include("tweipress.pages.urls.reading")),
    path("comments/", include("tweipress.pages.urls.comments")),
    path("reports/", include("tweipress.pages.urls.pnl")),
    path("", include("tweipress.pages.urls.pages")),
    path("", include("tweipress.feeds.urls")),
    path("", include("tweipress.pages.urls.people")),
    path("", include("tweipress.pages.urls.moderation")),
    path("", include("tweipress.pages.urls.decisions")),
    path("", include("tweipress.pages.urls.notices")),
    path("", include("tweipress.pages.urls.muting")),
    path("moderation/", include("tweipress.staff.moderating.urls")),
    path("", include("tweipress.pages.urls.reviews")),
    path("write/", include("tweipress.pages.urls.articles")),
    path("pictures/file/", include("tweipress.pictures.urls")),
    path("pictures/", include("tweipress.pages.urls.pictures")),
    path("", include("tweipress.publication.urls")),
    path("desk/paper/", include("tweipress.staff.paper.urls")),
    path("desk/", include("tweipress.pages.urls.desk")),
    path("letters/", include("tweipress.pages.urls.letters")),
    path("notifications/", include("tweipress.pages.urls.notifications")),
    path("accounts/", include("allauth.urls")),
    path("staff/", include("tweipress.staff.urls")),
    path("health/", health, name="health"),
    path("metrics/", metrics, name="metrics"),
]

# Django's own checks the token first and fails on a form that cannot be read.
handler404 = "tweipress.pages.views.errors.not_found"
