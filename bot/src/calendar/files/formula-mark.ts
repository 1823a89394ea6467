/** What spreadsheets take for the beginning of a formula. */
const formula = "(?='*[=+\\-@＝＋－＠])"

/** A cell that begins like a formula gets an apostrophe: what a person typed must not be calculated. */
export function markFormula(cell: string): string {
  return cell.replace(new RegExp(`^${formula}`, 'u'), "'")
}

/** The cell as it was before it was marked. */
export function unmarkFormula(cell: string): string {
  return cell.replace(new RegExp(`^'${formula}`, 'u'), '')
}
