// What there is to look at, and what the person has decided: in memory, and in the browser's store where it has one.

const data = JSON.parse(document.getElementById("data").textContent);
const STORE = "ita-review-1";
const DASHES = ["-", "–", "—"];
const NOTHING = "-"; // how a correction says that a page prints nothing there
const THAI_ZERO = 0x0e50;

const state = { at: -1, urgencies: new Set(), report: "", pending: false, who: "", earlier: data.corrections, unsaved: false };
const decisions = new Map();
const others = new Map(); // what was decided on pages about other reports, kept for them
const MOST_OTHERS = 5000;

/** Return a card's name, the same after another run as long as it is about the same row. */
function nameOf(card) {
  const { report_id: id, path } = data.reports[card.report];
  const about = card.row_key || [card.title.en, card.raw, ...card.checks.map((check) => check.en)].join("|");
  return [id || path, card.table, about].join("\u001f");
}

data.cards.forEach((card) => {
  card.name = nameOf(card);
});

const isDone = (card) => decisions.has(card.name);
const asked = (card) => card.fields.filter((field) => field.asked);

/** Return whether a card passes the filters; one that was just decided stays until it is left. */
function isShown(card, number) {
  if (state.urgencies.size && !state.urgencies.has(card.urgency)) return false;
  if (state.report !== "" && card.report !== Number(state.report)) return false;
  return !state.pending || !isDone(card) || number === state.at;
}

/** Return a value as corrections spell it, or null where it cannot be one. */
function spell(field, text) {
  const value = text.trim();
  if (DASHES.includes(value)) return field.needed ? null : NOTHING;
  if (field.enum.length) return field.enum.includes(value) ? value : null;
  const arabic = value.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - THAI_ZERO));
  switch (field.type) {
    case "score":
      return /^(100(\.00?)?|[1-9]?[0-9](\.[0-9]{1,2})?)$/.test(arabic) ? Number(arabic).toFixed(2) : null;
    case "integer":
      return /^[1-9][0-9]{0,4}$/.test(arabic) ? arabic : null;
    case "date":
      return /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(arabic) ? arabic : null;
    case "list":
      return value.split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
    default:
      return field.column === "question_id" || field.column === "oit_item" ? code(arabic) : value;
  }
}

const code = (text) => (/^[IEO][1-9][0-9]?$/i.test(text) ? text.toUpperCase() : null);

/** Return the lines of a decision: what was asked for or changed, each with what stood there and where. */
function linesOf(card, decision) {
  const report = data.reports[card.report];
  const [page, x0, y0, x1, y1] = card.anchor;
  return Object.entries(decision.values).map(([column, value]) => ({
    report_id: report.report_id,
    table: card.table,
    row_key: card.row_key,
    column,
    value,
    corrected_by: decision.who || state.who,
    corrected_at: decision.at,
    note: decision.note,
    page, x0, y0, x1, y1,
    source_line: card.line === null ? "" : String(card.line),
    printed: card.fields.find((field) => field.column === column).value,
    agency_name: card.agency,
    assessed_fy_be: report.year,
  }));
}

const everyLine = () => data.cards.filter(isDone).flatMap((card) => linesOf(card, decisions.get(card.name)));

/** Keep what was decided; a browser that has no store for files keeps it as long as the page is open. */
function remember() {
  try {
    localStorage.setItem(STORE, JSON.stringify({ who: state.who, decisions: [...[...others].slice(-MOST_OTHERS), ...decisions] }));
    return true;
  } catch {
    return false;
  }
}

/** Take back what was decided here before, where it is what this page writes and about what stands there now. */
function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE));
    const cards = new Map(data.cards.map((card) => [card.name, card]));
    state.who = typeof kept.who === "string" ? kept.who : "";
    for (const [name, decision] of kept.decisions) {
      if (!isText(name) || !isDecision(decision)) continue;
      const here = cards.has(name) && fits(cards.get(name), decision);
      (here ? decisions : others).set(name, decision);
    }
    state.unsaved = decisions.size > 0;
  } catch {
    // nothing was kept, or nothing that this page wrote
  }
}

const isText = (value) => typeof value === "string";

function isDecision(made) {
  return made && isText(made.who) && isText(made.at) && isText(made.note) && typeof made.values === "object"
    && Object.values(made.values ?? {}).every(isText);
}

const fits = (card, decision) => Object.keys(decision.values).every((name) => card.fields.some((field) => field.column === name));
