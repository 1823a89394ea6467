// node plain-sql-program.ts look: reads the plain SQL of pg_dump, prints what it says of itself as JSON.
// node plain-sql-program.ts restrict KEY: hands it on without owners and rights, for a psql that takes no commands in it.
import { once } from 'node:events'
import { readPlainSql } from './plain-sql.ts'

const [, , mode, key] = process.argv
const sql = readPlainSql()
const pieceBytes = 65_536

if (mode === 'restrict') {
  if (!/^[A-Za-z0-9]+$/.test(key ?? '')) throw new Error('restrict needs a key')
  process.stdout.write(`\\restrict ${key}\n`)
}
// who reads it has the better word
process.stdout.on('error', () => {
  process.stderr.write('broken pipe\n')
  process.exit(1)
})
// byte by byte: a dump may be in any encoding
let rest = ''
let piece = ''
for await (const chunk of process.stdin) {
  const lines = `${rest}${(chunk as Buffer).toString('latin1')}`.split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) await hand(`${line}\n`)
}
if (rest !== '') await hand(rest)
if (mode === 'restrict') await write(piece)
else process.stdout.write(`${JSON.stringify(sql.summary())}\n`)

async function hand(line: string): Promise<void> {
  const taken = sql.take(line.replace(/\r?\n$/, ''))
  if (mode !== 'restrict' || taken === undefined) return
  piece += line
  if (piece.length < pieceBytes) return
  await write(piece)
  piece = ''
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(Buffer.from(text, 'latin1'))) await once(process.stdout, 'drain')
}
