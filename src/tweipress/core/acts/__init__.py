"""The table of acts: what can happen to the books, one file each. rulebook.py judges them."""

from collections.abc import Callable
from typing import Any, Final

from tweipress.core.acts import (
    appeal,
    ask_review,
    ban,
    claw_back,
    clear_repeat,
    close_day,
    comment,
    decide,
    decide_review,
    deposit,
    dislike,
    done,
    draw_jury,
    expire,
    find_repeat,
    flag,
    found,
    grade,
    hold,
    hold_bond,
    invite,
    join,
    like,
    mature,
    minus,
    open_day,
    plus,
    publish,
    release,
    remove_comment,
    report,
    return_lanes,
    role,
    set_tariff,
    settle,
    undo_article,
    unvouch,
    verdict,
    vouch,
    withdraw_review,
)
from tweipress.core.acts import open as open_reading
from tweipress.core.acts.appeal import Appeal
from tweipress.core.acts.ask_review import AskReview
from tweipress.core.acts.ban import Ban
from tweipress.core.acts.claw_back import ClawBack
from tweipress.core.acts.clear_repeat import ClearRepeat
from tweipress.core.acts.close_day import CloseDay
from tweipress.core.acts.comment import Comment
from tweipress.core.acts.decide import Decide
from tweipress.core.acts.decide_review import DecideReview
from tweipress.core.acts.deposit import Deposit
from tweipress.core.acts.dislike import Dislike
from tweipress.core.acts.done import Done
from tweipress.core.acts.draw_jury import DrawJury
from tweipress.core.acts.expire import Expire
from tweipress.core.acts.find_repeat import FindRepeat
from tweipress.core.acts.flag import Flag
from tweipress.core.acts.found import Found
from tweipress.core.acts.grade import Grade
from tweipress.core.acts.hold import Hold
from tweipress.core.acts.hold_bond import HoldBond
from tweipress.core.acts.invite import Invite
from tweipress.core.acts.join import Join
from tweipress.core.acts.like import Like
from tweipress.core.acts.mature import Mature
from tweipress.core.acts.minus import Minus
from tweipress.core.acts.open import Open
from tweipress.core.acts.open_day import OpenDay
from tweipress.core.acts.plus import Plus
from tweipress.core.acts.publish import Publish
from tweipress.core.acts.release import Release
from tweipress.core.acts.remove_comment import RemoveComment
from tweipress.core.acts.report import Report
from tweipress.core.acts.return_lanes import ReturnLanes
from tweipress.core.acts.role import Role
from tweipress.core.acts.set_tariff import SetTariff
from tweipress.core.acts.settle import Settle
from tweipress.core.acts.undo_article import UndoArticle
from tweipress.core.acts.unvouch import Unvouch
from tweipress.core.acts.verdict import Verdict
from tweipress.core.acts.vouch import Vouch
from tweipress.core.acts.withdraw_review import WithdrawReview
from tweipress.core.outcome import Outcome, Refused
from tweipress.core.tariff import Tariff
from tweipress.core.world import World

Act = (
    Appeal
    | AskReview
    | Ban
    | ClawBack
    | ClearRepeat
    | CloseDay
    | Comment
    | Decide
    | DecideReview
    | Deposit
    | Dislike
    | Done
    | DrawJury
    | Expire
    | FindRepeat
    | Flag
    | Found
    | Grade
    | Hold
    | HoldBond
    | Invite
    | Join
    | Like
    | Mature
    | Minus
    | Open
    | OpenDay
    | Plus
    | Publish
    | Release
    | RemoveComment
    | Report
    | ReturnLanes
    | Role
    | SetTariff
    | Settle
    | UndoArticle
    | Unvouch
    | Verdict
    | Vouch
    | WithdrawReview
)
__all__ = [
    "ACTS",
    "JUDGES",
    "NAMES",
    "Act",
    "Appeal",
    "AskReview",
    "Ban",
    "ClawBack",
    "ClearRepeat",
    "CloseDay",
    "Comment",
    "Decide",
    "DecideReview",
    "Deposit",
    "Dislike",
    "Done",
    "DrawJury",
    "Expire",
    "FindRepeat",
    "Flag",
    "Found",
    "Grade",
    "Hold",
    "HoldBond",
    "Invite",
    "Join",
    "Judge",
    "Like",
    "Mature",
    "Minus",
    "Open",
    "OpenDay",
    "Plus",
    "Publish",
    "Release",
    "RemoveComment",
    "Report",
    "ReturnLanes",
    "Role",
    "SetTariff",
    "Settle",
    "UndoArticle",
    "Unvouch",
    "Verdict",
    "Vouch",
    "WithdrawReview",
]

Judge = Callable[[Any, World, Tariff, int], Outcome | Refused]

ACTS: Final[dict[str, type[Act]]] = {
    "appeal": Appeal,
    "ask_review": AskReview,
    "ban": Ban,
    "claw_back": ClawBack,
    "clear_repeat": ClearRepeat,
    "close_day": CloseDay,
    "comment": Comment,
    "decide": Decide,
    "decide_review": DecideReview,
    "deposit": Deposit,
    "dislike": Dislike,
    "done": Done,
    "draw_jury": DrawJury,
    "expire": Expire,
    "find_repeat": FindRepeat,
    "flag": Flag,
    "found": Found,
    "grade": Grade,
    "hold": Hold,
    "hold_bond": HoldBond,
    "invite": Invite,
    "join": Join,
    "like": Like,
    "mature": Mature,
    "minus": Minus,
    "open": Open,
    "open_day": OpenDay,
    "plus": Plus,
    "publish": Publish,
    "release": Release,
    "remove_comment": RemoveComment,
    "report": Report,
    "return_lanes": ReturnLanes,
    "role": Role,
    "set_tariff": SetTariff,
    "settle": Settle,
    "undo_article": UndoArticle,
    "unvouch": Unvouch,
    "verdict": Verdict,
    "vouch": Vouch,
    "withdraw_review": WithdrawReview,
}
NAMES: Final[dict[type[Act], str]] = {kind: name for name, kind in ACTS.items()}
JUDGES: Final[dict[type[Act], Judge]] = {
    Appeal: appeal.judge,
    AskReview: ask_review.judge,
    Ban: ban.judge,
    ClawBack: claw_back.judge,
    ClearRepeat: clear_repeat.judge,
    CloseDay: close_day.judge,
    Comment: comment.judge,
    Decide: decide.judge,
    DecideReview: decide_review.judge,
    Deposit: deposit.judge,
    Dislike: dislike.judge,
    Done: done.judge,
    DrawJury: draw_jury.judge,
    Expire: expire.judge,
    FindRepeat: find_repeat.judge,
    Flag: flag.judge,
    Found: found.judge,
    Grade: grade.judge,
    Hold: hold.judge,
    HoldBond: hold_bond.judge,
    Invite: invite.judge,
    Join: join.judge,
    Like: like.judge,
    Mature: mature.judge,
    Minus: minus.judge,
    Open: open_reading.judge,
    OpenDay: open_day.judge,
    Plus: plus.judge,
    Publish: publish.judge,
    Release: release.judge,
    RemoveComment: remove_comment.judge,
    Report: report.judge,
    ReturnLanes: return_lanes.judge,
    Role: role.judge,
    SetTariff: set_tariff.judge,
    Settle: settle.judge,
    UndoArticle: undo_article.judge,
    Unvouch: unvouch.judge,
    Verdict: verdict.judge,
    Vouch: vouch.judge,
    WithdrawReview: withdraw_review.judge,
}
