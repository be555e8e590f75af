"""The signs of the kinds of boxes, as outlines on a square of 16."""

from __future__ import annotations

from typing import Final

from argolint.drawing.model import BoxKind

_BOX: Final = "M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM2.5 5 8 8.1 13.5 5M8 8.1v6.1"
ICONS: Final = {
    BoxKind.CONTAINER: _BOX,
    BoxKind.CONTAINER_SET: "M2 3h5.3v5H2zM8.7 3H14v5H8.7zM2 9.5h12V14H2z",
    BoxKind.SCRIPT: "M5.5 4 1.8 8l3.7 4M10.5 4l3.7 4-3.7 4M9 2.5 7 13.5",
    BoxKind.RESOURCE: "M8 1.6 13.6 4.8v6.4L8 14.4 2.4 11.2V4.8zM8 5.2a2.8 2.8 0 1 0 .01 0z",
    BoxKind.SUSPEND: "M8 1.8a6.2 6.2 0 1 0 .01 0zM6.3 5.5v5M9.7 5.5v5",
    BoxKind.HTTP: "M8 1.8a6.2 6.2 0 1 0 .01 0zM1.8 8h12.4M8 1.8c-5 4-5 8.4 0 12.4 5-4 5-8.4 0-12.4",
    BoxKind.PLUGIN: "M5.5 1.8v3.4M10.5 1.8v3.4M3.5 5.2h9v3a4.5 4.5 0 0 1-9 0zM8 12.7v1.8",
    BoxKind.DATA: "M2.8 3.8c0-2.4 10.4-2.4 10.4 0v8.4c0 2.4-10.4 2.4-10.4 0zM2.8 3.8c0 2.4 10.4 2.4 10.4 0"
    "M2.8 8c0 2.4 10.4 2.4 10.4 0",
    BoxKind.DAG: "M6 1.8h4v3.4H6zM1.8 10.8h4v3.4h-4zM10.2 10.8h4v3.4h-4zM8 5.2v2.6M3.8 10.8V7.8h8.4v3",
    BoxKind.STEPS: "M5 1.8h6v3.2H5zM5 6.4h6v3.2H5zM5 11h6v3.2H5zM8 5v1.4M8 9.6V11",
    BoxKind.PARALLEL: "M4 2.5v11M8 2.5v11M12 2.5v11",
    BoxKind.REPEAT: "M13.2 6.2A5.6 5.6 0 1 0 13.6 9M13.6 2.4v4h-4",
    BoxKind.SCHEDULE: "M8 1.8a6.2 6.2 0 1 0 .01 0zM8 4.4V8l2.8 1.8",
}  # fmt: skip
_ABSENT: Final = "M8 1.8a6.2 6.2 0 1 0 .01 0zM6 6.2c0-2.8 4-2.6 4 0 0 1.6-2 1.5-2 3.2M8 11.4v.4"


def icon(kind: BoxKind) -> str:
    """The outline of a kind; a question mark for what is not there or not known."""
    return ICONS.get(kind, _ABSENT)
