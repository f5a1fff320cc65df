"""The address of the totals; pages/urls/moderation.py includes it in the namespace."""

from django.urls import path

from tweipress.moderation import views

urlpatterns = [path("about/flags/", views.totals, name="totals")]
