"""The addresses that the forms of the comment block are sent to."""

from django.urls import path

from tweipress.pages.commenting import views as comment_changes
from tweipress.pages.reporting import views as reports
from tweipress.pages.threads import views as threads
from tweipress.pages.views import comments

app_name = "comments"
urlpatterns = [
    path("on/<readable:slug>/write/", comments.write, name="write"),
    path("on/<readable:slug>/", threads.every, name="all"),
    path("on/<readable:slug>/new/", threads.new, name="new"),
    path("<int:number>/", threads.show, name="show"),
    path("<int:number>/reply/", threads.reply, name="reply"),
    path("<int:number>/like/", comments.like, name="like"),
    path("<int:number>/dislike/", comments.dislike, name="dislike"),
    path("<int:number>/hide/", comments.hide, name="hide"),
    path("<int:number>/take-back/", comments.take_back, name="take_back"),
    path("<int:number>/change/", comment_changes.change, name="change"),
    path("<int:number>/changes/", comment_changes.changes, name="changes"),
    path("changes/<int:number>/take-away/", comment_changes.take_away, name="take_away"),
    path("<int:number>/report/", reports.report, name="report"),
]
