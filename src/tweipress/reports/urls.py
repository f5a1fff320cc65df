"""The address that sells reports."""

from django.urls import path

from tweipress.reports import views

app_name = "reports"
urlpatterns = [path("<slug:slug>/buy/", views.buy, name="buy")]
