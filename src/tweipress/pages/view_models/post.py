"""What blocks need to know of the article whose page they stand on."""

from typing import Protocol


class Post(Protocol):
    """An article as its app's queries return it."""

    @property
    def pk(self) -> int:
        """Return the article's number."""

    @property
    def slug(self) -> str:
        """Return the article's name in its address."""

    @property
    def author_id(self) -> int:
        """Return the number of the article's author."""
