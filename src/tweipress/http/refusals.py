"""The HTTP status of each refusal, and when to try again."""

from datetime import timedelta
from http import HTTPStatus
from typing import Final

from django.http import HttpResponse

from tweipress.bank import clock
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused

STATUS: Final[dict[HTTPStatus, tuple[Refusal, ...]]] = {
    HTTPStatus.BAD_REQUEST: (Refusal.UNSTORABLE,),
    HTTPStatus.PAYMENT_REQUIRED: (
        Refusal.AVAILABLE_SHORT,
        Refusal.COAUTHOR_SHORT,
        Refusal.FUNDS_SHORT,
    ),
    HTTPStatus.FORBIDDEN: (
        *(Refusal.BLOCKED, Refusal.MUTED, Refusal.OPERATOR_DECIDES, Refusal.OTHER_ANSWERS),
        Refusal.SUSPENDED,
        Refusal.CONSENT_MISSING,
        Refusal.BANNED,
        Refusal.FLAGGED,
        Refusal.IN_CIRCLE,
        Refusal.LEFT,
        Refusal.LEVEL_TOO_LOW,
        Refusal.NOT_JUROR,
        Refusal.NOT_READ,
        Refusal.NOT_YOURSELF,
        Refusal.OWN_ARTICLE,
        Refusal.OWN_CASE,
        Refusal.OWN_COMMENT,
        Refusal.OWN_VERSION,
        Refusal.ROLE_MISSING,
        Refusal.WRITER_OTHER,
    ),
    HTTPStatus.NOT_FOUND: (
        Refusal.DRAFT_GONE,
        *(Refusal.UNKNOWN_APPEAL, Refusal.UNKNOWN_DECISION, Refusal.UNKNOWN_NOTICE),
        Refusal.UNKNOWN_ARTICLE,
        Refusal.UNKNOWN_COMMENT,
        Refusal.UNKNOWN_FLAG,
        Refusal.UNKNOWN_INVITATION,
        Refusal.UNKNOWN_MEMBER,
        Refusal.UNKNOWN_NOTE,
        Refusal.UNKNOWN_PICTURE,
        Refusal.UNKNOWN_REVIEW,
    ),
    HTTPStatus.CONFLICT: (
        *(Refusal.APPEALED_ONCE, Refusal.APPEAL_ANSWERED, Refusal.APPEAL_LATE),
        *(Refusal.DECISION_ENDED, Refusal.MEMOS_MANY, Refusal.MUTINGS_MANY),
        Refusal.NOTICE_ANSWERED,
        Refusal.ALREADY_APPEALED,
        Refusal.ALREADY_ASKED,
        Refusal.ALREADY_FLAGGED,
        Refusal.ALREADY_FOUND,
        Refusal.ALREADY_FOUNDED,
        Refusal.ALREADY_HELD,
        Refusal.ALREADY_BANNED,
        Refusal.ALREADY_GRADED,
        Refusal.ALREADY_INVITED,
        Refusal.ALREADY_JOINED,
        Refusal.ALREADY_JUDGED,
        Refusal.ALREADY_PROPOSED,
        Refusal.ALREADY_PUBLISHED,
        Refusal.ALREADY_RATED,
        Refusal.ALREADY_REPORTED,
        Refusal.ALREADY_RETURNED,
        Refusal.ALREADY_SETTLED,
        Refusal.ALREADY_VOTED,
        Refusal.ALREADY_VOUCHED,
        Refusal.ALREADY_WRITTEN,
        Refusal.PUBLICATION_OPEN,
        Refusal.APPEAL_OPEN,
        Refusal.ARTICLE_STANDS,
        Refusal.ARTICLE_UNDONE,
        Refusal.CALENDAR_ENDED,
        Refusal.DAY_CLOSED,
        Refusal.DAY_LASTS,
        Refusal.DAY_OPEN,
        Refusal.FIXED_STANDING,
        Refusal.FLAG_CLOSED,
        Refusal.FLAG_KEEPS,
        Refusal.FLAG_WITHOUT_EFFECT,
        Refusal.KEY_REUSED,
        Refusal.NOTHING_HELD,
        Refusal.NOTHING_VESTS,
        Refusal.MEMBER_BANNED,
        Refusal.MEMBER_LEFT,
        Refusal.ASSIGNEE_OUTSIDE,
        Refusal.IDEA_BEGUN,
        Refusal.PRICE_ROSE,
        Refusal.NIGHT_WRONG,
        Refusal.NO_BOND,
        Refusal.NOTICES_MANY,
        Refusal.NOTICE_WITHDRAWN,
        Refusal.NOT_BANNED,
        Refusal.NOT_FOUNDED,
        Refusal.NOT_NEW,
        Refusal.ADDRESSES_MANY,
        Refusal.ADDRESS_TAKEN,
        Refusal.FOLLOWS_MANY,
        Refusal.FRONT_CHANGED,
        Refusal.FRONT_FULL,
        Refusal.SAVED_MANY,
        Refusal.TRANSLATION_TAKEN,
        Refusal.CHECKLIST_OPEN,
        Refusal.LINE_GONE,
        Refusal.NOTES_MANY,
        Refusal.REPLIES_MANY,
        Refusal.COPIES_LONG,
        Refusal.COPIES_MANY,
        Refusal.DRAFTS_MANY,
        Refusal.EDITS_MANY,
        Refusal.EDITOR_DECIDES,
        Refusal.NOT_REPEATING,
        Refusal.NOT_VOUCHED,
        Refusal.PROOF_FORGED,
        Refusal.PROOF_MISSING,
        Refusal.PUZZLE_WRONG,
        Refusal.REPEAT_CHANGED,
        Refusal.PAGES_MANY,
        Refusal.PAGE_TAKEN,
        Refusal.PAPER_CHANGED,
        Refusal.REVIEW_CLOSED,
        Refusal.REVIEW_KEEPS,
        Refusal.REVIEW_LIVE,
        Refusal.REVIEW_LOCKS,
        Refusal.REVIEW_MISSING,
        Refusal.REVIEW_OTHER,
        Refusal.REVIEW_SAME,
        Refusal.ROLE_HELD,
        Refusal.ROLE_KEEPS,
        Refusal.ONE_PERSON_ENOUGH,
        Refusal.PICTURES_SPENT,
        Refusal.PICTURE_REMOVED,
        Refusal.PICTURE_USED,
        Refusal.SECOND_PERSON_NEEDED,
        Refusal.SECOND_PERSON_WAITS,
        Refusal.SECTIONS_MANY,
        Refusal.SECTION_TAKEN,
        Refusal.AUTHOR_CANNOT,
        Refusal.COAUTHOR_BARRED,
        Refusal.SHARES_CHANGED,
        Refusal.SHARES_NOT_AGREED,
        Refusal.SHARES_REVIEWED,
        Refusal.TRIBUTE_CHANGED,
        Refusal.SESSION_ALIVE,
        Refusal.SESSION_ELSEWHERE,
        Refusal.JOB_GONE,
        Refusal.SESSION_GONE,
        Refusal.SESSION_USED,
        Refusal.STAGED_GONE,
        Refusal.TOO_FEW_MEMBERS,
        Refusal.VERDICT_LATE,
        Refusal.VERSION_GONE,
        Refusal.VERSION_NEWER,
        Refusal.VERSION_SHOWN,
    ),
    HTTPStatus.UNPROCESSABLE_ENTITY: (
        *(Refusal.ADDRESS_ELSEWHERE, Refusal.LENGTH_MISSING, Refusal.NOT_SHORTER),
        Refusal.AMOUNT_WRONG,
        Refusal.EDIT_TOO_FAR,
        Refusal.EXPIRY_EARLY,
        Refusal.TIME_FAR,
        Refusal.FRONT_TIME,
        Refusal.TIME_PAST,
        Refusal.FLAG_REASON_WRONG,
        Refusal.MALFORMED,
        Refusal.PICTURE_UNDESCRIBED,
        Refusal.PICTURE_DAMAGED,
        Refusal.PICTURE_DOUBLE,
        Refusal.PICTURE_DRAWN,
        Refusal.PICTURE_FORMAT,
        Refusal.PICTURE_HEAVY,
        Refusal.PICTURE_MISSING,
        Refusal.PICTURE_MOVES,
        Refusal.PICTURE_PIXELS,
        Refusal.QUOTE_MISSING,
        Refusal.QUOTE_TOO_LONG,
        Refusal.REASON_MISSING,
        Refusal.REPORT_SCOPE_WRONG,
        Refusal.TARIFF_WRONG,
        Refusal.TEXT_EMPTY,
        Refusal.TEXT_TOO_LONG,
        Refusal.TOO_SHORT,
        Refusal.TRUST_WRONG,
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (Refusal.PICTURE_LARGE,),
    HTTPStatus.REQUEST_TIMEOUT: (Refusal.BODY_SLOW,),
    HTTPStatus.LENGTH_REQUIRED: (Refusal.BODY_UNMEASURED,),
    HTTPStatus.PRECONDITION_REQUIRED: (Refusal.PUZZLE_MISSING,),
    HTTPStatus.TOO_EARLY: (
        Refusal.EMBARGOED,
        Refusal.HOLD_YOUNG,
        Refusal.JURY_SITS,
        Refusal.PROOF_TOO_EARLY,
        Refusal.TOO_YOUNG,
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        Refusal.BOOKS_BUSY,
        Refusal.COMMENTS_SPENT,
        Refusal.DISLIKES_SPENT,
        Refusal.EDITS_SPENT,
        Refusal.INVITES_SPENT,
        Refusal.LIKES_SPENT,
        Refusal.NOTICES_SPENT,
        Refusal.OPENS_SPENT,
        Refusal.PLUS_QUOTA_SPENT,
        Refusal.PUBLISHES_SPENT,
        Refusal.RATE_SPENT,
        Refusal.REVIEWS_OPEN,
        Refusal.REVIEW_RESTS,
        Refusal.SIGN_INS_BUSY,
        Refusal.VOUCHES_SPENT,
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        Refusal.BODIES_MANY,
        Refusal.BOOKS_FAILED,
        Refusal.PICTURES_BUSY,
    ),
    HTTPStatus.INSUFFICIENT_STORAGE: (Refusal.PICTURES_FULL,),
}
SPENT: Final = {
    Refusal.COMMENTS_SPENT,
    Refusal.DISLIKES_SPENT,
    Refusal.LIKES_SPENT,
    Refusal.OPENS_SPENT,
    Refusal.PLUS_QUOTA_SPENT,
    Refusal.PUBLISHES_SPENT,
}
"""Quotas of a day: they are back at the next midnight, UTC."""
RETRY_S: Final = {
    Refusal.BODIES_MANY: 10,
    Refusal.BOOKS_BUSY: 1,
    Refusal.BOOKS_FAILED: 10,
    Refusal.PICTURES_BUSY: 5,
    Refusal.SIGN_INS_BUSY: 1,
}
"""A full queue is empty again in a second; a request that failed has waited already; a picture
comes in some seconds."""

_STATUS_OF: Final = {reason: status for status, reasons in STATUS.items() for reason in reasons}


def status_of(refused: Refused) -> HTTPStatus:
    """Return the status of a refusal; 400 for one that the table does not know."""
    return _STATUS_OF.get(refused.reason, HTTPStatus.BAD_REQUEST)


def retry_after_s(refused: Refused) -> int | None:
    """Return after how long the same request may be accepted; None if waiting does not help."""
    if "wait_s" in refused.figures:
        return int(refused.figures["wait_s"])
    if refused.reason in SPENT:
        now = clock.now()
        midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        return -((now - midnight) // timedelta(seconds=1))
    return RETRY_S.get(refused.reason)


def advised(response: HttpResponse, refused: Refused | None) -> HttpResponse:
    """Return the response, with Retry-After if the request was refused and waiting helps."""
    if refused is not None and (wait_s := retry_after_s(refused)) is not None:
        response["Retry-After"] = str(wait_s)
    return response
