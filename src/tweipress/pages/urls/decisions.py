"""The addresses of the public log of decisions, and of those about a member."""

from django.urls import path

from tweipress.pages.decisions import views

app_name = "decisions"
urlpatterns = [
    path("moderation/log/", views.log, name="log"),
    path("moderation/log/<int:year>/<int:month>/", views.log, name="month"),
    path("me/decisions/", views.own, name="own"),
    path("me/decisions/<int:number>/appeal/", views.appeal, name="appeal"),
]
