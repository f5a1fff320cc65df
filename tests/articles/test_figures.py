"""Pictures of the library in articles: drawn when a text is saved, noted as used, drawn anew."""

import re
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tests.articles.conftest import data, fresh, paragraph
from tests.http.stage import Stage, id_of, signed_in
from tests.pictures.conftest import added
from tests.pictures.hostile import photograph
from tweipress.articles import actions
from tweipress.bank import Receipt
from tweipress.pictures import actions as library
from tweipress.pictures import queries
from tweipress.pictures.queries import PictureView


@pytest.fixture
def well(stage: Stage, settings: Settings, tmp_path: Path) -> PictureView:
    """Return a photograph of the author's."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return added(stage.author, photograph(), "well.jpg", alt="A well", credit="Ondine")


def illustrated(*pictures: dict[str, Any]) -> dict[str, Any]:
    """Return an article with pictures, as a caller of save_draft has it."""
    blocks = [{"kind": "picture", **picture} for picture in pictures]
    text = {"kind": "paragraph", "text": paragraph(300)}
    return data(sections=[{"heading": "", "blocks": [text, *blocks]}])


def figures(page: Any) -> list[str]:
    return re.findall(r"<figure.*?</figure>", page.content.decode(), re.DOTALL)


def test_a_picture_is_shown_in_its_size_the_first_at_once(stage: Stage, well: PictureView) -> None:
    own = {"picture": well.number, "alt": "", "caption": "<b>At noon"}
    draft = actions.save_draft(id_of(stage.author), illustrated(own, {**own, "alt": "Again"}))
    assert isinstance(actions.publish(draft), Receipt)
    first, second = figures(signed_in(stage.critic).get(f"/post/{fresh(draft).slug}/"))
    size = f'width="{well.width}" height="{well.height}"'
    assert f'<img src="{well.src}" {size} alt="A well" fetchpriority="high">' in first
    assert f'{size} alt="Again" loading="lazy" decoding="async">' in second
    assert f'<source type="image/avif" srcset="{well.avif}"' in first
    assert "&lt;b&gt;At noon · <small>Ondine</small>" in first


def test_a_picture_that_an_article_shows_is_used_until_its_text_goes_on_without(
    stage: Stage, well: PictureView
) -> None:
    shown = illustrated({"picture": well.number, "alt": "A well"})
    draft = actions.save_draft(id_of(stage.author), shown)
    assert queries.uses_of(well.number) == {"article": [draft.pk]}
    actions.save_draft(id_of(stage.author), data(), fresh(draft))
    assert queries.uses_of(well.number) == {}
    actions.save_draft(id_of(stage.author), shown, fresh(draft))
    assert actions.delete_draft(fresh(draft)) is None
    assert queries.uses_of(well.number) == {}


def test_a_picture_that_was_removed_leaves_its_words(stage: Stage, well: PictureView) -> None:
    shown = illustrated({"picture": well.number, "alt": "A well"})
    draft = actions.save_draft(id_of(stage.author), shown)
    actions.publish(draft)
    assert library.remove(id_of(stage.editor), well.number, "Not ours.") is None
    actions.draw_again(queries.uses_of(well.number)["article"])
    (figure,) = figures(signed_in(stage.critic).get(f"/post/{fresh(draft).slug}/"))
    assert "The editors have removed this picture: Not ours." in figure
    assert "<img" not in figure


def test_who_leaves_takes_along_that_their_drafts_used_it(stage: Stage, well: PictureView) -> None:
    actions.save_draft(id_of(stage.author), illustrated({"picture": well.number, "alt": "A well"}))
    actions.delete_drafts(id_of(stage.author))
    assert queries.uses_of(well.number) == {}
