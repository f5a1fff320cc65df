"""The sentences of limits: how often something may be asked, and when to try again."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TOO_OFTEN: Final[dict[str, Promise]] = {
    "forms-member": _(
        "You have sent {quota} forms within {window_s}, and that is the most. Nothing was changed."
        " Try again in {wait_s}."
    ),
    "forms-network": _(
        "Your network has sent {quota} forms within {window_s}, and that is the most. Nothing was"
        " changed. Try again in {wait_s}."
    ),
    "openings-member": _(
        "You have started to read {quota} times within {window_s}, and that is the most. Try again"
        " in {wait_s}."
    ),
    "openings-network": _(
        "Your network has started to read {quota} times within {window_s}, and that is the most."
        " Try again in {wait_s}."
    ),
    "searches-member": _(
        "You have searched {quota} times within {window_s}, and that is the most. Try again in"
        " {wait_s}."
    ),
    "searches-network": _(
        "Your network has searched {quota} times within {window_s}, and that is the most. Try again"
        " in {wait_s}."
    ),
    "uploads-member": _(
        "You have sent {quota} pictures within {window_s}, and that is the most. Try again in"
        " {wait_s}."
    ),
    "uploads-network": _(
        "Your network has sent {quota} pictures within {window_s}, and that is the most. Try again"
        " in {wait_s}."
    ),
    "takeouts-member": _(
        "You have taken everything along {quota} times within {window_s}, and that is the most."
        " Try again in {wait_s}."
    ),
    "takeouts-network": _(
        "Members in your network have taken everything along {quota} times within {window_s}, and"
        " that is the most. Try again in {wait_s}."
    ),
    "takeouts-at-once": _(
        "Others are taking their data along at this moment. Nothing was counted. Try again in"
        " {wait_s}."
    ),
    "comparisons-member": _(
        "You have asked for versions {quota} times within {window_s}, and that is the most. Try"
        " again in {wait_s}."
    ),
    "comparisons-network": _(
        "Your network has asked for versions {quota} times within {window_s}, and that is the most."
        " Try again in {wait_s}."
    ),
    "drawings-network": _(
        "Your network has asked for {quota} pictures that had to be drawn within {window_s}, and"
        " that is the most. Try again in {wait_s}."
    ),
    "autosaves-member": _(
        "Your windows have autosaved {quota} times within {window_s}, and that is the most. The"
        " text stays on this page. The next try is in {wait_s}."
    ),
    "autosaves-network": _(
        "Your network has autosaved {quota} times within {window_s}, and that is the most. The text"
        " stays on this page. The next try is in {wait_s}."
    ),
    "places-member": _(
        "Your pages have sent your place {quota} times within {window_s}, and that is the most."
        " The next try is in {wait_s}."
    ),
    "places-network": _(
        "Your network has sent places in articles {quota} times within {window_s}, and that is the"
        " most. The next try is in {wait_s}."
    ),
    "letters-network": _(
        "{quota} letters were asked for from your network within {window_s}, and that is the most."
        " Try again in {wait_s}."
    ),
    "law-notices-network": _(
        "{quota} notices of illegal content were sent from your network within {window_s}, and that"
        " is the most. Try again in {wait_s}."
    ),
    "sign-ups-network": _(
        "{quota} people have joined from your network within {window_s}, and that is the most. Try"
        " again in {wait_s}."
    ),
}
"""The sentences of RATE_SPENT, by the limit that it names."""
