"""Every kind of mistake, with the severity it must be reported with, and a fixed sample of each."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from tests.mutations import graphs, names, shapes, syntax, values
from tests.mutations.manifest import projects
from tests.mutations.mutant import Mutant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.mutations.manifest import Manifest
    from tests.mutations.mutant import Change

    Operator = Callable[[Manifest, Random], Iterator[Change]]

PER_KIND = 20
CERTAIN: tuple[Operator, ...] = (
    shapes.misspelt_field,
    shapes.wrong_type,
    shapes.duplicate_key,
    shapes.missing_image,
    shapes.missing_name,
    shapes.missing_type,
    shapes.second_type,
    shapes.double_definition,
    values.bad_choice,
    values.bad_cron_field,
    values.bad_duration,
    values.removed_field,
    values.value_outside_enum,
    syntax.wrong_indent,
    syntax.tab_indent,
    syntax.unclosed_bracket,
    syntax.unclosed_tag,
    names.misspelt_template,
    names.misspelt_name_in_tag,
    names.misspelt_word_in_tag,
    names.unknown_dependency,
    names.unknown_result,
    names.steps_for_tasks,
    names.other_template_reads_step,
    names.loop_removed,
    graphs.waits_for_itself,
    graphs.dependency_cycle,
    graphs.calls_itself,
)
LIKELY: tuple[Operator, ...] = (names.misspelt_argument, names.misspelt_root, values.limit_many)


def mutants(per_kind: int = PER_KIND) -> list[Mutant]:
    """The sample: up to so many mutants of each kind, the same ones in every run."""
    return [
        mutant
        for operators, least in ((CERTAIN, "error"), (LIKELY, "warning"))
        for operator in operators
        for mutant in _sample(operator, least, per_kind)
    ]


def _sample(operator: Operator, least: str, most: int) -> list[Mutant]:
    chance = Random(operator.__name__)
    found = [
        Mutant(operator.__name__.replace("_", "-"), project.name, manifest.name, change, least)
        for project in projects()
        for manifest in project.manifests
        for change in operator(manifest, chance)
    ]
    return found if len(found) <= most else chance.sample(found, most)
