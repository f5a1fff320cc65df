"""The addresses of the paper's settings, all below /desk/paper/."""

from django.urls import path

from tweipress.staff.paper import (
    checklist,
    comments,
    editors,
    letters,
    look,
    pages,
    sections,
    writing,
)

app_name = "paper"
urlpatterns = [
    path("", look.look, name="look"),
    path("sections/", sections.sections, name="sections"),
    path("sections/add/", sections.add, name="add_section"),
    path("sections/take-in/", sections.take_in, name="take_in_section"),
    path("sections/<int:number>/rename/", sections.rename, name="rename_section"),
    path("sections/<int:number>/move/", sections.move, name="move_section"),
    path("sections/<int:number>/remove/", sections.remove, name="remove_section"),
    path("editors/", editors.editors, name="editors"),
    path("checklist/", checklist.checklist, name="checklist"),
    path("comments/", comments.comments, name="comments"),
    path("comments/<int:number>/", comments.section, name="comments_of_section"),
    path("letters/", letters.letters, name="letters"),
    path("pages/", pages.pages, name="pages"),
    path("pages/new/", pages.new, name="new_page"),
    path("pages/new/autosave/", writing.keep, name="autosave_new_page"),
    path("pages/<int:number>/", pages.edit, name="page"),
    path("pages/<int:number>/autosave/", writing.keep, name="autosave_page"),
    path("pages/<int:number>/move/", pages.move, name="move_page"),
    path("pages/<int:number>/delete/", pages.delete, name="delete_page"),
]
