"""The writers' addresses, all below /write/."""

from django.urls import path

from tweipress.pages.coauthors import views as sharing
from tweipress.pages.notes import views as notes
from tweipress.pages.staging import changes, notices
from tweipress.pages.views import writing
from tweipress.pages.views.articles import filing
from tweipress.pages.views.copies import autosave, kept

app_name = "articles"
urlpatterns = [
    path("", writing.write, name="write"),
    path("new/", writing.new, name="new"),
    path("new/autosave/", autosave.keep, name="autosave_new"),
    path("unsaved/", kept.throw_away, name="throw_away"),
    path("markdown/", writing.from_markdown, name="from_markdown"),
    path("<slug:code>/", writing.draft, name="draft"),
    path("<slug:code>/filing/", filing.filing, name="filing"),
    path("<slug:code>/autosave/", autosave.keep, name="autosave"),
    path("<slug:code>/staged/", changes.staged, name="staged"),
    path("<slug:code>/staged/edit/", changes.edit, name="staged_edit"),
    path(
        "<slug:code>/staged/edit/autosave/",
        autosave.keep,
        {"is_staged": True},
        name="autosave_staged",
    ),
    path("<slug:code>/corrections/", notices.of_article, name="corrections"),
    path("<slug:code>/notes/", notes.notes, name="notes"),
    path("<slug:code>/texts/", kept.texts, name="texts"),
    path("<slug:code>/coauthors/", sharing.coauthors, name="coauthors"),
    path("<slug:code>/delete/", writing.delete, name="delete"),
    path("<slug:code>/publish/", writing.publish, name="publish"),
    path("<slug:code>/take-back/", writing.take_back, name="take_back"),
]
