/**
 * What a look at a part found.
 * - ready: nothing to do
 * - missing: `make` brings it
 * - failed: it is there and wrong in a way that only the operator can put right; the words say how
 * - absent: not part of this installation, or scaled to none
 */
export type Finding = { state: 'ready' | 'missing' | 'failed' | 'absent'; words: string }

/**
 * A part of the installation. `look` changes nothing and never throws for what it may find; it must also give an answer
 * where nothing runs yet. `make` is called when something is missing, and may be called again after any partial failure.
 */
export interface Step {
  /** As the table shows it. */
  name: string
  look(): Promise<Finding>
  /** Brings it from missing to ready; throws a StepError. */
  make(): Promise<Finding>
}

/** Something failed that the operator can act on: the words say what, and what to do. */
export class StepError extends Error {
  override readonly name = 'StepError'
}

/** Something that is needed is not there: exit code 4. */
export class PreflightError extends StepError {}

export interface ComposeOptions {
  /** What the command reads from stdin. Secrets go this way or by `env`, never into the arguments. */
  input?: string
  /** Added to Compose's own environment: `run -e NAME` and `exec -e NAME` hand it on by name alone. */
  env?: Readonly<Record<string, string>>
  /** 120 s unless told. */
  withinMs?: number
}

export interface FetchOptions extends RequestInit {
  /** 10 s unless told. */
  withinMs?: number
}

/** What an installation says of itself without Docker. */
export interface Settings {
  /** The checkout. */
  root: string
  /** What Compose would use: the shell's variables over those of .env. Follows `setEnv`; empty counts as absent. */
  env: Readonly<Record<string, string | undefined>>
  secretsDir: string
  /** The value of a file of secretsDir, trimmed; empty when there is none. */
  secret(name: string): string
  /** fetch with a timeout. */
  fetch(url: string, options?: FetchOptions): Promise<Response>
}

/** What steps work with; a step is made by a function of this. */
export interface Setup extends Settings {
  /** docker compose in the checkout, with the operator's files and project; returns stdout, throws a StepError. */
  compose(args: readonly string[], options?: ComposeOptions): Promise<string>
  /** Whether the service is part of this installation: named by the Compose files and scaled to one or more. */
  isPresent(service: string): boolean
  /** http://127.0.0.1 with the published port, without a slash at the end. */
  urlOf(service: string): string
  /** A line of progress. */
  say(line: string): void
  /** Fills a variable of .env that is missing or empty, and the secret file that follows it. Never overwrites. */
  setEnv(name: string, value: string): void
}
