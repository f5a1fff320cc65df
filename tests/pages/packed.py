"""What a member has taken along, unpacked."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from django.test import Client

from tests.pages.test_leaving import fresh
from tweipress.people.models import Member

PAGE = "/me/takeout/"
FOLDER = "takeout/"


class Packed:
    """The files of a zip."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as zipped:
            assert zipped.testzip() is None
            self.infos = {info.filename: info for info in zipped.infolist()}
            self.files = {name.removeprefix(FOLDER): zipped.read(name) for name in self.infos}

    def text(self, name: str) -> str:
        """Return a file of text."""
        return self.files[name].decode()

    def data(self, name: str) -> Any:
        """Return a file of JSON."""
        return json.loads(self.text(name))

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return a table."""
        return list(csv.DictReader(StringIO(self.text(name), newline="")))

    @property
    def whole(self) -> str:
        """Return every text in one."""
        texts = (text for name, text in self.files.items() if not name.endswith(".webp"))
        return "\n".join(text.decode() for text in texts)


def packed(client: Client) -> Packed:
    """Take everything along."""
    answer = client.post(PAGE)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/zip"
    return Packed(b"".join(answer))


def taken(member: Member) -> Packed:
    """Take everything of a member along, as they do who have just given the password."""
    return packed(fresh(member))
