"""The addresses of reading's forms."""

from django.urls import path

from tweipress.pages.views import reading
from tweipress.reading.actions import RATINGS

app_name = "reading"
urlpatterns = [
    path("<readable:slug>/open/", reading.start, name="start"),
    path("<readable:slug>/beacon/", reading.beacon, name="beacon"),
    *(
        path(f"<readable:slug>/{kind}/", reading.rate, {"kind": kind}, name=kind)
        for kind in RATINGS
    ),
]
