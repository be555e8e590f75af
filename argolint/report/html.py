"""One page for a browser, complete in itself: findings with their source, pictures, the pages of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.drawing.drawings import Artist
from argolint.drawing.layout import can_lay_out, lay_out
from argolint.flow.analysis import Flows
from argolint.names import Beyond, Workspace
from argolint.project.files import load_source
from argolint.project.library import Shelf
from argolint.project.paths import ShownPaths
from argolint.project.session import file_definitions
from argolint.report.html_findings import findings_section
from argolint.report.html_page import page
from argolint.report.html_pictures import pictures_section
from argolint.report.html_rules import rules_section
from argolint.report.style import Style
from argolint.report.summary import closing_line, plural
from argolint.schema.versions import DEFAULT

if TYPE_CHECKING:
    from argolint.drawing.layout import Layout
    from argolint.drawing.model import Drawing
    from argolint.project.session import Report

_MOST_PICTURES = 200
"""Of a report; pictures of more objects would make a page that no browser shows at ease."""


def render(report: Report, style: Style) -> str:  # noqa: ARG001  (all formats are called alike)
    """The whole report as a page."""
    paths = ShownPaths()
    layouts, note = _pictures(report, paths)
    sections = [
        findings_section(report, paths, [layout.drawing for layout in layouts]),
        pictures_section(layouts, note),
        rules_section(report),
    ]
    summary = closing_line(report, Style()).strip()
    return page("argolint: findings", summary, [section for section in sections if section is not None])


def draw(drawings: list[Drawing]) -> str:
    """The drawings as a page."""
    section = pictures_section([lay_out(drawing) for drawing in drawings], "")
    found = len({remark for at in drawings for remark in at.findings()})
    summary = f"{plural(len(drawings), 'picture')}, {plural(found, 'finding')}"
    title = drawings[0].title if len(drawings) == 1 else plural(len(drawings), "picture")
    return page(f"argolint: {title}", summary, [section] if section is not None else [])


def _pictures(report: Report, paths: ShownPaths) -> tuple[list[Layout], str]:
    """The pictures of a report's objects, and why there are not more; what its files lack may be somewhere else."""
    if not can_lay_out():
        return [], "Pictures need the extra `graph`: pip install 'argolint[graph]'."
    files = [load_source(source) for source in report.files]
    workspace = Workspace(file_definitions(files), Shelf(files), beyond=Beyond("lenient"))
    artist = Artist(Flows(workspace, DEFAULT), paths.__getitem__, report.diagnostics)
    items = [item for file in files for item in file.objects()]
    note = ""
    if len(items) > _MOST_PICTURES:
        note = f"{_MOST_PICTURES} of {len(items):,} objects are drawn, those in files with findings first."
        wrong = {one.file for one in report.diagnostics}
        items.sort(key=lambda item: item.document.source.path not in wrong)
    layouts = []
    for item in items[:_MOST_PICTURES]:
        try:
            layouts.append(lay_out(artist.draw(item)))
        except Exception:  # a picture that fails must not cost the report
            note = f"{item.title} could not be drawn: this is a mistake of argolint, please report it."
    return layouts, note
