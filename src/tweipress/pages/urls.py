"""The addresses of the front page, sections, articles, search and the pages about the site."""

from django.urls import path

from tweipress.pages import views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("section/<str:name>/", views.section, name="section"),
    path("post/<slug:slug>/", views.post, name="post"),
    path("search/", views.search, name="search"),
    path("about/rules/", views.rules, name="rules"),
    path("about/trust/", views.trust, name="trust"),
    path("about/privacy/", views.privacy, name="privacy"),
]
