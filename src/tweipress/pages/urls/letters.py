"""The addresses of letters: asking for one, confirming that, ending it."""

from django.urls import path

from tweipress.pages.views.articles import letters

app_name = "letters"
urlpatterns = [
    path("", letters.letters, name="letters"),
    path("followed/", letters.followed, name="followed"),
    path("reports/", letters.reports, name="reports"),
    path("confirm/<str:token>/", letters.confirm, name="confirm"),
    path("stop/<str:token>/", letters.stop, name="stop"),
]
