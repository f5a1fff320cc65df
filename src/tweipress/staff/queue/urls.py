"""The addresses of the queue, all below /staff/queue/."""

from django.urls import path

from tweipress.staff.queue import views

app_name = "queue"
urlpatterns = [
    path("", views.show, name="queue"),
    path("claim/", views.claim, name="claim"),
    path("all/", views.decide_all, name="decide_all"),
    path("<int:number>/", views.decide, name="decide"),
]
