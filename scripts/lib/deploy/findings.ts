/** What a look before a deploy found. */
export interface Findings {
  /** With these it cannot begin. */
  faults: string[]
  warnings: string[]
  /** What is worth knowing, and is as it may be. */
  notes: string[]
}

export const fault = (words: string): Partial<Findings> => ({ faults: [words] })
export const warning = (words: string): Partial<Findings> => ({ warnings: [words] })
export const note = (words: string): Partial<Findings> => ({ notes: [words] })

export const allOf = (parts: readonly (Partial<Findings> | undefined)[]): Findings => ({
  faults: parts.flatMap((part) => part?.faults ?? []),
  warnings: parts.flatMap((part) => part?.warnings ?? []),
  notes: parts.flatMap((part) => part?.notes ?? []),
})

export function tellFindings({ faults, warnings, notes }: Findings, say: (line: string) => void): void {
  for (const words of notes) say(words)
  for (const words of warnings) say(`warning: ${words}`)
  for (const words of faults) say(`fault: ${words}`)
}
