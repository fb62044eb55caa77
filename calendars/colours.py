"""The nearest CSS colour name, because RFC 7986 5.9 allows names only."""

import re
from colorsys import rgb_to_hls
from math import cos, dist, pi, sin

# A palette wide enough to tell eleven activities apart; the values are those of CSS Color Module Level 3.
NAMED_COLOURS = {
    "black": (0, 0, 0),
    "brown": (165, 42, 42),
    "chocolate": (210, 105, 30),
    "crimson": (220, 20, 60),
    "darkcyan": (0, 139, 139),
    "darkgoldenrod": (184, 134, 11),
    "darkgreen": (0, 100, 0),
    "darkmagenta": (139, 0, 139),
    "darkolivegreen": (85, 107, 47),
    "darkorange": (255, 140, 0),
    "darkslateblue": (72, 61, 139),
    "darkslategray": (47, 79, 79),
    "deeppink": (255, 20, 147),
    "dimgray": (105, 105, 105),
    "dodgerblue": (30, 144, 255),
    "firebrick": (178, 34, 34),
    "forestgreen": (34, 139, 34),
    "goldenrod": (218, 165, 32),
    "indigo": (75, 0, 130),
    "lightseagreen": (32, 178, 170),
    "maroon": (128, 0, 0),
    "mediumpurple": (147, 112, 219),
    "mediumseagreen": (60, 179, 113),
    "mediumvioletred": (199, 21, 133),
    "midnightblue": (25, 25, 112),
    "navy": (0, 0, 128),
    "olive": (128, 128, 0),
    "olivedrab": (107, 142, 35),
    "orchid": (218, 112, 214),
    "peru": (205, 133, 63),
    "purple": (128, 0, 128),
    "red": (255, 0, 0),
    "royalblue": (65, 105, 225),
    "saddlebrown": (139, 69, 19),
    "seagreen": (46, 139, 87),
    "sienna": (160, 82, 45),
    "silver": (192, 192, 192),
    "slateblue": (106, 90, 205),
    "slategray": (112, 128, 144),
    "steelblue": (70, 130, 180),
    "teal": (0, 128, 128),
    "tomato": (255, 99, 71),
    "white": (255, 255, 255),
    "yellow": (255, 255, 0),
}


def colour_name(colour: str) -> str:
    """Return the name nearest to ``#rrggbb`` by hue, saturation and lightness, the first of equals."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"“{colour}” is not a colour such as #0b57a4.")
    red, green, blue = bytes.fromhex(colour[1:])
    wanted = _place(red, green, blue)
    return min(NAMED_COLOURS, key=lambda name: dist(_place(*NAMED_COLOURS[name]), wanted))


def _place(red: int, green: int, blue: int) -> tuple[float, float, float]:
    """Return where a colour lies in a cylinder, so that hue counts less the greyer a colour is.

    Plain distance between red, green and blue calls a strong blue teal.
    """
    hue, lightness, saturation = rgb_to_hls(red / 255, green / 255, blue / 255)
    return saturation * cos(2 * pi * hue), saturation * sin(2 * pi * hue), lightness
