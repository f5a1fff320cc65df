"""The books in the staff pages: every table, read-only.

Only acts change the books. The admin cannot show tables whose key has two columns (lanes, votes,
P&L). Tables and columns have the names that the books give them, in every language.
"""

import json
from typing import Final

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR
from django.db.models import IntegerField, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tweipress.bank.models import (
    Account,
    Article,
    Books,
    Comment,
    Day,
    Entry,
    Member,
    Posting,
    TariffText,
)
from tweipress.core.digits import number_in
from tweipress.core.units import moment

AT: Final = _("At (UTC)")
NO_ENTRIES: Final = _("There are no entries: nothing moved.")
HEADINGS: Final = (_("Account"), _("Twei"), _("Balance after"))
ENTRIES_TABLE: Final = (
    "<table><thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>{}</tbody></table>"
)


def time_text(at_ms: int) -> str:
    """Return a time of the books as text, 0 (never) as nothing."""
    return f"{moment(at_ms):%Y-%m-%d %H:%M:%S}" if at_ms else ""


def pretty(text: str) -> SafeString:
    """Return JSON indented, as HTML."""
    return format_html("<pre>{}</pre>", json.dumps(json.loads(text), indent=2, ensure_ascii=False))


class ReadOnly(admin.ModelAdmin):
    """A table that operators can see and nobody can change."""

    actions = None
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let nobody add a row."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let nobody change a row."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let nobody delete a row."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let operators see the rows."""
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Show a page of the table, which a number names."""
        if number_in(request.GET.get(PAGE_VAR, "1")) is None:
            raise Http404("A page of a table is named by a number.")
        return super().changelist_view(request, extra_context)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Model | None:
        """Return a row by its key; a number has ASCII digits alone here as well."""
        is_numbered = isinstance(self.model._meta.pk, IntegerField)
        if is_numbered and number_in(object_id) is None:
            return None
        row: Model | None = super().get_object(request, object_id, from_field)
        return row


@admin.register(Account)
class AccountAdmin(ReadOnly):
    """Accounts and their balances; a search finds the beginning of a name."""

    list_display = ["name", "kind", "owner", "article", "balance_twei"]
    list_filter = ["kind"]
    search_fields = ["^name", "=owner"]
    search_help_text = _("The beginning of an account’s name (available:7), or a member’s number")
    ordering = ["name"]


@admin.register(Posting)
class PostingAdmin(ReadOnly):
    """Postings, newest first; each with its act, the inputs it was judged by, and its entries."""

    list_display = ["seq", "at", "act", "member", "article", "request_key"]
    list_filter = ["act"]
    search_fields = ["=seq", "=act", "=member", "^request_key", "=hash"]
    search_help_text = _("A posting’s number, key or hash, an act, or a member’s number")
    ordering = ["-seq"]
    fields = [
        *["seq", "at", "act", "member", "article", "request_key"],
        *["act_data", "inputs_data", "answer_data", "entries"],
        *["tariff_hash", "prev_hash", "hash"],
    ]

    @admin.display(description=AT, ordering="seq")
    def at(self, posting: Posting) -> str:
        """Return when it was accepted."""
        return time_text(posting.at_ms)

    @admin.display(description=_("Body"))
    def act_data(self, posting: Posting) -> SafeString:
        """Return the act as it was asked for."""
        return pretty(posting.body)

    @admin.display(description=_("Inputs"))
    def inputs_data(self, posting: Posting) -> SafeString:
        """Return what the act was judged by."""
        return pretty(posting.inputs)

    @admin.display(description=_("Answer"))
    def answer_data(self, posting: Posting) -> SafeString:
        """Return what was answered."""
        return pretty(posting.answer)

    @admin.display(description=_("Entries"))
    def entries(self, posting: Posting) -> SafeString | str:
        """Return what the posting changed on which account."""
        rows = Entry.objects.filter(posting=posting.seq).order_by("id")
        lines = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            ((row.account, f"{row.amount_twei:+}", row.balance_twei) for row in rows),
        )
        return format_html(ENTRIES_TABLE, *HEADINGS, lines) if lines else str(NO_ENTRIES)


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    """Entries, newest first."""

    list_display = ["id", "posting", "account", "amount_twei", "balance_twei", "spendable_twei"]
    search_fields = ["^account", "=posting", "=owner"]
    search_help_text = _("The beginning of an account’s name, a posting’s or a member’s number")
    ordering = ["-id"]


@admin.register(Books)
class BooksAdmin(ReadOnly):
    """The row about the books themselves."""

    list_display = ["day", "is_open", "day_number", "tariff_hash", "tariff_next"]


@admin.register(Day)
class DayAdmin(ReadOnly):
    """The days, newest first."""

    list_display = ["number", "date", "reviewed", "pool_at_close_twei"]
    search_fields = ["=date"]
    search_help_text = _("A date, as 2026-01-31")
    ordering = ["-number"]


@admin.register(Member)
class MemberAdmin(ReadOnly):
    """Members' standing; names are the site's, numbers the books'."""

    list_display = ["member", "joined", "xp_reading", "xp_trust", "trust", "roles"]
    search_fields = ["=member", "roles"]
    search_help_text = _("A member’s number, or a role")
    ordering = ["member"]

    @admin.display(description=_("Joined (UTC)"), ordering="joined_ms")
    def joined(self, member: Member) -> str:
        """Return when the books came to know the member."""
        return time_text(member.joined_ms)


@admin.register(Article)
class ArticleAdmin(ReadOnly):
    """Articles as the books know them, newest first."""

    list_display = ["article", "author", "published", "time_to_read_s", "reviewed", "undone"]
    search_fields = ["=article", "=author"]
    search_help_text = _("An article’s or an author’s number")
    ordering = ["-article"]

    @admin.display(description=_("Published (UTC)"), ordering="published_ms")
    def published(self, article: Article) -> str:
        """Return when it was published."""
        return time_text(article.published_ms)


@admin.register(Comment)
class CommentAdmin(ReadOnly):
    """Comments as the books know them, newest first."""

    list_display = ["comment", "article", "writer", "at", "ended", "likes", "dislikes"]
    search_fields = ["=comment", "=article", "=writer"]
    search_help_text = _("A comment’s, an article’s or a writer’s number")
    ordering = ["-comment"]

    @admin.display(description=AT, ordering="at_ms")
    def at(self, comment: Comment) -> str:
        """Return when it was written."""
        return time_text(comment.at_ms)


@admin.register(TariffText)
class TariffTextAdmin(ReadOnly):
    """The tariffs that were ever in force."""

    list_display = ["tariff_hash"]
    fields = ["tariff_hash", "figures_data"]

    @admin.display(description=_("Figures"))
    def figures_data(self, tariff: TariffText) -> SafeString:
        """Return the figures."""
        return pretty(tariff.figures)
