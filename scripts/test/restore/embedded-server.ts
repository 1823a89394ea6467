import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { PostgresServer } from '../../lib/postgres/postgres-server.ts'

/** The Postgres of the test run, as the scripts see one: by statements alone, for there is no container. */
export interface EmbeddedServer extends PostgresServer {
  /** A name that no other test has. */
  name: string
  connect(database: string): Promise<pg.Client>
  urlOf(database: string): string
}

export function embeddedServer(): EmbeddedServer {
  const admin = process.env['TEST_DATABASE_URL']
  if (admin === undefined) throw new Error('TEST_DATABASE_URL is missing: run ./scripts/test.sh <file>')
  const urlOf = (database: string) => {
    const url = new URL(admin)
    if (database !== 'postgres') url.pathname = `/${database}`
    return url.href
  }
  const connect = async (database: string) => {
    const client = new pg.Client(urlOf(database))
    // it is ended from the outside
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
  return {
    container: 'none',
    name: `restored_${randomBytes(4).toString('hex')}`,
    urlOf,
    connect,
    program() {
      throw new Error('there is no container')
    },
    async sql(database, statements, variables = {}) {
      const client = await connect(database)
      try {
        const text = Object.entries(variables).reduce(
          (sql, [name, value]) =>
            sql
              .replaceAll(`:'${name}'`, client.escapeLiteral(value))
              .replaceAll(`:"${name}"`, client.escapeIdentifier(value)),
          statements,
        )
        // of several statements it gives several results
        const given = await client.query({ text, rowMode: 'array', types: { getTypeParser: () => String } })
        const results = Array.isArray(given) ? given : [given]
        return results
          .flatMap(({ rows }: { rows: unknown[][] }) => rows)
          .map((row) => row.map((cell) => cell ?? '').join('|'))
          .join('\n')
      } finally {
        await client.end()
      }
    },
  }
}
