"""The files that say what a folder is."""

from __future__ import annotations

from typing import Final

CHART: Final = "Chart.yaml"
KUSTOMIZATIONS: Final = frozenset({"kustomization.yaml", "kustomization.yml", "Kustomization"})
