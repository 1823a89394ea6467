/** When an alert's cause was made and removed, and when people were told. Unix milliseconds. */
export interface AlertTimes {
  alert: string
  cause: number
  told: number
  removed: number
  ended: number
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
