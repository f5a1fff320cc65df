"""The address of the members whom one has muted or blocked."""

from django.urls import path

from tweipress.pages.muting import views

app_name = "muting"
urlpatterns = [
    path("me/muted/", views.muting, name="muting"),
]
