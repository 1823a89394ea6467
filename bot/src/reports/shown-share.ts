/**
 * A share in percent as it is shown, with so many decimals: what is not all never reads as 100, and what is not nothing
 * never as 0.
 */
export function shownShare(percent: number, decimals: number): number {
  const rounded = Number(percent.toFixed(decimals))
  const isWhole = percent <= 0 || percent >= 100
  if (isWhole) return rounded
  const step = 10 ** -decimals
  return Number(Math.min(Math.max(rounded, step), 100 - step).toFixed(decimals))
}
