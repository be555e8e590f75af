"""What calls of kubectl in scripts are said to need, held against the real authorizer."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from subprocess import TimeoutExpired
from typing import TYPE_CHECKING

import pytest

from argolint.access.permissions import Derivation
from tests.access.resource_cases import CASES, CUSTOM_KINDS
from tests.access.script_cases import MANIFESTS, SCRIPTS
from tests.access.support import derived
from tests.cluster.test_rbac import Trial, grant, prepare, prepare_others, unused_number, work

if TYPE_CHECKING:
    from pathlib import Path

    from argolint.access.permissions import Permission
    from tests.cluster.server import ApiServer

_LIMIT = 2.0
_PLAIN = [at for at, needs in SCRIPTS if at.startswith("kubectl ") and needs and not re.search(r"[{;|>\\$]", at)]
_NAMES = re.compile(r"\b(?:here|there)\b|(?<=[ /])(?:one|web-0|web|a|x|robot)\b(?=$|[ :])")
_WRITTEN = [(at, needs) for at, needs in MANIFESTS if needs and "$" not in at and "{{" not in at]
_OBJECT = re.compile(r'(?<=name: )[abcd](?=[},])|(?<="name": ")a|\bx\.yaml')
_EITHER = frozenset({"pods/attach", "pods/exec", "pods/portforward"})
"""Of these one of two verbs is needed, and which one depends on the version of kubectl."""


@pytest.fixture(scope="module")
def namespaces(server: ApiServer) -> dict[str, str]:
    """Namespaces by their name in the cases."""
    found = {name: f"scripts-{name}" for name in ("here", "there")}
    for name in found.values():
        server.make_namespace(name)
    return found


@pytest.mark.parametrize("source", _PLAIN)
def test_the_rights_of_a_script(source: str, server: ApiServer, namespaces: dict[str, str], tmp_path: Path) -> None:
    first = _trial(source, namespaces)
    assert not _refusal(source, first, None, server, tmp_path)
    for at, permission in enumerate(work(first.derivation)):
        if not _is_open(permission, source):
            refusal = _refusal(source, _trial(source, namespaces), at, server, tmp_path)
            assert refusal, f"{permission.verb} {permission.full_resource} is too much"


@pytest.mark.parametrize("source", [at for at, _ in _WRITTEN])
def test_the_rights_of_manifests_in_a_script(
    source: str, server: ApiServer, namespaces: dict[str, str], tmp_path: Path
) -> None:
    states = (False, True)  # what apply needs depends on whether the objects are there
    first = _trial(source, namespaces)
    assert work(first.derivation)
    for present in states:
        assert not _refusal_by_shell(source, _trial(source, namespaces), None, present, server, tmp_path)
    for at, permission in enumerate(work(first.derivation)):
        refusals = [_refusal_by_shell(source, _trial(source, namespaces), at, has, server, tmp_path) for has in states]
        assert any(refusals), f"{permission.verb} {permission.full_resource} is too much"


def _refusal_by_shell(
    source: str, trial: Trial, without: int | None, present: bool, server: ApiServer, folder: Path
) -> str:
    """How a script is refused anything that a shell runs, where it finds the kubectl of the tests."""
    if present:
        prepare(trial, server)
    given = tuple(at for place, at in enumerate(work(trial.derivation)) if place != without)
    config = server.write_kubeconfig(folder / f"{trial.number}.json", grant(trial, given, server), trial.home)
    program = folder / "kubectl"
    program.write_text(f'#!/bin/sh\nexec {server.programs.testbed} kubectl "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    done = subprocess.run(
        ["bash", "-c", _named(source, trial)],
        env={"PATH": f"{folder}:/usr/bin:/bin", "KUBECONFIG": str(config), "HOME": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return done.stderr if re.search("forbidden", done.stderr) else ""


def _is_open(at: Permission, source: str) -> bool:
    """Whether this server, which runs no pods and lists while it watches, cannot tell if a verb is needed."""
    listed_first = at.verb == "list" and any(word in source for word in (" wait ", " rollout status ", " -w"))
    return at.full_resource in _EITHER or listed_first or (at.subresource == "log" and not at.name)


def _trial(source: str, namespaces: dict[str, str]) -> Trial:
    trial = Trial(CASES[0], Derivation((), ()), namespaces, unused_number())
    text = f"""\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {{generateName: run-, namespace: {trial.home}}}
spec:
  entrypoint: main
  serviceAccountName: {trial.account}
  templates:
  - name: main
    script: {{image: alpine, command: [bash], source: {json.dumps(_named(source, trial))}}}
"""
    return trial._replace(derivation=derived(text, CUSTOM_KINDS))


def _named(source: str, trial: Trial) -> str:
    """The script with names of its own, so that no other trial is in its way."""
    if "metadata" in source:
        source = _OBJECT.sub(lambda match: f"{match[0]}-{trial.number}", source)
    return _NAMES.sub(lambda match: trial.namespaces.get(match[0], f"{match[0]}-{trial.number}"), source)


def _refusal(source: str, trial: Trial, without: int | None, server: ApiServer, folder: Path) -> str:
    """How a script is refused anything, if it is; that it fails for another reason does not matter here."""
    prepare_others(trial, server)
    prepare(trial, server)
    given = tuple(at for place, at in enumerate(work(trial.derivation)) if place != without)
    token = grant(trial, given, server)
    config = server.write_kubeconfig(folder / f"{trial.number}.json", token, trial.home)
    try:
        done = server.kubectl(*shlex.split(_named(source, trial))[1:], kubeconfig=config, limit=_LIMIT)
    except TimeoutExpired as late:
        said = (late.stderr or b"").decode()
    else:
        said = done.stderr
    return said if re.search("forbidden|cannot", said, re.IGNORECASE) else ""
