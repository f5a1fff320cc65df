"""Notifications: what members are told, on the site, by mail and by Web Push (adr/0073)."""
