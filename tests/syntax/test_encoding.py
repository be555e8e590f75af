"""Bytes become text, or a clear word about why not."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.syntax import LARGEST_TEXT, decode
from argolint.syntax.problems import UnreadableText

TEXT = "kind: Grüße\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32-le"),
        TEXT.encode("utf-32-be"),
    ],
)
def test_every_encoding_of_yaml_gives_the_same_text(data: bytes) -> None:
    assert decode(data) == TEXT


def test_empty_file_is_empty_text() -> None:
    assert decode(b"") == ""


def test_latin_1_is_told_with_its_byte_and_line() -> None:
    problem = decode("a: 1\nb: Grüße\n".encode("latin-1"))
    assert isinstance(problem, UnreadableText)
    assert problem.reason == "byte 0xfc in line 2 is no UTF-8: the file seems to be in an older encoding"
    assert problem.hint == "save the file as UTF-8"
    assert problem.span == (10, 11)


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01\x01\0\0\0\xff", b"GIF89a\x01\x00\xff\xff", b"a: b\0c\n"])
def test_binary_data_is_told(data: bytes) -> None:
    problem = decode(data)
    assert isinstance(problem, UnreadableText)
    assert "binary data" in problem.reason


def test_broken_utf_16_is_told() -> None:
    problem = decode(codecs.BOM_UTF16_LE + b"a\0\0\xd8b\0")
    assert isinstance(problem, UnreadableText)
    assert problem.reason == "byte 3 of the content is no UTF-16"


def test_too_large_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argolint.syntax.encoding.LARGEST_TEXT", 2**20)
    problem = decode(b"#" * (3 * 2**20))
    assert isinstance(problem, UnreadableText)
    assert problem.reason == "the file has 3 MiB, more than the 1 MiB that are read"
    assert LARGEST_TEXT == 64 * 2**20


@given(st.binary(max_size=200))
def test_decoding_never_fails(data: bytes) -> None:
    assert isinstance(decode(data), str | UnreadableText)


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"])))
def test_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode()) == text
