"""A live view on a page of its own, without a kernel: what it draws from the state that it was given."""

import json
from html import escape
from pathlib import Path

from newsframes.tables.live_view import LiveView

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ margin: 0; }} [data-jp-theme-light="false"] {{ background: #111; }}
{style}</style></head>
<body data-jp-theme-light="{is_light}"><main id="here"></main>
<script type="module">{script}
const sent = window.sent = [], state = {state};
render({{
  el: document.getElementById("here"),
  model: {{ get: () => state, on() {{}}, off() {{}}, send: (message) => sent.push(message) }},
}});
</script></body></html>"""


def write_page(view: LiveView, path: Path, *, is_light: bool = True) -> Path:
    """Write a page with a live view in it, in the light or the dark theme of JupyterLab."""
    state = json.dumps(view.state).replace("<", "\\u003c")
    page = PAGE.format(
        title=escape(repr(view)),
        style=view._css,
        script=view._esm,
        state=state,
        is_light=str(is_light).lower(),
    )
    path.write_text(page, "utf-8")
    return path
