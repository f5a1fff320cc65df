"""The addresses of members' pages: their own, the public one, and trust."""

from django.urls import include, path

from tweipress.pages.figures import views as figures
from tweipress.pages.views import leaving, members, takeout, trust

app_name = "people"
urlpatterns = [
    path("", include("tweipress.people.urls")),
    path("me/", members.me, name="me"),
    path("me/earnings/", figures.earnings, name="earnings"),
    path("me/statement/", figures.statement, name="statement"),
    path("me/statement/movements.csv", figures.as_csv, name="statement_csv"),
    path("me/statement/movements.json", figures.as_json, name="statement_json"),
    path("me/takeout/", takeout.takeout, name="takeout"),
    path("me/leave/", leaving.leave, name="leave"),
    path("me/trust/", trust.own, name="trust"),
    path("me/trust/invite/", trust.invite, name="invite"),
    path("me/trust/withdraw/", trust.withdraw, name="withdraw"),
    path("member/<str:name>/", members.member, name="member"),
    path("member/<str:name>/vouch/", trust.vouch, name="vouch"),
    path("member/<str:name>/unvouch/", trust.unvouch, name="unvouch"),
    path("member/<str:name>/ban/", trust.ban, name="ban"),
]
