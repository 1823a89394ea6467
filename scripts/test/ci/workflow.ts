import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '../copied-checkout.ts'

export interface Step {
  uses?: string
  run?: string
  with?: Record<string, unknown>
}

export interface Job {
  needs?: string[]
  if?: string
  environment?: string
  permissions?: Record<string, string>
  concurrency?: { group: string; 'cancel-in-progress': boolean }
  strategy?: { matrix: { include?: Record<string, string>[] } & Record<string, unknown> }
  steps: Step[]
}

export interface Workflow {
  permissions: Record<string, string>
  jobs: Record<string, Job>
}

export const workflowFile = join(root, '.github/workflows/ci.yml')
export const workflowText = readFileSync(workflowFile, 'utf8')
export const workflow: Workflow = parse(workflowText)
