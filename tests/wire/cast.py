"""Who asks in the matrix, and what the addresses name: things that belong to somebody else."""

from dataclasses import dataclass, field
from typing import Final

from django.apps import apps
from django.conf import settings
from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from tests.articles.conftest import fresh
from tests.articles.test_repeats import draft, published, text
from tests.comments import deeds
from tests.http.stage import Stage, commented, id_of, set_stage, signed_in
from tests.pictures.conftest import added
from tests.pictures.hostile import photograph
from tests.reviews.conftest import month_of_trust
from tests.scratch_books import BooksStage
from tests.wire.addresses import Address
from tweipress.articles.filing import actions as filing
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.comments.models import Comment
from tweipress.core import roles
from tweipress.core.ids import ArticleId
from tweipress.http.request_keys import fresh_key
from tweipress.moderation import actions as flags
from tweipress.moderation.models import Case
from tweipress.pages.actions.reviews import ask
from tweipress.pages.blocks.sharing import card_of
from tweipress.people.actions import bans
from tweipress.people.actions.console import change_role
from tweipress.people.models import InvitationCode, Member

VISITOR: Final = "visitor"
ROLES: Final = (
    *(VISITOR, "member", "banned", "flagged", "author", "juror", "contributor"),
    *("moderator", "editor", "operator"),
)
JURORS: Final = 24
"""More than a lot needs to be drawn from."""
SECRETS: Final = {
    "An unseen draft of the author": {"author", "editor"},
    "What the moderator noted of them": {"flagged", "moderator", "operator"},
    "author@example.org": {"author"},
    "flagged@example.org": {"flagged"},
}
"""Texts that only these may read, whatever they ask for."""
CODE: Final = "anInvitationOfTheAuthors"
TAG: Final = "bees"


@dataclass
class Cast:
    """The members by role, each in a browser, and the things that addresses name."""

    stage: Stage
    members: dict[str, Member] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def browser(self, role: str) -> Client:
        """Return a browser in which somebody of this role is signed in."""
        if role not in self.browsers or not self._is_signed_in(role):
            member = self.members.get(role)
            self.browsers[role] = signed_in(member) if member else Client()
            self.sessions[role] = self._session(role)
        return self.browsers[role]

    def _is_signed_in(self, role: str) -> bool:
        """Tell whether the session is still the one that began with the sign-in."""
        return role not in self.members or self._session(role) == self.sessions[role]

    def _session(self, role: str) -> str:
        cookie = self.browsers[role].cookies.get(settings.SESSION_COOKIE_NAME)
        return cookie.value if cookie else ""

    def path(self, address: Address) -> str:
        """Return an address with a thing of somebody else's in it."""
        route = address.route
        values = self.things | {
            "object_id": self.things["author"] if "content_type" in route else key_of_a_row(route),
            "name": "Nature" if "/section/" in route else "author",
            "slug": TAG if "/tag/" in route else self.things["slug"],
            "number": self._number(route),
            "digest": self.things[_whose_digest(route)],
            "token": "a-link-that-nobody-made",
            "code": self.things[_whose_code(route)],
        }
        return address.path(values)

    def _number(self, route: str) -> str:
        """Return the number of an article's first version, a picture, a flag or a comment."""
        if "/versions/" in route:
            return "1"
        if route.startswith("/sitemap/"):
            return "0"
        if route.startswith("/pictures/"):
            return self.things["picture"]
        return self.things["flag" if "/flags/" in route else "comment"]

    def asks(self, role: str, method: str, path: str) -> "Answer":
        """Return what somebody is answered."""
        response = self.browser(role).generic(method, path, b"", MULTIPART_CONTENT)
        return Answer(response.status_code, dict(response.headers.items()), content_of(response))


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, headers and the text of a page."""

    status: int
    headers: dict[str, str]
    text: str


def content_of(response: object) -> str:
    """Return the text of an answer, also of one that is sent as a file, which is closed then."""
    streamed = getattr(response, "streaming_content", None)
    content = b"".join(streamed) if streamed else getattr(response, "content", b"")
    return content.decode(errors="replace")


def key_of_a_row(route: str) -> str:
    """Return the key of a row that a table of the books has."""
    if not route.startswith("/staff/bank/"):
        return "1"
    table = route.removeprefix("/staff/bank/").partition("/")[0]
    row = apps.get_model("bank", table)._default_manager.order_by("pk").last()  # noqa: SLF001  # any model's manager
    assert row is not None
    return str(quote(row.pk))


def _whose_code(route: str) -> str:
    starts = {"/join/": "invitation", "/reviews/repeats/": "copy", "/reviews/": "reviewed"}
    return next((what for start, what in starts.items() if route.startswith(start)), "draft")


def _whose_digest(route: str) -> str:
    return "picture-digest" if route.startswith("/pictures/") else "digest"


def set_cast(stage: BooksStage) -> Cast:
    """Return the cast on fresh books: each has a role, and somebody has each thing."""
    cast = Cast(set_stage(stage))
    jurors = [cast.stage.enter(f"juror-{number}") for number in range(JURORS)]
    month_of_trust(stage, [juror.pk for juror in jurors])
    for name in ("banned", "flagged"):
        cast.stage.enter(name)
    cast.stage.enter("editor", 500, "editor")
    cast.stage.enter("operator")
    change_role(cast.stage.operator, roles.Role.OPERATOR, granted=True)
    change_role(cast.stage.moderator, roles.Role.MODERATOR, granted=True)
    names = {role: role for role in ROLES if role != VISITOR}
    names |= {"member": "outsider", "contributor": "critic"}
    _bring_in_things(cast)
    seats = books.review(ArticleId(int(cast.things["reviewed-number"])))
    assert seats is not None
    judge = seats.seats[0].member
    cast.members = {
        role: Member.objects.get(name=name) for role, name in names.items() if role != "juror"
    }
    cast.members["juror"] = Member.objects.get(pk=judge)
    return cast


def _bring_in_things(cast: Cast) -> None:
    """Let the author write, a reader comment, the moderator ban and flag, and a jury be drawn."""
    stage = cast.stage
    article = published(stage.author, text(1))
    filing.file(article, filing.Filed("en", [(TAG, "Bees")], "", None))
    copy = published(stage.critic, text(1))
    hidden = draft(stage.author, text(2))
    Article.objects.filter(pk=hidden.pk).update(title=next(iter(SECRETS)))
    reviewed = draft(stage.author, text(3))
    assert isinstance(ask(id_of(stage.author), reviewed, fresh_key()), Receipt)
    stage.books.tick()
    stage.read(stage.commenter, article)
    commented(deeds.write(stage.commenter, article, "A comment.", "form-1"))
    moderator = id_of(stage.moderator)
    commented(bans.ban(moderator, id_of(stage.banned), "Spam", fresh_key()))
    note = "What the moderator noted of them"
    commented(flags.flag_by_hand(moderator, id_of(stage.flagged), note, fresh_key()))
    InvitationCode.objects.create(inviter=stage.author, code=CODE, form_key="form-1")
    picture = added(stage.author, photograph(30, 20))
    cast.things = {
        "slug": article.slug,
        "draft": hidden.code,
        "copy": fresh(copy).code,
        "reviewed": reviewed.code,
        "reviewed-number": str(reviewed.pk),
        "invitation": CODE,
        "comment": str(Comment.objects.get().pk),
        "flag": str(Case.objects.get().pk),
        "form": "atom",
        "digest": card_of(fresh(article)).digest,
        "file": "0" * 32 + ".webp",
        "picture": str(picture.number),
        "picture-digest": picture.digest,
        "width": str(picture.width),
        "ending": "webp",
        "year": "2026",
        "month": "12",
        "key": "MQ:1tKeyOfNobody",
        "digits": "0b5d4a",
        "emblem": "0" * 32,
        "side": "180",
        "uidb36": "1",
        "app_label": "bank",
        "content_type_id": str(ContentType.objects.get_for_model(Member).pk),
        "author": str(stage.author.pk),
        "url": "nowhere",
    }
