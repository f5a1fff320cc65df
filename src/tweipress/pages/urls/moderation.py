"""The addresses of a member's own cases and reading data, and of the totals."""

from django.urls import path

from tweipress.pages.reporting import views as reports
from tweipress.pages.views import cases, retention

app_name = "moderation"
urlpatterns = [
    path("about/flags/", cases.totals, name="totals"),
    path("me/flags/", cases.own, name="own"),
    path("me/flags/<int:number>/appeal/", cases.appeal, name="appeal"),
    path("me/reports/", reports.own, name="reports"),
    path("me/reading/", retention.stored, name="stored"),
    path("me/reading/forget/", retention.forget, name="forget"),
]
