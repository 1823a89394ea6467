import type { PartStatus, StackPart } from './stack-parts.ts'

/** What Prometheus knows. */
export interface StackStatus {
  parts: Record<StackPart, PartStatus>
  replicas: { up: number; expected: number | undefined }
  /** Undefined: what the scripts write does not arrive. */
  backups: BackupStatus | undefined
  /** The disk with the smallest share of free space. */
  disk: { freeBytes: number; totalBytes: number } | undefined
  /** Names of alerts that fire, muted or not; `broken`: the critical ones that are not about the work of people. */
  firing: { alerts: number; critical: number; broken: number }
}

export interface BackupStatus {
  /** Undefined: there has been none yet. */
  lastAt: Date | undefined
  lastAttemptFailed: boolean
  /** When a backup was last restored for a test and found whole. */
  testedAt: Date | undefined
  testFailed: boolean
}

/** What is known of the installation, or why Prometheus tells nothing. */
export type StackRead = { kind: 'read'; stack: StackStatus } | { kind: 'off' | 'away' | 'strange' }
