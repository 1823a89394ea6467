import { fieldOf, parsedJson, textOf } from '../http/json-value.ts'

/** What a line of the bot's log says, with the code of the error; any other line as it is. */
export function messageOf(line: string): string {
  const logged = parsedJson(line.trim())
  const said = textOf(logged, 'msg')
  if (said === undefined) return line
  const code = textOf(fieldOf(logged, 'err'), 'code')
  return code === undefined ? said : `${said} (${code})`
}

/** Words of several lines as people read them. */
export const plainWords = (words: string) => words.split('\n').map(messageOf).join('\n')

/** The same in one line: where the first one only names what has failed, the last one mostly says why. */
export function inOneLine(words: string): string {
  const [first = '', ...rest] = words.split('\n')
  const last = rest.findLast((line) => line.trim() !== '')
  return first.trimEnd().endsWith(':') && last !== undefined
    ? `${first.trimEnd()} ${messageOf(last).trim()}`
    : first.trimEnd()
}
