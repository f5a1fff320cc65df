"""The addresses of members' pages and pictures."""

from django.urls import path, re_path

from tweipress.people import views

app_name = "people"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/join/", views.join, name="join"),
    path("me/profile/", views.profile, name="profile"),
    path("me/trust/", views.trust, name="trust"),
    path("me/trust/invite/", views.invite, name="invite"),
    path("me/trust/withdraw/", views.withdraw, name="withdraw"),
    path("accounts/signup/", views.SignUpView.as_view(), name="sign-up"),
    path("join/<str:code>/", views.JoinView.as_view(), name="guest"),
    path("member/<str:name>/", views.member, name="member"),
    path("member/<str:name>/vouch/", views.vouch, name="vouch"),
    path("member/<str:name>/unvouch/", views.unvouch, name="unvouch"),
    path("member/<str:name>/ban/", views.ban, name="ban"),
    re_path(r"^avatar/(?P<name>[A-Za-z0-9_-]{2,32})\.svg$", views.drawn, name="drawn"),
    re_path(r"^avatar/(?P<file>[0-9a-f]{32}\.webp)$", views.picture, name="picture"),
]
