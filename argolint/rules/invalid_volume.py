"""See `rules/invalid-volume.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.known import known_text
from argolint.kubernetes.names import is_dns_label
from argolint.kubernetes.volumes import item_paths, leaves_its_volume
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, mappings, text
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_MEDIUM = lazy_pattern(r"Memory|HugePages(?:-.+)?")


@rule(on=(WorkflowObject, Template), group="schema", since="0.1", needs=("volumes",), basis=Basis.TEXT)
def invalid_volume(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A volume has a name or medium that Kubernetes does not take, or writes files outside of itself."""
    holder = subject.node if isinstance(subject, Template) else subject.spec
    if holder is None or "volumes" not in holder.entries:
        return
    template = subject if isinstance(subject, Template) else None
    flow = cx.flow(subject.owner if isinstance(subject, Template) else subject)
    for volume in mappings(holder, "volumes"):
        name = text(volume, "name")
        known = known_text(name, template, flow) if name is not None else None
        if name is not None and known and not is_dns_label(known) and not cx.damaged(name):
            help_ = "write at most 63 lower case letters, digits and `-`, a letter or digit first and last"
            yield finding(name.span, f"`{known}` is no name of a volume", help=help_)
        empty = mapping(volume, "emptyDir")
        medium = text(empty, "medium") if empty is not None else None
        known = known_text(medium, template, flow) if medium is not None else None
        if medium is not None and known and _MEDIUM.fullmatch(known) is None:
            yield finding(medium.span, f"`{known}` is no medium of a volume", help="write `Memory`, or leave it out")
        shared = mapping(volume, "nfs")
        folder = text(shared, "path") if shared is not None else None
        known = known_text(folder, template, flow) if folder is not None else None
        if folder is not None and known and not known.startswith("/"):
            said = f"the path `{known}` on the server is not absolute"
            yield finding(folder.span, said, help=f"write `/{known}`")
        for path in item_paths(volume):
            known = known_text(path, template, flow)
            if known is not None and leaves_its_volume(known):
                said = f"the file `{known}` does not lie within its volume"
                yield finding(path.span, said, help="write a relative path without `..`")
