"""The addresses of the front page, sections, articles, search and the pages about the site."""

from django.urls import path

from tweipress.pages.views import about, front, versions
from tweipress.pages.views.post import post

app_name = "pages"
urlpatterns = [
    path("", front.home, name="home"),
    path("section/<str:name>/", front.section, name="section"),
    path("post/<slug:slug>/", post, name="post"),
    path("post/<slug:slug>/versions/", versions.versions, name="versions"),
    path("post/<slug:slug>/versions/<int:number>/", versions.version, name="version"),
    path("post/<slug:slug>/versions/<int:number>/take-away/", versions.take_away, name="take_away"),
    path("search/", front.search, name="search"),
    path(".well-known/security.txt", about.security, name="security"),
    path("about/rules/", about.rules, name="rules"),
    path("about/trust/", about.trust, name="trust"),
    path("about/privacy/", about.privacy, name="privacy"),
]
