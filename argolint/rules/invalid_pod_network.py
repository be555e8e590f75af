"""See `rules/invalid-pod-network.md`."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, mappings, sequence, text
from argolint.rules.api import finding, rule
from argolint.rules.wording import did_you_mean, listed
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping

_POLICIES = ("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None")


@rule(on=(WorkflowObject, Template), group="schema", since="0.1", needs=("dnsPolicy", "hostAliases", "dnsConfig"))
def invalid_pod_network(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """The settings of a pod for names and hosts are refused by the API server."""
    spec = subject.node if isinstance(subject, Template) else subject.spec
    if spec is None or cx.damaged(spec):
        return
    policy = text(spec, "dnsPolicy")
    if policy is not None and policy.text and OPEN not in policy.text:
        yield from _policy(policy, spec)
    addresses = [text(alias, "ip") for alias in mappings(spec, "hostAliases")]
    config = mapping(spec, "dnsConfig")
    servers = sequence(config, "nameservers") if config is not None else None
    addresses.extend(node for node in (servers.items if servers is not None else ()) if isinstance(node, Scalar))
    for ip in addresses:
        if ip is not None and OPEN not in ip.text and not _is_address(ip.text):
            yield finding(ip.span, f"`{ip.text}` is no IP address", help="write one, such as `127.0.0.1`")


def _policy(policy: Scalar, spec: Mapping) -> Findings:
    if policy.text not in _POLICIES:
        known = f"known are {listed(_POLICIES)}"
        help_ = did_you_mean(policy.text, _POLICIES, known)
        yield finding(policy.span, f"`{policy.text}` is no `dnsPolicy`", help=help_)
    elif policy.text == "None":
        config = mapping(spec, "dnsConfig")
        if config is None or sequence(config, "nameservers") is None:
            yield finding(
                policy.span,
                "with the `dnsPolicy` `None` a pod needs a name server of its own",
                help="add `dnsConfig: {nameservers: […]}`, or write `ClusterFirst`",
            )


def _is_address(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return True
