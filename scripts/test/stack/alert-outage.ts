import assert from 'node:assert/strict'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { until } from '../../../bot/test/until.ts'
import { heldBackBy } from './prometheus-answers.ts'
import { replicas, type Stack, serviceOf } from './stack.ts'

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

/** What the set-up leaves behind; that a bot is awaited holds nothing back once there was one. */
export const justSetUp = () => ({
  schoolbot_replicas_expected: replicas,
  schoolbot_first_start_awaited_until_timestamp_seconds: secondsAgo(-3600),
})

/** What a backup leaves behind when all went well; when it was made, each test says itself. */
export const goodNight = () => ({
  schoolbot_backup_verified_timestamp_seconds: secondsAgo(0),
  schoolbot_backup_last_attempt_success: 1,
  schoolbot_backup_off_site_success: 1,
  schoolbot_backup_off_site_timestamp_seconds: secondsAgo(0),
  schoolbot_archive_gap: 0,
  schoolbot_archive_newest_base_timestamp_seconds: secondsAgo(0),
})

/** Replicas are missing and updates failed, but who reads that the bot and its database are down knows that. */
export async function consequencesAreHeldBack(stack: Stack): Promise<void> {
  // Alertmanager names one of those that hold it back
  assert.match((await heldBackBy(stack, 'HighErrorRate')).join(), /^(PostgresDown|RedisDown)/)
  const isHeldBack = async () => (await heldBackBy(stack, 'BotReplicaMissing')).includes('BotDown')
  await until('BotReplicaMissing is held back', isHeldBack, { withinMs: 180_000, everyMs: 1_000 })
  const due = Date.now() + 40_000
  await until('its message would have come', () => Date.now() > due, { withinMs: 60_000 })
  assert.ok(await isHeldBack())
}
