"""The desk as a Django app, and the site of Django's admin that it is."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class StaffConfig(AppConfig):
    """The operator's pages and commands; it has no tables."""

    name = "tweipress.staff"
    default = True


class StaffAdminConfig(admin_apps.AdminConfig):
    """Django's admin, entered through the site's own door."""

    default_site = "tweipress.staff.admin.StaffSite"
    default = False
