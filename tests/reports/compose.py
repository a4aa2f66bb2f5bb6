"""A whole report drawn from a seed: an invented agency's scores, what it says about them and what it plans."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.reports import agencies, scores, wording
from tests.reports import layout as layouts
from tests.reports.agencies import Agency
from tests.reports.digits import period as write_period
from tests.reports.digits import write
from tests.reports.framework import (
    INSTRUMENTS,
    LETTERS,
    NAMES,
    PERIODS,
    POINTS,
    PRINTED_NAMES,
    Period,
    half_up,
    level,
)
from tests.reports.layout import Layout
from tests.reports.scores import Scores
from tests.reports.truth import (
    AgencyTruth,
    FindingTruth,
    IndicatorTruth,
    PlanTruth,
    QuestionTruth,
    ReportTruth,
    Truth,
)
from tests.reports.wording import Topic


def compose(
    random: Random,
    *,
    fiscal_year: int = 2568,
    kind: str | None = None,
    digits: str = "arabic",
    layout: Layout | None = None,
    weak: int = 8,
) -> Truth:
    """Return a true report: every number in it adds up and every weak question has its row in the plan.

    Args:
        random: Where chance comes from.
        fiscal_year: 2564 or 2568.
        kind: The agency's type, or some type.
        digits: ``thai``, ``arabic`` or ``mixed``.
        layout: Its looks, or some.
        weak: About how many questions are below 100.
    """
    period = PERIODS[fiscal_year]
    layout = layout or layouts.draw(random)
    agency = agencies.draw(random, kind)
    made = scores.draw(random, period, weak)
    findings = _findings(random, period, agency, made, layout)
    plan = _plan(random, period, agency, findings, layout)
    result = level(fiscal_year, made.total, made.means)
    report = ReportTruth(
        agency_name=agency.name,
        agency_type=agency.kind,
        province=agency.province if layout.front != "none" or agency.kind == "องค์การบริหารส่วนจังหวัด" else "",
        assessed_fy_be=fiscal_year,
        published_for_fy_be=fiscal_year + 1,
        oit_item=period.published_as,
        total_score=f"{made.total:.2f}",
        result_level=result,
    )
    truth = Truth(
        report=report,
        indicator_scores=_indicators(random, fiscal_year, made, layout),
        question_scores=_questions(period, made, layout),
        findings=findings,
        remediation_items=plan,
        agency_results=(_own_result(report, made, layout),),
        digits=digits,
        layout=layouts.encode(layout),
    )
    return in_digits(truth)


def in_digits(truth: Truth) -> Truth:
    """Return the truth with its free text in the document's digits."""

    def text(value: str) -> str:
        return write(value, truth.digits)

    findings = tuple(
        replace(f, issue=text(f.issue), cause=text(f.cause), recommendation=text(f.recommendation))
        for f in truth.findings
    )
    plan = tuple(
        replace(
            p,
            issue=text(p.issue),
            measure=text(p.measure),
            steps=tuple(map(text, p.steps)),
            period_text=text(p.period_text),
            budget=text(p.budget),
            goal=text(p.goal),
        )
        for p in truth.remediation_items
    )
    report = replace(truth.report, agency_name=text(truth.report.agency_name))
    own = tuple(replace(row, agency_name=text(row.agency_name)) for row in truth.agency_results)
    return replace(truth, report=report, findings=findings, remediation_items=plan, agency_results=own)


def _printed(score: Decimal, full_marks: str) -> str:
    return full_marks if score == 100 else f"{score:.2f}"


def _indicators(random: Random, fiscal_year: int, made: Scores, layout: Layout) -> tuple[IndicatorTruth, ...]:
    with_result = layout.score_table == "grouped" or (layout.score_table == "plain" and "result" in layout.order)
    rows = []
    for instrument, numbers in INSTRUMENTS.items():
        for number in numbers:
            score = made.indicators[number]
            if fiscal_year <= 2565:
                verdict = next(letter for letter, least in LETTERS if score >= least)
            else:
                verdict = "ผ่านเกณฑ์" if score >= 85 else "ควรปรับปรุง"
            name = random.choice(PRINTED_NAMES.get(number, (NAMES[number],)))
            score_text = _printed(score, layout.full_marks)
            rows.append(
                IndicatorTruth(number, instrument, NAMES[number], name, score_text, verdict if with_result else "")
            )
    return tuple(rows)


def _order(period: Period, key: tuple[str, str]) -> tuple[int, str, int]:
    return period.indicator_of(key[1]), key[0], int(key[1][1:])


def _instrument(code: str) -> str:
    return {"I": "IIT", "E": "EIT", "O": "OIT"}[code[0]]


def _questions(period: Period, made: Scores, layout: Layout) -> tuple[QuestionTruth, ...]:
    rows = []
    for part, code in sorted(made.questions, key=lambda key: _order(period, key)):
        score = made.questions[part, code]
        if score == 100 and not layout.questions:
            continue
        item = code[0] == "O"
        printed = "0" if item else _printed(score, layout.full_marks)
        sub = period.group_of(code).name if item and layout.narrative != "table" else ""
        rows.append(QuestionTruth(period.indicator_of(code), _instrument(code), part, code, printed, sub))
    return tuple(rows)


def _title(period: Period, code: str) -> str:
    """Return an item's title; a Latin one stands apart from the Thai words beside it."""
    title = period.titles[int(code[1:])]
    return f" {title} " if title[0].isascii() else title


def _topic(period: Period, code: str) -> Topic:
    number = period.indicator_of(code)
    found = wording.TOPICS[number]
    place = period.questions(number).index(code)
    return found[place * len(found) // len(period.questions(number))]


def _findings(random: Random, period: Period, agency: Agency, made: Scores, layout: Layout) -> tuple[FindingTruth, ...]:
    rows = []
    for part, code in sorted(made.questions, key=lambda key: _order(period, key)):
        score = made.questions[part, code]
        if score == 100:
            continue
        if code[0] == "O":
            title = _title(period, code)
            issue, cause = title.strip(), random.choice(wording.ITEM_FAULTS)
            advice = random.choice(wording.ITEM_ADVICE).format(title=title).strip()
            sub = period.group_of(code).name if layout.narrative != "table" else ""
        else:
            topic = _topic(period, code)
            leads = wording.INSIDERS if code[0] == "I" else wording.OUTSIDERS
            issue = random.choice(leads).format(audience=agency.audience) + random.choice(topic.claims)
            cause = random.choice(wording.CAUSE_LEADS) + random.choice(topic.causes)
            advice, sub = random.choice(topic.advice), ""
        advice = random.choice(wording.ADVICE_LEADS).format(agency=agency.name) + advice
        printed = "0" if code[0] == "O" else f"{score:.2f}"
        rows.append(
            FindingTruth(period.indicator_of(code), part, code, printed, issue, cause, advice, sub_indicator=sub)
        )
    return tuple(rows)


def _plan(
    random: Random, period: Period, agency: Agency, findings: tuple[FindingTruth, ...], layout: Layout
) -> tuple[PlanTruth, ...]:
    kinds = random.choice((wording.KINDS[:1], wording.KINDS[:2], wording.KINDS[2:4], wording.KINDS[4:]))
    usual = _dates(random, period.fiscal_year, layout.period)
    separator = random.choice((", ", "/", "\n"))
    rows = []
    for n, finding in enumerate(findings, 1):
        measures, steps = _actions(random, period, finding, layout)
        start, end = usual if random.random() < 0.6 else _dates(random, period.fiscal_year, layout.period)
        units = tuple(random.sample(agency.units, random.choice((1, 1, 1, 2))))
        rows.append(
            PlanTruth(
                item_no=n,
                instrument=_instrument(finding.question_id),
                indicator_no=finding.indicator_no,
                part=finding.part,
                question_id=finding.question_id,
                issue=finding.issue,
                measure_kind=random.choice(kinds),
                measure="\n".join(measures),
                steps=steps,
                period_text=write_period(start, end, layout.period),
                start_date=start.isoformat(),
                end_date=end.isoformat(),
                responsible=separator.join(units),
                responsible_units=units,
                budget=random.choice(wording.BUDGETS) if "budget" in layout.plan else "",
                goal=random.choice(wording.GOALS) if "goal" in layout.plan else "",
            )
        )
    return tuple(rows)


def _actions(
    random: Random, period: Period, finding: FindingTruth, layout: Layout
) -> tuple[list[str], tuple[str, ...]]:
    """Return the measures and the steps against one weak question."""
    if finding.question_id[0] == "O":
        title = _title(period, finding.question_id)
        measures = [random.choice(wording.ITEM_MEASURES).format(title=title).strip()]
        pool: tuple[str, ...] = wording.ITEM_STEPS
    else:
        topic = _topic(period, finding.question_id)
        measures = random.sample(topic.measures, random.choice((1, 1, 1, 2)))
        pool = topic.steps
    steps = [pool[i] for i in sorted(random.sample(range(len(pool)), random.choice((2, 2, 3, 4))))]
    if random.random() < 0.25:
        last, points = random.choice(wording.LISTS)
        form = {"dot": "{}) {}", "paren": "({}) {}", "both": "- {1}", "dash": "({}) {}"}[layout.marks]
        listed = "\n".join(form.format(i, point) for i, point in enumerate(points, 1))
        place = random.randrange(len(steps))
        steps[place] = f"{steps[place]}{last}\n{listed}"
    return measures, tuple(steps)


def _dates(random: Random, fiscal_year: int, form: str) -> tuple[date, date]:
    """Return the first and last day of a period inside the fiscal year in which the plan is carried out."""
    first = date(fiscal_year - 543, 10, 1)
    if form == "year" or (random.random() < 0.35 and form != "quarter"):
        return first, date(first.year + 1, 9, 30)
    begin = random.randrange(4)
    last = begin if form == "quarter" else random.randrange(begin, 4)
    return _month(first, 3 * begin), _month(first, 3 * last + 3) - timedelta(days=1)


def _month(first: date, months: int) -> date:
    place = first.month - 1 + months
    return date(first.year + place // 12, place % 12 + 1, 1)


def _own_result(report: ReportTruth, made: Scores, layout: Layout) -> AgencyTruth:
    means = dict.fromkeys(INSTRUMENTS, "")
    points = dict(means)
    if layout.score_table in {"means", "weighted"}:
        means = {name: f"{half_up(mean):.2f}" for name, mean in made.means.items()}
    if layout.score_table == "weighted":
        points = {name: f"{half_up(made.means[name] * POINTS[name] / 100):.2f}" for name in INSTRUMENTS}
    return AgencyTruth(
        agency_name=report.agency_name,
        agency_type=report.agency_type,
        province=report.province,
        iit=means["IIT"],
        eit=means["EIT"],
        oit=means["OIT"],
        iit_weighted=points["IIT"],
        eit_weighted=points["EIT"],
        oit_weighted=points["OIT"],
        total_score=report.total_score,
        result_level=report.result_level,
    )
