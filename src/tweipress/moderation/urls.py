"""The addresses of a member's own cases and reading data, and of the totals."""

from django.urls import path

from tweipress.moderation import views

app_name = "moderation"
urlpatterns = [
    path("me/flags/", views.own, name="own"),
    path("me/flags/<int:number>/appeal/", views.appeal, name="appeal"),
    path("me/reading/", views.kept_data, name="kept"),
    path("me/reading/export/", views.export, name="export"),
    path("me/reading/forget/", views.forget, name="forget"),
    path("about/flags/", views.totals, name="totals"),
]
