"""The zip: which files it has, what each of them is, and how it is packed."""

import tempfile
from collections.abc import Callable, Iterable
from textwrap import fill
from typing import IO, Final, NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tweipress.bank.queries.takeout import Moment, as_of_now
from tweipress.core.ids import MemberId
from tweipress.core.units import moment
from tweipress.language.figures import moment as shown
from tweipress.language.figures import number
from tweipress.pages.takeout import decisions, hearing, ledger, moderated, pictures, standing, texts
from tweipress.pages.takeout.archive import Archive
from tweipress.people import queries as people
from tweipress.people.actions.leaving import Member
from tweipress.publication import queries as paper

PICTURE: Final = "picture.webp"
README: Final = "README.txt"
PROFILE: Final = "profile.json"
LINE_CHARS: Final = 88
"""The README is read as it is, in whatever shows text."""


class Part(NamedTuple):
    """A file of the zip, or a folder; `what` says what it is."""

    name: str
    what: Promise
    write: Callable[[Archive, str, MemberId], None]


ABOUT_PROFILE: Final = _(
    "Who you are here: name, addresses, language, what you say of yourself, second factors (never"
    " what is secret about them), level, trust, roles, a ban, and what you have."
)
ABOUT_PICTURE: Final = _("Your picture, if you uploaded one.")
PARTS: Final = (
    Part(
        "articles/",
        _(
            "Your articles and drafts as Markdown, each with what is known of it on top. A file"
            " that ends in .versions.md has the text each time it was saved, the oldest first."
        ),
        texts.write_articles,
    ),
    Part(
        "plans.csv",
        _(
            "What the desk plans for your articles: status, dates, notes, and why one was not"
            " published."
        ),
        texts.write_plans,
    ),
    Part(
        "pictures/",
        _("The pictures that you added to the library, as they are kept."),
        pictures.write_pictures,
    ),
    Part(
        "pictures.csv",
        _("What is said of each of them, and why the editors removed it, if they did."),
        pictures.write_list,
    ),
    Part(
        "unsaved/",
        _("What you typed in the editor and did not save, as it was typed."),
        texts.write_unsaved,
    ),
    Part(
        "comments.csv",
        _("Your comments with their votes, and what became of them; refused ones too."),
        texts.write_comments,
    ),
    Part(
        "unshown/",
        _("Changed texts of published articles that you saved and that readers were never shown."),
        texts.write_unshown,
    ),
    Part(
        "corrections.csv",
        _("What you told readers of changes in published articles."),
        texts.write_notices,
    ),
    Part(
        "notes.csv",
        _("The notes on passages of articles that you wrote, and your replies."),
        texts.write_notes,
    ),
    Part(
        "ticks.csv",
        _("The lines of checklists that you ticked for articles."),
        texts.write_ticks,
    ),
    Part("reading-list.csv", _("The articles that you saved for later."), texts.write_saved),
    Part(
        "places.csv",
        _("Where you stopped reading, if you chose to have it kept; part 0 is read to the end."),
        texts.write_places,
    ),
    Part(
        "following.csv", _("The authors, sections and tags that you follow."), texts.write_follows
    ),
    Part(
        "shared-articles.csv",
        _("The articles of others that you were asked to share, your part, and your answer."),
        texts.write_shares,
    ),
    Part(
        "notifications.csv",
        _("What you were told of, as long as that is kept."),
        hearing.write_told,
    ),
    Part(
        "notification-choices.json",
        _("What you chose to be told of, and the browsers that you added."),
        hearing.write_choices,
    ),
    Part("votes.csv", _("The likes and dislikes that you gave."), ledger.write_votes),
    Part(
        "readings.csv",
        _(
            "What you started to read for Twei, when that began and ended, and by what: plus,"
            " minus, done, expire, or open (you started another one). The books keep this for good."
        ),
        ledger.write_readings,
    ),
    Part(
        "reading-times.csv",
        _("How long each rated reading took, as long as that is kept."),
        standing.write_times,
    ),
    Part(
        "reading-parts.csv",
        _(
            "When the parts of a reading were in view, in milliseconds since it began, as long as"
            " that is kept."
        ),
        standing.write_parts,
    ),
    Part(
        "statement.csv",
        _(
            "Every movement on your accounts. The amounts add up to what you have available,"
            " vesting and held."
        ),
        ledger.write_statement,
    ),
    Part(
        "balances.csv",
        _("What is on each of your accounts, and what a reading under way has set aside."),
        ledger.write_balances,
    ),
    Part(
        "acts.csv",
        _("Everything that you asked of the books and that they accepted."),
        ledger.write_acts,
    ),
    Part("reports.csv", _("The reports that you bought."), ledger.write_reports),
    Part(
        "reviews.csv",
        _("The reviews that you asked for, and what was said of your articles."),
        standing.write_reviews,
    ),
    Part("juries.csv", _("The juries you sat on, and your verdicts."), standing.write_juries),
    Part(
        "flags.json",
        _("The flags on your account, with the evidence, what was held, and your appeals."),
        standing.write_flags,
    ),
    Part(
        "comment-reports.csv",
        _("The comments that you reported, and what became of it."),
        moderated.write_reports,
    ),
    Part(
        "comments-that-waited.csv",
        _("Which of your comments had to wait for a moderator, why, and what was decided."),
        moderated.write_waits,
    ),
    Part("edits.csv", _("Earlier texts of your comments, and notes."), moderated.write_edits),
    Part(
        "queue.csv",
        _("What you decided about comments as a moderator."),
        moderated.write_decisions,
    ),
    Part("flags-raised.csv", _("The flags that you raised."), standing.write_raised),
    Part("muted.csv", _("Whom you have muted or blocked."), decisions.write_muted),
    Part(
        "decisions.csv",
        _("What moderators decided about you and your texts, and why."),
        decisions.write_decisions,
    ),
    Part(
        "appeals.csv",
        _("Your appeals against them, and what you were answered."),
        decisions.write_appeals,
    ),
    Part(
        "moderators-notes.csv",
        _(
            "What moderators noted about you, if it names nobody else, and what you noted as a"
            " moderator."
        ),
        decisions.write_memos,
    ),
    Part("vouches.csv", _("For whom you have vouched."), standing.write_vouches),
    Part(
        "invitations.csv",
        _("The invitations that you made, and who came with them."),
        standing.write_codes,
    ),
    Part(
        "letters.csv",
        _("The letters that you asked for, to your addresses."),
        standing.write_letters,
    ),
    Part(
        "security.csv",
        _("What the security log has about you: sign-ins, changes of your sign-in, decisions."),
        standing.write_events,
    ),
)


def contents() -> list[tuple[str, Promise]]:
    """Return the files of a zip, and what each of them is."""
    rest = [(part.name, part.what) for part in PARTS]
    return [(PROFILE, ABOUT_PROFILE), (PICTURE, ABOUT_PICTURE), *rest]


def pack(member: Member) -> IO[bytes]:
    """Return a file without a name that has all of a member's data as a zip, at its beginning."""
    own = MemberId(member.pk)
    file: IO[bytes] = tempfile.TemporaryFile(dir=settings.TWEIPRESS_DATA)  # noqa: SIM115  # the answer closes it
    try:
        with as_of_now() as known, Archive(file, moment(known.at_ms)) as archive:
            archive.text(README, _readme(known))
            archive.data(PROFILE, _profile(member, known))
            if picture := people.picture(member):
                archive.binary(PICTURE, picture)
            for part in PARTS:
                part.write(archive, part.name, own)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _readme(known: Moment) -> Iterable[str]:
    """Yield what each file is, in the language in force."""
    yield gettext("What {name} keeps of you").format(name=paper.shown().name) + "\n\n"
    yield _filled(
        gettext(
            "The books are as they were after posting %(posting)s, on %(moment)s; texts are as they"
            " were a moment later. Amounts are in Twei, times are UTC. Tables are CSV in UTF-8 with"
            " commas. A text in them that begins with =, +, - or @ has an apostrophe before it, so"
            " that no program takes it for a formula."
        )
        % {"posting": number(known.seq), "moment": shown(moment(known.at_ms))}
    )
    yield "\n"
    for name, what in contents():
        yield f"{name}\n{_filled(str(what), '    ')}"
    yield "\n"
    yield _filled(
        gettext(
            "What is about others is not here: who voted for you, who judged you, and whom a"
            " decision of yours was about. Nor is what nobody can read: of your password there is a"
            " digest, and of the networks you come from one that changes every day."
        )
    )


def _filled(text: str, indent: str = "") -> str:
    return fill(text, LINE_CHARS, initial_indent=indent, subsequent_indent=indent) + "\n"


def _profile(member: Member, known: Moment) -> dict[str, object]:
    own = MemberId(member.pk)
    return {
        "books": known._asdict(),
        "number": own,
        "name": member.name,
        "email": people.addresses(own) or [{"address": member.email}],
        "language": member.language,
        "about_you": member.bio,
        "joined": member.joined,
        "picture": PICTURE if member.avatar else None,
        **people.ways_in(member),
        "standing": standing.profile(own),
    }
