"""What may not be in the tree: other people's files, addresses of registries, paths of one machine."""

import re

from tests.house.sources import ROOT, files, name

FOREIGN = (".otf", ".ttf", ".ttc", ".woff", ".woff2", ".whl", ".tgz", ".deb", ".min.js", ".min.css")
TEXTS = (
    ".py",
    ".toml",
    ".md",
    ".lock",
    ".json",
    ".html",
    ".j2",
    ".css",
    ".js",
    ".mjs",
    ".yaml",
    ".po",
    ".npmrc",
)

# Written in pieces, so that this file is not found by its own search.
REGISTRIES = re.compile(
    "|".join(["files.python" + "hosted", "pypi" + r"\.org", "registry" + r"\.npmjs", "deb" + r"\.debian"])
)
MACHINE_PATHS = re.compile(
    "|".join(f"(?<![A-Za-z0-9._-])/{place}/" for place in ("work", "root", "tmp", "home"))
)
LOCKS = ("requirements.lock", "requirements-dev.lock", "package-lock.json")


def test_no_font_package_or_bundle_of_others_is_in_the_tree() -> None:
    assert [name(path) for path in files(*FOREIGN)] == []


def test_no_file_names_a_registry() -> None:
    sources = [ROOT / "manage", *files(*TEXTS)]

    assert [name(path) for path in sources if REGISTRIES.search(path.read_text(encoding="utf-8"))] == []


def test_no_file_names_a_place_of_one_machine() -> None:
    sources = [ROOT / "manage", *files(*TEXTS)]

    assert [name(path) for path in sources if MACHINE_PATHS.search(path.read_text(encoding="utf-8"))] == []


def test_locks_pin_every_package_by_hash_and_by_no_address() -> None:
    faults = {}
    for path in files(*LOCKS):
        text = path.read_text(encoding="utf-8")
        if path.name == "package-lock.json":
            pins, hashes = text.count('"node_modules/'), text.count('"integrity": "sha512-')
            addresses = text.count('"resolved"')
        else:
            pins, hashes = len(re.findall(r"^\S+==", text, re.M)), len(re.findall(r"^\S+==.*\\$", text, re.M))
            addresses = text.count("://")
        if addresses or pins != hashes or not pins:
            faults[name(path)] = (addresses, pins, hashes)

    assert faults == {}
