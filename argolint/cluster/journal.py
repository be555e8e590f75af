"""The diary of an application: what was begun and what is done, so that another run can finish it."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from argolint.plan.document import Plan, read_plan, write_plan
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_VERSION: Final = 1


class Journal:
    """A file with one JSON document a line: the plan, then a line before and after each operation.

    Each line is on the disk before the next step is taken. The last one may be cut off by a sudden end.
    """

    def __init__(self, path: str, plan: Plan, begun: frozenset[str], done: frozenset[str], finished: bool) -> None:
        self.path = path
        self.plan = plan
        self.begun = begun
        self.done = done
        self.finished = finished

    def begin(self, operation: str) -> None:
        """Note that the request for an operation is about to be sent."""
        self._add({"begin": operation})

    def end(self, operation: str, version: str) -> None:
        """Note that an operation is done."""
        self._add({"done": operation, "resourceVersion": version})

    def finish(self) -> None:
        """Note that nothing is left to do."""
        self._add({"finished": True})

    def _add(self, line: dict[str, Any]) -> None:
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())


def new_journal(path: str, plan: Plan) -> Journal:
    """A journal that begins with this plan, whole or not at all, in place of an older one."""
    head = json.dumps({"version": _VERSION, "plan": json.loads(write_plan(plan))})
    unfinished = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(unfinished, "w", encoding="utf-8", opener=_private) as file:
            file.write(head + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except OSError as error:
        raise UsageError(
            f"the journal `{path}` cannot be written: {_words(error)}", "name another with --journal"
        ) from None
    return Journal(path, plan, frozenset(), frozenset(), finished=False)


def read_journal(path: str) -> Journal:
    """The journal of an application that was begun; raises `UsageError` where there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
    except FileNotFoundError:
        raise UsageError(f"nothing to resume: there is no journal `{path}`", "apply without --resume") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the journal `{path}` cannot be read: {_words(error)}") from None
    whole = lines[:-1]  # what follows the last line feed was cut off
    if len(lines[-1]):
        _cut(path, sum(len(line.encode()) + 1 for line in whole))
    try:
        head, *notes = [json.loads(line) for line in whole]
        plan = read_plan(json.dumps(head["plan"]), path)
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"`{path}` is no journal of argolint", "apply without --resume") from None
    begun = frozenset(str(at["begin"]) for at in notes if "begin" in at)
    done = frozenset(str(at["done"]) for at in notes if "done" in at)
    return Journal(path, plan, begun, done, any("finished" in at for at in notes))


def journal_path(plan_file: str | None, words: Sequence[str]) -> str:
    """Where a journal stands unless told: beside the plan, or in the user's folder of state under a hash of `words`."""
    if plan_file is not None:
        return f"{plan_file}.journal"
    home = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    name = sha256(json.dumps([os.getcwd(), *words]).encode()).hexdigest()[:16]
    return os.path.join(home, "argolint", f"{name}.journal")


def _private(path: str, flags: int) -> int:
    """Open a file that nobody else may read: parameters may be secret."""
    return os.open(path, flags, 0o600)


def _cut(path: str, length: int) -> None:
    try:
        os.truncate(path, length)
    except OSError as error:
        raise UsageError(f"the journal `{path}` cannot be written: {_words(error)}") from None


def _words(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
