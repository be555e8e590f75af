"""The shape of manifests: which fields there are, by Argo version, and what is wrong with a document's."""

from argolint.schema.versions import DEFAULT, SUPPORTED, Version, parse

__all__ = ["DEFAULT", "SUPPORTED", "Version", "parse"]
