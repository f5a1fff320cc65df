"""The addresses that take comments, votes and removals."""

from django.urls import path

from tweipress.comments import views

app_name = "comments"
urlpatterns = [
    path("on/<slug:slug>/write/", views.write, name="write"),
    path("<int:number>/like/", views.like, name="like"),
    path("<int:number>/dislike/", views.dislike, name="dislike"),
    path("<int:number>/hide/", views.hide, name="hide"),
]
