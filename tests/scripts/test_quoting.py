"""Which quote is open where a tag stands."""

from __future__ import annotations

import pytest

from argolint.scripts.quoting import shell_quote


@pytest.mark.parametrize(
    ("before", "quote"),
    [
        ("echo ", ""),
        ("echo '", "'"),
        ('echo "', '"'),
        ("echo 'a' ", ""),
        ("echo \\' ", ""),
        ('echo "\\"', '"'),
        ("# it's\necho ", ""),
        ("echo a#'", "'"),
        ("# it's ", None),
        ("cat <<EOF\n", None),
        ('echo "$(date ', None),
        ("echo `", None),
    ],
)
def test_shell(before: str, quote: str | None) -> None:
    assert shell_quote(before + "{{item}}", len(before)) == quote
