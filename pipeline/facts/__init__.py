"""What is true of a fiscal year: its tree of scores, its names and its levels, from ``years/*.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.errors import FactsError
from pipeline.model.report import Key

TOTAL = Key("ITA")


@dataclass(frozen=True, slots=True)
class Item:
    """One score of the year's tree."""

    key: Key
    names: tuple[str, ...] = ()
    """The canonical name, then variants seen."""
    parent: Key | None = None
    """The score that it is a part of by a known weight; None where that is unknown."""
    weight: int = 1
    """Beside its siblings."""
    instrument: str = ""
    indicator_no: int | None = None
    """The indicator that it is, or that it stands under."""


@dataclass(frozen=True, slots=True)
class Level:
    """A result level, earned by a total and by the weakest instrument."""

    name: str
    total: Decimal
    """The least total score for it."""
    each: Decimal | None = None
    """The least score of every instrument for it, where the year asks for that."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The disclosure item of this year under which reports about an earlier year's results are published."""

    code: str
    titles: tuple[str, ...]
    about: int
    """The fiscal year, in the Buddhist era, that it reports about."""


@dataclass(frozen=True, slots=True)
class Framework:
    """The facts of one fiscal year or parallel scheme."""

    scheme: str
    """The file's name: ``2568``."""
    fiscal_year: int
    """In the Buddhist era."""
    places: int
    """Decimal places to which scores are printed."""
    items: tuple[Item, ...]
    levels: tuple[Level, ...]
    """The best first; empty where unknown."""
    publications: tuple[Publication, ...]
    unknown: tuple[str, ...]
    """What no source tells, in English."""
    sources: tuple[str, ...]
    even_scale: bool = False
    """Whether answers are given on a scale of even steps, so that the questions of one sample lie on one lattice."""
    _by_key: Mapping[Key, Item] = field(init=False, repr=False, compare=False)
    _by_parent: Mapping[Key, tuple[Item, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parents = dict.fromkeys(item.parent for item in self.items if item.parent is not None)
        below = {parent: tuple(item for item in self.items if item.parent == parent) for parent in parents}
        object.__setattr__(self, "_by_key", {item.key: item for item in reversed(self.items)})
        object.__setattr__(self, "_by_parent", below)

    def item(self, key: Key) -> Item | None:
        """Return the item with this key, or None."""
        return self._by_key.get(key)

    def parts(self, key: Key) -> tuple[Item, ...]:
        """Return the items whose weighted mean the score of ``key`` is; empty where that is unknown."""
        return self._by_parent.get(key, ())

    def indicators(self) -> tuple[Item, ...]:
        """Return the indicators, by number."""
        return tuple(item for item in self.items if item.key.code.isdecimal())

    def questions(self, indicator_no: int) -> tuple[Item, ...]:
        """Return the questions and items of an indicator, each part of an EIT question on its own."""
        return tuple(item for item in self.items if item.key.is_question and item.indicator_no == indicator_no)

    def mean(self, key: Key, scores: Mapping[Key, Decimal]) -> Fraction | None:
        """Return the exact weighted mean of a score's parts, or None where a part is not known.

        A part that is not printed stands for its own mean, unrounded: published scores are rounded once, at the end.
        """
        parts = self.parts(key)
        if not parts:
            return None
        total = Fraction(0)
        for part in parts:
            score = scores.get(part.key)
            value = Fraction(score) if score is not None else self.mean(part.key, scores)
            if value is None:
                return None
            total += part.weight * value
        return total / sum(part.weight for part in parts)

    def round(self, value: Fraction) -> Decimal:
        """Round half up to the year's decimal places, as printed scores are."""
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)

    def level(self, total: Decimal, instruments: Mapping[str, Fraction]) -> str | None:
        """Return the level that a total earns, or None where an instrument that decides it is not known."""
        for level in self.levels:
            if total < level.total:
                continue
            if level.each is None:
                return level.name
            known = [instruments.get(name) for name in ("IIT", "EIT", "OIT")]
            if any(score is not None and score < level.each for score in known):
                continue
            return level.name if None not in known else None
        return None


def unchecked(rules: Framework) -> tuple[str, ...]:
    """Return what is not checked in a year because its facts are not known, in English."""
    indicators = [item.key.code for item in rules.indicators() if not rules.parts(item.key)]
    known = (
        (not rules.parts(TOTAL), "total: the weights of the instruments are not known"),
        (not rules.parts(Key("IIT")), "instrument_mean: how indicators make an instrument's score is not known"),
        (bool(indicators), f"indicator_mean: what makes the score of indicator {', '.join(indicators)} is not known"),
        (not rules.levels, "level: what earns a level is not known"),
        (not rules.even_scale, "lattice, parts_swapped: the scale of the answers is not known"),
        (not rules.publications, "year: no item under which results are published is known"),
    )
    return tuple(words for missing, words in known if missing)


def known_years() -> tuple[str, ...]:
    """Return the schemes whose facts are known, oldest first."""
    folder = files(__package__) / "years"
    return tuple(sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml")))


@cache
def load_framework(scheme: str) -> Framework:
    """Load the facts of a fiscal year or scheme.

    Args:
        scheme: As in ``known_years()``.

    Raises:
        FactsError: If there is no such file, or it contradicts itself.
    """
    if scheme not in known_years():
        raise FactsError(
            f"No facts for fiscal year {scheme}; known years: {', '.join(known_years())}. "
            f"Add pipeline/facts/years/{scheme}.toml."
        )
    text = (files(__package__) / "years" / f"{scheme}.toml").read_text("utf-8")
    return parse_framework(scheme, text)


def parse_framework(scheme: str, text: str) -> Framework:
    """Read a year's facts from TOML and refuse what contradicts itself.

    Raises:
        FactsError: If it is no TOML, a fact is missing or misspelled, a key stands twice, a parent or an indicator is
            missing, a score is part of itself, a weight is not positive, levels do not fall or the last does not take
            everything, or no source is cited.
    """
    try:
        rules = _framework(scheme, tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise FactsError(f"The facts of {scheme} are no TOML: {error}. Mend {scheme}.toml.") from error
    except (KeyError, ValueError) as error:
        raise FactsError(f"The facts of {scheme} are not complete: {error}. Mend {scheme}.toml.") from error
    for trouble in _contradictions(rules):
        raise FactsError(f"The facts of {scheme} contradict themselves: {trouble}. Mend {scheme}.toml.")
    return rules


def _framework(scheme: str, data: Mapping[str, Any]) -> Framework:
    _only(data, "fiscal_year", "places", "even_scale", "sources", "unknown", "item", "level", "publication")
    return Framework(
        scheme=scheme,
        fiscal_year=data["fiscal_year"],
        places=data["places"],
        items=tuple(item for row in data["item"] for item in _items(row)),
        levels=tuple(_level(row) for row in data.get("level", [])),
        publications=tuple(_publication(row) for row in data.get("publication", [])),
        unknown=tuple(data.get("unknown", [])),
        sources=tuple(data.get("sources", [])),
        even_scale=bool(data.get("even_scale", False)),
    )


def _only(row: Mapping[str, Any], *names: str) -> None:
    """Refuse a fact whose name is not known: a misspelled one would be silently left out.

    Raises:
        ValueError: If there is one.
    """
    strange = [name for name in row if name not in names]
    if strange:
        raise ValueError(f"{', '.join(strange)} is not one of {', '.join(names)}")


def _items(row: Mapping[str, Any]) -> list[Item]:
    """Return a row's items: one for each part, where it has parts."""
    _only(row, "code", "parts", "names", "parent", "weight", "instrument", "indicator")
    return [
        Item(
            key=Key(row["code"], part),
            names=tuple(row.get("names", ())),
            parent=Key(row["parent"]) if "parent" in row else None,
            weight=row.get("weight", 1),
            instrument=row.get("instrument", ""),
            indicator_no=row.get("indicator"),
        )
        for part in row.get("parts", [""])
    ]


def _level(row: Mapping[str, Any]) -> Level:
    _only(row, "name", "total", "each")
    return Level(row["name"], Decimal(row["total"]), Decimal(row["each"]) if "each" in row else None)


def _publication(row: Mapping[str, Any]) -> Publication:
    _only(row, "code", "titles", "about")
    return Publication(row["code"], tuple(row["titles"]), row["about"])


def _contradictions(rules: Framework) -> list[str]:
    """Return what is wrong with a year's facts, in words."""
    keys = [item.key for item in rules.items]
    found = [f"{key.label} stands twice" for key in sorted(set(keys)) if keys.count(key) > 1]
    found += [trouble for item in rules.items if (trouble := _trouble(item, keys))]
    totals = [level.total for level in rules.levels]
    if totals != sorted(totals, reverse=True):
        found.append("the levels do not fall")
    if rules.levels and (rules.levels[-1].total != 0 or rules.levels[-1].each is not None):
        found.append("the last level does not take every score")
    if not rules.sources:
        found.append("no source is cited")
    return found


def _trouble(item: Item, keys: list[Key]) -> str:
    """Return what is wrong with one item, in words; nothing where all is well."""
    if item.parent == item.key:
        return f"{item.key.label} is part of itself"
    if item.parent is not None and item.parent not in keys:
        return f"{item.key.label} is part of {item.parent.label}, which is missing"
    if item.indicator_no is not None and Key(str(item.indicator_no)) not in keys:
        return f"{item.key.label} stands under indicator {item.indicator_no}, which is missing"
    return f"{item.key.label} has the weight {item.weight}" if item.weight <= 0 else ""
