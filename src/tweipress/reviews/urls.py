"""The addresses of reviews: the author's below the draft's, the judges' queue, the totals."""

from django.urls import path

from tweipress.reviews import views

app_name = "reviews"
urlpatterns = [
    path("write/<slug:code>/review/", views.ask, name="ask"),
    path("write/<slug:code>/review/withdraw/", views.withdraw, name="withdraw"),
    path("reviews/", views.queue, name="queue"),
    path("reviews/repeats/", views.repeats, name="repeats"),
    path("reviews/repeats/<slug:code>/", views.clear, name="clear"),
    path("reviews/<slug:code>/", views.bench, name="bench"),
    path("about/review/", views.totals, name="totals"),
]
