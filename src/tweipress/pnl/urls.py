"""The address that sells reports."""

from django.urls import path

from tweipress.pnl import views

app_name = "pnl"
urlpatterns = [path("<slug:slug>/buy/", views.buy, name="buy")]
