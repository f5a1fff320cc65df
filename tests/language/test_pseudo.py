"""Every page in the pseudo-language: a text that is not transformed was forgotten."""

from collections.abc import Iterator
from http import HTTPStatus
from pprint import pformat

import pytest
from django.apps import apps
from django.core.mail import EmailMessage
from django.test import Client, override_settings
from django.utils.text import capfirst
from pytest_django import DjangoDbBlocker

from tests.demo.conftest import place
from tests.house.tree import texts
from tests.language.pseudo import LANGUAGE, forgotten, wide, write_catalogue
from tweipress import bank
from tweipress.bank.models import Account, Posting
from tweipress.demo.fronts import BREAKING, PACKAGE
from tweipress.demo.paper import SETTINGS
from tweipress.people.models import Member
from tweipress.publication.checks import zones

OWN_FIELDS = {
    "name",
    "email",
    "mailbox",
    "bio",
    "title",
    "lead",
    "text",
    "section",
    "tagline",
    "undo_reason",
    "evidence",
    "words",
    "law",
    "alt",
    "credit",
}
PLACES = {part.replace("_", " ") for name in zones() for part in name.split("/", 1)}
KEYS = {"Ctrl", "Shift", "Alt", "Tab", "Esc"}
"""What stands on the keys; the editor's tools say which do the same."""
NAMES = frozenset(
    {
        *PLACES,
        *KEYS,
        BREAKING,
        PACKAGE,
        "https://",
        "UTC",
        "CSV",
        "JSON",
        "English",
        "Español",
        "Pseudo",
        "tide",
        "zzz",
        "python",
    }
)


@pytest.fixture(scope="module", autouse=True)
def site(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A filled demo that is read in the pseudo-language."""
    folder = tmp_path_factory.mktemp("locale")
    write_catalogue(folder)
    languages = [("en", "English"), (LANGUAGE, "Pseudo")]
    with django_db_blocker.unblock(), place(tmp_path_factory.mktemp("demo")) as demo:
        demo.run()
        bank.ensure_open()
        with override_settings(LANGUAGES=languages, LOCALE_PATHS=[folder]):
            yield
        bank.stop()


def browser(name: str) -> Client:
    """Return a browser that asks for the pseudo-language, in which a member is signed in."""
    client = Client(headers={"accept-language": LANGUAGE})
    if name:
        client.force_login(Member.objects.get(name=name))
    return client


def own_words() -> frozenset[str]:
    """Return what people have written: names, titles, comments, reasons."""
    words = set(NAMES)
    for model in apps.get_models():
        if not model.__module__.startswith("tweipress.") or not model._meta.managed:
            continue
        for field in model._meta.get_fields():
            if field.name in OWN_FIELDS and field.concrete:
                for value in model._base_manager.values_list(field.name, flat=True):  # noqa: SLF001  # Django documents it
                    for text in value.values() if isinstance(value, dict) else [value]:
                        words |= {line.strip() for line in str(text or "").splitlines()}
    return frozenset(word for word in words if len(word) > 1)


def by_file(said: set[str]) -> dict[str, list[str]]:
    """Return forgotten texts by the file of the product that has them."""
    where: dict[str, list[str]] = {}
    for text in sorted(said):
        names = [name for name, source in texts().items() if _is_in(text, name, source)]
        names.sort(key=lambda name: name.endswith(".py"))
        where.setdefault(names[0] if names else "?", []).append(text)
    return where


def _is_in(text: str, name: str, source: str) -> bool:
    start = text.removesuffix(f" · {SETTINGS['name']}").strip(" :.,()0123456789")[:30]
    return name.startswith("src/") and name.endswith((".html", ".txt", ".py")) and start in source


def test_a_message_keeps_its_tags_and_figures() -> None:
    assert wide("By <a href='%(url)s'>{name}</a>") == "Ｂｙ <a href='%(url)s'>{name}</a>"


def test_a_forgotten_text_is_found() -> None:
    html = f'<p title="Seen">{wide("Translated")} <b>Noor</b> <i>Not this</i></p>'
    assert forgotten(html, frozenset({"Noor"})) == ["Seen", "Not this"]


BEES, OLD = "/post/how-bees-vote/", "/post/everything-twice/"
PAGES = {
    "": [
        *("/", "/section/Science/", "/section/Nothing/", "/search/", "/search/?q=tide"),
        *("/search/?q=zzz", BEES, OLD, "/member/Ondine/", "/join/nothing/", "/nowhere/"),
        *("/about/rules/", "/about/trust/", "/about/privacy/", "/about/flags/", "/about/review/"),
        *("/about/levels/", "/moderation/log/", "/moderation/report/", "/notices/", "/letters/"),
        *("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"),
        *("/accounts/password/reset/done/", "/accounts/confirm-email/x/", "/accounts/inactive/"),
    ],
    "Noor": [
        *("/", BEES, OLD, "/me/", "/me/profile/", "/me/trust/", "/me/reading/", "/me/flags/"),
        *("/me/earnings/", "/me/statement/", "/notifications/", "/notifications/choices/"),
        *("/about/levels/", "/me/decisions/"),
        *("/member/Leilani/", "/write/", "/reviews/", "/accounts/logout/", "/accounts/email/"),
        *("/accounts/password/change/", "/accounts/confirm-email/", "/accounts/2fa/"),
        *("/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/generate/"),
        "/accounts/reauthenticate/",
    ],
    "Ondine": [
        *(BEES, "/me/", "/me/trust/", "/member/Noor/", "/write/", "/write/new/", "/pictures/"),
    ],
    "Aurelio": ["/", BEES, OLD, "/me/", "/write/"],
    "Kwabena": ["/me/", "/me/trust/", "/write/", "/write/new/", BEES],
    "Tomas": ["/me/", "/reviews/", "/reviews/repeats/", BEES],
    "Dexter": ["/me/", "/me/flags/", "/me/trust/", "/me/decisions/", "/notifications/"],
    "Mireille": [
        *(BEES, "/member/Dexter/", "/staff/comments/", "/staff/flags/", "/staff/queue/"),
        *("/moderation/members/Dexter/", "/moderation/appeals/", "/moderation/notices/"),
    ],
    "Hedda": [
        *("/me/", "/staff/overview/", "/desk/paper/", "/desk/paper/sections/"),
        *("/desk/paper/pages/", "/desk/paper/pages/new/"),
    ],
}


@pytest.mark.parametrize("who", PAGES, ids=[who or "visitor" for who in PAGES])
def test_every_text_on_a_page_can_be_translated(who: str) -> None:
    client, own, said = browser(who), own_words(), set[str]()
    for path in PAGES[who]:
        page = client.get(path, follow=True)
        assert page.status_code in {200, 403, 404, 410}, path
        assert page["Content-Language"] == LANGUAGE
        said |= set(forgotten(page.content.decode(), own))
    _fail_if_any(said)


def test_every_text_on_a_table_of_the_books_can_be_translated() -> None:
    client, own, said = browser("Hedda"), own_words() | names_of_the_books(), set[str]()
    for path in ("account/", "posting/", "posting/?q=publish", "posting/1/change/", "day/"):
        page = client.get(f"/staff/bank/{path}")
        assert page.status_code == HTTPStatus.OK, path
        said |= set(forgotten(page.content.decode(), own))
    _fail_if_any(said)


def names_of_the_books() -> frozenset[str]:
    """Return the names of tables, columns, accounts and acts, the same in every language."""
    names = {str(apps.get_app_config("bank").verbose_name)}
    for model in apps.get_app_config("bank").get_models():
        names |= {str(model._meta.verbose_name), str(model._meta.verbose_name_plural)}
        names |= {str(field.verbose_name) for field in model._meta.fields}
        names.add(model.__name__)
    for values in Account.objects.values_list("name", "kind"):
        names.update(values)
    for row in Posting.objects.values_list("act", "request_key", "hash", "tariff_hash"):
        names.update(row)
    return frozenset(form for name in names for form in (name, capfirst(name)) if len(name) > 1)


TEXT = "## On foot\n\n" + "Every bridge has a note of its own. " * 20
DRAFT = {"title": "What a Bridge Hums", "lead": "", "section": "", "text": TEXT}
BUSY: dict[str, list[tuple[str, dict[str, str]]]] = {
    "": [
        ("/accounts/login/", {"login": "x", "password": "y"}),
        ("/accounts/signup/", {"email": "x", "name": "?", "invitation": "nothing"}),
        ("/accounts/password/reset/", {"email": "x"}),
        ("/comments/1/like/", {}),
    ],
    "Noor": [
        ("/me/profile/", {"language": "tlh", "bio": "x" * 999}),
        ("/comments/1/like/", {}),
        ("/comments/1/dislike/", {"key": "a", "reason": "unkind"}),
        ("/comments/on/how-bees-vote/write/", {"key": "b", "text": ""}),
        ("/read/how-bees-vote/open/", {"key": "c"}),
        ("/reports/how-bees-vote/buy/", {"key": "d", "scope": "mine"}),
        ("/me/trust/invite/", {"key": "e"}),
        ("/member/Leilani/vouch/", {"key": "f"}),
        ("/accounts/email/", {"action_add": "", "email": "x"}),
        ("/accounts/password/change/", {"oldpassword": "x", "password1": "y", "password2": "z"}),
    ],
    "Kwabena": [
        ("/write/new/", {}),
        ("/write/new/", DRAFT | {"do": "preview"}),
        ("/write/new/", DRAFT | {"do": "publish"}),
        ("/me/trust/invite/", {"key": "g"}),
    ],
    "Mireille": [
        ("/staff/flags/raise/", {}),
        ("/staff/flags/1/", {"key": "h"}),
        ("/staff/comments/1/hide/", {"key": "i"}),
        ("/member/Dexter/ban/", {"key": "j"}),
    ],
    "Dexter": [("/me/flags/1/appeal/", {"key": "k", "text": ""}), ("/me/reading/forget/", {})],
}


@pytest.mark.parametrize("who", BUSY, ids=[who or "visitor" for who in BUSY])
def test_every_text_on_the_way_can_be_translated(who: str) -> None:
    client, said = browser(who), set[str]()
    for path, form in BUSY[who]:
        page = client.post(path, form, follow=True)
        assert page.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, path
        said |= set(forgotten(page.content.decode(), own_words() | typed(form)))
    _fail_if_any(said)


def test_every_text_of_a_mail_can_be_translated(mailoutbox: list[EmailMessage]) -> None:
    form = {"email": "fresh@example.org", "name": "Fresh", "password1": "a-long-word-for-it"}
    client = browser("")
    client.post("/accounts/signup/", form)
    client.post("/accounts/password/reset/", {"email": "noor@example.org"})
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    own = own_words() | {"localhost:8000", "nobody@example.org"}
    assert len(mailoutbox) >= 2
    said = {f"{mail.subject}\n{mail.body}" for mail in mailoutbox}
    lines = {line for text in said for line in text.splitlines() if "://" not in line}
    _fail_if_any({line for line in lines if forgotten(f"<p>{line}</p>", own)})


def typed(form: dict[str, str]) -> frozenset[str]:
    """Return what was typed into a form: its page shows it again."""
    return frozenset(text for text in form.values() if len(text) > 1)


def _fail_if_any(said: set[str]) -> None:
    if said:
        pytest.fail(pformat(by_file(said), width=160), pytrace=False)
