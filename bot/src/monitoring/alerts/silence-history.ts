import { type Html, html, joinHtml } from '../../telegram/html.ts'
import { boundWords, type MomentReader, whenWords } from '../moment-words.ts'
import { alertsTexts } from './alerts-texts.ts'
import type { SilenceRecord } from './silence-audit-store.ts'

/** Who muted and unmuted an alert of late: when, what, who. Undefined when nobody did. */
export function silenceHistory(records: readonly SilenceRecord[], reader: MomentReader): Html | undefined {
  if (records.length === 0) return undefined
  const { history } = alertsTexts[reader.language]
  const lines = records.map(({ at, actorName, action, until, answered }) => {
    const what = action === 'alert.silenced' ? history.muted(boundWords(until, reader)) : history.unmuted
    const words = answered ? what : `${what}, ${history.unconfirmed}`
    return html`<i>${whenWords(at, reader)}</i> · ${words} · ${actorName}`
  })
  return joinHtml([history.heading, ...lines])
}
