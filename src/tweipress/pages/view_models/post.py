"""What blocks need to know of the article whose page they stand on."""

from datetime import datetime
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
    def section(self) -> str:
        """Return the news section that it is in, as it was called then; empty for none."""

    @property
    def published_at(self) -> datetime | None:
        """Return when it was published here."""

    def is_by(self, member: int | None) -> bool:
        """Tell whether a member is an author of the article."""
