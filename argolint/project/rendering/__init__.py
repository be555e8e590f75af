"""Manifests that other programs make of charts and overlays, and the way back to the files they were made of."""
