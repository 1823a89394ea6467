import { readAlertRules } from '../monitoring/alert-rules.ts'
import type { AlertChat } from './alert-chat.ts'

/** When an alert's cause was made and removed, and when people were told. Unix milliseconds. */
export interface AlertTimes {
  alert: string
  cause: number
  told: number
  removed: number
  ended: number
}

/** Waits for the message of an alert and, once `remove` has given the moment of the removal, for that of its end. */
export async function followAlert(
  chat: AlertChat,
  alert: string,
  cause: number,
  remove: () => Promise<number> | number,
  within: { toldMs?: number; endedMs: number },
): Promise<AlertTimes> {
  const { at: told } = await chat.told(alert, cause, within.toldMs)
  const removed = await remove()
  const { at: ended } = await chat.ended(alert, removed, within.endedMs)
  return { alert, cause, told, removed, ended }
}

/**
 * The alerts that people were told of beside those that were followed; but not of parts whose images may not be here,
 * and not of the machine, which other tests may use up.
 */
export async function unexpected(chat: AlertChat, times: readonly AlertTimes[]): Promise<string[]> {
  const ofMachine = readAlertRules().filter(({ labels }) => labels.get('component') === 'host')
  const excused = ['ServiceUnreachable', 'EventLoopLag', ...ofMachine.map(({ name }) => name)]
  const expected = new Set([...excused, ...times.map(({ alert }) => alert)])
  const told = new Set((await chat.all()).map(({ alert = 'unknown' }) => alert))
  return [...told.difference(expected)]
}

/** A table for the reader of the test run. */
export function tableOf(times: readonly AlertTimes[]): string {
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1).padStart(8)
  const rows = times.map(
    ({ alert, cause, told, removed, ended }) =>
      `${alert.padEnd(24)}${seconds(cause, told)} s${seconds(removed, ended)} s`,
  )
  return ['alert                   cause-told removed-ended', ...rows].join('\n')
}
