"""Makes of a manifest a template of a Helm chart that renders to it, at random."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from random import Random

_TAG = re.compile(r"\{\{([^{}`\"\\]*)\}\}")
_PLAIN = re.compile(r"(?P<head> *(?:- )*[\w./-]+: )(?P<value>[^\s'\"\[\]{}|>&*!#%@`][^#{}\[\],]*)")
_KEY = re.compile(r" *[\w./-]+:(?: .*)?")
_PARENT = re.compile(r" *[\w./-]+:")
_OPENINGS = ("if .Values.on", "with .Values.some", "range .Values.one", "if and .Values.on (not .Values.off)")


class Line(NamedTuple):
    """A line of a template, the lines it renders to, and whether it stands in a branch that is not taken."""

    text: str
    rendered: tuple[str, ...]
    idle: bool = False


def as_template(manifest: str, random: Random) -> list[Line]:
    """The lines of a template."""
    lines = manifest.splitlines()
    found: list[Line] = []
    at = 0
    while at < len(lines):
        end = _block_end(lines, at)
        made = _made(lines[at:end], random)
        found += made[0]
        at += made[1]
    return found


def _made(block: list[str], random: Random) -> tuple[list[Line], int]:
    """What becomes of the first line, or of more, of a key's lines; and of how many."""
    line, *below = block
    indent = " " * (len(line) - len(line.lstrip()))
    if not _KEY.fullmatch(line) or "{{" in line or random.random() < 0.6:
        return [Line(_escaped(line, random), (line,))], 1
    what = random.choice(("value", "branch", "block", "fill", "children", "remark"))
    plain = _PLAIN.fullmatch(line)
    if what == "value" and plain is not None and not below:
        action = random.choice(("{{ .Values.a }}", "{{ .Values.a | quote }}", "{{ $.a.b | default .c }}"))
        return [Line(plain["head"] + action, (line,))], 1
    if what == "branch" and plain is not None and not below:
        branch = [_control(indent, "if .Values.on"), Line(line, (line,))]
        other = Line(f"{plain['head']}{random.choice(('other', '3', 'true'))}", (), idle=True)
        return [*branch, _control(indent, "else"), other, _control(indent, "end")], 1
    if what == "block":
        inner = [Line(_escaped(text, random), (text,)) for text in block]
        return [_control(indent, random.choice(_OPENINGS)), *inner, _control(indent, "end")], len(block)
    if what == "fill":
        number = len(indent)
        fill = Line(f'{indent}{{{{- include "some.thing" . | nindent {number} }}}}', ("",))
        return [fill, Line(_escaped(line, random), (line,))], 1
    if what == "children" and _PARENT.fullmatch(line) and below:
        number = len(below[0]) - len(below[0].lstrip())
        way = random.choice(("  {{- toYaml .Values.b | nindent N }}", "{{ toYaml .Values.b | indent N }}"))
        fill = Line((indent if way[0] == " " else "") + way.replace("N", str(number)), tuple(below))
        return [Line(line, (line,)), fill], len(block)
    remark = _control(indent, random.choice(("/* a remark: {x} */", '$one := include "x" .')))
    return [remark, Line(_escaped(line, random), (line,))], 1


def _control(indent: str, words: str) -> Line:
    way = "{{{{- {} }}}}" if not words.startswith("/*") else "{{{{{}}}}}"
    return Line(indent + way.format(words), ())


def _escaped(line: str, random: Random) -> str:
    """The line with its tags as a chart writes them."""

    def kept(match: re.Match[str]) -> str:
        ways = (f"{{{{`{match[0]}`}}}}", f'{{{{ "{{{{" }}}}{match[1]}{{{{ "}}}}" }}}}', f'{{{{ "{match[0]}" }}}}')
        return random.choice(ways)

    return _TAG.sub(kept, line)


def _block_end(lines: list[str], at: int) -> int:
    """Where the lines end that belong to a key because they are indented more."""
    line = lines[at]
    indent = len(line) - len(line.lstrip())
    end = at + 1
    while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    return end
