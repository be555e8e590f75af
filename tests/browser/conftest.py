"""What the browser tests share: one Chromium a session, and pages that may ask nothing of a network."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.build import chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Open = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser and Playwright to lead it; without them it is skipped, and says so."""
    missing = [
        what for what, there in (("Chromium", chromium()), ("Playwright", find_spec("playwright"))) if there is None
    ]
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason=f"{' and '.join(missing)} not installed; see CONTRIBUTING"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Open]:
    """Opens a file; at the end nothing may have gone wrong in it, nor have been asked of a network."""
    pages: list[Any] = []
    wrong: list[str] = []

    def opened(path: Path, hash_: str = "", **settings: Any) -> Any:
        page = browser.new_page(viewport={"width": 1400, "height": 900}, **settings)
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: None if request.url.startswith("file:") else wrong.append(request.url))
        page.goto(f"{path.as_uri()}{hash_}")
        page.set_default_timeout(5_000)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.close()
    assert wrong == []
