"""A file that is uploaded again while an earlier picture of it is being deleted stays."""

from pathlib import Path

import pytest

from tests.http.stage import Stage, id_of
from tests.pictures.conftest import added, media
from tests.pictures.hostile import photograph
from tweipress.pictures import actions, deleting, files, plan
from tweipress.pictures.plan import Variant
from tweipress.pictures.queries import PictureView


def files_of(view: PictureView) -> set[str]:
    """Return the names of a picture's files without which it cannot be shown."""
    return {plan.kept(view.width).name, plan.basic(view.width).name}


def test_a_file_that_comes_again_while_its_picture_is_being_deleted_stays(
    stage: Stage, bees: PictureView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete = deleting.delete_files
    again: list[PictureView] = []

    def late(digest: str, width: int) -> None:
        again.append(added(stage.author, photograph()))
        delete(digest, width)

    monkeypatch.setattr(deleting, "delete_files", late)
    assert actions.delete(id_of(stage.author), bees.number) is None
    assert again[0].number != bees.number
    assert {path.name for path in media(tmp_path)} == files_of(bees)


def test_files_that_a_deletion_takes_along_before_their_row_is_there_are_kept_again(
    stage: Stage, bees: PictureView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[tuple[str, int]] = []
    delete, keep = deleting.delete_files, files.keep
    with monkeypatch.context() as stalled:
        stalled.setattr(deleting, "delete_files", lambda *of: late.append(of))
        assert actions.delete(id_of(stage.author), bees.number) is None

    def kept(digest: str, variant: Variant, made: Path) -> int:
        size_bytes = keep(digest, variant, made)
        if variant == plan.basic(bees.width) and late:
            delete(*late.pop())
        return size_bytes

    monkeypatch.setattr(files, "keep", kept)
    again = added(stage.author, photograph())
    assert late == []
    assert {path.name for path in media(tmp_path)} == files_of(again)


def test_variants_of_a_deleted_picture_that_are_late_leave_those_of_the_same_file(
    stage: Stage, bees: PictureView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = files.keep

    def late(digest: str, variant: Variant, made: Path) -> int:
        monkeypatch.setattr(files, "keep", keep)
        assert actions.delete(id_of(stage.author), bees.number) is None
        added(stage.author, photograph())
        return keep(digest, variant, made)

    monkeypatch.setattr(files, "keep", late)
    assert actions.make(bees.number)
    assert {path.name for path in media(tmp_path)} >= files_of(bees)
