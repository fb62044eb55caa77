"""Writes SVG elements as text; every attribute and text is escaped here and nowhere else."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

Number = float | int


def number(value: Number) -> str:
    """Return a coordinate with at most two decimals, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def element(name: str, content: str = "", /, **attributes: str | Number | None) -> str:
    """Return one element; ``font_size`` becomes ``font-size``, an attribute that is None is left out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(value if isinstance(value, str) else number(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(content: str, x: Number, y: Number, **attributes: str | Number | None) -> str:
    """Return a line of text at its baseline."""
    return element("text", escape(content), x=x, y=y, **attributes) if content else ""


def line(x1: Number, y1: Number, x2: Number, y2: Number, **attributes: str | Number | None) -> str:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def rect(x: Number, y: Number, width: Number, height: Number, **attributes: str | Number | None) -> str:
    """Return a rectangle; one without extent is left out."""
    if width <= 0 or height <= 0:
        return ""
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def circle(x: Number, y: Number, radius: Number, **attributes: str | Number | None) -> str:
    """Return a circle about a point."""
    return element("circle", cx=x, cy=y, r=radius, **attributes)


def drawing(title: str, width: Number, height: Number, parts: Iterable[str], *, unit: str = "") -> str:
    """Return a whole drawing with its title, which screen readers and PDF readers speak.

    One user unit is one ``unit``; without a unit the drawing takes the width it is given.
    """
    size: dict[str, str | Number] = (
        {"width": f"{number(width)}{unit}", "height": f"{number(height)}{unit}"} if unit else {}
    )
    return element(
        "svg",
        element("title", escape(title)) + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="img",
        **size,
    )
