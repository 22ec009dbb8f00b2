"""Templates: every text is escaped, every name must have a value, and nothing else writes HTML."""

import ast
import re

import pytest
from jinja2 import UndefinedError
from newsframes.tables.rendering import render

from conftest import ROOT

PACKAGE = ROOT / "lib/newsframes"
# A tag, and no named group of a regular expression.
TAG = re.compile(r"(?<!P)</?[a-z][a-z0-9]*(?:[ >]|$)")
# They read HTML and write none.
READERS = {"articles"}


def test_text_is_escaped_and_holds_no_nul():
    page = render("tables", frames={}, notes=['<b>"$5" & \0</b>'])
    assert "<li>&lt;b&gt;&#34;$5&#34; &amp; \ufffd&lt;/b&gt;</li>" in page


def test_a_name_without_a_value_is_an_error():
    with pytest.raises(UndefinedError, match="'notes' is undefined"):
        render("tables", frames={})


def test_no_formatted_string_writes_html():
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] in READERS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                texts = [part.value for part in node.values if isinstance(part, ast.Constant)]
                found += [(path.name, node.lineno) for text in texts if TAG.search(text)]
    assert found == []
