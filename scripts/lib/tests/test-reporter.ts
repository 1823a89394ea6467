import type { EventData, run } from 'node:test'
import { inspect } from 'node:util'
import type { Outcome } from './outcome.ts'

type TestsStream = ReturnType<typeof run>

/** A run of test files as it goes on. */
export type TestReport = {
  outcome: Outcome
  /** Files that began and have not ended. */
  running: Set<string>
  /** When something was last heard of any test. */
  lastEventAt: number
}

export const startReport = (): TestReport => ({
  outcome: { passed: 0, failed: 0, skipped: 0 },
  running: new Set(),
  lastEventAt: Date.now(),
})

/**
 * Follows a run to its end: a line per file as it finishes, then every failure in full, every
 * skipped test with its reason and what tests have to say (`t.diagnostic`). `name` shortens a file's path for the reader.
 */
export async function reportTests(
  stream: TestsStream,
  report: TestReport,
  name: (file: string) => string,
  print: (line: string) => void,
): Promise<void> {
  const files = new Map<string, FileReport>()
  const fileOf = (path: string) => {
    const file = files.get(path) ?? { passed: 0, skipped: [], said: [], failures: [], output: [] }
    files.set(path, file)
    return file
  }
  for await (const event of stream) {
    report.lastEventAt = Date.now()
    if (event.type === 'test:stdout' || event.type === 'test:stderr') {
      fileOf(event.data.file).output.push(event.data.message)
    } else if (event.type === 'test:diagnostic' && event.data.nesting > 0 && event.data.file !== undefined) {
      fileOf(event.data.file).said.push(event.data.message)
    } else if (event.type === 'test:dequeue' && event.data.file !== undefined) {
      report.running.add(event.data.file)
    } else if (event.type === 'test:complete' && event.data.file !== undefined) {
      const file = fileOf(event.data.file)
      if (event.data.name !== event.data.file) addTest(file, event.data)
      else {
        addFile(file, event.data)
        report.running.delete(event.data.file)
        count(report.outcome, file)
        print(summaryOf(name(event.data.file), file, event.data.details.duration_ms))
      }
    }
  }
  for (const [path, file] of files) {
    for (const skipped of file.skipped) print(`  skipped  ${name(path)}: ${skipped}`)
    for (const words of file.said) print(`  said     ${name(path)}: ${words}`)
  }
  for (const [path, file] of files) {
    if (file.failures.length > 0) print(detailsOf(name(path), file))
  }
}

type FileReport = {
  passed: number
  skipped: string[]
  said: string[]
  failures: Failure[]
  output: string[]
}
type Failure = { name: string; error: unknown }

function addTest(file: FileReport, test: EventData.TestComplete): void {
  const { error, type } = test.details
  if (test.skip !== undefined)
    file.skipped.push(`${test.name} (${test.skip === true ? 'no reason given' : test.skip})`)
  else if (test.todo !== undefined) file.skipped.push(`${test.name} (to do)`)
  else if (error === undefined) file.passed += type === 'suite' ? 0 : 1
  // A parent whose only fault is a child's says nothing that the child does not say better.
  else if (failureTypeOf(error) !== 'subtestsFailed') file.failures.push({ name: test.name, error })
}

/** The whole file counts only when it failed beside its tests, or had none. */
function addFile(file: FileReport, test: EventData.TestComplete): void {
  const { error } = test.details
  if (error !== undefined && file.failures.length === 0)
    file.failures.push({ name: 'the file itself', error })
  const tests = file.passed + file.skipped.length + file.failures.length
  if (tests === 0) file.failures.push({ name: 'the file itself', error: 'no tests in this file' })
}

function failureTypeOf(error: Error): unknown {
  return 'failureType' in error ? error.failureType : undefined
}

function count(outcome: Outcome, file: FileReport): void {
  outcome.passed += file.passed
  outcome.skipped += file.skipped.length
  outcome.failed += file.failures.length
}

function summaryOf(name: string, file: FileReport, durationMs: number): string {
  const seconds = `${(durationMs / 1000).toFixed(1)} s`
  if (file.failures.length === 0) {
    const skipped = file.skipped.length === 0 ? '' : `, ${file.skipped.length} skipped`
    return `  ok       ${name} (${file.passed}${skipped}, ${seconds})`
  }
  const names = file.failures.map((failure) => `           - ${failure.name}`)
  return [`  FAILED   ${name} (${seconds})`, ...names].join('\n')
}

function detailsOf(name: string, file: FileReport): string {
  const failures = file.failures.map(
    ({ name: test, error }) => `\n--- ${name}: ${test}\n${describe(causeOf(error))}`,
  )
  const output = file.output.join('').split('\n').slice(-100).join('\n').trimEnd()
  return [...failures, ...(output === '' ? [] : [`\n--- ${name} printed\n${output}`])].join('\n')
}

/** node:test wraps what was thrown in an error of its own. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error
}

/** The error with its stack, but for the lines that are always the same and say nothing. */
function describe(error: unknown): string {
  const isAssertion = error instanceof Error && error.name === 'AssertionError'
  const text = isAssertion ? (error.stack ?? error.message) : inspect(error, { depth: 5 })
  return text
    .split('\n')
    .filter((line) => !/^ +at .*node:internal|^ +at .*node:async_hooks/.test(line))
    .join('\n')
}
