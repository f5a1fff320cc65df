"""Answers to programs that ask again and again: with a tag, and 304 to who has this very one.

They have no date: that of the newest article goes backwards when one is taken back, and who asked
by it would keep that article.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag


def answered(request: HttpRequest, content: str, content_type: str) -> HttpResponse:
    """Answer with a document, or with 304 to who has this very one."""
    response = HttpResponse(content, content_type=content_type)
    set_response_etag(response)
    same = get_conditional_response(request, response.headers["ETag"], response=response)
    assert same is not None
    return same
