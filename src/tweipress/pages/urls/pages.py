"""The addresses of the front page, sections, articles, search and the pages about the site."""

from django.urls import path

from tweipress.pages.reader import places, share, size
from tweipress.pages.staging import notices
from tweipress.pages.views import about, front, versions
from tweipress.pages.views.articles import following, sharing
from tweipress.pages.views.post import post

app_name = "pages"
urlpatterns = [
    path("", front.home, name="home"),
    path("section/<str:name>/", front.section, name="section"),
    path("tag/<readable:slug>/", front.tag, name="tag"),
    path("post/<readable:slug>/", post, name="post"),
    path("card/<readable:slug>/<slug:digest>.png", sharing.card, name="card"),
    path("post/<readable:slug>/save/", following.save, name="save"),
    path("post/<readable:slug>/place/", places.keep, name="place"),
    path("post/<readable:slug>/share/", share.share, name="share"),
    path("post/<readable:slug>/versions/", versions.versions, name="versions"),
    path("post/<readable:slug>/versions/<int:number>/", versions.version, name="version"),
    path(
        "post/<readable:slug>/versions/<int:number>/take-away/",
        versions.take_away,
        name="take_away",
    ),
    path("following/", following.following, name="following"),
    path("following/change/", following.change, name="follow"),
    path("places/", places.choice, name="places"),
    path("text-size/", size.choice, name="size"),
    path("reading-list/", following.reading_list, name="reading_list"),
    path("page/<slug:slug>/", about.own_page, name="page"),
    path("corrections/", notices.of_paper, name="corrections"),
    path("search/", front.search, name="search"),
    path(".well-known/security.txt", about.security, name="security"),
    path("about/rules/", about.rules, name="rules"),
    path("about/trust/", about.trust, name="trust"),
    path("about/levels/", about.levels, name="levels"),
    path("about/privacy/", about.privacy, name="privacy"),
]
