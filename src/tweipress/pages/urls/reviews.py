"""The addresses of reviews: the author's below the draft's, the judges' queue, the totals."""

from django.urls import path

from tweipress.pages.views import reviews

app_name = "reviews"
urlpatterns = [
    path("write/<slug:code>/review/", reviews.ask, name="ask"),
    path("write/<slug:code>/review/withdraw/", reviews.withdraw, name="withdraw"),
    path("reviews/", reviews.queue, name="queue"),
    path("reviews/repeats/", reviews.repeats, name="repeats"),
    path("reviews/repeats/<slug:code>/", reviews.clear, name="clear"),
    path("reviews/<slug:code>/", reviews.bench, name="bench"),
    path("about/review/", reviews.totals, name="totals"),
]
