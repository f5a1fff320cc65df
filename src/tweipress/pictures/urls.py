"""The address of pictures' files; the library's pages are in pages/urls/."""

from django.urls import re_path

from tweipress.pictures import views
from tweipress.pictures.models import DIGEST_CHARS

DIGEST = rf"(?P<digest>[0-9a-f]{{{DIGEST_CHARS}}})"
FILE = rf"^{DIGEST}/(?P<width>[1-9][0-9]{{0,3}})\.(?P<ending>avif|webp|jpg)$"
urlpatterns = [re_path(FILE, views.file, name="picture_file")]
