"""The addresses of feeds and sitemaps."""

from django.urls import path

from tweipress.feeds import views

app_name = "feeds"
urlpatterns = [
    path("feeds/<str:form>/", views.site, name="site"),
    path("feeds/<str:form>/section/<str:name>/", views.section, name="section"),
    path("feeds/<str:form>/tag/<readable:slug>/", views.tag, name="tag"),
    path("feeds/<str:form>/author/<str:name>/", views.author, name="author"),
    path("sitemap.xml", views.index, name="index"),
    path("sitemap/pages.xml", views.pages, name="pages"),
    path("sitemap/news.xml", views.news, name="news"),
    path("sitemap/articles/<int:number>.xml", views.articles_of, name="articles"),
    path("robots.txt", views.robots, name="robots"),
]
