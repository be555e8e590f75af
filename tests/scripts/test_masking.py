"""Tags become words; everything else stays where it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argolint.scripts.masking import BLANKS, NUMBERS, WORDS, is_templated_elsewhere, masked

_TEXTS = st.lists(
    st.sampled_from(["{{", "}}", "{{inputs.parameters.a}}", "{{=", "{{item}}", "\n", "é", "x = ", '"', "{", "}"])
).map("".join)


@given(_TEXTS, st.sampled_from([WORDS, NUMBERS, BLANKS]))
def test_places_stay_true(text: str, alphabet: str) -> None:
    mask = masked(text, alphabet)
    assert len(mask.text) == len(text)
    assert [at for at, char in enumerate(mask.text) if char == "\n"] == [
        at for at, char in enumerate(text) if char == "\n"
    ]
    inside = {at for tag in mask.tags for at in range(tag.start, tag.end)}
    assert all(mask.text[at] == text[at] for at in range(len(text)) if at not in inside)


def test_one_tag_is_one_word_and_two_are_two() -> None:
    first, second, again = masked(
        "{{inputs.parameters.a}} {{inputs.parameters.b}} {{inputs.parameters.a}}"
    ).text.split()
    assert first == again != second
    assert first.isidentifier()


def test_braces_of_the_language_stay() -> None:
    text = "f'{{\"a\": {x}}}'"
    assert masked(text).text == text


def test_other_template_languages() -> None:
    assert is_templated_elsewhere("{% if x %}")
    assert is_templated_elsewhere("x = {{ .Values.image }}")
    assert not is_templated_elsewhere("x = {{inputs.parameters.image}}")
    assert not is_templated_elsewhere("f'{{\"a\": {x}}}'")
