"""The addresses of the staff: the operator's and moderators' pages, then Django's admin."""

from django.contrib import admin
from django.urls import include, path

from tweipress.staff import views

pages = [
    path("overview/", views.overview, name="overview"),
    path("security/", views.security, name="security"),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<int:number>/", views.change_job, name="change_job"),
    path("flags/", views.flags, name="flags"),
    path("flags/raise/", views.raise_flag, name="raise_flag"),
    path("flags/<int:number>/", views.judge_flag, name="judge_flag"),
    path("comments/", views.comments, name="comments"),
    path("comments/<int:number>/hide/", views.hide, name="hide"),
]
urlpatterns = [
    path("queue/", include("tweipress.staff.queue.urls")),
    path("", include((pages, "staff"))),
    path("", admin.site.urls),
]
