"""Files that are dragged onto something, from outside the browser and from the file browser."""

import base64
from collections.abc import Mapping

from playwright.sync_api import JSHandle, Locator


def dragged_files(target: Locator, files: Mapping[str, bytes]) -> JSHandle:
    """What a browser hands over when files of the desktop are dragged."""
    return target.page.evaluate_handle(
        """files => {
          const data = new DataTransfer();
          for (const [name, bytes] of files) {
            const content = Uint8Array.from(atob(bytes), each => each.charCodeAt(0));
            data.items.add(new File([content], name));
          }
          return data;
        }""",
        [(name, base64.b64encode(content).decode()) for name, content in files.items()],
    )


def drag_over(target: Locator, files: Mapping[str, bytes]) -> JSHandle:
    """Hold files over an element."""
    data = dragged_files(target, files)
    for event in ("dragenter", "dragover"):
        target.dispatch_event(event, {"dataTransfer": data})
    return data


def drop(target: Locator, files: Mapping[str, bytes]) -> None:
    """Drag files of the desktop onto an element, and let them go."""
    data = drag_over(target, files)
    target.dispatch_event("drop", {"dataTransfer": data})


def drag_to(source: Locator, target: Locator) -> None:
    """Drag something of the application onto an element, by the mouse."""
    mouse = target.page.mouse
    source.hover()
    mouse.down()
    box = target.bounding_box()
    assert box is not None
    for share in (0.4, 0.5):
        mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * share, steps=5)
    mouse.up()
