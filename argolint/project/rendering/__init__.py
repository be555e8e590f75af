"""Manifests that other programs make of charts and overlays, and the way back to the files they were made of."""

from argolint.project.rendering.placing import Rendered, placed_back
from argolint.project.rendering.programs import Failure, render_chart, render_overlay

__all__ = ["Failure", "Rendered", "placed_back", "render_chart", "render_overlay"]
