"""What environs does not know of the TWEIPRESS_* variables: bounds, URLs, and which names exist.

Every mistake ends in one line that names the variable. No line repeats a URL, which may hold a
password.
"""

import os
import re
import secrets
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from environs import Env, EnvError, validate

PREFIX: Final = "TWEIPRESS_"
PICTURES: Final = "TWEIPRESS_PICTURES_URL"
KEY_BYTES: Final = 50
_MAILBOX: Final = re.compile(r"[a-z0-9._-]{1,20}@[a-z0-9.-]{1,200}", re.ASCII)
_CONTACT: Final = re.compile(r"mailto:[!-?A-~]+@[!-?A-~]+|https://[!-~]+", re.ASCII)
EMBED_HOSTS: Final = (
    *("archive.org", "arte.tv", "bsky.app", "codepen.io", "dailymotion.com", "datawrapper.de"),
    *("facebook.com", "flickr.com", "flourish.studio", "github.com", "instagram.com"),
    *("mastodon.social", "openstreetmap.org", "reddit.com", "soundcloud.com", "spotify.com"),
    *("threads.net", "tiktok.com", "twitch.tv", "twitter.com", "vimeo.com", "wikimedia.org"),
    *("wikipedia.org", "x.com", "youtu.be", "youtube.com"),
)
"""Where articles commonly point to: a card is a link, so that the list need not be short."""
_SITE: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9][A-Za-z0-9.-]*)(:\d+)?")


_SCHEMES: Final = {"s3": "https", "s3+http": "http"}
_ON_DISK: Final = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"allow_overwrite": True},  # a file made twice is the same file
}


class SettingsError(EnvError):
    """A setting that cannot be used; its text is one line for the operator."""


def reader() -> Env:
    """Return environs' reader of this process's variables; an empty one is refused at once."""
    for name, value in os.environ.items():
        if name.startswith(PREFIX) and not value.strip():
            raise SettingsError(f"{name} is empty: give it a value or unset it.")
    return Env(eager=True)


def refuse_unknown(env: Env) -> None:
    """Refuse variables that nobody asked for: a mistyped name must not go unseen."""
    known = env.dump().keys()
    if unknown := {name for name in os.environ if name.startswith(PREFIX)} - known:
        names = ", ".join(sorted(unknown))
        raise SettingsError(f"{names}: no such setting. Known are {', '.join(sorted(known))}.")


def one_of(*options: str) -> validate.OneOf:
    """Return the check that a word is one of `options`."""
    return validate.OneOf(options, error=f"it is one of {', '.join(options)}")


def word(env: Env, name: str, otherwise: str, *others: str) -> str:
    """Return the word of a variable, which is one of those named; the first is the default."""
    chosen: str = env.str(name, otherwise, validate=one_of(otherwise, *others))
    return chosen


def between(low: int, high: int) -> validate.Range:
    """Return the check that a number is from `low` to `high`."""
    return validate.Range(low, high, error=f"it is a whole number from {low} to {high}")


def words(text: str) -> list[str]:
    """Return the words of a comma-separated list."""
    return [word.strip() for word in text.split(",") if word.strip()]


def chosen(env: Env, name: str, otherwise: str, known: Iterable[str]) -> frozenset[str]:
    """Return the words of a variable's list, which are of those known."""
    named = frozenset(words(env.str(name, otherwise)))
    if unknown := named - frozenset(known):
        raise SettingsError(f"{name} names {min(unknown)}: choose of {', '.join(sorted(known))}.")
    return named


def hosts(name: str, text: str) -> frozenset[str]:
    """Return the hosts of a list, each for itself and what is below it; none for `none`."""
    named = frozenset(word.lower() for word in words(text)) - {"none"}
    if wrong := sorted(host for host in named if not _SITE.fullmatch(host)):
        raise SettingsError(f"{name} has {wrong[0]}: name sites like video.example, or none.")
    return named


def pictures_storage(url: str) -> dict[str, Any]:
    """Return Django's description of a storage: s3://KEY:SECRET@host/bucket, or the own disk.

    Files are read by the site and sent on: readers' browsers ask nobody else for them. What is read
    goes through a file without a name, which the server sends; it is never in memory whole.
    """
    if not url:
        return _ON_DISK
    parts = split(PICTURES, url)
    bucket = parts.path.strip("/")
    if parts.scheme not in _SCHEMES or not parts.hostname or not bucket or "/" in bucket:
        raise SettingsError(
            f"{PICTURES} is no s3://KEY:SECRET@host/bucket URL (s3+http:// for a server of your own"
            " without TLS)."
        )
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise SettingsError(f"{PICTURES}: S3 needs more packages: pip install tweipress[s3].")
    host = parts.netloc.rpartition("@")[2]
    options: dict[str, Any] = {
        "bucket_name": bucket,
        "endpoint_url": f"{_SCHEMES[parts.scheme]}://{host}",
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
        "region_name": parse_qs(parts.query).get("region", [None])[0],
        "addressing_style": "path",
        "default_acl": None,
        "querystring_auth": False,
        "file_overwrite": True,
        "max_memory_size": 1,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def origin(name: str, given: str, default: str) -> str:
    """Return where the site is found, as scheme, host and port; links in mail begin with it.

    Without a name that is one (as *, or .press.example) nobody can guess it: it has to be given.
    """
    url = given or default
    parts = split(name, url)
    is_bare = url == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
    if not is_bare or parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc):
        raise SettingsError(
            f"{name} is no address of a site: give one like https://press.example, without a path."
        )
    return url


def contact(name: str, url: str) -> str:
    """Return how to reach the operator about a fault: a mailto: or https: URL, or nothing."""
    if url and not _CONTACT.fullmatch(url):
        raise SettingsError(f"{name} is no mailto: or https: address: give it as a URL.")
    return url


def mailbox(env: Env, name: str) -> str:
    """Return the address to which mail comes back, or nothing; a tag is put before its @."""
    address: str = env.str(name, "")
    if address and not _MAILBOX.fullmatch(address):
        raise SettingsError(f"{name} is no address like bounces@press.example.")
    return address


def split(name: str, url: str) -> SplitResult:
    """Return the parts of a URL; its text is kept out of the error, as it may hold a password."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise SettingsError(f"{name} cannot be read as a URL: check its host and port.") from error
    return parts


def data_folder(path: str) -> Path:
    """Return the folder of the site's own files, made if there is none."""
    folder = Path(path).expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"TWEIPRESS_DATA: {folder} cannot be made: {error.strerror}."
        ) from error
    return folder


def generated_key(path: Path) -> str:
    """Return the key kept in a file, made at the first run with mode 0600."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(KEY_BYTES))
    except FileExistsError:
        pass
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from error
    return path.read_text()
