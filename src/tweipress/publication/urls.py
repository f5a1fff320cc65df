"""The addresses of the paper's colour and emblems."""

from django.urls import path, re_path

from tweipress.publication import views

app_name = "publication"
urlpatterns = [
    re_path(r"^paper/colours/(?P<digits>[0-9a-f]{6})\.css$", views.colours, name="colours"),
    re_path(r"^paper/logo/(?P<emblem>[0-9a-f]{32})\.webp$", views.logo, name="logo"),
    re_path(
        r"^paper/icon/(?P<emblem>[0-9a-f]{6}|[0-9a-f]{32})/(?P<side>[0-9]{2,3})\.png$",
        views.icon,
        name="icon",
    ),
    path("favicon.ico", views.favicon, name="favicon"),
]
