import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldOf, listOf, parsedJson, textOf } from '../http/json-value.ts'
import { deploysFolder } from './releases.ts'

/** A deploy or a rollback that is at work, or was killed at it: nothing relies on it, it only tells. */
export interface UnderWay {
  kind: 'deploy' | 'rollback'
  release: string
  begunAt: string
  /** What it has come to. */
  step: string
  /** What it has done to the schema, or was about to: its line of the history says so when it cannot any more. */
  migrations: readonly string[]
  contracts: readonly string[]
  backup: string | undefined
}

const fileOf = (root: string) => join(deploysFolder(root), 'under-way.json')

export function readUnderWay(root: string): UnderWay | undefined {
  if (!existsSync(fileOf(root))) return undefined
  const value = parsedJson(readFileSync(fileOf(root), 'utf8'))
  const text = (name: string) => textOf(value, name) ?? 'unknown'
  const texts = (name: string) => listOf(fieldOf(value, name)).filter((one) => typeof one === 'string')
  const kind = text('kind') === 'rollback' ? 'rollback' : 'deploy'
  return {
    ...{ kind, release: text('release'), begunAt: text('begunAt'), step: text('step') },
    ...{ migrations: texts('migrations'), contracts: texts('contracts'), backup: textOf(value, 'backup') },
  }
}

export function markUnderWay(root: string, underWay: UnderWay): void {
  mkdirSync(deploysFolder(root), { recursive: true, mode: 0o700 })
  const part = `${fileOf(root)}.part`
  writeFileSync(part, `${JSON.stringify(underWay)}\n`, { mode: 0o600, flush: true })
  renameSync(part, fileOf(root))
}

export const forgetUnderWay = (root: string) => rmSync(fileOf(root), { force: true })
