import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { lastWords } from '../processes/pipeline.ts'
import { StepError } from '../steps/step.ts'
import { type PostgresServer, psqlCommand } from './postgres-server.ts'

/** A transaction that is held open and sees the database as it was at one moment. */
export interface Snapshot extends AsyncDisposable {
  /** For `pg_dump --snapshot`. */
  id: string
  /** What a statement that selects one line of JSON sees at that moment. */
  json<Row>(statement: string): Promise<Row>
}

/** Holds no lock but those of a reader, for as long as it is not disposed of. */
export async function takeSnapshot(server: PostgresServer, database: string): Promise<Snapshot> {
  const { command, cwd, env, signal } = server.program('psql', psqlCommand(database))
  const [program, ...args] = command
  const child = spawn(program, args, { cwd, env, signal, stdio: ['pipe', 'pipe', 'pipe'] })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  child.stdin.on('error', () => undefined)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve))

  async function ask(statement: string): Promise<string> {
    child.stdin.write(`${statement};\n`)
    const { value, done } = await lines.next()
    if (!done) return value
    await ended
    signal?.throwIfAborted()
    throw new StepError(`psql: ${lastWords(complaints) || 'its connection was cut'}`)
  }

  // the server ends transactions in which nothing happens for five minutes: a dump may take longer
  const settings = [
    'idle_in_transaction_session_timeout = 0',
    'statement_timeout = 0',
    "lock_timeout = '60s'",
  ]
  child.stdin.write(
    settings
      .map(
        (setting) => `set ${setting};
`,
      )
      .join(''),
  )
  child.stdin.write('begin isolation level repeatable read, read only;\n')
  return {
    id: await ask('select pg_export_snapshot()'),
    json: async (statement) => JSON.parse(await ask(statement)),
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      await ended
    },
  }
}
