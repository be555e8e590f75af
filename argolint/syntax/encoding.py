"""Bytes to text: the encodings that YAML allows, and a clear word about bytes that are none of them."""

from __future__ import annotations

import codecs
from typing import Final

from argolint.source import LARGEST_TEXT, Span
from argolint.syntax.problems import UnreadableText

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_START: Final = Span(0, 0)
_SAVE_AS_UTF8: Final = "save the file as UTF-8"
_NO_MANIFEST: Final = "name only files that hold YAML or JSON"


def decode(data: bytes) -> str | UnreadableText:
    """The text of a file's bytes, without a byte order mark."""
    if len(data) > LARGEST_TEXT:
        return too_large(len(data))
    if b"\0" not in data and not data.startswith((b"\xef", b"\xff", b"\xfe")):
        return _utf8(data)
    mark, encoding = _form(data)
    return _decode(data[len(mark) :], encoding)


def encode_like(text: str, data: bytes) -> bytes:
    """The bytes of a text in the encoding of other bytes that `decode` can read, byte order mark included."""
    mark, encoding = _form(data)
    return mark + text.encode(encoding)


def too_large(size: int) -> UnreadableText:
    """The problem of a file that has more bytes than are read."""
    return UnreadableText(
        _START,
        f"the file has {size / 2**20:.0f} MiB, more than the {LARGEST_TEXT // 2**20} MiB that are read",
        "split the file, or exclude it",
    )


def _form(data: bytes) -> tuple[bytes, str]:
    """The byte order mark, which may be empty, and the encoding of what follows it."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return mark, encoding
    return b"", _guess(data[:4])


def _guess(head: bytes) -> str:
    nulls = tuple(byte == 0 for byte in head.ljust(4, b" "))
    if nulls[:3] == (True, True, True):
        return "utf-32-be"
    if nulls == (False, True, True, True):
        return "utf-32-le"
    if nulls[:2] == (True, False):
        return "utf-16-be"
    if nulls[:2] == (False, True):
        return "utf-16-le"
    return "utf-8"


def _decode(data: bytes, encoding: str) -> str | UnreadableText:
    if encoding == "utf-8":
        return _utf8(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return UnreadableText(
            _START, f"byte {error.start + 1} of the content is no {encoding.upper()[:6]}", _SAVE_AS_UTF8
        )
    return _without_null(text)


def _utf8(data: bytes) -> str | UnreadableText:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start)
    return _without_null(text) if "\0" in text else text


def _not_utf8(data: bytes, offset: int) -> UnreadableText:
    before = data[:offset].decode("utf-8")
    line = before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    place = Span(len(before), len(before) + 1)
    reason = f"byte 0x{data[offset]:02x} in line {line} is no UTF-8"
    if _looks_binary(data):
        return UnreadableText(place, f"{reason}: the file looks like binary data", _NO_MANIFEST)
    return UnreadableText(place, f"{reason}: the file seems to be in an older encoding", _SAVE_AS_UTF8)


def _looks_binary(data: bytes) -> bool:
    sample = data[:4096]
    return any(byte < 0x20 and byte not in b"\t\n\r\f\x1b" for byte in sample)


def _without_null(text: str) -> str | UnreadableText:
    offset = text.find("\0")
    if offset < 0:
        return text
    return UnreadableText(
        Span(offset, offset + 1),
        "the text holds a NUL character: the file looks like binary data",
        _NO_MANIFEST,
    )
