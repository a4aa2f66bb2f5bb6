// What the person does: by keys, by buttons, in files.

/** Go to a card. */
function go(number) {
  const before = state.at;
  state.at = number;
  showCard();
  if (state.pending && before !== number) showList();
  else showPlace();
  $("card").focus({ preventScroll: true });
}

/** Go to the next card that passes the filters, in either direction; stay at the last one. */
function step(by, wanted = isShown) {
  for (let number = state.at + by; number >= 0 && number < data.cards.length; number += by) {
    if (wanted(data.cards[number], number)) {
      go(number);
      return true;
    }
  }
  return false;
}

/** Return the values of the card as shown: what was asked for and what was changed; null where one cannot stand. */
function readForm(card) {
  const values = {};
  for (const field of card.fields) {
    const input = $("card").querySelector(`[name="${field.column}"]`);
    const blank = input.value.trim() === "";
    if (blank && !field.value && !(field.must && card.settles)) continue;
    const value = blank ? null : spell(field, input.value);
    if (value === null) return refuse(field, input);
    if ((field.asked && card.settles) || value !== (field.value || NOTHING)) values[field.column] = value;
  }
  if (card.settles && card.fields.length && !Object.keys(values).length) {
    return refuse(card.fields[0], $("card").querySelector(".field [name]"));
  }
  return values;
}

/** Say why a value cannot stand. */
function refuse(field, input) {
  input.classList.add("wrong");
  input.focus();
  say(`${field.title.th}: ${hint(field)}`);
  return null;
}

function hint(field) {
  const what = { score: "ใส่คะแนน 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง", integer: "ใส่ตัวเลข", date: "ใส่วันที่แบบ 2026-09-30" }[field.type] ?? "ใส่ข้อความ";
  return `${what} ${field.needed ? "" : "หรือกด X ถ้าในหน้าไม่ได้พิมพ์ไว้"}`;
}

/** Accept a card as it is shown and go on to the next that is not done. */
function decide(card) {
  const values = readForm(card);
  if (!values) return;
  const at = new Date().toISOString().replace(/\.[0-9]+Z$/, "Z");
  decisions.set(card.name, { values, at, who: state.who, note: $("card").querySelector('[name="note"]').value.trim() });
  changed();
  const left = (other, number) => isShown(other, number) && !isDone(other);
  if (!step(1, left)) {
    go(state.at);
    say(data.cards.some(left) ? "" : "ตรวจครบแล้ว อย่าลืมบันทึก · All done; do not forget to save.");
  }
}

function undecide(card) {
  if (!decisions.delete(card.name)) return;
  changed();
  showCard();
}

function changed() {
  state.unsaved = true;
  say(remember() ? "" : "เบราว์เซอร์นี้ไม่เก็บงานไว้ โปรดบันทึกก่อนปิดหน้า · This browser keeps nothing: save before you close the page.");
  showProgress();
  showList();
}

/** Save everything that was decided as a file. */
function save() {
  if (!state.who) {
    say("ใส่ชื่อผู้ตรวจก่อนบันทึก · Enter your name first.");
    $("who").focus();
    return;
  }
  if (state.earlier === null) {
    say("ไฟล์แก้ไขเดิมใหญ่มาก โปรดกด “เปิดไฟล์เดิม” ก่อนบันทึก · The earlier file is large: open it first, so that nothing in it is lost.");
    return;
  }
  const lines = everyLine();
  const text = joinCorrections(state.earlier, data.header, lines);
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" })), download: "corrections.csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  state.unsaved = false;
  say(`บันทึก ${lines.length} ค่าแล้ว วางไฟล์ในโฟลเดอร์รายงานแล้วสั่ง ita run · ${lines.length} values saved.`);
}

/** Take a file of corrections to begin the saved one with, whichever program wrote it. */
async function open(file) {
  if (!file) return;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = decode(bytes);
  if (text === null || joinCorrections(text, data.header, []) === null) {
    say("ไฟล์นี้ไม่ใช่ไฟล์แก้ไขที่อ่านได้ · This is no file of corrections.");
    return;
  }
  state.earlier = text;
  say(`เปิด ${file.name} แล้ว เมื่อบันทึก บรรทัดเดิมจะอยู่ครบ · ${file.name} is kept word for word when you save.`);
}

function decode(bytes) {
  const wide = { "255,254": "utf-16le", "254,255": "utf-16be" }[bytes.slice(0, 2).join()];
  for (const encoding of wide ? [wide] : ["utf-8", "windows-874"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return null;
}

/** Put what stands for an unprinted value into the input that is in use, or into the first. */
function clearValue() {
  const card = data.cards[state.at];
  const input = document.activeElement?.closest?.(".field")?.querySelector("input, textarea, select") ?? $("card").querySelector(".field [name]");
  const field = card?.fields.find((one) => one.column === input?.name);
  if (field && !field.needed) choose(input, NOTHING);
}

const KEYS = {
  KeyJ: () => step(1),
  ArrowDown: () => step(1),
  KeyK: () => step(-1),
  ArrowUp: () => step(-1),
  KeyE: () => {
    const input = $("card").querySelector(".field [name]");
    input?.focus();
    input?.select?.();
  },
  KeyX: clearValue,
  KeyU: () => data.cards[state.at] && undecide(data.cards[state.at]),
  KeyN: () => $("card").querySelector('[name="note"]')?.focus(),
  KeyS: save,
  Slash: () => $("keys").showModal(),
  Enter: () => $("card").querySelector("form")?.requestSubmit(),
};
for (let number = 1; number <= 9; number += 1) {
  KEYS[`Digit${number}`] = KEYS[`Numpad${number}`] = () => $("card").querySelector(`[data-key="${number}"]`)?.click();
}

/** Do what a key means. Keys are told by their place: on a Thai keyboard they write other letters. */
function press(event) {
  if (event.ctrlKey && event.key === "Enter") return void KEYS.Enter();
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || $("keys").open) return;
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
  if (typing) {
    if (event.key === "Escape") $("card").focus();
    else if (event.key === "Enter" && event.target.closest("form") && event.target.tagName !== "TEXTAREA") KEYS.Enter();
    else return;
    event.preventDefault();
    return;
  }
  if (event.key === "Enter" && event.target.tagName === "BUTTON") return;
  const act = KEYS[event.code.replace("NumpadEnter", "Enter")];
  if (!act) return;
  event.preventDefault();
  act();
}

/** Make the filters. */
function makeFilters() {
  for (const urgency of URGENCIES) {
    const count = data.cards.filter((card) => card.urgency === urgency).length;
    const button = make("button", { type: "button", className: urgency, disabled: !count }, ...both(WORDS[urgency]), ` ${count}`);
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const on = !state.urgencies.delete(urgency) && Boolean(state.urgencies.add(urgency));
      button.setAttribute("aria-pressed", String(on));
      filter();
    });
    $("urgencies").append(button);
  }
  const counts = data.reports.map((_, at) => data.cards.filter((card) => card.report === at).length);
  $("reports").append(make("option", { value: "" }, `ทุกรายงาน · All reports (${data.cards.length})`),
    ...data.reports.map((report, at) => make("option", { value: String(at) }, `${report.agency || report.path} – ${report.path} (${counts[at]})`)));
}

function filter() {
  const card = data.cards[state.at];
  if (!card || !isShown(card, -1)) {
    state.at = data.cards.findIndex((other, number) => isShown(other, number));
    showCard();
  }
  showList();
}

function start() {
  recall();
  makeFilters();
  showHidden();
  showProgress();
  $("who").value = state.who;
  $("who").addEventListener("input", () => { state.who = $("who").value.trim(); remember(); });
  $("reports").addEventListener("change", () => { state.report = $("reports").value; filter(); });
  $("pending").addEventListener("change", () => { state.pending = $("pending").checked; filter(); });
  $("save").addEventListener("click", save);
  $("open").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => open($("file").files[0]));
  $("help").addEventListener("click", () => $("keys").showModal());
  $("back").addEventListener("click", () => step(-1));
  $("next").addEventListener("click", () => step(1));
  $("take").addEventListener("click", KEYS.Enter);
  $("items").addEventListener("click", () => document.body.classList.toggle("listing"));
  document.addEventListener("keydown", press);
  window.addEventListener("beforeunload", (event) => { if (state.unsaved && !remember()) event.preventDefault(); });
  const first = data.cards.findIndex((card) => !isDone(card));
  state.at = Math.max(0, first);
  showCard();
  showList();
}

start();
