"""Pictures of paper that must not change."""

from pathlib import Path

from PIL import Image, ImageChops


def is_golden(paper: Image.Image, file: Path, *, update: bool) -> bool:
    """Dot by dot; `update` writes the file anew before it looks."""
    if update:
        file.parent.mkdir(parents=True, exist_ok=True)
        paper.save(file, optimize=True)
    expected = Image.open(file).convert("L")
    same_size = paper.size == expected.size
    return same_size and ImageChops.difference(paper.convert("L"), expected).getbbox() is None
