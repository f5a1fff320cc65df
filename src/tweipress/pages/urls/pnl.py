"""The address that sells reports, and the one that shows those bought over time."""

from django.urls import path

from tweipress.pages.figures import views as figures
from tweipress.pages.views import pnl

app_name = "pnl"
urlpatterns = [
    path("<readable:slug>/buy/", pnl.buy, name="buy"),
    path("<readable:slug>/bought/", figures.bought, name="bought"),
]
