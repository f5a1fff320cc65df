"""The addresses of reading's forms."""

from django.urls import path

from tweipress.reading import actions, views

app_name = "reading"
urlpatterns = [
    path("<slug:slug>/open/", views.start, name="start"),
    path("<slug:slug>/beacon/", views.beacon, name="beacon"),
    *(
        path(f"<slug:slug>/{kind}/", views.rate, {"kind": kind}, name=kind)
        for kind in actions.RATINGS
    ),
]
