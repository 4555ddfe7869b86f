"""Code blocks of the documents are code."""

import ast
import json
import tomllib

import pytest
from tests.docs.pages import blocks

JSON = blocks("json")
TOML = blocks("toml")
PYTHON = blocks("python")
RUNNING = [block for block in PYTHON if block.runs]


@pytest.mark.parametrize("block", JSON, ids=lambda block: block.where)
def test_a_json_block_is_json(block):
    """A block is one document, or one document a line."""
    try:
        documents = [json.loads(block.text)]
    except json.JSONDecodeError:
        documents = [json.loads(line) for line in block.text.splitlines()]

    assert all(isinstance(each, dict) for each in documents)


@pytest.mark.parametrize("block", TOML, ids=lambda block: block.where)
def test_a_toml_block_is_toml(block):
    """A block can be saved as a file."""
    assert tomllib.loads(block.text) != {}


@pytest.mark.parametrize("block", PYTHON, ids=lambda block: block.where)
def test_a_python_block_is_python(block):
    """A block can be parsed, and what it imports of ours exists."""
    imports = [n for n in ast.walk(ast.parse(block.text)) if _is_ours(n)]

    for node in imports:
        exec(compile(ast.Module([node], []), block.where, "exec"), {})


@pytest.mark.parametrize("block", RUNNING, ids=lambda block: block.where)
def test_a_marked_block_runs(block):
    """A block with the mark `<!-- runs -->` runs as it stands."""
    exec(compile(block.text, block.where, "exec"), {"__name__": "example"})


def test_some_blocks_are_marked():
    """The mark is in use, so the test above tests something."""
    assert RUNNING != []


def _is_ours(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sondir")
