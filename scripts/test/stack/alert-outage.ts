import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Stack, serviceOf } from './stack.ts'

/** Kills every container of the services at once. Docker starts none of them again: it was told to stop them. */
export async function killServices(stack: Stack, ...services: string[]): Promise<void> {
  const victims = (await stack.containers()).filter(
    (container) => services.includes(serviceOf(container)) && container.State.Status === 'running',
  )
  await stack.docker('kill', ...victims.map(({ Id }) => Id))
}

/** Writes metrics as the scripts do: under another name first, so that none is read half. */
export async function writeMetrics(
  stack: Stack,
  name: string,
  values: Record<string, number>,
): Promise<void> {
  const file = join(stack.metrics, `${name}.prom`)
  const lines = Object.entries(values).map(([metric, value]) => `${metric} ${value}\n`)
  await writeFile(`${file}.new`, lines.join(''), { mode: 0o644 })
  await rename(`${file}.new`, file)
}

export const secondsAgo = (seconds: number) => Math.round(Date.now() / 1000) - seconds
