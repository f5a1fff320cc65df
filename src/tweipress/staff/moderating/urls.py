"""The addresses of moderators' pages about members, all below /moderation/."""

from django.urls import path

from tweipress.staff.moderating import members

app_name = "moderating"
urlpatterns = [
    path("members/<str:name>/", members.member, name="member"),
]
