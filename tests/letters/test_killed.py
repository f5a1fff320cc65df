"""A site that is killed while it sends a letter goes on with it, and sends nobody a second copy."""

from harness.site import Site
from tests.jobs.conftest import site
from tests.jobs.test_processes import wait_until, watching
from tests.letters.conftest import DAILY, Post, subscribed
from tweipress.jobs.models import Job
from tweipress.letters import actions
from tweipress.letters.actions import Texts
from tweipress.letters.models import Delivery, State

__all__ = ["site"]

NAMES = ("ann", "ben", "cleo", "dan", "eve")


def test_a_letter_is_sent_to_its_end_after_a_kill_and_nobody_gets_a_second_copy(
    site: Site, post: Post
) -> None:
    site.variables["TWEIPRESS_EMAIL_URL"] = f"smtp://127.0.0.1:{post.port}"
    addresses = [f"{name}@press.example" for name in NAMES]
    for address in addresses:
        subscribed(address)
    assert actions.write_down(DAILY, "2026-01-01", Texts("News", "Text", "<p>Text</p>"))
    post.holds_up_on = addresses[1]
    process = site.start("jobs")
    wait_until(lambda: addresses[1] in post.recipients)
    process.kill()
    post.holds_up_on = ""
    with watching(site):
        wait_until(lambda: not Job.objects.exists())
    assert post.recipients == addresses
    states = dict(Delivery.objects.values_list("subscription__email", "state"))
    assert states.pop(addresses[1]) == State.IN_DOUBT
    assert set(states.values()) == {State.SENT}
