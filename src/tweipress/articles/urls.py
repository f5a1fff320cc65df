"""The writers' addresses, all below /write/."""

from django.urls import path

from tweipress.articles import views

app_name = "articles"
urlpatterns = [
    path("", views.write, name="write"),
    path("new/", views.new, name="new"),
    path("<slug:code>/", views.draft, name="draft"),
    path("<slug:code>/publish/", views.publish, name="publish"),
    path("<slug:code>/take-back/", views.take_back, name="take_back"),
]
