import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { until } from '../../../bot/test/until.ts'

/** The script that makes engines on one machine, joins them to a Swarm and takes them away: up, swarm, load, kill, cut ... */
const program = process.env['LAB_NODES'] ?? ''

/** Why no Swarm of several machines can be had here, if it cannot. */
export const missingNodes = (): string | false =>
  existsSync(program) ? false : 'it takes several machines and minutes: LAB_NODES=../shared/lab/nodes'

export async function nodes(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { timeout: 240_000, maxBuffer: 2 ** 24 })
  return stdout
}

/** Addresses of the machines, as this one reaches them; it is 10.99.0.1 for them. */
export const addresses = ['10.99.0.11', '10.99.0.12', '10.99.0.13']
export const here = '10.99.0.1'

/** Of the engine of a node, from 1. */
export const dockerHost = (node: number) => `unix:///run/lab-nodes/${node}.sock`

/** Until all machines are ready, as each of them knows it. */
export async function untilMachines(): Promise<void> {
  const isReady = async (node: string) => {
    // while the managers elect, none answers
    const listed = await nodes('docker', node, 'node', 'ls', '--format', '{{.Status}}').catch(() => '')
    return listed.trim() === 'Ready\nReady\nReady'
  }
  const areReady = async () => (await Promise.all(['1', '2', '3'].map(isReady))).every(Boolean)
  await until('three machines are ready', areReady, { withinMs: 90_000, everyMs: 500 })
}
