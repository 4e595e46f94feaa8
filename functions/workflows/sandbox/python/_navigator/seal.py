"""Takes away what leads out of Python, once the interpreter runs and nothing more is asked of it that way."""

from __future__ import annotations

import gc
import os
import sys

import _imp

from . import stand_ins, watch

# To JavaScript, and to memory and compiled code.
_BRIDGES = ("_ctypes", "_pyodide", "_pyodide_core", "ctypes", "js", "pyodide", "pyodide_js")
_ENVIRONMENT = ("AIRFLOW_HOME", "HOME", "LANG", "PATH")


def seal() -> None:
    """
    Leave nothing that leads out: neither the modules, nor what they hold, nor the means to make them anew.

    What is compiled in was all imported before (see ``warm_up``), so its importer is not needed any more.
    """
    bridges = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in _BRIDGES}
    bridges["_pyodide._importhook"].jsfinder.jsproxies.clear()
    for name, module in bridges.items():
        del sys.modules[name]
        if isinstance(module, type(sys)):
            vars(module).clear()
    sys.meta_path[:] = [each for each in sys.meta_path if not each.__module__.startswith("_pyodide")]
    sys.meta_path.insert(0, stand_ins.NativeCode())
    for name in ("create_builtin", "create_dynamic", "exec_builtin", "exec_dynamic"):
        delattr(_imp, name)
    # The first random number loads a module of Node's; after this nothing is loaded any more.
    os.urandom(1)
    for name in [name for name in os.environ if name not in _ENVIRONMENT]:
        del os.environ[name]
    gc.collect()
    # By these all that is in memory could be found, also what has no name any more.
    for name in ("get_objects", "get_referents", "get_referrers", "set_debug"):
        delattr(gc, name)
    watch.install()
