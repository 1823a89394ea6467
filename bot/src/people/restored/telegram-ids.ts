const maxLines = 10_000
/** Of Telegram's ids, which fit 52 bits; 0 is nobody, and a group has a negative one. */
const shape = /^[1-9]\d{0,15}$/

/** Telegram ids, one a line; empty lines are none. Or what is wrong with them: the line, never what it says. */
export function readTelegramIds(text: string): { telegramIds: number[] } | { fault: string } {
  const lines = text.split('\n').map((line) => line.trim())
  while (lines.at(-1) === '') lines.pop()
  if (lines.length > maxLines) return { fault: `more than ${maxLines} lines` }
  const wrong = lines.findIndex((line) => line !== '' && !(shape.test(line) && Number(line) < 2 ** 52))
  if (wrong >= 0) return { fault: `line ${wrong + 1} is not a Telegram id` }
  return { telegramIds: [...new Set(lines.filter((line) => line !== '').map(Number))] }
}
