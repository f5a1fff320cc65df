"""The staff app as Django knows it, and its site of Django's admin."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class StaffConfig(AppConfig):
    """The operator's pages and commands; it has no tables."""

    name = "tweipress.staff"
    default = True


class StaffAdminConfig(admin_apps.AdminConfig):
    """Django's admin, entered by the site's own sign-in."""

    default_site = "tweipress.staff.admin.StaffSite"
    default = False
