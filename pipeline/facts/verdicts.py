"""Verdicts in words that offices print beside a score."""

VERDICTS = frozenset({"ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์", "ควรปรับปรุง", "ต้องปรับปรุง"})
"""All of them; a misread letter makes none of them another."""


def as_verdict(text: str) -> str:
    """Return the verdict that a text is but for white space, and any other text as it is.

    None has a space in it: one that stands there comes from how a cell wraps, or from ink that has faded.

    Examples:
        >>> as_verdict("ผ่านเกณ ฑ์"), as_verdict("ผ่าน ดี")
        ('ผ่านเกณฑ์', 'ผ่าน ดี')
    """
    squeezed = "".join(text.split())
    return squeezed if squeezed in VERDICTS else text
