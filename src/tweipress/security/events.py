"""What the security log knows, by name."""

from enum import StrEnum


class Event(StrEnum):
    """Something that an operator may have to know of later; staff/ has a sentence for each."""

    # The entrance
    SIGNED_UP = "signed_up"
    SIGN_UP_REPEATED = "sign_up_repeated"
    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_IN_CHALLENGED = "sign_in_challenged"
    OWNER_WARNED = "owner_warned"
    SIGN_OUT = "sign_out"
    SESSIONS_ENDED = "sessions_ended"
    REAUTHENTICATED = "reauthenticated"

    # What one signs in with
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  # the name of an event
    PASSWORD_RESET_ASKED = "password_reset_asked"  # noqa: S105  # as above
    PASSWORD_RESET = "password_reset"  # noqa: S105  # as above
    MFA_ADDED = "mfa_added"
    MFA_REMOVED = "mfa_removed"
    MFA_FAILED = "mfa_failed"
    CODES_RENEWED = "codes_renewed"
    EMAIL_ADDED = "email_added"
    EMAIL_CONFIRMED = "email_confirmed"
    EMAIL_CHANGED = "email_changed"
    EMAIL_REMOVED = "email_removed"

    # Power over others
    ROLE_GIVEN = "role_given"
    ROLE_TAKEN = "role_taken"
    BANNED = "banned"
    UNBANNED = "unbanned"
    FLAGGED = "flagged"
    FLAG_DECIDED = "flag_decided"
    HELD = "held"
    RELEASED = "released"
    COMMENT_HIDDEN = "comment_hidden"
    VERSION_REMOVED = "version_removed"
    PICTURE_REMOVED = "picture_removed"
    ARTICLE_TAKEN_BACK = "article_taken_back"
    SANCTIONED = "sanctioned"
    SANCTION_LIFTED = "sanction_lifted"
    APPEAL_ANSWERED = "appeal_answered"
    NOTICE_ANSWERED = "notice_answered"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    ACCESS_REFUSED = "access_refused"

    # Personal data
    EXPORTED = "exported"
    ACCOUNT_CLOSED = "account_closed"

    # The site
    PAPER_CHANGED = "paper_changed"
    ISSUED = "issued"
    GRADED = "graded"
    COMMAND_RUN = "command_run"
    BACKUP_MADE = "backup_made"
    RESTORED = "restored"
    LIMIT_REACHED = "limit_reached"
