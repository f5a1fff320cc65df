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

    def is_by(self, member: int | None) -> bool:
        """Tell whether a member is an author of the article."""
