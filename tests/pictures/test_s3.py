"""Pictures at an S3 server: a real one on this machine, started by the test."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.http import FileResponse
from django.test import Client, RequestFactory
from moto.server import ThreadedMotoServer
from pytest_django import Settings

from tests.http.stage import Stage, id_of
from tests.pictures.conftest import added, media
from tests.pictures.hostile import photograph
from tests.pictures.test_files import addresses, got
from tweipress.backup import uploads
from tweipress.config.environment import pictures_storage
from tweipress.config.server.files import handed
from tweipress.pictures import actions, files, plan, variants, views
from tweipress.pictures.queries import PictureView

BUCKET = "press"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Start a server; return where it is."""
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    yield f"{host}:{port}"
    moto.stop()


@pytest.fixture(autouse=True)
def _bucket(server: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep pictures in an empty bucket."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    described = pictures_storage(f"s3+http://key:secret@{server}/{BUCKET}?region=eu-west-1")
    settings.STORAGES = {**settings.STORAGES, "pictures": described}
    storage: Any = files.storage()
    client = storage.connection.meta.client
    region = {"LocationConstraint": "eu-west-1"}
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=region)
    yield_objects = client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    assert yield_objects == []


@pytest.fixture
def bees(stage: Stage, _bucket: None) -> Iterator[PictureView]:
    """Return a photograph that is at the server."""
    view = added(stage.author, photograph(2_000, 1_500), "bees.jpg")
    yield view
    files.delete(view.digest, view.width)
    storage: Any = files.storage()
    storage.connection.meta.client.delete_bucket(Bucket=BUCKET)


def test_files_are_at_the_server_and_served_by_the_site(bees: PictureView, tmp_path: Path) -> None:
    assert media(tmp_path) == []
    for address in addresses(bees):
        got(address)
    assert actions.make(bees.number)
    for address in addresses(bees):
        answer, image = got(address)
        assert image.width == int(address.rpartition("/")[2].partition(".")[0])
        assert "immutable" in answer["Cache-Control"]


def test_a_large_file_is_handed_to_the_server_of_the_site(bees: PictureView) -> None:
    kept = plan.kept(bees.width)
    request = RequestFactory().get(plan.address(bees.digest, kept))
    answer = views.file(request, bees.digest, str(kept.width), kept.kind)
    assert isinstance(answer, FileResponse)
    file = handed(answer)
    answer.close()
    assert file is not None
    with open(file.path, "rb") as sent:  # noqa: PTH123  # an open file's number
        assert sent.read(4) == b"RIFF"
    file.close()


def test_a_removed_picture_is_not_at_the_server_any_more(stage: Stage, bees: PictureView) -> None:
    assert actions.remove(id_of(stage.editor), bees.number, "A private face.") is None
    assert not any(files.is_there(bees.digest, each) for each in plan.variants(bees.width))
    assert Client().get(bees.src).status_code == 410


def test_a_backup_has_what_is_at_the_server_and_a_restored_site_sends_it_there(
    bees: PictureView, settings: Settings, tmp_path: Path
) -> None:
    stream = BytesIO()
    assert uploads.pack(stream).rows == 2
    stream.seek(0)
    files.delete(bees.digest, bees.width)
    settings.MEDIA_ROOT = tmp_path / "restored"
    uploads.unpack(stream, settings.MEDIA_ROOT)
    got(bees.src)
    assert variants.has_to_send()
    variants.send_waiting()
    assert not variants.has_to_send()
    assert files.storage().exists(files.path_of(bees.digest, plan.kept(bees.width)))
    got(bees.src)


def test_a_site_of_its_own_disk_has_nothing_to_send(settings: Settings) -> None:
    settings.STORAGES = {**settings.STORAGES, "pictures": pictures_storage("")}
    assert not variants.has_to_send()
