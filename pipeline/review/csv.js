"use strict";
// Corrections as CSV: nothing that a spreadsheet would run, and nothing of an earlier file lost.

const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** Return a text as a cell: a formula gets an apostrophe in front, which the reader of corrections takes away. */
function toCell(text, delimiter) {
  const plain = text.replace(/\r\n?/g, "\n").replace(CONTROL, "\ufffd");
  const safe = FORMULA.test(plain) ? `'${plain}` : plain;
  return safe.includes(delimiter) || /["\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Return the names in a file's first line that holds any, what separates them, and where that line ends. */
function readHeader(text, required) {
  const at = text.search(/[^\s,;]/);
  if (at < 0) return null;
  const end = text.slice(at).search(/[\r\n]/);
  const line = end < 0 ? text.slice(at) : text.slice(at, at + end);
  for (const delimiter of [",", ";", "\t"]) {
    const names = line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, "$1").trim().toLowerCase());
    if (required.every((name) => names.includes(name))) return { names, delimiter, end: at + line.length };
  }
  return null;
}

/**
 * Return a file of corrections: an earlier one word for word, then the new lines.
 * Columns that the earlier file lacks are added to its first line. Null where it is no file of corrections.
 */
function joinCorrections(earlier, header, lines) {
  const text = earlier.replace(/^\ufeff/, "");
  const found = text.trim() ? readHeader(text, header.slice(0, 7)) : { names: [], delimiter: ",", end: 0 };
  if (!found) return null;
  const missing = header.filter((name) => !found.names.includes(name));
  const names = [...found.names, ...missing];
  const first = found.names.length
    ? text.slice(0, found.end) + missing.map((name) => found.delimiter + name).join("")
    : missing.join(found.delimiter);
  const rest = text.slice(found.end);
  const before = /[\r\n]$/.test(rest) ? first + rest : `${first}${rest}\r\n`;
  const added = lines.map((line) => names.map((name) => toCell(line[name] ?? "", found.delimiter)).join(found.delimiter));
  const written = new Set(text.split(/\r?\n/));
  return `\ufeff${before}${added.filter((line) => !written.has(line)).map((line) => `${line}\r\n`).join("")}`;
}
