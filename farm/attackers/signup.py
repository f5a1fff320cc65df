"""A stranger who signs up with aliases of one mailbox, and programs that follow links in mails."""

import re
from collections.abc import Iterator
from typing import Final

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import connections
from django.db.models import QuerySet

from farm.stage.account import Account
from farm.stage.family import Bound, Family
from farm.stage.reading import Play
from farm.stage.reckoning import Reckoning
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.people.models import Member

LINK: Final = re.compile(r"http://[^\s/]+(/accounts/confirm-email/\S+)")
PAGES: Final = (
    *("/", "/me/", "/me/join/", "/me/trust/", "/write/new/", "/accounts/signup/"),
    *("/accounts/login/", "/accounts/logout/", "/accounts/email/", "/accounts/password/reset/"),
    *("/join/a-code-of-nobodys/", "/staff/flags/", "/about/rules/", "/comments/1/like/"),
)
IN_THE_BACKGROUND: Final = {"jobs", "notifications", "search"}
"""Apps whose rows jobs write, whoever asks for pages meanwhile."""
DOINGS: Final = ("open", "beacon", "plus", "minus", "done")
PASSWORD: Final = "a pigeon on the 14th roof"  # noqa: S105  # nobody's, on a site that is gone after


class Signup(Family):
    """A stranger with one mailbox, and scanners that never send a form."""

    number = "15"
    what = "sign up with 20 aliases of a mailbox; scanners follow all links, twice"

    def come(self) -> list[Account]:
        """Need no account: the stranger tries to become a member."""
        return [Account("mailbox", self.stage.line, address=self.stage.fresh_address())]

    def plays(self) -> list[Play]:
        """Sign up, then follow the links."""
        return [self._sign_up()]

    def _sign_up(self) -> Play:
        yield self.stage.until(1.0)
        account = self.accounts[0]
        for number in range(4 if self.short else 20):
            alias = (
                f"box+{number}@press.example" if number % 2 else f"BOX+{number + 1}@Press.example"
            )
            form = {"email": alias, "name": f"alias-{number}", "password1": PASSWORD}
            account.cookies.clear()
            account.post("/accounts/signup/", form)
            yield 1.0
        self.made = Member.objects.filter(email__startswith="box+").count()
        self.before = _rows()
        scanner = Account("scanner", self.stage.line, address=self.stage.fresh_address())
        links = LINK.findall(self.stage.said.read_text())
        acting = [f"/read/{self.paper.posts[-1].slug}/{do}/" for do in DOINGS]
        self.links = len(links)
        for path in (*links, *links, *PAGES, *acting):
            scanner.get(path)
        self.after = _rows()

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """No alias is in the books, no GET writes a row, no scanner confirms an address."""
        made = Member.objects.filter(email__startswith="box+")
        known = sum(books.standing(MemberId(member.pk)) is not None for member in made)
        yield Bound("paid 0: the books know no alias", f"{known} of {len(made)}", known == 0)
        new = {name: self.after[name] - rows for name, rows in self.before.items()}
        wrote = sum(map(abs, new.values()))
        named = ", ".join(sorted(name for name, rows in new.items() if rows))
        measured = f"{self.links} links, {wrote} rows {named}".strip()
        yield Bound("no GET creates anything", measured, wrote == 0)
        confirmed = EmailAddress.objects.filter(email__startswith="box+", verified=True).count()
        measured = (
            f"{self.made} of {self.accounts[0].sent} sign-ups accepted, {confirmed} confirmed"
        )
        yield Bound("no scanner confirms an address", measured, confirmed == 0 < self.links)


def _rows() -> dict[str, int]:
    """Return how many rows each table has that a request could write, of site and books."""
    for alias in connections:
        connections[alias].close()
    return {
        model._meta.label: QuerySet(model).count()
        for model in apps.get_models()
        if model._meta.app_label not in IN_THE_BACKGROUND
    }
