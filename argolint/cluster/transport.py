"""Requests of the Kubernetes API, repeated where that may help."""

from __future__ import annotations

import json
import re
import time
from random import Random
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from kubernetes.client.exceptions import ApiException
from urllib3.exceptions import HTTPError, NewConnectionError, SSLError, TimeoutError

from argolint.cluster.refusals import RefusalError, refusal
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kubernetes.client import ApiClient
    from kubernetes.client.rest import RESTResponse

    from argolint.cluster.objects import Collection, Json

MANAGER: Final = "argolint"
APPLY: Final = "application/apply-patch+yaml"
_MERGE: Final = "application/merge-patch+json"
_JSON: Final = "application/json"
_METADATA: Final = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"

_MOST_TRIES: Final = 7
_FIRST_PAUSE: Final = 0.25
_LONGEST_PAUSE: Final = 10.0
_LONGEST_WISH: Final = 60.0
_PAGE: Final = 250
_STRICT: Final = ("fieldValidation", "Strict")
"""A field that the cluster does not know is refused; otherwise it would be dropped in silence."""
_PIECE: Final = 65536
_Answered = TypeVar("_Answered")
_UNKNOWN_PATH: Final = "404 page not found"
"""The one thing that an API server says in plain text: nothing is served there."""
_NOISE: Final = re.compile(r"\[Errno -?\d+\] | \(_ssl\.c:\d+\)")


class UnreachableError(UsageError):
    """There was no answer, or none that could be read."""


class CredentialsError(UsageError):
    """The server does not know who asks."""


class _Request(NamedTuple):
    """What is asked of a server."""

    method: str
    path: str
    query: list[tuple[str, str]]
    body: Json | None = None
    content: str = _JSON
    accept: str = _JSON

    @property
    def headers(self) -> dict[str, str]:
        """The headers to send with it."""
        content = {"Content-Type": self.content} if self.body is not None else {}
        return {"Accept": self.accept, "User-Agent": MANAGER, **content}


class Api:
    """An API server. Each request is sent again, later and later, while it may still succeed.

    Before the first answer of all, the whole of it takes no longer than `timeout` seconds. `pause` waits for some
    seconds and tells whether to go on.
    """

    def __init__(self, client: ApiClient, timeout: float, pause: Callable[[float], bool] | None = None) -> None:
        self.host = str(client.configuration.host)
        self._client = client
        self._timeout = timeout
        self._pause = pause or _sleep
        self._met = False
        self._random = Random()

    def get(self, path: str, accept: str = _JSON) -> Json:
        """Read one object."""
        return self._call("GET", path, accept=accept)

    def create(self, path: str, body: Json, *, dry: bool = False) -> Json:
        """Make an object in a collection."""
        return self._call("POST", path, [("fieldManager", MANAGER), _STRICT, *_dry(dry)], body)

    def apply(self, path: str, body: Json, *, force: bool, dry: bool = False) -> Json:
        """Bring an object to a state by server-side apply."""
        query = [("fieldManager", MANAGER), ("force", "true" if force else "false"), _STRICT, *_dry(dry)]
        return self._call("PATCH", path, query, body, APPLY)

    def merge(self, path: str, changes: Json) -> Json:
        """Change fields of an object; with `metadata.resourceVersion` among them only if it is still that one."""
        return self._call("PATCH", path, [("fieldManager", MANAGER)], changes, _MERGE, final=409)

    def delete(self, path: str, uid: str, version: str, *, dry: bool = False) -> Json:
        """Delete the very object that was seen, and only if it has not changed; without a version, even if it has."""
        seen = {"uid": uid, **({"resourceVersion": version} if version else {})}
        conditions = {"preconditions": seen, "propagationPolicy": "Background"}
        return self._call("DELETE", path, _dry(dry), conditions, final=409)

    def listed(self, collection: Collection, *, metadata_only: bool, labels: str = "") -> Iterator[Json]:
        """The objects of a collection, read page by page; anew from the start when a page came too late.

        `labels` is a selector; empty means all.
        """
        query = [("labelSelector", labels)] if labels else []
        for page in self.pages(collection.path, query, _METADATA if metadata_only else _JSON):
            yield from page.get("items") or ()

    def pages(self, path: str, selectors: list[tuple[str, str]], accept: str = _JSON) -> Iterator[Json]:
        """The pages of a list; the first ones once more when a page came too late."""
        start = [("limit", str(_PAGE)), *selectors]
        query = start
        while True:
            try:
                page = self._call("GET", path, query, accept=accept)
            except RefusalError as no:
                if no.status != 410 or query is start:
                    raise
                query = start
                continue
            yield page
            token = page.get("metadata", {}).get("continue")
            if not token:
                return
            query = [*start, ("continue", token)]

    def lines(self, path: str, query: list[tuple[str, str]], silence: float | None = None) -> Iterator[bytes]:
        """The lines of an answer as they come, without their ends, for as long as the server sends any.

        After so many seconds of `silence`, or when the connection breaks, it raises `UnreachableError`.
        """
        request = _Request("GET", path, query)
        answer = self._repeated(lambda left: self._answer(request, (left, silence)), 0)
        try:
            yield from _lines(answer.response.stream(_PIECE))
        except (HTTPError, OSError) as error:
            raise UnreachableError(_lost(self.host, error, silence or self._timeout), _HINT) from None
        finally:
            answer.response.close()

    def _call(
        self,
        method: str,
        path: str,
        query: list[tuple[str, str]] | None = None,
        body: Json | None = None,
        content: str = _JSON,
        accept: str = _JSON,
        final: int = 0,
    ) -> Json:
        """Send a request until it is answered for good; a refusal with the status `final` is never asked again."""
        request = _Request(method, path, query or [], body, content, accept)
        return self._repeated(lambda left: _document(self._data(self._answer(request, left)), self.host), final)

    def _repeated(self, send: Callable[[float], _Answered], final: int) -> _Answered:
        ends = time.monotonic() + self._timeout
        for tries in range(_MOST_TRIES):
            left = self._timeout if self._met else max(ends - time.monotonic(), 0.1)
            trouble: RefusalError | UnreachableError
            try:
                return send(left)
            except UnreachableError as lost:
                if not self._met:
                    raise
                trouble = lost
            except RefusalError as no:
                if not no.passes or no.status == final:
                    raise  # a final one says that the object is not the one that was seen
                trouble = no
            wait = self._wait(tries, trouble)
            late = not self._met and time.monotonic() + wait > ends
            if late or tries == _MOST_TRIES - 1 or not self._pause(wait):
                raise trouble
        raise AssertionError("unreachable")

    def _answer(self, request: _Request, timeout: float | tuple[float, float | None]) -> RESTResponse:
        """The answer to a request, of which nothing but the head has been read; a refusal is raised."""
        sent = self._client.param_serialize(
            request.method,
            request.path,
            query_params=request.query,
            header_params=request.headers,
            body=request.body,
            auth_settings=["BearerToken"],
        )
        try:
            answer = self._client.call_api(*sent, _request_timeout=timeout)
        except (HTTPError, ApiException, OSError, ValueError) as error:
            raise UnreachableError(_lost(self.host, error, self._timeout), _HINT) from None
        if answer.status == 401:
            raise CredentialsError(
                f"the cluster at {self.host} refuses the credentials: they are wrong or have expired",
                "log in anew, or name another context with --context",
            )
        if answer.status >= 300:
            no = refusal(answer.status, answer.headers, self._data(answer))
            if not self._met and not no.passes and not no.reason and no.message != _UNKNOWN_PATH:
                raise UnreachableError(f"{self.host} does not answer as a Kubernetes API server does", _HINT)
            self._met = self._met or not no.passes
            raise no
        self._met = True
        return answer

    def _data(self, answer: RESTResponse) -> bytes:
        try:
            return bytes(answer.read())
        except (HTTPError, OSError, ValueError) as error:
            raise UnreachableError(_lost(self.host, error, self._timeout), _HINT) from None

    def _wait(self, tries: int, trouble: RefusalError | UnreachableError) -> float:
        if isinstance(trouble, RefusalError) and trouble.retry_after is not None:
            return min(trouble.retry_after, _LONGEST_WISH)
        return float(min(_FIRST_PAUSE * 2**tries, _LONGEST_PAUSE) * self._random.uniform(0.75, 1.25))


_HINT: Final = "check that the cluster runs, and the address in the kubeconfig"


def _sleep(seconds: float) -> bool:
    time.sleep(seconds)
    return True


def _dry(dry: bool) -> list[tuple[str, str]]:
    return [("dryRun", "All")] if dry else []


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest: list[bytes] = []
    for piece in pieces:
        first, *others = piece.split(b"\n")
        rest.append(first)
        if others:
            yield b"".join(rest)
            yield from others[:-1]
            rest = [others[-1]]
    if any(rest):
        yield b"".join(rest)


def _document(data: bytes, host: str) -> Json:
    try:
        found: Any = json.loads(data)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise UnreachableError(f"{host} does not answer as a Kubernetes API server does", _HINT)
    return found


def _lost(host: str, error: Exception, timeout: float) -> str:
    if isinstance(error, NewConnectionError):
        return f"no cluster answers at {host}: {_last_words(error)}"
    if isinstance(error, TimeoutError):
        return f"the cluster at {host} does not answer within {timeout:g} seconds"
    if isinstance(error, (SSLError, ApiException)):
        return f"no safe connection to the cluster at {host}: {_last_words(error)}"
    return f"the connection to the cluster at {host} broke: {_last_words(error)}"


def _last_words(error: Exception) -> str:
    """What is to be read in the error of a library: the end of its message, in one line."""
    line = " ".join(str(getattr(error, "reason", None) or error).split())
    last = _NOISE.sub("", line.rsplit(": ", 1)[-1])
    last = last if "(" in last else last.rstrip("')\"")
    return last.lower() or type(error).__name__
