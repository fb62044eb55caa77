"""No two modules need each other, whatever layer they are in."""

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

from tests.house.sources import PACKAGES


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}

    try:
        TopologicalSorter(imports).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]), pytrace=False)
