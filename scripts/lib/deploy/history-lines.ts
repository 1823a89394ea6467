import { inOneLine } from '../words/plain-words.ts'
import { type HistoryLine, presentOf } from './history.ts'

const outcomes: Readonly<Record<HistoryLine['outcome'], string>> = {
  done: 'done',
  returned: 'rolled back',
  failed: 'FAILED',
}

/** As the operator reads it, the newest last. */
export function historyLines(history: readonly HistoryLine[]): string[] {
  const present = presentOf(history)
  return history.flatMap((line) => {
    const { kind, release, outcome, version, begunAt, endedAt, migrations, step, reason } = line
    const what = line === present ? 'in service' : kind === 'found' ? 'found' : outcomes[outcome]
    const seconds = Math.round((Date.parse(endedAt) - Date.parse(begunAt)) / 1000)
    const took = kind === 'found' ? '' : `, ${seconds} s`
    const more = migrations.length === 0 ? '' : `, migrations ${migrations.join(' ')}`
    const why = reason === undefined ? [] : [`    ${step ?? ''}: ${inOneLine(reason)}`]
    return [`${release}  ${kind.padEnd(8)}  ${what.padEnd(11)}  ${version}${took}${more}`, ...why]
  })
}
