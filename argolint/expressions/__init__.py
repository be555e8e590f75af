"""The small languages inside scalars, each a library in itself: a text in, an answer with places out.

Every `parse` takes any text and never raises. Its answer is a value with a tree or fields, the names used where the
language has names, and `problems`: `Problem(start, end, message, help)` with offsets in the text, none if it parses.

| module | language | entry points |
|---|---|---|
| `tags` | `{{…}}` as Argo cuts and fills them | `scan`, `fill`, `unresolved` |
| `expr` | `{{=…}}`, hooks, retries, outputs: expr-lang | `parse(text, version)`, `check(expression, environment)` |
| `when` | conditions: govaluate | `parse(text)`, `evaluate(when)` |
| `depends` | dependencies between tasks | `parse(text, version)` |
| `cron`, `cron_times` | schedules and when they start | `parse(text)`, `upcoming(schedule, after, timezone)` |
| `durations`, `quantities` | `1h30m`; `500Mi` | `parse(text)` |
| `selectors` | label selectors, conditions of resources | `parse(text)` |
| `jsonpath.selector`, `jsonpath.template` | paths | `parse(text, version)`; `parse(text)` |
| `jq` | `jqFilter` | `parse(text, version)` |
| `sequence_formats`, `times` | `withSequence.format`; letters of times | `parse(text)`; `written(form, moment)` |

    >>> from argolint.expressions import expr, when
    >>> from argolint.schema.versions import DEFAULT
    >>> read = expr.parse("inputs.parameters.user-name == 'x'", DEFAULT)
    >>> [name.path for name in read.names]
    [('inputs', 'parameters', 'user'), ('name',)]
    >>> [(at.start, at.end, at.message) for at in expr.parse("1 +", DEFAULT).problems]
    [(2, 3, 'a value is missing at the end')]
    >>> when.evaluate(when.parse("prod == prod")).value
    True
"""
