"""A news section's name is part of an address, so it cannot hold what an address cannot."""

import pytest

from tweipress.articles.text.content import checked
from tweipress.articles.text.faults import ContentError

SECTIONS = [{"heading": "Wells", "blocks": [{"kind": "paragraph", "text": "Water."}]}]


@pytest.mark.parametrize("name", ["a/b", "/", ".", ".."])
def test_a_section_that_no_address_can_hold_is_refused(name: str) -> None:
    with pytest.raises(ContentError, match="section"):
        checked("Wells", "", name, SECTIONS)


def test_a_section_with_spaces_and_accents_is_kept() -> None:
    assert checked("Wells", "", "Café & Co.", SECTIONS).section == "Café & Co."
