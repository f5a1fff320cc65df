"""The command `tweipress`: Django's management commands under the product's name."""

import os
import sys
from collections import defaultdict
from importlib import import_module

from environs import EnvError

from tweipress import __version__

HELP = {"-h", "--help", "help"}
WRONG_SETTINGS = 2
SITELESS = {"scenario", "risk"}


def main() -> None:
    """Run the command named on the command line; a wrong setting ends in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tweipress.config.settings")
    words = sys.argv[1:]
    if not all(map(_is_text, words)):
        sys.stderr.write("tweipress: an argument is not UTF-8: write it in that coding.\n")
        sys.exit(WRONG_SETTINGS)
    if words[:1] == ["--version"]:
        sys.stdout.write(f"tweipress {__version__}\n")
        return
    if words and words[0] in SITELESS and "--on-database" not in words:
        run_without_site(words)
        return
    try:
        import_module(os.environ["DJANGO_SETTINGS_MODULE"])
    except EnvError as error:
        sys.stderr.write(f"tweipress: {error}\n")
        sys.exit(WRONG_SETTINGS)
    if not words or (words[0] in HELP and len(words) == 1):
        sys.stdout.write(overview())
        return

    from django.core.management import execute_from_command_line  # noqa: PLC0415 settings come first

    execute_from_command_line(["tweipress", *words])


def _is_text(word: str) -> bool:
    """Tell whether an argument is whole characters; Python keeps other bytes as halves of some."""
    return word.encode(errors="ignore").decode() == word


def run_without_site(words: list[str]) -> None:
    """Run a command that needs no site: it reads no setting and makes no folder."""
    from django.conf import settings  # noqa: PLC0415 the site's are set elsewhere

    commands = import_module(f"tweipress.simulate.management.commands.{words[0]}")
    settings.configure()
    commands.Command().run_from_argv(["tweipress", *words])


def overview() -> str:
    """Return the product's own commands, by app, each with its one line of help."""
    import django  # noqa: PLC0415 settings come first
    from django.core.management import get_commands, load_command_class  # noqa: PLC0415 as said above

    django.setup()
    by_app: dict[str, list[str]] = defaultdict(list)
    for name, app in sorted(get_commands().items()):
        if str(app).startswith("tweipress."):
            command = load_command_class(str(app), name)
            by_app[str(app).rpartition(".")[2]].append(f"  {name:<12} {command.help}")
    groups = (f"{app}\n{chr(10).join(lines)}\n" for app, lines in sorted(by_app.items()))
    return (
        "Usage: tweipress COMMAND [--help]\n\n"
        + "\n".join(groups)
        + "\nDjango's own commands work as well: check, shell, dbshell, collectstatic and others.\n"
    )
