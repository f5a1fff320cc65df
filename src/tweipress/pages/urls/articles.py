"""The writers' addresses, all below /write/."""

from django.urls import path

from tweipress.pages.views import writing

app_name = "articles"
urlpatterns = [
    path("", writing.write, name="write"),
    path("new/", writing.new, name="new"),
    path("<slug:code>/", writing.draft, name="draft"),
    path("<slug:code>/delete/", writing.delete, name="delete"),
    path("<slug:code>/publish/", writing.publish, name="publish"),
    path("<slug:code>/take-back/", writing.take_back, name="take_back"),
]
