"""What an article's reports have addresses for: buying one, those bought, and its readers."""

from django.urls import path

from tweipress.pages.figures import views as figures
from tweipress.pages.views import pnl

app_name = "pnl"
urlpatterns = [
    path("<readable:slug>/buy/", pnl.buy, name="buy"),
    path("<readable:slug>/bought/", figures.bought, name="bought"),
    path("<readable:slug>/readers/", figures.readers, name="readers"),
]
