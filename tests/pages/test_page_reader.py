"""The reader of pages sees what a page says."""

from __future__ import annotations

import pytest

from tests.pages.page import ONLY_FILE, Expected, PageError, Rendered, parse_page

TOP = """\
# some-rule

<!-- warning · style · since 0.1 -->

What it finds,
in a paragraph.

## Why

Because.
"""

PAGE = (
    TOP
    + """
## Bad

```yaml argo=3.5
kind: Workflow  # error: [a-rule, b-rule] # info: [c-rule]
text: |
  # warning
```

```findings
3:3 warning[d-rule] what stands `here`
```

```yaml fixed
kind: Job
```

## Good

```yaml
# --- one.yaml
a: 1
# --- in/two.yaml

b: 2  # warning: [a-rule]
```
"""
)


def test_a_page_is_read_in_full() -> None:
    page = parse_page(PAGE)
    assert (page.name, page.severity, page.group, page.since) == ("some-rule", "warning", "style", "0.1")
    assert page.summary == "What it finds, in a paragraph."
    assert page.sections == ("Why", "Bad", "Good")
    bad, good = page.examples
    assert bad.version == "3.5"
    assert bad.rendered == (Rendered(ONLY_FILE, 3, 3, "warning", "d-rule", "what stands `here`"),)
    assert bad.expected == {
        Expected(ONLY_FILE, 1, "error", "a-rule"),
        Expected(ONLY_FILE, 1, "error", "b-rule"),
        Expected(ONLY_FILE, 1, "info", "c-rule"),
        Expected(ONLY_FILE, 3, "warning", "d-rule"),
    }
    assert bad.fixed == "kind: Job\n"
    assert [(file.path, file.text.split("\n")[0]) for file in good.files] == [
        ("one.yaml", "a: 1"),
        ("in/two.yaml", ""),
    ]
    assert good.expected == {Expected("in/two.yaml", 2, "warning", "a-rule")}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("some-rule\n\nx\n\ny\n", "opens with"),
        ("# some-rule\n\n<!-- error -->\n\ny\n", "second paragraph"),
        (TOP + "\n## Bad\n\n```yaml x=1\n```\n", "an example is"),
        (TOP + "\n## Bad\n\n```yaml\n```\n\n```findings\nsomething\n```\n", "LINE:COLUMN"),
        (TOP + "\n## Bad\n\n```yaml\na: 1\n# --- b.yaml\n```\n", "belongs to no file"),
    ],
)
def test_a_page_in_another_form_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(PageError, match=complaint):
        parse_page(text)
