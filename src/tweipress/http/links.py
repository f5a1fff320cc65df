"""Addresses of pages that apps link to."""


def post_path(slug: str, block: str = "") -> str:
    """Return the path of an article's page, or of a block on it (`comments`, `reports`)."""
    return f"/post/{slug}/" + (f"#{block}" if block else "")
