"""Jobs that need several apps: a day's letters, changed pictures, what is due or old."""

from tweipress.articles.desk import actions as desk_actions
from tweipress.articles.desk import queries as desk_queries
from tweipress.articles.places import actions as place_actions
from tweipress.articles.places import queries as place_queries
from tweipress.composed.hearing import following, pushing
from tweipress.jobs.kinds import Lane, job
from tweipress.letters.queries import are_due
from tweipress.pages.actions import desk, letters, pictures


@job("letters.make", when=are_due)
def make_letters() -> None:
    """Write down every letter that is due; each is then sent by a job of its own."""
    letters.make_due()


@job(pictures.DRAW_AGAIN)
def draw_again(picture: int) -> None:
    """Draw the articles and pages again that show a picture."""
    pictures.draw_again(picture)


@job("desk.publish", when=desk_queries.is_publication_due)
def publish_due() -> None:
    """Publish the articles whose time has come, also long after it if the site was not there."""
    desk.publish_due()


@job("desk.expire", when=desk_queries.is_expiry_due)
def expire_due() -> None:
    """Take the articles out of the lists that have expired."""
    desk_actions.expire_due()


@job("notifications.follow", when=following.is_due)
def tell_members() -> None:
    """Tell members of what has happened since the journal was followed."""
    following.follow()


@job("notifications.push", attempts=4)
def push(device: int, notification: int) -> None:
    """Push a notification to a device; after ten minutes without its service it is on the site."""
    pushing.push(device, notification)


@job("places.forget", lane=Lane.HEAVY, when=place_queries.is_due)
def forget_places() -> None:
    """Delete places in articles that were kept long enough."""
    place_actions.forget_old()
