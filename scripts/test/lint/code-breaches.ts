import { type Breach, bannedImport, breach } from './breach.ts'

const processEdge = [
  breach(
    'eslint(no-restricted-properties)',
    'bot/src/platform/where.ts',
    `export const where = process.env['WHERE']`,
  ),
  breach(
    'eslint(no-restricted-properties)',
    'bot/src/version.ts',
    'export const leave = () => process.exit(1)',
  ),
  breach('eslint(no-restricted-properties)', 'sandbox/src/stop.ts', `process.on('SIGTERM', () => undefined)`),
  bannedImport('bot/src/platform/edge.ts', `import { env } from 'node:process'\nexport const edge = env`),
]

const promises = [
  breach('typescript(no-floating-promises)', 'bot/src/people/floating.ts', `Promise.resolve('sent')`),
  breach(
    'typescript(no-floating-promises)',
    'bot/src/people/handler.ts',
    `export const handler = (ctx: { reply(): Promise<void> }) => { ctx.reply() }`,
  ),
  breach(
    'typescript(no-misused-promises)',
    'bot/src/people/misused.ts',
    `export const yes = (isIn: () => Promise<boolean>) => (isIn() ? 1 : 2)`,
  ),
  breach(
    'typescript(no-misused-promises)',
    'bot/src/people/timer.ts',
    `export const timer = (tick: () => Promise<void>) => setInterval(tick, 1_000)`,
  ),
  breach(
    'typescript(await-thenable)',
    'bot/src/people/awaited.ts',
    'export const awaited = async (id: number) => { await id }',
  ),
  breach(
    'typescript(return-await)',
    'bot/src/people/returned.ts',
    `export async function returned(save: () => Promise<number>) {
  try {
    return save()
  } catch {
    return 0
  }
}`,
  ),
  breach(
    'typescript(only-throw-error)',
    'bot/src/people/thrown.ts',
    `export const thrown = () => { throw 'words' }`,
  ),
  breach(
    'typescript(prefer-promise-reject-errors)',
    'bot/src/people/rejected.ts',
    `export const rejected = () => Promise.reject('words')`,
  ),
]

const types = [
  breach(
    'typescript(switch-exhaustiveness-check)',
    'bot/src/tickets/half.ts',
    `export function half(kind: 'new' | 'closed') {
  switch (kind) {
    case 'new':
      return 1
  }
  return 2
}`,
  ),
  breach('typescript(no-explicit-any)', 'bot/src/tickets/any.ts', 'export type Anything = any'),
  breach(
    'typescript(no-unsafe-assignment)',
    'bot/src/tickets/unparsed.ts',
    `export const unparsed: { id: number } = JSON.parse('1')`,
  ),
  breach(
    'typescript(no-non-null-assertion)',
    'bot/src/tickets/sure.ts',
    'export const sure = (id: number | undefined) => id!',
  ),
  breach(
    'typescript(ban-ts-comment)',
    'bot/src/tickets/silenced.ts',
    '// @ts-ignore\nexport const silenced = 1',
  ),
  breach(
    'typescript(no-namespace)',
    'bot/src/tickets/space.ts',
    'export namespace Space { export type Id = number }',
  ),
  breach(
    'typescript(consistent-type-imports)',
    'bot/src/tickets/hidden.ts',
    `export type Hidden = import('../tasks/task.ts').Task`,
  ),
  breach(
    'typescript(no-unsafe-argument)',
    'bot/src/tickets/argument.ts',
    `export const argument = () => encodeURIComponent(JSON.parse('1'))`,
  ),
  breach(
    'typescript(no-unsafe-call)',
    'bot/src/tickets/call.ts',
    `export const call = () => void JSON.parse('1')()`,
  ),
  breach(
    'typescript(no-unsafe-member-access)',
    'bot/src/tickets/member.ts',
    `export const member = () => void JSON.parse('1').id`,
  ),
  breach('typescript(no-deprecated)', 'bot/src/tickets/old.ts', `export const old = escape('ticket')`),
]

const modules = [
  breach(
    'import(no-cycle)',
    'bot/src/tickets/hen.ts',
    `import type { Egg } from './egg.ts'\nexport interface Hen { from?: Egg }`,
  ),
  breach(
    'import(no-cycle)',
    'bot/src/tickets/egg.ts',
    `import type { Hen } from './hen.ts'\nexport interface Egg { from?: Hen }`,
  ),
  breach(
    'import(no-cycle)',
    'sandbox/src/ring.ts',
    `import { stone } from './stone.ts'\nexport const ring = () => stone()`,
  ),
  breach(
    'import(no-cycle)',
    'sandbox/src/stone.ts',
    `import { ring } from './ring.ts'\nexport const stone = (): number => ring()`,
  ),
  breach('import(no-default-export)', 'bot/src/tickets/default.ts', 'export default 1'),
  breach('oxc(no-barrel-file)', 'bot/src/tickets/barrel.ts', `export * from './half.ts'`),
  breach(
    'import(no-namespace)',
    'bot/src/tickets/star.ts',
    `import * as half from './half.ts'\nexport const star = half.half('new')`,
  ),
  breach('eslint(max-lines)', 'bot/src/tickets/long.ts', 'export const long = 1\n'.padEnd(230, '\n')),
  breach(
    'import(no-mutable-exports)',
    'bot/src/tickets/mutable.ts',
    `export let mutable = 1\nexport const next = () => { mutable += 1 }`,
  ),
  breach(
    'unicorn(prefer-node-protocol)',
    'bot/src/tickets/protocol.ts',
    `import { join } from 'path'\nexport const path = join('a', 'b')`,
  ),
]

const language = [
  breach(
    'eslint(eqeqeq)',
    'bot/src/tickets/loose.ts',
    'export const loose = (a: string, b: string) => a == b',
  ),
  breach('eslint(no-console)', 'bot/src/tickets/loud.ts', `console.log('ticket')`),
  breach('eslint(no-unused-vars)', 'bot/src/tickets/unused.ts', 'const unused = 1\nexport const used = 2'),
  breach(
    'eslint(no-param-reassign)',
    'bot/src/tickets/changed.ts',
    'export function changed(id: number) {\n  id = 1\n  return id\n}',
  ),
  breach('eslint(no-var)', 'bot/src/tickets/var.ts', 'var old = 1\nold = 2\nexport const next = old'),
  breach('eslint(prefer-const)', 'bot/src/tickets/let.ts', 'let fixed = 1\nexport const next = fixed'),
  breach(
    'eslint(no-self-compare)',
    'bot/src/tickets/same.ts',
    'export const same = (id: number) => id === id',
  ),
  breach('eslint(no-warning-comments)', 'bot/src/tickets/later.ts', '// TODO: later\nexport const later = 1'),
  breach(
    'unicorn(no-abusive-eslint-disable)',
    'bot/src/tickets/disabled.ts',
    '// oxlint-disable\nexport const disabled = (id: unknown) => id == 1',
  ),
  breach(
    'Unused oxlint-disable directive (no problems were reported).',
    'bot/src/tickets/needless.ts',
    '// oxlint-disable-next-line eqeqeq\nexport const needless = 1',
  ),
]

export const codeBreaches: readonly Breach[] = [processEdge, promises, types, modules, language].flat()
