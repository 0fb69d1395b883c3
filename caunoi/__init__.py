"""Cầu Nối: the platform on which a Vietnamese province runs its government information portal."""

__version__ = "0.1.0"
