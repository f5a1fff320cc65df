"""The addresses of the library; those of its files are in the app itself."""

from django.urls import path

from tweipress.pages.library import views

app_name = "pictures"
urlpatterns = [
    path("", views.library, name="library"),
    path("upload/", views.upload, name="upload"),
    path("<int:number>/", views.picture, name="picture"),
    path("<int:number>/delete/", views.delete, name="delete"),
    path("<int:number>/remove/", views.remove, name="remove"),
]
