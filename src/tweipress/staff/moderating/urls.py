"""The addresses of moderators' pages about members, all below /moderation/."""

from django.urls import path

from tweipress.staff.moderating import appeals, members, notices

app_name = "moderating"
urlpatterns = [
    path("appeals/", appeals.appeals, name="appeals"),
    path("appeals/<int:number>/", appeals.answer_one, name="answer"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:number>/", notices.decide_one, name="decide"),
    path("members/<str:name>/", members.member, name="member"),
]
