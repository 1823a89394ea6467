import type { DatabaseFacts } from '../postgres/database-facts.ts'
import type { Program } from '../processes/pipeline.ts'

/** Where a database is to be made of: a file that has been read to its end and found good. */
export interface RestoreSource {
  /** As the operator knows it. */
  name: string
  file: string
  bytes: number
  format: 'custom' | 'plain'
  /** Programs through which the file goes before it is read: age, gzip. */
  opening: readonly Program[]
  /** Who made it: backup.sh, the archive, or another hand, of which nothing is known but the file. */
  origin: 'backup' | 'archive' | 'foreign'
  /** What must be found in the copy; undefined when nobody counted. */
  facts: DatabaseFacts | undefined
  /** The moment that it holds. */
  takenAt: Date
  /** When the newest update was handled that it holds; undefined when that is not known before it is restored. */
  newest: Date | undefined
  /** `name=value` of ALTER DATABASE ... SET. */
  settings: readonly string[]
  /** What the database needs on the disk, about. */
  databaseBytes: number
}

/** Dumps are compressed, and indexes are not in them. */
const timesOfFile = 10

export const roughBytes = (fileBytes: number) => fileBytes * timesOfFile

/** Node with a program of this folder, as part of a pipeline. */
export function nodeProgram(name: string, script: string, args: readonly string[]): Program {
  return {
    name,
    command: [process.execPath, script, ...args],
    cwd: import.meta.dirname,
    env: { PATH: process.env['PATH'] },
  }
}
