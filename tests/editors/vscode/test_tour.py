"""VS Code as somebody sees it: squiggles, problems, hover, offers, the graph, and what is asked before a cluster is.

With `ARGOLINT_SCREENSHOTS` set to a folder, its pictures are kept there to be looked at.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.editors.vscode.workbench import NEEDED, served, shown, write_workspace
from tests.editors.vscode.workspace import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = NEEDED


class Tour:
    """One window, and where its pictures go."""

    def __init__(self, page: Any, folder: Path, pictures: Path) -> None:
        self.page = page
        self.folder = folder
        self.refused: list[str] = []
        page.on("console", lambda message: self._heed(message.text))
        self.pictures = pictures

    def _heed(self, told: str) -> None:
        if "Content Security Policy" in told or "bridge" in told:
            self.refused.append(told)

    def picture(self, name: str) -> None:
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=self.pictures / f"{name}.png")

    def open(self, name: str) -> None:
        self.page.locator(f'.explorer-folders-view [role=treeitem][aria-label^="{name}"]').dblclick()
        self.page.locator(f'.tab.active[aria-label^="{name}"]').wait_for()

    def go_to(self, line: int, column: int) -> None:
        self.page.keyboard.press("Control+g")
        self.page.locator(".quick-input-widget input").fill(f":{line}:{column}")
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(200)

    def command(self, title: str) -> None:
        """Run a command once it is offered: what an editor allows is known a little after it is shown."""
        offered = self.page.locator(".quick-input-widget .monaco-list-row", has_text=title).first
        for _ in range(10):
            self.page.keyboard.press("F1")
            self.page.locator(".quick-input-widget input").fill(f">{title}")
            self.page.wait_for_timeout(500)
            if offered.is_visible():
                break
            self.page.keyboard.press("Escape")
        offered.click()

    def graph(self) -> Any:
        """The page in the webview that is shown."""
        return self.page.frame_locator("iframe.webview.ready").frame_locator("#active-frame")

    def line(self, number: int) -> None:
        """Wait until the cursor of an editor is on a line."""
        self.page.locator(".line-numbers.active-line-number", has_text=re.compile(f"^{number}$")).first.wait_for()


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    scratch = tmp_path_factory.mktemp("tour")
    folder = scratch / "ws"
    write_workspace(folder, FILES)
    pictures = Path(os.environ.get("ARGOLINT_SCREENSHOTS") or scratch / "pictures")
    pictures.mkdir(parents=True, exist_ok=True)
    (scratch / "kubeconfig").write_text("current-context: staging\n", encoding="utf-8")
    with served(scratch, KUBECONFIG=str(scratch / "kubeconfig")) as address, shown(address, folder) as page:
        started = Tour(page, folder, pictures)
        started.open("flow.yaml")
        page.locator(".squiggly-error").first.wait_for()
        yield started


def test_findings_are_underlined_and_listed(tour: Tour) -> None:
    page = tour.page
    assert page.locator(".squiggly-error").count() == 1
    page.keyboard.press("Control+Shift+M")
    row = page.locator(".markers-panel .monaco-list-row", has_text="chekc")
    row.wait_for()
    assert "has no template `chekc`" in row.inner_text()
    assert "unknown-template" in row.inner_text()
    tour.picture("problems")
    page.keyboard.press("Control+j")
    status = page.locator('.statusbar-item[id="argolint.argolint.argolint.status"]')
    assert status.inner_text().strip() == "argolint"


def test_hover_tells_of_a_template(tour: Tour) -> None:
    page = tour.page
    page.locator(".view-lines").first.click()
    tour.go_to(17, 48)
    page.keyboard.press("Control+k")
    page.keyboard.press("Control+i")
    hover = page.locator(".monaco-hover:visible").first
    hover.wait_for()
    assert "target" in hover.inner_text()
    tour.picture("hover")
    page.keyboard.press("Escape")


def test_hover_on_a_finding_links_to_the_page_of_its_rule(tour: Tour) -> None:
    page = tour.page
    tour.go_to(24, 24)
    page.keyboard.press("Control+k")
    page.keyboard.press("Control+i")
    link = page.locator(".monaco-hover:visible a", has_text="unknown-template")
    link.wait_for()
    tour.picture("finding")
    link.click()
    page.locator('.tab.active[aria-label*="unknown-template"]').wait_for()
    page.wait_for_timeout(2_500)
    tour.picture("rule")
    page.keyboard.press("Control+F4")
    tour.open("flow.yaml")


def test_completion_offers_what_is_known(tour: Tour) -> None:
    page = tour.page
    tour.go_to(21, 51)
    page.keyboard.press("Control+Space")
    offers = page.locator(".suggest-widget.visible .monaco-list-row")
    offers.first.wait_for()
    assert "workflow.parameters.env" in offers.first.inner_text()
    tour.picture("completion")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def test_a_fix_is_offered(tour: Tour) -> None:
    page = tour.page
    tour.go_to(24, 24)
    page.keyboard.press("Control+.")
    offered = page.locator(".action-widget .monaco-list-row", has_text="write")
    offered.wait_for()
    tour.picture("fixes")
    page.keyboard.press("Escape")


def test_a_click_in_the_graph_goes_to_the_line(tour: Tour) -> None:
    page = tour.page
    tour.command("argolint: Show the Graph")
    page.locator('.tab[aria-label^="Graph: flow.yaml"]').wait_for()
    inner = tour.graph()
    box = inner.locator('#world [data-box="main/publish"]')
    box.wait_for()
    assert inner.locator("html").get_attribute("data-theme") == "light"
    tour.picture("graph")
    box.locator(".title").click()
    tour.line(29)
    assert inner.locator("#details h2").inner_text() == "publish"
    tour.picture("graph-clicked")
    broken = inner.locator('#world [data-box="main/test"]')
    broken.locator(".title").click()
    tour.line(22)
    assert "unknown-template" in inner.locator("#details").inner_text()
    tour.picture("graph-finding")
    inner.locator("#details .where span", has_text="flow.yaml:24").click()
    tour.line(24)
    page.locator(".editor-group-container .view-lines").first.click()
    tour.go_to(29, 1)
    page.keyboard.press("End")
    page.keyboard.type("er")
    page.keyboard.press("Control+s")
    inner.locator('#world [data-box="main/publisher"]').wait_for()
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+s")
    box.wait_for()
    tour.command("Preferences: Toggle between Light/Dark Themes")
    inner.locator('html[data-theme="dark"]').wait_for()
    tour.picture("graph-dark")
    tour.command("Preferences: Toggle between Light/Dark Themes")
    inner.locator('html[data-theme="light"]').wait_for()


def test_lenses_lead_to_callers_and_pictures(tour: Tour) -> None:
    page = tour.page
    tour.command("View: Close All Editors")
    tour.open("lib.yaml")
    page.locator(".codelens-decoration a", has_text="1 caller").first.click()
    page.locator(".zone-widget .reference-zone-widget, .reference-zone-widget").first.wait_for()
    tour.picture("callers")
    page.keyboard.press("Escape")
    page.locator(".codelens-decoration a", has_text="graph").first.click()
    page.locator('.tab[aria-label^="Graph: lib"]').wait_for()
    tour.graph().locator('#world [data-box="template:0"]').wait_for()
    tour.picture("lens-graph")
    tour.command("View: Close All Editors")


def test_the_role_stands_beside_the_file(tour: Tour) -> None:
    page = tour.page
    tour.open("flow.yaml")
    page.locator(".squiggly-error").first.wait_for()
    tour.command("argolint: Show the Role")
    page.locator('.tab[aria-label^="flow.role.yaml"]').wait_for()
    page.locator(".view-line", has_text="rbac.authorization.k8s.io").first.wait_for()
    tour.picture("role")


def test_a_cluster_is_asked_only_after_a_question(tour: Tour) -> None:
    page = tour.page
    tour.command("View: Close All Editors")
    tour.open("flow.yaml")
    tour.command("argolint: Plan against")
    dialog = page.locator(".monaco-dialog-box")
    dialog.wait_for()
    assert "context “staging”" in dialog.inner_text()
    tour.picture("cluster")
    dialog.get_by_text("Cancel").click()
    assert page.locator(".tab", has_text="changes").count() == 0


def test_what_is_missing_is_told_with_a_way_out(tour: Tour) -> None:
    page = tour.page
    settings = tour.folder / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{"argolint.path": "/gone/argolint"}', encoding="utf-8")
    toast = page.locator(".notification-toast", has_text="/gone/argolint")
    toast.wait_for()
    assert page.locator(".squiggly-error").count() == 0
    tour.picture("missing")
    toast.get_by_text("How to Install").click()
    page.locator('.tab.active[aria-label*="INSTALL.md"]').wait_for()
    page.wait_for_timeout(2_000)
    tour.picture("install")
    settings.unlink()
    tour.open("flow.yaml")
    page.locator(".squiggly-error").first.wait_for()


def test_no_policy_was_violated(tour: Tour) -> None:
    assert tour.refused == []
