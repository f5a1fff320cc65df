"""The desk as a Django app, and the site of Django's admin that it is."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class DeskConfig(AppConfig):
    """The operator's pages and commands; it has no tables."""

    name = "tweipress.desk"
    default = True


class DeskAdminConfig(admin_apps.AdminConfig):
    """Django's admin, entered through the site's own door."""

    default_site = "tweipress.desk.admin.DeskSite"
    default = False
