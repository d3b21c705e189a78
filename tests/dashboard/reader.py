"""A reader at the app: a page in a browser, and what a person sees and does on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

FRAME = 'iframe[title="streamlit_folium.st_folium"]'
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
DESKTOP, PHONE = {"width": 1600, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Reader:
    """A page with the app in it, and everything that went wrong on it."""

    page: Any
    address: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, query: str = "") -> Reader:
        self.page.goto(self.address + query)
        self.page.wait_for_selector(FRAME, timeout=60_000)
        self.frame.wait_for_function(
            "window.claimsMap && claimsMap.painted.day !== null && claimsMap.painted.base"
        )
        self.page.wait_for_selector(IDLE)
        return self

    @property
    def frame(self) -> Any:
        return next(frame for frame in self.page.frames if "st_folium" in frame.url)

    def marks(self) -> dict[str, dict[str, Any]]:
        return {mark["id"]: mark for mark in self.frame.evaluate("claimsMap.describe()")}

    def sentence(self) -> str:
        return self.frame.locator(".cm-sentence").inner_text()

    def wait_day(self, iso: str) -> None:
        self.frame.wait_for_function(
            "iso => claimsMap.painted.day === Date.parse(iso + 'T00:00:00Z') / 86400000", arg=iso
        )

    def click(self, place: str) -> None:
        mark = self.marks()[place]
        box = self.frame.locator(".cm-overlay").bounding_box()
        self.page.mouse.click(box["x"] + mark["x"], box["y"] + mark["y"])

    def panel(self) -> Any:
        return self.page.locator(".st-key-panel")
