"""The cast in their browsers: which forms each of them is shown, and what addresses name."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from random import Random
from typing import Final
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.test import Client

from tests.wire import table
from tests.wire.addresses import Address, address_of, addresses
from tests.wire.forms.parsed import Form, Page
from tests.wire.forms.strange import value
from tweipress.demo import queries as demo
from tweipress.people.models import Member

START: Final = ("/", "/me/", "/write/", "/desk/", "/staff/", "/pictures/", "/accounts/2fa/")
NEVER: Final = 405
OK: Final = 200


def taking_posts() -> dict[str, list[Address]]:
    """Return the addresses that take a POST, by their row of the table."""
    known = table.read()
    rows: dict[str, list[Address]] = defaultdict(list)
    for address in addresses():
        if set(known[address.row, "POST"]) != {NEVER}:
            rows[address.row].append(address)
    return rows


@dataclass
class Walk:
    """Browsers by name of the cast; `forms` by row of the table and name.

    `named` is what stood for a name in the addresses of forms.
    """

    random: Random
    browsers: dict[str, Client] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    forms: dict[str, dict[str, list[tuple[str, Form]]]] = field(default_factory=dict)
    named: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def browser(self, who: str) -> Client:
        """Return the browser of somebody who is signed in, again if they were signed out."""
        if who not in self.browsers or self._session(who) != self.sessions[who]:
            self.browsers[who] = Client(raise_request_exception=False)
            self._sign_in(who)
            self.sessions[who] = self._session(who)
        return self.browsers[who]

    def _sign_in(self, who: str) -> None:
        member = Member.objects.filter(name=who, is_active=True).first() if who else None
        if member is None:
            return
        form = {"login": member.email, "password": demo.password()}
        self.browsers[who].post("/accounts/login/", form)
        if not self._session(who):
            self.browsers[who].force_login(member)

    def _session(self, who: str) -> str:
        cookie = self.browsers[who].cookies.get(settings.SESSION_COOKIE_NAME)
        return cookie.value if who and cookie else ""

    def explore(self, who: str) -> None:
        """Go to all pages that somebody finds, one of each kind, and keep their forms."""
        visits: dict[str, int] = defaultdict(int)
        plain = [a.route for a in addresses() if not a.names and "logout" not in a.route]
        waiting = deque([*START, *plain])
        seen = set(waiting)
        while waiting:
            path = waiting.popleft()
            page = self.look(who, path) if not visits[_kind(path)] else None
            visits[_kind(path)] += page is not None
            for link in page.links if page else ():
                if link not in seen and "logout" not in link:
                    seen.add(link)
                    waiting.append(link)

    def look(self, who: str, path: str) -> Page | None:
        """Get a page and keep its forms; None if it is no page."""
        answer = self.browser(who).get(path)
        is_page = answer.status_code == OK and "html" in answer.get("Content-Type", "")
        if not is_page:
            answer.close()
            return None
        page = Page(answer.content.decode(), path)
        by_route: dict[str, list[tuple[str, Form]]] = defaultdict(list)
        for form in page.forms:
            if known := address_of(urlsplit(form.path).path):
                address, has = known
                by_route[address.row].append((path, form))
                for name, one in has.items():
                    self.named[name].add(str(one))
        for route, forms in by_route.items():
            self.forms.setdefault(route, {}).setdefault(who, []).extend(forms)
        return page

    def path(self, address: Address) -> str:
        """Return an address with things in it that are somebody's, or that nobody has."""
        values = {}
        for name in address.names:
            known = sorted(self.named[name])
            is_known = known and self.random.random() < 0.7
            strange = quote(value(self.random)[:200].encode("utf-8", "surrogatepass"), safe="")
            values[name] = self.random.choice(known) if is_known else strange or "0"
        return address.path(values)


def _kind(path: str) -> str:
    known = address_of(urlsplit(path).path)
    return f"{known[0].row if known else path}?{urlsplit(path).query[:3]}"
