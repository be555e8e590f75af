"""What becomes of an expression that is wrong: Argo stops, or leaves it as it is without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.flow.expressions import CRON_WHEN
from argolint.flow.scopes import Place

if TYPE_CHECKING:
    from argolint.flow.expressions import Site
    from argolint.schema.versions import Version

_STRICT_SINCE: Final = (3, 7)
_FIELDS: Final = {
    "hook.expression": "the run fails when it comes to this hook",
    "retryStrategy.expression": "the first failure ends the node in an error instead of a retry",
    "valueFrom.expression": "the template fails when its outputs are collected",
    "fromExpression": "the template fails when its outputs are collected",
    "labelsFrom.expression": "the workflow fails before it begins",
    "data.transformation": "the template fails when the data are transformed",
    "http.successCondition": "the node ends in an error once the response is there",
    "stopStrategy.expression": "the CronWorkflow reports an error and is never stopped",
    CRON_WHEN: "the CronWorkflow starts nothing",
    "event.selector": "no event ever starts a workflow",
    "event.metadata": "the event starts no workflow",
    "event.parameter": "the event starts no workflow",
}


def fate(site: Site, is_syntax: bool, version: Version) -> str:
    """What Argo does with a wrong expression at its place."""
    known = _FIELDS.get(site.place)
    if known is not None:
        return known
    if is_syntax and version >= _STRICT_SINCE:
        return "Argo ends the node in an error"
    call = site.scope.call if site.scope is not None else None
    if call is not None and call.when is site.scalar:
        return "the tag stays as it is, and the `when` fails"
    if site.scope is not None and site.scope.place is Place.CALL:
        return "Argo never fills the tag in"
    return "Argo leaves the tag as text and says nothing"
