"""Three PDF readers that draw independently of each other: poppler, PDFium and MuPDF."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageStat

DPI = 96


def poppler(pdf: Path) -> Image.Image:
    """Draw the first page as Evince and Okular do."""
    target = pdf.with_suffix(".poppler")
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-png", "-singlefile", pdf, target], check=True)
    return Image.open(f"{target}.png").convert("L")


def mupdf(pdf: Path) -> Image.Image:
    """Draw the first page as SumatraPDF does."""
    target = pdf.with_suffix(".mupdf.png")
    subprocess.run(["mutool", "draw", "-q", "-r", str(DPI), "-c", "gray", "-o", target, pdf, "1"], check=True)
    return Image.open(target).convert("L")


def pdfium(pdf: Path) -> Image.Image:
    """Draw the first page as Chrome and Edge do."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


READERS: tuple[Callable[[Path], Image.Image], ...] = (poppler, mupdf, pdfium)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how much two drawings differ where at least one has ink: 0 for the same, near 1 for other glyphs.

    Both are blurred first, because every reader smooths edges in its own way.
    """
    assert one.size == other.size
    soft, soft_other = (picture.filter(ImageFilter.BoxBlur(2)) for picture in (one, other))
    changed = ImageStat.Stat(ImageChops.difference(soft, soft_other)).sum[0]
    ink = ImageStat.Stat(ImageChops.invert(ImageChops.darker(soft, soft_other))).sum[0]
    return changed / ink


def disagreement(pdf: Path) -> float:
    """Return the largest difference between any two readers' drawings of the first page."""
    pictures = [reader(pdf) for reader in READERS]
    return max(difference(one, other) for one in pictures for other in pictures)
