"""Reads the integrity and transparency reports of Thai state agencies into checked datasets."""

__version__ = "0.1.0"
