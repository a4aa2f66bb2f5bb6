// What the person sees. Every text is set as text: nothing of a document is ever taken for HTML.

const $ = (id) => document.getElementById(id);

/** Return a new element; children that are strings become text. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

const english = (text) => make("i", { lang: "en" }, text);
const both = (message) => [message.th, " ", english(message.en)];
const WORDS = {
  error: { th: "ผิดพลาด", en: "Error" },
  doubt: { th: "น่าสงสัย", en: "Doubtful" },
  note: { th: "ข้อสังเกต", en: "Note" },
  suggested: { th: "ข้อเสนอจากการตรวจสอบ", en: "suggested by a check" },
  read: { th: "อ่านได้", en: "as read" },
  printed: { th: "พิมพ์ไว้ที่อื่น", en: "printed elsewhere" },
  alternative: { th: "อาจอ่านเป็น", en: "may read" },
};
const SHORT = ["question_id", "oit_item"];
const URGENCIES = ["error", "doubt", "note"];
const percent = (chance) => (chance < 0.01 ? "<1 %" : `${(Math.floor(chance * 1000) / 10).toFixed(chance < 0.99 ? 0 : 1)} %`);
const say = (text) => { $("message").textContent = text; };

/** Return a place's picture with its box, or why there is none. */
function drawPlace(place) {
  const caption = make("figcaption", {}, `หน้า ${place.page} `, english(`page ${place.page}`));
  if (place.missing) {
    const why = place.missing === "full"
      ? ["ไม่ได้ใส่ภาพไว้เพราะหน้านี้จะใหญ่เกินไป ", english("left out: this page would become too large")]
      : ["ไม่มีภาพ โปรดเปิดไฟล์ต้นฉบับ ", english("no picture: the file has gone or cannot be drawn")];
    return make("figure", { className: "none" }, make("p", {}, ...why), caption);
  }
  const { source, width, height, mark } = data.pictures[place.picture];
  const image = make("img", { src: source, width, height, alt: `หน้า ${place.page}` });
  const box = make("span", { className: "mark" });
  const frame = make("div", { className: "frame" }, image, box);
  const [x, y, w, h] = mark;
  Object.assign(box.style, {
    left: `${(100 * x) / width}%`, top: `${(100 * y) / height}%`, width: `${(100 * w) / width}%`, height: `${(100 * h) / height}%`,
  });
  const scroll = make("div", { className: "scroll" }, frame);
  requestAnimationFrame(() => { scroll.scrollLeft = ((x + w / 2) / width) * frame.offsetWidth - scroll.clientWidth / 2; });
  return make("figure", {}, scroll, caption);
}

/** Return a field's input, filled with what was decided or with what stands there. */
function drawInput(card, field, value) {
  const lines = field.type === "list" || value.length > 60 || value.includes("\n");
  let input;
  if (field.enum.length) {
    const options = ["", ...field.enum].map((text) => make("option", { value: text || NOTHING }, text || "–"));
    input = make("select", {}, ...options);
    input.value = value || NOTHING;
  } else {
    input = make(lines ? "textarea" : "input", { value, spellcheck: false, autocomplete: "off" });
    if (lines) input.rows = Math.min(8, Math.max(2, Math.ceil(value.length / 70), value.split("\n").length));
    if (field.type === "score") input.inputMode = "decimal";
  }
  input.name = field.column;
  input.addEventListener("input", () => mark(card, field, input));
  mark(card, field, input);
  return input;
}

/** Show whether a value was changed, and whether it can stand. */
function mark(card, field, input) {
  const value = spell(field, input.value);
  const blank = input.value.trim() === "";
  input.classList.toggle("changed", !blank && (value ?? input.value.trim()) !== (field.value || NOTHING));
  input.classList.toggle("wrong", !blank && value === null);
}

/** Return what is known of a choice: a suggestion may be what was read. */
function origins(choice, field) {
  const read = choice.origin !== "read" && choice.value === field.value;
  return [...both(WORDS[choice.origin]), ...(read ? [" · ", ...both(WORDS.read)] : [])];
}

/** Return the choices of a field as buttons; they are numbered through the card. */
function drawChoices(field, input, first) {
  return field.choices.map((choice, at) => {
    const number = first + at;
    const button = make(
      "button", { type: "button", className: `choice ${choice.origin}` },
      number <= 9 ? make("kbd", {}, String(number)) : "",
      make("b", {}, choice.value.length > 80 ? `${choice.value.slice(0, 80)}…` : choice.value),
      make("span", {}, ...origins(choice, field), choice.page && choice.origin !== "read" ? ` · หน้า ${choice.page}` : "",
        choice.chance === null ? "" : ` · ${percent(choice.chance)}`),
    );
    button.addEventListener("click", () => choose(input, choice.value));
    if (number <= 9) button.dataset.key = String(number);
    return button;
  });
}

function choose(input, value) {
  input.value = value;
  input.dispatchEvent(new Event("input"));
}

/** Return a card's values: each with its input and its choices. */
function drawFields(card, fields, values) {
  let number = 1;
  return fields.map((field) => {
    const input = drawInput(card, field, values[field.column] ?? field.value);
    const choices = field.asked ? drawChoices(field, input, number) : [];
    number += choices.length;
    const short = field.enum.length || field.type === "integer" || field.type === "date" || SHORT.includes(field.column);
    return make("div", { className: `field ${field.type}${short ? " short" : ""}` },
      make("label", {}, make("span", {}, ...both(field.title)), input), make("div", { className: "choices" }, ...choices));
  });
}

function drawWhy(card) {
  const reasons = card.reasons.map((reason) => make("li", {}, ...both(reason)));
  const checks = card.checks.map((check) => make("li", { className: check.severity }, check.th, make("br"), english(check.en),
    check.suggestion ? make("span", { className: "suggestion" }, "ข้อเสนอ ", english("suggests"), ` ${check.suggestion}`) : ""));
  if (card.more_checks) checks.push(make("li", {}, `และอีก ${card.more_checks} ข้อ `, english(`and ${card.more_checks} more`)));
  return make("section", { className: "why" },
    make("h3", {}, ...both({ th: "เหตุที่ต้องตรวจ", en: "Why" })), make("ul", {}, ...checks, ...reasons));
}

function drawRead(card) {
  if (!card.raw) return "";
  const by = [card.reader, card.confidence === null ? "" : `ความเชื่อมั่น ${percent(card.confidence)}`].filter(Boolean).join(" · ");
  const heading = card.table ? { th: "ข้อความที่อ่านได้", en: "As read" } : { th: "รายละเอียด", en: "Details" };
  return make("section", { className: "read" }, make("h3", {}, ...both(heading), " ",
    make("small", {}, by)), make("p", {}, card.raw));
}

/** Return the values of a card and what can be done with them. */
function drawForm(card, decision) {
  const values = decision ? decision.values : {};
  const main = asked(card);
  const more = card.fields.filter((field) => !field.asked);
  const note = make("input", { name: "note", value: decision ? decision.note : "", maxLength: 500 });
  const form = make("form", { className: "values", noValidate: true }, ...drawFields(card, main, values));
  if (more.length) {
    form.append(make("details", { open: more.some((field) => field.column in values) },
      make("summary", {}, ...both({ th: "ค่าอื่นในแถวนี้", en: "Other values of the row" })), ...drawFields(card, more, values)));
  }
  if (card.too_long) form.append(make("p", {}, "ข้อความยาวเกินกว่าจะแก้ในหน้านี้ ", english("too long to be corrected here; see the CSV")));
  const undo = make("button", { type: "button", hidden: !decision }, ...both({ th: "ยกเลิกการตรวจ", en: "Undo" }), " ", make("kbd", {}, "U"));
  undo.addEventListener("click", () => undecide(card));
  form.append(make("label", { className: "remark" }, make("span", {}, ...both({ th: "หมายเหตุ", en: "Note" })), note), undo);
  form.addEventListener("submit", (event) => { event.preventDefault(); decide(card); });
  return form;
}

/** Show a card, or that there is none. */
function showCard() {
  const card = data.cards[state.at];
  const article = $("card");
  document.body.classList.remove("listing");
  $("take").disabled = !card;
  if (!card) {
    article.replaceChildren(make("p", { className: "empty" }, ...both({ th: "ไม่มีสิ่งที่ต้องตรวจ", en: "Nothing to look at." })));
    return;
  }
  const decision = decisions.get(card.name);
  const report = data.reports[card.report];
  const take = card.settles ? { th: "ยอมรับ", en: "Accept" } : { th: "ดูแล้ว", en: "Seen" };
  $("take").replaceChildren(...both(take), " ", make("kbd", {}, "Enter"));
  const place = card.line !== null ? `บรรทัด ${card.line}` : card.page !== null ? `หน้า ${card.page}` : "";
  const about = [card.agency || report.agency, report.year && `ปีงบประมาณ ${report.year}`, report.path, place].filter(Boolean);
  article.className = `${card.urgency}${decision ? " done" : ""}`;
  article.replaceChildren(
    make("p", { className: "kind" }, make("span", { className: "badge" }, ...both(WORDS[card.urgency])), " ", ...both(card.kind)),
    make("h2", {}, card.title.th, " ", english(card.title.en)),
    make("p", { className: "about" }, about.join(" · ")),
    ...card.pictures.map(drawPlace),
    make("div", { className: "halves" }, drawForm(card, decision), make("div", {}, drawWhy(card), drawRead(card))),
  );
  article.scrollTop = 0;
}

/** Show the list as the filters leave it. */
function showList() {
  const list = $("list");
  const rows = data.cards.map((card, number) => ({ card, number })).filter(({ card, number }) => isShown(card, number));
  list.replaceChildren(...rows.map(({ card, number }) => {
    const decision = decisions.get(card.name);
    const first = card.fields.find((field) => field.asked && field.type === "score");
    const value = first ? (decision?.values[first.column] ?? first.value) : "";
    const button = make("button", { type: "button", className: `${card.urgency}${decision ? " done" : ""}` },
      make("span", { className: "what" }, card.title.th), make("b", {}, value),
      make("small", {}, data.reports[card.report].path));
    button.dataset.at = String(number);
    button.addEventListener("click", () => go(number));
    return make("li", {}, button);
  }));
  showPlace();
}

/** Mark the current card in the list. */
function showPlace() {
  for (const old of $("list").querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
  const now = $("list").querySelector(`[data-at="${state.at}"]`);
  now?.setAttribute("aria-current", "true");
  now?.scrollIntoView({ block: "nearest" });
}

function showProgress() {
  const done = data.cards.filter(isDone).length;
  $("progress").max = Math.max(1, data.cards.length);
  $("progress").value = done;
  $("summary").replaceChildren(
    `ตรวจแล้ว ${done} จาก ${data.cards.length} รายการ ใน ${data.files} ไฟล์ `,
    english(`${done} of ${data.cards.length} done, ${data.files} files`),
  );
}

/** Say plainly what this page does not hold. */
function showHidden() {
  const lines = [];
  const hidden = data.hidden.reduce((sum, count) => sum + count, 0);
  if (hidden) {
    lines.push(`อีก ${hidden} รายการไม่ได้แสดง เพราะหน้านี้จะใหญ่เกินไป ตรวจรายการเหล่านี้ บันทึก แล้วสั่ง ita run อีกครั้ง `,
      english(`${hidden} more are not shown (${data.hidden.map((count, at) => `${count} ${URGENCIES[at]}`).join(", ")}): correct these, save and run ita again.`));
  }
  if (data.pictures_left_out) {
    lines.push(make("br"), `ไม่ได้ใส่ภาพ ${data.pictures_left_out} ตำแหน่ง `, english(`${data.pictures_left_out} pictures are left out.`));
  }
  $("hidden").replaceChildren(...lines);
}
