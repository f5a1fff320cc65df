"""The sentence after a form, on its way to the next page: signed, in a cookie of its own.

Saves two writes to the site's database, one with the form and one with the page after it: a message
in the session costs them. The page that shows the sentence deletes the cookie.
"""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class CookieMessages(CookieStorage):
    """Django's cookie of messages, by a name that production binds to this host."""

    cookie_name: str = f"{settings.COOKIE_PREFIX}messages"
