"""A QR code for a paper, as the text of an SVG."""

from __future__ import annotations

import segno

_QUIET = 4
"""Empty modules around it; a scanner needs them."""


def square(text: str) -> str:
    """The code that holds a text; "" when it is empty or too long for any code."""
    try:
        matrix = segno.make_qr(text, error="m").matrix
    except ValueError:  # segno says so of a text that no code can hold
        return ""
    side = len(matrix) + 2 * _QUIET
    path = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )
