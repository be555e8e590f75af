"""The functions and formats that a jq filter may name, by the releases of Argo that bring them."""

from __future__ import annotations

from functools import cache

from argolint.schema.versions import SUPPORTED, Version

FORMATS = frozenset(("@text", "@json", "@html", "@uri", "@urid", "@csv", "@tsv", "@sh", "@base64", "@base64d"))
"""What may follow an `@`; another name fails when it runs."""

NEEDS_INPUT = frozenset(("input/0", "inputs/0"))
"""What reads further documents, of which Argo gives none: a filter with one of these is refused."""

_ALWAYS = {
    0: """
        acos acosh add all any arrays ascii_downcase ascii_upcase asin asinh atan atanh booleans
        builtins cbrt ceil combinations cos cosh empty env erf erfc error exp exp10 exp2 explode
        expm1 fabs finites first flatten floor frexp from_entries fromdate fromdateiso8601 fromjson
        gamma gmtime halt halt_error implode infinite isfinite isinfinite isnan isnormal iterables
        j0 j1 keys last length lgamma localtime log log10 log1p log2 logb max min mktime modf
        modulemeta nan nearbyint normals not now nulls numbers objects paths recurse reverse rint
        round scalars significand sin sinh sort sqrt strings tan tanh tgamma to_entries todate
        todateiso8601 tojson tonumber tostream tostring transpose trunc type unique utf8bytelength
        values y0 y1 _negate _plus _tobase64 _tobase64d _tocsv _tohtml _tosh _totsv _touri _tourid
    """,
    1: """
        IN INDEX all any bsearch capture combinations contains del delpaths endswith error first
        flatten format fromstream getpath group_by halt_error has in index indices inside isempty
        join last ltrimstr map map_values match max_by min_by nth path paths range recurse repeat
        rindex rtrimstr scan select sort_by split splits startswith strflocaltime strftime strptime
        test truncate_stream unique_by walk with_entries _group_by _max_by _min_by _sort_by
        _unique_by
    """,
    2: """
        IN INDEX JOIN all any atan2 capture copysign drem fdim fmax fmin fmod gsub hypot jn ldexp
        limit match nextafter nexttoward nth pow range recurse remainder scalb scalbln scan setpath
        split splits sub test until while yn _add _alternative _assign _divide _equal _greater
        _greatereq _index _less _lesseq _modify _modulo _multiply _notequal _subtract
    """,
    3: "JOIN fma gsub range sub _match _range _slice",
    4: "JOIN",
}
_SINCE = {
    Version(3, 5): "abs/0 pick/1",
    Version(3, 6): "ltrim/0 rtrim/0 trim/0 add/1 skip/2",
    Version(4, 1): "toboolean/0 trimstr/1 _captures/0 _last/1",
}
_UNTIL = {
    Version(3, 5): "leaf_paths/0",
    Version(3, 6): "pow10/0",
    Version(4, 1): "_capture/0",
}
"""Functions that are gone, by the release that took them away."""


@cache
def known(version: Version) -> frozenset[str]:
    """Every function of a release, as name, slash and number of arguments."""
    names = {f"{name}/{count}" for count, text in _ALWAYS.items() for name in text.split()}
    for since, text in _SINCE.items():
        if version >= since:
            names.update(text.split())
    for until, text in _UNTIL.items():
        if version < until:
            names.update(text.split())
    return frozenset(names)


def arities(name: str, version: Version) -> list[int]:
    """How many arguments the functions of a name take."""
    return [count for count in range(max(_ALWAYS) + 1) if f"{name}/{count}" in known(version)]


def releases(function: str) -> list[Version]:
    """The releases that know a function."""
    return [version for version in SUPPORTED if function in known(version)]


def public_names(version: Version) -> list[str]:
    """The names that a filter is meant to use, in the order of the alphabet."""
    return sorted({entry.partition("/")[0] for entry in known(version) if not entry.startswith("_")})
