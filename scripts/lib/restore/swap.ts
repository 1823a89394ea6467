import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresServer } from '../postgres/postgres-server.ts'
import { runPipeline } from '../processes/pipeline.ts'
import { reach } from '../steps/failpoint.ts'
import { StepError } from '../steps/step.ts'
import { notExchanged, patience, type Swap, swapStatements } from './swap-statements.ts'

/**
 * Exchanges two databases in one transaction. Returns for how long (seconds) connections were refused. When it throws,
 * nothing was exchanged and everybody is let in again.
 */
export async function swapDatabases(server: PostgresServer, swap: Swap): Promise<number> {
  const statements = swapStatements(swap).map((statement) => `--command=${statement}`)
  const psql = ['psql', '--no-psqlrc', '--no-align', '--tuples-only', '--quiet', '--set=VERBOSITY=terse']
  const program = server.program('the exchange', [...psql, '--dbname=postgres', ...statements])
  const began = Date.now()
  const swapping = runPipeline([program])
  reach('restore: exchanging')
  try {
    const { printed } = await swapping
    const moments = printed.split('\n').flatMap((line) => (/^\d+\.\d+$/.test(line) ? [Number(line)] : []))
    return (moments.at(-1) ?? 0) - (moments[0] ?? 0)
  } catch (error) {
    // psql itself has said so; or its docker was ended, and it goes on
    if (!(error instanceof StepError) || error.message.includes(notExchanged)) throw error
    if (!(await isExchangedAfterAll(server, swap))) throw error
    return (Date.now() - began) / 1000
  }
}

async function isExchangedAfterAll(server: PostgresServer, { fresh }: Swap): Promise<boolean> {
  for (const deadline = Date.now() + (patience + 5) * 1000; ; await sleep(200)) {
    const there = "select count(*) from pg_database where datname = :'fresh'"
    const count = await server.sql('postgres', there, { fresh }).catch(() => '1')
    if (count.trim() === '0') return true
    if (Date.now() > deadline) return false
  }
}
