"""The addresses of notices of illegal content."""

from django.urls import path

from tweipress.pages.decisions import notices

app_name = "notices"
urlpatterns = [
    path("notices/", notices.notice, name="notice"),
    path("notices/receipt/<str:token>/", notices.receipt, name="receipt"),
    path("moderation/report/", notices.report, name="report"),
    path("moderation/report/<int:year>/", notices.report, name="year"),
]
