"""The addresses that need members alone; pages/urls/people.py includes them in the namespace."""

from django.urls import path, re_path

from tweipress.people import views
from tweipress.people.entrance.views import ResetView, SignInView
from tweipress.people.signed_in.views import sessions

urlpatterns = [
    path("me/join/", views.join, name="join"),
    path("me/profile/", views.profile, name="profile"),
    path("me/sessions/", sessions, name="sessions"),
    path("accounts/login/", SignInView.as_view(), name="sign-in"),
    path("accounts/password/reset/", ResetView.as_view(), name="reset"),
    path("accounts/signup/", views.SignUpView.as_view(), name="sign-up"),
    path("join/<str:code>/", views.JoinView.as_view(), name="guest"),
    re_path(r"^avatar/(?P<file>[0-9a-f]{32}\.webp)$", views.picture, name="picture"),
]
