"""Where pictures are kept, as one setting says it."""

import pytest

from tweipress.config.environment import PICTURES, SettingsError, pictures_storage


def test_pictures_are_on_the_sites_own_disk_unless_it_says_otherwise() -> None:
    assert pictures_storage("")["BACKEND"].endswith("FileSystemStorage")


def test_an_s3_server_is_named_with_its_key_and_bucket() -> None:
    options = pictures_storage("s3://a%2Fkey:s%3Acret@s3.example:8443/press?region=eu-west-1")[
        "OPTIONS"
    ]
    assert options["endpoint_url"] == "https://s3.example:8443"
    assert (options["access_key"], options["secret_key"]) == ("a/key", "s:cret")
    assert (options["bucket_name"], options["region_name"]) == ("press", "eu-west-1")


@pytest.mark.parametrize(
    "url",
    [
        "press",
        "http://s3.example/press",
        "s3://s3.example/",
        "s3:///press",
        "s3://h/a/b",
        "s3://h:x/b",
    ],
)
def test_what_names_no_bucket_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(SettingsError, match=PICTURES) as refused:
        pictures_storage(url.replace("://", "://key:hidden@", 1))
    assert "hidden" not in str(refused.value)
