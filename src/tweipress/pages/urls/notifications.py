"""The addresses of a member's notifications."""

from django.urls import path

from tweipress.pages.notifications import choices, views

app_name = "notifications"
urlpatterns = [
    path("", views.notifications, name="all"),
    path("unread/", views.unread, name="unread"),
    path("read/", views.read_all, name="read_all"),
    path("<slug:number>/read/", views.read_one, name="read_one"),
    path("choices/", choices.choices, name="choices"),
    path("digest/", choices.digest, name="digest"),
    path("devices/", choices.add_device, name="add_device"),
    path("devices/<slug:number>/remove/", choices.remove_device, name="remove_device"),
]
