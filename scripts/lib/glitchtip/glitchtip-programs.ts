import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parsedJson } from '../http/json-value.ts'
import { type Setup, StepError } from '../steps/step.ts'

/** Files of programs/. */
type Program = 'look' | 'provision' | 'token'

const marker = 'SCHOOLBOT '

/** A container of its own: beside the running one there would not be memory enough, and it works before that one does. */
const container = ['run', '--rm', '--no-deps', '-T'] as const

/** Runs a program with GlitchTip's own models on its database; returns what it answered. Throws a StepError. */
export async function runProgram(
  setup: Setup,
  program: Program,
  env: Readonly<Record<string, string>>,
  options: { fetchImage: boolean },
): Promise<unknown> {
  const variables = { ...adminOf(setup), ...env }
  const names = Object.keys(variables).map((name) => `--env=${name}`)
  const pull = options.fetchImage ? [] : ['--pull=never']
  const printed = await setup.compose([...container, ...pull, ...names, 'glitchtip', 'python', '-'], {
    input: programText(program),
    env: variables,
    withinMs: 600_000,
  })
  return answerIn(printed)
}

/**
 * What the image's own start does with the database, without listening. The second makes the table of its cache, which
 * is no part of the migrations, and which every change of a project writes to.
 */
export async function migrate(setup: Setup): Promise<void> {
  const commands = [
    'python manage.py migrate --no-input --skip-checks --verbosity 0',
    'python manage.py createcachetable',
  ]
  const args = [...container, 'glitchtip', 'sh', '-ec', commands.join('; ')]
  await setup.compose(args, { withinMs: 900_000 })
}

export const programText = (program: Program): string =>
  ['django', program]
    .map((name) => readFileSync(join(import.meta.dirname, 'programs', `${name}.py`)))
    .join('\n')

/** The password travels by the environment: arguments are for everybody to see. */
function adminOf(setup: Setup): Record<string, string> {
  return {
    SCHOOLBOT_ADMIN_EMAIL: setup.env['GLITCHTIP_ADMIN_EMAIL'] || 'admin@schoolbot.example',
    SCHOOLBOT_ADMIN_PASSWORD: setup.secret('glitchtip_admin_password'),
  }
}

function answerIn(printed: string): unknown {
  const line = printed.split('\n').findLast((text) => text.startsWith(marker))
  const answer = line === undefined ? undefined : parsedJson(line.slice(marker.length))
  if (answer === undefined) {
    throw new StepError(
      `GlitchTip's image gave no answer: ${printed.trim().slice(-300) || 'it printed nothing'}`,
    )
  }
  return answer
}
