"""The repository as the house tests see it: files that git tracks or would track."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "tweipress"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the repository that exists and is not ignored, in order."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = (ROOT / name for name in sorted(set(listed.stdout.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


@cache
def texts() -> dict[str, str]:
    """Return the text of every file that is text, by its path from the root."""
    texts_by_path = {}
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content:
            texts_by_path[str(path.relative_to(ROOT))] = content.decode()
    return texts_by_path


@cache
def modules() -> dict[str, ast.Module]:
    """Return the syntax tree of every Python file, by its path from the root."""
    return {name: ast.parse(text) for name, text in texts().items() if name.endswith(".py")}


def functions(module: ast.Module) -> Iterator[Function]:
    """Yield every function and method of a module, nested ones included."""
    for node in ast.walk(module):
        if isinstance(node, Function):
            yield node
