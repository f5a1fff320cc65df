"""What a member is offered on the comments of an article, as the rules of the acts answer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from tweipress.bank import queries as books
from tweipress.bank.queries import ANY_TEXT, NEW_COMMENT, Preview
from tweipress.comments.actions import hides_text
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.remove_comment import RemoveComment
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.http.fast.addresses import address
from tweipress.http.request_keys import form_key
from tweipress.pages.view_models.comments import Button, Standing

ABOUT_ONE: Final = {
    Refusal.ALREADY_SETTLED,
    Refusal.ALREADY_VOTED,
    Refusal.OWN_COMMENT,
    Refusal.UNKNOWN_COMMENT,
}
"""Reasons that concern one comment. Any other reason holds for all comments of the article."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What the rules would answer to a member's acts on one comment."""

    member: MemberId
    comment: CommentId
    like: Preview
    dislike: Preview
    remove: Preview

    def like_button(self) -> Button | None:
        """Return the button for a like, None when it is not offered."""
        return self._button(self.like, "comments:like")

    def dislike_button(self) -> Button | None:
        """Return the button for a dislike, None when it is not offered."""
        return self._button(self.dislike, "comments:dislike")

    @property
    def has_vote(self) -> bool:
        """Tell whether the member can vote on the comment."""
        return self.like.is_offered or self.dislike.is_offered

    @property
    def is_removable(self) -> bool:
        """Tell whether the member can take the comment's text off the page."""
        return hides_text(self.remove.refused)

    def _button(self, preview: Preview, name: str) -> Button | None:
        if not preview.is_offered:
            return None
        key = form_key(address(name, self.comment))
        return Button(key, preview.paid_by(self.member))


def offers(numbers: Iterable[CommentId], member: MemberId) -> dict[CommentId, Offers]:
    """Return what a member is offered on comments, which `books.comments` has read before."""
    return {
        number: Offers(
            member,
            number,
            books.preview(Like(member, number)),
            books.preview(Dislike(member, number, ANY_TEXT)),
            books.preview(RemoveComment(member, number, ANY_TEXT)),
        )
        for number in numbers
    }


def standing(
    member: MemberId,
    article: ArticleId,
    offered: Collection[Offers],
    closed: Refused | None = None,
) -> Standing:
    """Return what holds for a member on all comments of an article, by the offers on some.

    `closed` is why the site takes no comments there, if it does not.
    """
    return Standing(
        like=_for_all(one.like for one in offered),
        dislike=_for_all(one.dislike for one in offered),
        write=closed or books.refusal_of(Comment(member, article, NEW_COMMENT)),
        has_votes=any(one.has_vote for one in offered),
    )


def _for_all(previews: Iterable[Preview]) -> Refused | None:
    """Return the first reason that does not concern one comment alone."""
    refusals = (preview.refused for preview in previews)
    return next((why for why in refusals if why and why.reason not in ABOUT_ONE), None)
