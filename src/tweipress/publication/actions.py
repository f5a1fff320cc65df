"""Writes of the paper: its settings, its sections and its own pages, by operators alone.

Each change is counted in the paper's version. A form that was made before another change is
refused, so that nobody undoes what they have not seen.
"""

from tweipress.publication.changing import change
from tweipress.publication.editing import forget_editor, set_sections
from tweipress.publication.ordering import (
    add_section,
    move_section,
    remove_section,
    rename_section,
    take_in,
)
from tweipress.publication.ownpages import delete_page, draw_again, move_page, save_page

__all__ = [
    "add_section",
    "change",
    "delete_page",
    "draw_again",
    "forget_editor",
    "move_page",
    "move_section",
    "remove_section",
    "rename_section",
    "save_page",
    "set_sections",
    "take_in",
]
