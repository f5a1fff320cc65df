"""Publishing what is due, and telling those who wait for it why something was not."""

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tweipress.articles.desk import actions, queries
from tweipress.articles.desk.actions import Failed
from tweipress.http.outbox.mail import at_site
from tweipress.language.figures import moment
from tweipress.language.refusals import sentence
from tweipress.people import queries as people
from tweipress.publication import queries as paper


def publish_due() -> None:
    """Publish everything that is due; raise if the books gave no answer to something."""
    done = actions.publish_due()
    for failed in done.failed:
        _tell(failed)
    if done.waiting:
        raise actions.StillWaitingError(str(done.waiting))


def _tell(failed: Failed) -> None:
    """Mail the author, and whoever has scheduled it, in their languages."""
    article = failed.article
    url = at_site(reverse("desk:plan", args=[article.code]))
    numbers = dict.fromkeys(filter(None, (article.author_id, failed.scheduled_by)))
    for member in people.addressees(list(numbers)):
        told = queries.told(failed.refused, article, member.pk)
        with translation.override(paper.language_of(member.language)):
            figures = {
                "name": member.name,
                "title": article.title,
                "moment": moment(failed.at),
                "reason": sentence(told or failed.refused),
                "url": url,
            }
            body = _(
                "Hello {name},\n\n“{title}” was to be published on {moment}, and was not:"
                "\n\n{reason}\n\nNothing was paid. It is not tried again by itself: choose another"
                " time when the reason is gone.\n\n{url}"
            ).format(**figures)
            subject = _("{paper}: an article was not published").format(paper=paper.current().name)
        EmailMessage(subject, body, to=[member.email]).send()
