"""Letters: made of articles, asked for by whoever reads them."""

from collections.abc import Mapping, Sequence
from typing import Final

import structlog
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tweipress.articles import queries as articles
from tweipress.articles.coauthors.queries import in_words
from tweipress.articles.following import queries as following
from tweipress.articles.queries import Article
from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.http.outbox.mail import at_site
from tweipress.language import figures
from tweipress.letters import actions, queries
from tweipress.letters.actions import Texts, Wish
from tweipress.letters.queries import Edition, Topic
from tweipress.pages.actions import digests
from tweipress.people import queries as people
from tweipress.publication import queries as paper

ARTICLES_MAX: Final = 20
"""As many as a list shows; the newest, if more came out."""

log = structlog.get_logger("tweipress.letters")


def ask(email: str, rhythm: str, section: str, language: str) -> None:
    """Have an address asked whether it wants a letter; who gets it already is sent nothing."""
    actions.ask_by_mail(Wish(email, people.mailbox(email), Edition(rhythm, section, language)))


def ask_of_own(
    member: MemberId, email: str, rhythm: str, language: str, topic: str = Topic.ARTICLES
) -> bool:
    """Let a member have a letter of the authors they follow, at the address they sign in with.

    With a topic it is the digest of what they are told.

    Return whether it comes from now on; otherwise the address is asked first.
    """
    wish = Wish(email, people.mailbox(email), Edition(rhythm, "", language, topic=topic))
    is_proved = wish.mailbox in people.mailboxes(member)
    actions.follow(member, wish, is_proved=is_proved)
    return is_proved


def make_due() -> None:
    """Write down every letter that is due."""
    for edition in queries.missing():
        period = queries.period_of(edition.rhythm, clock.now())
        is_sent = actions.write_down(edition, period, _texts(edition))
        log.info("letter_made", period=period, is_sent=is_sent, **edition._asdict())


def _new(edition: Edition) -> list[Article]:
    """Return the articles since the last letter of an edition."""
    span = queries.span(edition)
    if not edition.follower:
        return articles.published_between(*span, edition.section, ARTICLES_MAX)
    if not _is_at_own_address(edition):
        return []
    return following.by_followed(MemberId(edition.follower), *span, ARTICLES_MAX)


def _is_at_own_address(edition: Edition) -> bool:
    """Tell whether a member's letter goes to an address of theirs; have it follow a new one."""
    member = next(iter(people.addressees([edition.follower])), None)
    row = queries.of_follower(edition.follower, edition.topic)
    if member is None or row is None:
        return False
    number, now = MemberId(member.pk), people.mailbox(member.email)
    proved = people.mailboxes(number)
    if row.mailbox == now or row.mailbox in proved:
        return True
    wanted = (member.email, edition.rhythm, edition.language, edition.topic)
    return now in proved and ask_of_own(number, *wanted)


def _texts(edition: Edition) -> Texts:
    """Return a letter of the articles since the last one, empty if there are none; or a digest."""
    if edition.topic == Topic.TOLD:
        return digests.texts(edition) if _is_at_own_address(edition) else Texts()
    new = _new(edition)
    return texts_of(new, edition) if new else Texts()


def texts_of(new: Sequence[Article], edition: Edition) -> Texts:
    """Return a letter of some articles, under the paper's name and the day in its time zone."""
    name = paper.current().name
    with translation.override(edition.language):
        shown = {
            "articles": [_shown(article) for article in new],
            "day": figures.day(clock.now()),
            "edition": edition,
            "name": name,
            "site_url": at_site("/"),
            "stop_url": actions.STOP_URL,
        }
        subject = _("{site}: {title}").format(site=name, title=new[0].title)
        return Texts(
            " ".join(subject.split())[: actions.SUBJECT_MAX],
            _text(new, shown),
            render_to_string("letters/letter.html", shown),
        )


def _text(new: Sequence[Article], shown: Mapping[str, object]) -> str:
    """Return a letter for who reads mail without HTML, in the language in force."""
    parts = [f"{shown['name']}, {shown['day']}\n{shown['site_url']}"]
    for article in map(_shown, new):
        author = _("By %(author)s") % {"author": article["author"]}
        parts.append("\n".join((article["title"], author)))
        parts += [article["lead"], article["url"]]
    parts.append(_("You get this because you asked for it and confirmed your address."))
    parts.append(f"{_('End this letter')}: {actions.STOP_URL}")
    return "\n\n".join(filter(None, parts)) + "\n"


def _shown(article: Article) -> dict[str, str]:
    return {
        "title": article.title,
        "language": article.language,
        "lead": article.lead,
        "author": str(in_words(article.author_names)),
        "url": at_site(reverse("pages:post", args=[article.slug])),
    }
