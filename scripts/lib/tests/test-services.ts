import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts'
import { findChromium } from './test-chromium.ts'
import { startTestRedis } from './test-redis.ts'

export type TestServices = {
  /**
   * TEST_DATABASE_URL, TEST_REDIS_URL, CHROMIUM_PATH; for what there is not, TEST_REDIS_MISSING
   * and CHROMIUM_MISSING with the reason, for the tests to skip with.
   */
  env: Record<string, string>
  stop: () => Promise<void>
}

/** Brings up what the tests talk to. `given` is the caller's environment: what it names is used as it is. */
export async function startTestServices(options: {
  given: NodeJS.ProcessEnv
  mayInstall: boolean
  browser: boolean
  say: (line: string) => void
}): Promise<TestServices> {
  const { given, mayInstall, say } = options
  await using started = new AsyncDisposableStack()
  const env: Record<string, string> = {}

  const databaseUrl = given['TEST_DATABASE_URL'] ?? given['DATABASE_URL']
  env['TEST_DATABASE_URL'] = databaseUrl ?? (await startPostgres(started, say))
  say(`  Postgres: ${databaseUrl === undefined ? 'the one that comes along' : 'as given'}`)

  const givenUrl = given['TEST_REDIS_URL'] ?? given['REDIS_URL']
  const redis = await startTestRedis({ givenUrl, mayInstall, say })
  if ('missing' in redis) {
    env['TEST_REDIS_MISSING'] = redis.missing
    say(`  Redis: none (${redis.missing})`)
  } else {
    started.defer(() => redis.stop())
    env['TEST_REDIS_URL'] = redis.url
    say(`  Redis: ${redis.source}`)
  }

  const chromium = options.browser
    ? findChromium({ given: given['CHROMIUM_PATH'], mayInstall, say })
    : { missing: '--fast leaves out the browser' }
  if ('missing' in chromium) env['CHROMIUM_MISSING'] = chromium.missing
  else env['CHROMIUM_PATH'] = chromium.path
  say(`  Chromium: ${'missing' in chromium ? `none (${chromium.missing})` : chromium.path}`)

  const running = started.move()
  return { env, stop: () => running.disposeAsync() }
}

async function startPostgres(started: AsyncDisposableStack, say: (line: string) => void): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-test-'))
  started.defer(() => rmSync(folder, { recursive: true, force: true }))
  // Root's Postgres runs as another user, who must pass through.
  chmodSync(folder, 0o711)
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    durable: false,
    log: say,
  })
  started.defer(() => postgres.stop())
  return postgres.adminUrl
}
