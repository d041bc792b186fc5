"""Invented careers -> CVs in many layouts, each with its truth; to add a layout, see layouts/__init__.py."""
