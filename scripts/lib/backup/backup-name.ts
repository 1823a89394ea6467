/** What a backup is called: schoolbot_20261130_230000Z, by the moment (UTC) in which it was begun. */
export function backupName(at: Date): string {
  const digits = at.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return `schoolbot_${digits.replace('T', '_')}`
}

/** The moment in the name of a backup; undefined for what is no backup of ours. */
export function backupTime(name: string): Date | undefined {
  const parts = /^schoolbot_(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)Z$/.exec(name)
  if (parts === null) return undefined
  const [year, month, day, hour, minute, second] = parts.slice(1)
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at.getTime()) || backupName(at) !== name ? undefined : at
}

/** One that is being written, in the folder of the others: no name of a backup. */
export const partialName = (name: string) => `${name}.partial`
