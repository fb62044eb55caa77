"""Fetches the front-end files that the lock names and lays those that pages load into ``webapp/static/vendor``."""

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

from webapp.setup.node import node_command, npm_command

# File in node_modules -> name in webapp/static/vendor. Plain scripts, because FullCalendar's modules are a hundred
# small files with bare names that only a bundler resolves.
FILES = {
    "temporal-polyfill/global.js": "temporal-polyfill.js",
    "fullcalendar/all/global.js": "fullcalendar.js",
    "fullcalendar/locales/zh-cn/global.js": "fullcalendar-zh-cn.js",
    "fullcalendar/themes/classic/global.js": "fullcalendar-theme.js",
    "fullcalendar/skeleton.css": "fullcalendar.css",
    "fullcalendar/themes/classic/theme.css": "fullcalendar-theme.css",
    "fullcalendar/themes/classic/palette.css": "fullcalendar-palette.css",
}
LICENCES = {
    "temporal-polyfill/LICENSE": "temporal-polyfill",
    "fullcalendar/LICENSE.md": "fullcalendar",
    "preact/LICENSE": "preact (inside fullcalendar.js)",
}
SOURCE_MAP = re.compile(rb"(?m)^\s*(//|/\*)# sourceMappingURL=\S+( \*/)?\s*$")


def fetch_front_end(root: Path, *, with_tests: bool) -> None:
    """Install the locked packages without running any of their scripts, then copy what pages load."""
    frontend = root / "webapp" / "frontend"
    node = node_command(root)[0]
    # npm starts `node` by name, so the one we chose must come first.
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", os.defpath)])
    only = [] if with_tests else ["--omit=dev"]
    subprocess.run(
        [*npm_command(root), "ci", "--ignore-scripts", "--no-progress", *only],
        cwd=frontend,
        # Behind an office's inspecting proxy only the system's list of authorities knows the proxy's own.
        env=os.environ | {"PATH": path, "NODE_USE_SYSTEM_CA": "1"},
        check=True,
    )
    lay_out(frontend / "node_modules", root / "webapp" / "static" / "vendor")


def lay_out(modules: Path, vendor: Path) -> None:
    """Copy the files under their plain names, each with a compressed twin, and their licences in one file."""
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    for source, name in FILES.items():
        # The maps that these comments name are not served, so every open inspector would ask for them in vain.
        content = SOURCE_MAP.sub(b"", (modules / source).read_bytes())
        (vendor / name).write_bytes(content)
        (vendor / f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))
    texts = [f"{name}\n\n{(modules / path).read_text(encoding='utf-8')}" for path, name in LICENCES.items()]
    (vendor / "LICENCES.txt").write_text("\n\n".join(texts), encoding="utf-8")
