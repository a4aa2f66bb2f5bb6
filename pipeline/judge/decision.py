"""The only place that says "accepted": what speaks for a value and against it, and what follows."""

from dataclasses import dataclass

from pipeline.model.judgement import Status

UNREADABLE = "unreadable"
READERS_DIFFER = "readers_differ"
DOES_NOT_ADD_UP = "does_not_add_up"
TOO_LITTLE = "too_little_to_go_by"
NOT_PROVEN = "text_not_proven"
OF_WORDS = 0.4
"""Words may be so many times less uncertain than numbers: of 26 wrong ones that were accepted it refuses 12."""
OF_ONE_INK = 0.2
"""So many times as uncertain may a number be that nothing but two looks at the same ink speak for: both err alike.

Of 5,779 numbers of worn pages and faxes that two looks alone vouched for, one was wrong; it was among the 236 that this
refuses. Of those in which arithmetic then found an error, it refuses two of five.
"""

ENOUGH = 2
"""Independent grounds that a number needs which the file does not spell."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks for one value and against it."""

    readable: bool
    """There is a value."""
    spelled: bool
    """The file itself spells it: a text layer whose digits can be trusted."""
    probability: float
    """Calibrated, that it is right; 0 where nothing was measured."""
    second_reader: bool | None = None
    """Another reading of the same value: the same, different, or there is none."""
    same_ink: bool = False
    """The other reading is a second look at the same ink."""
    checks_passed: int = 0
    """Checks that stand up for it, down to its last digit."""
    checks_failed: int = 0
    """Checks of severity error that suspect it."""
    text: bool = False
    """Words: no arithmetic vouches for them, a measured probability must do."""
    corrected: bool = False
    """A person has looked."""


def judge(grounds: Grounds, certain: float) -> tuple[Status, tuple[str, ...]]:
    """Decide whether the pipeline stands behind a value.

    Against it speak: it cannot be read, two readings differ, a check of severity error suspects it. For it: the file
    spells it; or, for a number, two of: a probability of at least ``certain``, a second reading that agrees, a check
    that stands up for it. Words read by an engine must be surer still: nothing adds them up; and so must a number that
    only two looks at the same ink vouch for.

    Args:
        grounds: What speaks for and against the value.
        certain: The least probability that counts as surely read.

    Returns:
        The status, and the codes of all reasons against accepting it.
    """
    if grounds.corrected:
        return Status.CORRECTED, ()
    against = _against(grounds)
    if against:
        return Status.NEEDS_REVIEW, against
    sure = grounds.probability >= 1.0 - (1.0 - certain) * _strictness(grounds)
    if grounds.spelled or (grounds.text and sure):
        return Status.ACCEPTED, ()
    if grounds.text:
        return Status.NEEDS_REVIEW, (NOT_PROVEN,)
    if sure + (grounds.second_reader is True) + (grounds.checks_passed > 0) >= ENOUGH:
        return Status.ACCEPTED, ()
    return Status.NEEDS_REVIEW, (TOO_LITTLE,)


def _strictness(grounds: Grounds) -> float:
    """Return how many times as uncertain as ``certain`` says a value may be."""
    if grounds.text:
        return OF_WORDS
    return OF_ONE_INK if grounds.same_ink and not grounds.checks_passed else 1.0


def _against(grounds: Grounds) -> tuple[str, ...]:
    """Return the codes of what speaks against a value."""
    if not grounds.readable:
        return (UNREADABLE,)
    found = (
        (grounds.second_reader is False, READERS_DIFFER),
        (grounds.checks_failed > 0, DOES_NOT_ADD_UP),
    )
    return tuple(code for speaks, code in found if speaks)
