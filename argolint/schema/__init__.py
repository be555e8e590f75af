"""The shape of manifests: which fields there are, by Argo version, and what is wrong with a document's."""

from argolint.schema.versions import DEFAULT, SUPPORTED, Version, parse
from argolint.schema.walk import check

__all__ = ["DEFAULT", "SUPPORTED", "Version", "check", "parse"]
