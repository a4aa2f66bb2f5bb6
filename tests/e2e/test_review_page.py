"""The review page in a browser: a person looks, chooses by key and saves, and the next run takes what was saved."""

import csv
import io
import shutil

import pytest

from pipeline.review import render_page
from pipeline.review.corrections import understand
from pipeline.store.corrections import load_corrections
from tests.build import score, text
from tests.e2e.browser import Browser, find_program
from tests.unit.review.sheets import cards, check, outcome

PROGRAM = find_program()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium here: the page is not tried in a browser")

SCAN = "mahawitthayalai-2568-scan.pdf"
MISPRINT, PRINTED, SUGGESTED = "survey E2", "95.61", "98.61"
"""An inconsistency that the sample carries on purpose: see its truth."""
NASTY = "<img src=x onerror='window.hacked = 1'></script><script>window.hacked = 1</script>"
CURRENT = "data.cards[state.at]"


@pytest.fixture(scope="module")
def reports(tmp_path_factory, samples):
    folder = tmp_path_factory.mktemp("reports")
    shutil.copy(samples / SCAN, folder)
    return folder


@pytest.fixture(scope="module")
def output(reports, ita, tmp_path_factory):
    output = tmp_path_factory.mktemp("run") / "output"
    done = ita("run", reports, "-o", output)
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    held = Browser(PROGRAM, tmp_path_factory.mktemp("browser"))
    yield held
    held.close()


@pytest.fixture
def browser(program):
    program.begin()
    return program


@pytest.fixture
def page(browser, output):
    """Return the browser with the page of a real run; it must have nothing to complain of."""
    browser.open(output / "review/index.html")
    yield browser
    assert browser.problems == []


def made(browser, folder, *outcomes, corrections=""):
    """Open the page of reports that a test words."""
    path = folder / "page.html"
    path.write_text(render_page(cards(*outcomes), {}, len(outcomes), corrections), "utf-8")
    browser.open(path)


def go_to(browser, row_key):
    browser.run(f"go(data.cards.findIndex((card) => card.row_key === '{row_key}'))")


def lines(saved):
    return list(csv.DictReader(io.StringIO(saved.decode("utf-8-sig"), newline="")))


def test_the_worst_is_shown_first_with_the_picture_of_its_place(page):
    assert page.run(f"{CURRENT}.urgency") == "error"
    page.wait(
        "[...document.querySelectorAll('#card img')].every((image) => image.complete && image.naturalWidth > 100)"
    )
    frame, mark = (
        page.run(f"Object.values(document.querySelector('{of}').getBoundingClientRect().toJSON()).slice(0, 4)")
        for of in (".frame", ".mark")
    )
    assert frame[0] <= mark[0] <= mark[0] + mark[2] <= frame[0] + frame[2]
    assert frame[1] <= mark[1] <= mark[1] + mark[3] <= frame[1] + frame[3]
    assert mark[3] < frame[3] / 2


def test_keys_go_through_the_list_and_back(page):
    page.press("KeyJ", "KeyJ", "ArrowDown", "KeyK")
    assert page.run("state.at") == 2
    assert page.run("document.querySelector('#list [aria-current]').dataset.at") == "2"
    assert page.run("document.querySelector('#card h2').textContent").startswith(page.run(f"{CURRENT}.title.th"))


def test_keys_are_told_by_their_place_as_on_a_thai_keyboard(page):
    page.call("Input.dispatchKeyEvent", type="keyDown", code="KeyJ", key="่", text="่")
    assert page.run("state.at") == 1


def test_a_suggestion_is_taken_with_one_key_saved_and_applied_by_the_next_run(page, reports, output, ita, tmp_path):
    go_to(page, MISPRINT)
    assert page.run("document.querySelector('[name=score]').value") == PRINTED
    choice = page.run(
        "[...document.querySelectorAll('.choice')].findIndex((one) => one.textContent.includes('98.61')) + 1"
    )
    page.press(f"Digit{choice}")
    assert page.run("document.querySelector('[name=score]').value") == SUGGESTED
    before = page.run("state.at")
    page.press("Enter")
    assert page.run("state.at") != before
    assert page.run("$('progress').value") == 1
    page.run("$('who').focus()")
    page.type("สมหญิง ใจดี")
    page.press("Escape", "KeyS")
    page.file("corrections.csv")

    corrected = tmp_path / "reports"
    shutil.copytree(reports, corrected)
    shutil.copy(page.saved / "corrections.csv", corrected)
    told = load_corrections(corrected / "corrections.csv")
    understood, rejected = understand(told.lines)
    assert rejected == ()
    (score_line,) = (one for one in understood if one.column == "score")
    assert (score_line.table, score_line.row_key, f"{score_line.value:f}") == ("question_scores", MISPRINT, SUGGESTED)
    assert (score_line.printed, score_line.corrected_by, score_line.place.page) == (PRINTED, "สมหญิง ใจดี", 2)

    shutil.copytree(output, tmp_path / "output")
    done = ita("run", corrected, "-o", tmp_path / "output")
    assert done.returncode == 0, done.stderr
    with (tmp_path / "output/csv/question_scores.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if (row["part"], row["question_id"]) == ("survey", "E2"))
    assert (row["score"], row["status"], row["corrected_by"]) == (SUGGESTED, "corrected", "สมหญิง ใจดี")

    page.open(tmp_path / "output/review/index.html")
    assert page.run(f"data.cards.filter((card) => card.row_key === '{MISPRINT}' && card.settles).length") == 0
    assert SUGGESTED in page.run("state.earlier")


def test_what_was_decided_is_there_when_the_page_is_opened_again(page, output):
    name = page.run(f"{CURRENT}.name")
    page.press("Enter")
    page.open(output / "review/index.html")
    assert page.run("[...decisions.keys()]") == [name]
    page.run(f"go(data.cards.findIndex((card) => card.name === {name!r}))")
    page.press("KeyU")
    assert page.run("decisions.size") == 0


def test_texts_of_documents_are_shown_as_texts(browser, tmp_path):
    nasty = outcome(
        f"{NASTY}.pdf".replace("/", "|"), scores=[score("8", "1", raw_text=NASTY)], agency_name=text(NASTY),
        checks=[check("indicator 8", said=NASTY, suggestion=f"indicator 8 = {NASTY}")],
    )  # fmt: skip
    made(browser, tmp_path, nasty, corrections=NASTY)
    for _ in range(3):
        browser.press("KeyJ")
    go_to(browser, "8")
    assert browser.run("window.hacked") is None
    assert browser.run("document.querySelectorAll('img, #card script, #list script').length") == 0
    assert NASTY in browser.run("document.querySelector('.read p').textContent")
    assert NASTY in browser.run("document.querySelector('.why').textContent")
    assert browser.problems == []


def test_nothing_that_is_written_into_the_page_could_run(browser, tmp_path):
    made(browser, tmp_path, outcome(values={"8": "1"}))
    tried = "document.body.innerHTML = '<img src=x onerror=alert(1)>'"
    assert (
        browser.run(f"(() => {{ try {{ {tried}; return 'done'; }} catch (error) {{ return error.name; }} }})()")
        == "TypeError"
    )


def test_no_cell_of_the_saved_file_is_a_formula_and_the_reader_has_the_text_as_written(browser, tmp_path):
    made(browser, tmp_path, outcome(agency_name=text("=cmd|' /C calc'!A0")))
    formula = '=HYPERLINK("x";"ก,ข")'
    browser.run("$('who').focus()")
    browser.type("@someone")
    browser.run("document.querySelector('[name=agency_name]').select()")
    browser.type(formula)
    browser.run("document.querySelector('[name=note]').focus()")
    browser.type("+1")
    browser.press("Enter", "KeyS")
    saved = browser.file("corrections.csv")
    for line in csv.reader(io.StringIO(saved.decode("utf-8-sig"), newline="")):
        assert not [cell for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    (told,) = (
        one for one in load_corrections(browser.saved / "corrections.csv").lines if one.cells["column"] == "agency_name"
    )
    assert [told.cells[name] for name in ("column", "corrected_by", "note")] == ["agency_name", "@someone", "+1"]


def test_lines_of_an_earlier_file_are_kept_word_for_word(browser, tmp_path):
    earlier = 'report_id;table;row_key;column;value;corrected_by;corrected_at\r\n0;broken "line\r\n'
    made(browser, tmp_path, outcome(values={"8": "94.30"}, accepted=("reports", "agency_results")), corrections=earlier)
    browser.run("$('who').value = 'ก'; $('who').dispatchEvent(new Event('input'))")
    browser.press("Enter", "KeyS")
    first, second, *added = browser.file("corrections.csv").decode("utf-8-sig").split("\r\n")
    assert first.startswith("report_id;table;row_key;column;value;corrected_by;corrected_at;note;page;")
    assert second == '0;broken "line'
    assert [line.split(";")[1:6] for line in added if line] == [["indicator_scores", "8", "score", "94.30", "ก"]]


@pytest.mark.parametrize("typed", ["101", "9.999", "๙๙.๙x", "abc", ""])
def test_a_value_that_cannot_be_one_is_not_accepted(browser, tmp_path, typed):
    made(browser, tmp_path, outcome(values={"8": "94.30"}, accepted=("reports", "agency_results")))
    browser.press("KeyE")
    browser.run("document.activeElement.value = ''")
    browser.type(typed)
    browser.press("Enter")
    assert browser.run("decisions.size") == 0
    assert "คะแนน" in browser.run("$('message').textContent")


@pytest.mark.parametrize(("keys", "typed", "value"), [(["KeyE"], "๙๔.๙", "94.90"), (["KeyX"], "", "-")])
def test_thai_digits_are_understood_and_a_page_may_print_nothing(browser, tmp_path, keys, typed, value):
    made(browser, tmp_path, outcome(values={"8": "94.30"}, accepted=("reports", "agency_results")))
    browser.press(*keys)
    if typed:
        browser.type(typed)
    browser.press("Enter")
    assert browser.run("[...decisions.values()].map((one) => one.values)") == [{"score": value}]


def test_a_card_of_an_accepted_row_writes_nothing_unless_it_is_changed(browser, tmp_path):
    warned = outcome(
        values={"8": "94.30"}, accepted=("reports", "agency_results", "indicator 8"),
        checks=[check("indicator 8", severity="warning")],
    )  # fmt: skip
    made(browser, tmp_path, warned)
    browser.press("Enter")
    assert browser.run("decisions.size") == 1
    assert browser.run("everyLine()") == []


def test_the_filters_leave_what_they_say(page):
    page.run("document.querySelector('#urgencies .doubt').click()")
    assert page.run("[...new Set([...$('list').querySelectorAll('button')].map((one) => one.className))]") == ["doubt"]
    assert page.run(f"{CURRENT}.urgency") == "doubt"


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_nothing_sticks_out_on_narrow_or_wide_screens(page, width):
    page.resize(width, 760)
    assert page.run("document.documentElement.scrollWidth") <= width
    box = page.run("(({ bottom, right }) => [bottom, right])($('take').getBoundingClientRect())")
    assert box[0] <= 760
    assert box[1] <= width


def test_on_a_telephone_the_place_in_question_is_in_sight(page):
    page.resize(390, 800)
    page.run("go(data.cards.findIndex((card) => card.table === 'indicator_scores' && card.pictures.length))")
    mark = "document.querySelector('.mark').getBoundingClientRect()"
    page.wait(f"{mark}.left > 0 && {mark}.right < 390 && {mark}.width > 10")
