"""The address that sells reports."""

from django.urls import path

from tweipress.pages.views import pnl

app_name = "pnl"
urlpatterns = [path("<readable:slug>/buy/", pnl.buy, name="buy")]
