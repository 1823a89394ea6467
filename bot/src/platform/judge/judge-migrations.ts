import { judgeStatement } from './judge-statement.ts'
import { createKnownSchema, type KnownSchema } from './known-schema.ts'
import { readStatements } from './statements.ts'
import type { Verdict } from './verdict.ts'

export interface Migration {
  name: string
  text: string
}

export interface Finding extends Verdict {
  file: string
  line: number
  /** The beginning of the statement. */
  statement: string
}

export interface Judgement {
  judged: string[]
  refused: Finding[]
  /** What would be refused if the file did not say why it may be. */
  allowed: (Finding & { because: string })[]
}

/**
 * Judges migrations that are applied together, in one transaction, after those of `before`: may the version before go on
 * working while they run and afterwards? What they make themselves no old version knows, so it may be changed freely.
 */
export async function judgeMigrations(
  migrations: readonly Migration[],
  before: readonly Migration[],
): Promise<Judgement> {
  const schema = createKnownSchema()
  for (const { text } of before) {
    const statements = await readStatements(text)
    if (Array.isArray(statements)) for (const { node } of statements) schema.note(node)
  }
  schema.beginNew()
  const judgement: Judgement = { judged: migrations.map(({ name }) => name), refused: [], allowed: [] }
  for (const migration of migrations) await judgeOne(migration, schema, judgement)
  return judgement
}

async function judgeOne(
  { name, text }: Migration,
  schema: KnownSchema,
  { refused, allowed }: Judgement,
): Promise<void> {
  const file = `${name}.sql`
  const statements = await readStatements(text)
  if (!Array.isArray(statements)) {
    const { line, words, message } = statements
    refused.push({ file, line, statement: words, reason: message, instead: 'correct it' })
    return
  }
  for (const [index, { node, line, words, allowedBecause }] of statements.entries()) {
    schema.foresee(statements.slice(index + 1).map((statement) => statement.node))
    for (const verdict of judgeStatement(node, schema)) {
      const finding = { file, line, statement: words, ...verdict }
      if (allowedBecause === undefined) refused.push(finding)
      else allowed.push({ ...finding, because: allowedBecause })
    }
    schema.note(node)
  }
}
