import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { PassThrough, type Readable, Writable } from 'node:stream'
import { pipeline as pipe } from 'node:stream/promises'
import { StepError } from '../steps/step.ts'

/** A program with its arguments. `name` is what a failure is told with. */
export interface Program {
  name: string
  command: readonly [program: string, ...args: string[]]
  cwd: string
  env: NodeJS.ProcessEnv
  /** Ends the program when somebody interrupts the script; a Ctrl-C does not reach it beside. */
  signal?: AbortSignal | undefined
}

/** Somebody ended the script by a signal: exit code 1. */
export class InterruptedError extends StepError {}

export interface PipelineOptions {
  /** What the first program reads: a file, a text, or nothing. */
  from?: { file: string } | { text: string }
  /** Where the output of the last program goes; without one it is returned as text. */
  to?: string
  /** Reads a copy of what the first program prints, and must find it good. */
  check?: Program
  /** Called as bytes come out of the last program. */
  onBytes?: (bytes: number) => void
}

export interface PipelineResult {
  /** Of what the last program printed. */
  bytes: number
  sha256: string
  /** What it printed; empty when that went into a file. */
  printed: string
  /** Of the first program: the sum of what came of it, and its stderr. */
  first: { sha256: string; complaints: string }
}

/**
 * Programs joined as a shell joins them, without a bound on size or time. It fails when any of them does, with the last
 * words of the first to blame; a file is on the disk (fsync) when it returns, and may be half written when it throws.
 */
export async function runPipeline(
  programs: readonly Program[],
  { from, to, check, onBytes = () => undefined }: PipelineOptions = {},
): Promise<PipelineResult> {
  const source = from !== undefined && 'file' in from ? openSync(from.file, 'r') : undefined
  const children: ChildProcess[] = []
  try {
    for (const [index, { command, cwd, env, signal }] of programs.entries()) {
      signal?.throwIfAborted()
      const [program, ...args] = command
      const first = index === 0 ? (source ?? 'pipe') : 'pipe'
      const detached = signal !== undefined
      children.push(spawn(program, args, { cwd, env, signal, detached, stdio: [first, 'pipe', 'pipe'] }))
    }
  } finally {
    if (source !== undefined) closeSync(source)
  }
  const told = { complaints: '' }
  const ends = children.map((child, index) =>
    endOf(child, programs[index]?.name ?? '', index === 0 ? told : undefined),
  )
  const firstSum = createHash('sha256')
  children[0]?.stdout?.on('data', (chunk: Buffer) => firstSum.update(chunk))
  if (check !== undefined) ends.unshift(checkBeside(check, children[0]))
  const first = children[0]?.stdin
  first?.on('error', () => undefined)
  first?.end(from !== undefined && 'text' in from ? from.text : '')
  const joints = children.slice(1).map((child, index) => join(children[index], child))
  const output = children.at(-1)?.stdout
  if (!output) throw new Error('a pipeline of no program')
  const [result, ...failures] = await Promise.all([collect(output, to, onBytes), ...ends, ...joints])
  for (const { signal } of programs) signal?.throwIfAborted()
  // a file that cannot be written ends all programs before it
  if ('error' in result && isOfTheDisk(result.error)) throw result.error
  // who writes into a program that has ended fails too, and is not the one to blame
  const failed = failures.filter((failure) => failure !== undefined)
  const toBlame =
    failed.find(({ words }) => !/broken pipe|connection reset|SIGPIPE/i.test(words)) ?? failed[0]
  if (toBlame !== undefined) throw new StepError(`${toBlame.name}: ${toBlame.words}`)
  if ('error' in result) throw result.error
  return { ...result, first: { sha256: firstSum.digest('hex'), ...told } }
}

const isOfTheDisk = (error: unknown) =>
  error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT|EIO|EROFS)$/.test(String(error.code))

/** A pipe beside the pipe: the slower of the two sets the pace. */
function checkBeside({ name, command: [program, ...args], cwd, env }: Program, first?: ChildProcess) {
  const child = spawn(program, args, { cwd, env, stdio: ['pipe', 'ignore', 'pipe'] })
  child.stdin.on('error', () => undefined)
  // a check that reads no more must not hold up the first: Node waits for ever for one that ended while it was full
  const beside = new Writable({
    write: (chunk, _, done) => void child.stdin.write(chunk, () => done()),
    final: (done) => (child.stdin.end(), done()),
  })
  first?.stdout?.pipe(beside)
  // also when it was broken off, which a pipe does not hand on
  first?.stdout?.once('close', () => beside.end())
  return endOf(child, name)
}

type Failure = { name: string; words: string } | undefined

function endOf(child: ChildProcess, name: string, told = { complaints: '' }): Promise<Failure> {
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    told.complaints = `${told.complaints}${text}`.slice(-20_000)
  })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ name, words: error.message }))
    child.once('close', (code, signal) => {
      if (code === 0) resolve(undefined)
      else
        resolve({ name, words: lastWords(told.complaints) || `ended with ${signal ?? `exit code ${code}`}` })
    })
  })
}

/** As much of what a program complained of as a person reads; without the rows of tables that Postgres quotes. */
export function lastWords(text: string): string {
  const lines = text
    .trim()
    .split('\n')
    .filter((line) => !/^(DETAIL|CONTEXT|Command was): /.test(line))
    .slice(-8)
  return lines.length > 1 ? `\n    ${lines.join('\n    ')}` : (lines[0] ?? '')
}

/** That the next program reads no more is told by its end. */
async function join(from: ChildProcess | undefined, to: ChildProcess): Promise<undefined> {
  if (from?.stdout && to.stdin) await pipe(from.stdout, to.stdin).catch(() => undefined)
}

async function collect(
  output: Readable,
  to: string | undefined,
  onBytes: (bytes: number) => void,
): Promise<Omit<PipelineResult, 'first'> | { error: unknown }> {
  const hash = createHash('sha256')
  let bytes = 0
  const counted = new PassThrough()
  counted.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    hash.update(chunk)
    onBytes(chunk.length)
  })
  try {
    if (to === undefined) {
      const chunks: Buffer[] = []
      counted.on('data', (chunk: Buffer) => chunks.push(chunk))
      await pipe(output, counted)
      return { bytes, sha256: hash.digest('hex'), printed: Buffer.concat(chunks).toString() }
    }
    const file = await open(to, 'w', 0o600)
    await pipe(output, counted, file.createWriteStream({ flush: true }))
    return { bytes, sha256: hash.digest('hex'), printed: '' }
  } catch (error) {
    output.destroy()
    return { error }
  }
}

/** Puts what was written into a folder, its names, onto the disk. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
