"""What Qt's own tools say of the QML and of the translations."""

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

QT_TOOLS = Path(sys.executable).parent
IMPORT_NAME = re.compile(r'^QML_IMPORT_NAME = "([\w.]+)"', re.MULTILINE)


def _qt(tool: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Qt's tool by its name in PySide6."""
    command = (sys.executable, QT_TOOLS / f"pyside6-{tool}", *words)
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False
    )


def write_types(ui: Path, folder: Path) -> str:
    """Writes to `folder` what qmllint must know of Python classes that QML sees; returns complaints."""
    modules: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(ui.rglob("*.py")):
        for name in IMPORT_NAME.findall(file.read_text(encoding="utf-8")):
            modules[name].append(file)
    for name, files in modules.items():
        module = folder.joinpath(*name.split("."))
        module.mkdir(parents=True)
        # The import lets properties of QtQuick's value types (font, color) be known by name.
        words = f"module {name}\ntypeinfo types.qmltypes\nimport QtQuick\n"
        (module / "qmldir").write_text(words, encoding="utf-8")
        meta = module / "meta.json"
        dumped = _qt("metaobjectdump", "--quiet", "--out-file", meta, *files)
        if dumped.returncode:
            return dumped.stdout
        version = ("--major-version", "1", "--minor-version", "0")
        types = ("--generate-qmltypes", module / "types.qmltypes", "-o", module / "unused.cpp")
        registered = _qt("qmltyperegistrar", *types, "--import-name", name, *version, meta)
        if registered.returncode:
            return registered.stdout
    return ""


def lint_qml(ui: Path, folder: Path) -> str:
    """What qmllint says of the QML below `ui`; `folder` is empty and takes the types."""
    files = sorted(ui.resolve().rglob("*.qml"))
    if not files:
        return ""
    complaints = write_types(ui, folder)
    if complaints:
        return complaints
    # Relative paths make it warn of singletons; without -W 0 it ends with 0 whatever it finds.
    linted = _qt("qmllint", "-W", "0", "-I", folder.resolve(), "-I", ui.resolve() / "qml", *files)
    return linted.stdout if linted.returncode else ""


def stale_translations(ui: Path, folder: Path) -> str:
    """The translation files below `ui` that `lupdate` would change; `folder` takes their new texts."""
    sources = sorted([*ui.rglob("*.py"), *ui.rglob("*.qml")])
    stale = ""
    for catalogue in sorted(ui.rglob("*.ts")):
        fresh = folder / catalogue.name
        fresh.write_bytes(catalogue.read_bytes())
        updated = update_translations(sources, fresh)
        if updated.returncode:
            return updated.stdout
        if fresh.read_bytes() != catalogue.read_bytes():
            stale += f"{catalogue}: not up to date; CONTRIBUTING.md has the line that updates it\n"
    return stale


def update_translations(sources: list[Path], catalogue: Path) -> subprocess.CompletedProcess[str]:
    """Without places in the files: they would change with every line that moves."""
    return _qt("lupdate", "-no-obsolete", "-locations", "none", *sources, "-ts", catalogue)
