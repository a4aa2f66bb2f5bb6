"""What a person must look at: cards, their pictures, and one self-contained page in Thai and English."""

from pipeline.review.album import Pictures, Wanted, wanted_spots
from pipeline.review.cards import make_cards
from pipeline.review.page import render_page

__all__ = ["Pictures", "Wanted", "make_cards", "render_page", "wanted_spots"]
