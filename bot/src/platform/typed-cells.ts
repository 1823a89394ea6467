/*
 * What people typed, in cells that a spreadsheet opens by itself: it takes them for formulas, numbers and dates unless
 * they are marked.
 */

const breaks = String.raw`\r\n\v\f\u0085\u2028\u2029`
const unseen = String.raw`[[\p{Z}\p{C}]--[${breaks}]]*`
/** The beginning of a formula, in a line that may have been marked before. */
const formula = String.raw`(?='*${unseen}[=+\-@＝＋－＠])`
const unmarkedLines = new RegExp(`(?<=^|[${breaks}])${formula}`, 'gv')
const markedLines = new RegExp(`(?<=^|[${breaks}])'${formula}`, 'gv')

const months =
  'янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const word = `(?:(?:e|am?|pm?|р|руб)(?!\\p{L})|(?:${months})\\p{L}*)`
/** «007», «3.12», «2-14», «1/2», «12:30», «1e5», «5 мар», «9 am», «100 руб.»: digits with at most one such word. */
const figure = new RegExp(`^(?=.*\\p{Nd})\\P{L}*(?:${word}\\P{L}*)?$`, 'isu')
const truth = /^\s*(?:true|false|истина|ложь)\s*$/iu
/** Shown as they are: a room of whole digits, a day written in full, days and hours from and to. */
const day = String.raw`\d{2}\.\d{2}\.\d{4}`
const asItIs = new RegExp(`^(?:[1-9]\\d{0,9}|${day}(?:-${day})?|\\d{1,2}:\\d{2}-\\d{1,2}:\\d{2})$`)

/**
 * The text as a cell may have it: an apostrophe before each line that would be calculated, and a tab behind what would
 * become a number or a date, which Excel then leaves as it was typed.
 */
export function markTyped(text: string): string {
  const marked = text.replace(unmarkedLines, "'")
  if (marked !== text || asItIs.test(text)) return marked
  return figure.test(text) || truth.test(text) ? `${text}\t` : text
}

/** What was typed, out of such a cell. */
export function typedIn(cell: string): string {
  return cell.replace(/\t$/, '').replace(markedLines, '')
}
