"""The newsroom's addresses, all below /desk/."""

from django.urls import path

from tweipress.pages.desk import comments, planning, views
from tweipress.pages.frontpage import views as frontpage

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("ideas/", views.new_idea, name="new_idea"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/address/", views.renew, name="renew"),
    path("calendar/<str:token>.ics", views.calendar_file, name="ical"),
    path("plan/<slug:code>/", planning.show, name="plan"),
    path("comments/<slug:code>/", comments.show, name="comments"),
    path("front/", frontpage.front, name="front"),
    path("front/<str:name>/", frontpage.front, name="front_of"),
]
