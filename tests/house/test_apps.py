"""Every app has the same files under the same names, and only those it needs."""

from tests.house.tree import PACKAGE, files

APPS = {
    *("people", "articles", "comments", "reading", "pnl", "moderation", "reviews", "letters"),
    *("pages", "api", "staff", "feeds", "pictures"),
}
MODULES = {
    "__init__",
    "actions",
    "admin",
    "apps",
    "checks",
    "forms",
    "middleware",
    "models",
    "queries",
    "tasks",
    "urls",
    "view_models",
    "views",
}
FOLDERS = {
    *("jinja2", "locale", "management", "migrations", "root", "static", "templates"),
    "templatetags",
}

# The nouns an app has beside those, each worth a module of its own; add one on purpose.
NOUNS: dict[str, set[str]] = {
    "articles": {
        "approvals",
        "bounds",
        "checklist",
        "coauthors",
        "desk",
        "drafts",
        "editions",
        "edits",
        "figures",
        "filing",
        "following",
        "frontpage",
        "holders",
        "notes",
        "places",
        "publishing",
        "queries",
        "repeats",
        "search",
        "sentences",
        "staging",
        "text",
        "versions",
    },
    "feeds": {"answers", "characters", "entries", "sitemaps", "writers"},
    "letters": {
        *("bounces", "confirming", "links", "naming", "replies", "reports", "sending", "totals"),
    },
    "comments": {
        *("covering", "edits", "holding", "markup", "mentions", "reports", "rules", "texts"),
        "threads",
    },
    "moderation": {"appeals", "evidence", "notices", "queue", "sanctions"},
    "pages": {
        "actions",
        "blocks",
        "charts",
        "coauthors",
        "commenting",
        "decisions",
        "desk",
        "engine",
        "figures",
        "frontpage",
        "library",
        "muting",
        "notes",
        "notifications",
        "reader",
        "reporting",
        "sharing",
        "staging",
        "takeout",
        "threads",
        "urls",
        "view_models",
        "views",
    },
    "people": {
        "actions",
        "adapter",
        "avatars",
        "entrance",
        "factors",
        "hashing",
        "mailbox",
        "muting",
        "naming",
        "notices",
        "passwords",
        "recording",
        "signed_in",
    },
    "pictures": {"bounds", "deleting", "files", "listed", "making", "plan", "variants"},
    "staff": {"blocks", "detection", "guards", "moderating", "paper", "queue"},
    "reading": {"proof", "queries", "tokens"},
}


def surprises() -> set[tuple[str, str]]:
    """Return each app's modules and folders whose names are not those of every app."""
    inside = (path.relative_to(PACKAGE).parts for path in files() if path.is_relative_to(PACKAGE))
    return {
        (app, rest[0].removesuffix(".py"))
        for app, *rest in inside
        if app in APPS
        and rest[0] not in FOLDERS
        and rest[0] not in {f"{module}.py" for module in MODULES}
    }


def test_an_app_has_only_the_files_that_every_app_may_have() -> None:
    assert surprises() == {(app, noun) for app, nouns in NOUNS.items() for noun in nouns}
