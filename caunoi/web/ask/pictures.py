"""QR codes as SVG: made here, so that no address of a case is told to anybody else."""

from __future__ import annotations

from django.conf import settings
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

_QUIET = 4  # ISO/IEC 18004: four modules of silence around


def follow_address(token: str) -> str:
    """The status page of a case, opened by its signed token."""
    return f"{settings.BASE_URL}/theo-doi/?k={token}"


def qr(text: str) -> str:
    """The code as one path, black on white whatever the page's colours: cameras want that."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    side = len(matrix) + 2 * _QUIET
    path = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{4 * side}" height="{4 * side}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )
