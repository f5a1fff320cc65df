"""The watch on browser windows, which other tests rely on, sees every kind of fault."""

from playwright.sync_api import Browser

from tests.browser.site import Site
from tests.browser.watch import Watch

STYLE = (
    "document.head.append(Object.assign(document.createElement('style'), {textContent: 'p {}'}))"
)
ERROR = "setTimeout(() => { throw Error('lost'); })"


def test_the_watch_sees_scripts_policies_and_answers_that_go_wrong(
    site: Site, browser: Browser
) -> None:
    watch = Watch(expected={403})
    context = browser.new_context(base_url=site.address)
    watch.over(context)
    page = context.new_page()
    page.goto("/")
    assert watch.faults == []
    page.goto("/nowhere/")
    with page.expect_console_message(lambda said: said.text.startswith("CSP")):
        page.evaluate(STYLE)
    with context.expect_event("weberror"):
        page.evaluate(ERROR)
    context.close()
    said = "\n".join(watch.faults)
    for fault in ("404 /nowhere/", "CSP: style-src-elem refuses inline", "lost"):
        assert fault in said
