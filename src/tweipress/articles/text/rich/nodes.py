"""Nodes of the rich editor's document, read as hostile input."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tweipress.articles.text.faults import ContentError, Fault

Node = Mapping[str, Any]


def parsed(document: str) -> Node:
    """Return the outermost node of a document."""
    try:
        value = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise ContentError("sections", Fault.NO_JSON) from error
    kind_of(value)
    return dict(value)


def kind_of(node: object) -> str:
    """Return the type of a node or of a mark."""
    if not isinstance(node, dict):
        raise ContentError("sections", Fault.NO_OBJECT)
    return string(node.get("type"))


def nodes(node: Node) -> Sequence[Node]:
    """Return the nodes within a node."""
    within = _list(node.get("content", []))
    for one in within:
        kind_of(one)
    return within


def marks(node: Node) -> Mapping[str, Node]:
    """Return the marks of a text by their type."""
    return {kind_of(mark): mark for mark in _list(node.get("marks", []))}


def attribute(node: Node, name: str) -> object:
    """Return an attribute, None if there is none."""
    attrs = node.get("attrs", {})
    if not isinstance(attrs, dict):
        raise ContentError("sections", Fault.NO_OBJECT)
    return attrs.get(name)


def word(node: Node, name: str) -> str:
    """Return an attribute that is text, empty if there is none."""
    value = attribute(node, name)
    return "" if value is None else string(value)


def string(value: object) -> str:
    """Return a string without halves of letters, which no page could be made of."""
    if not isinstance(value, str):
        raise ContentError("sections", Fault.NO_TEXT)
    return value.encode(errors="ignore").decode()


def _list(value: object) -> Sequence[Any]:
    if not isinstance(value, list):
        raise ContentError("sections", Fault.NO_LIST)
    return value
