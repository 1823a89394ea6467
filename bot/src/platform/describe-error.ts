/** An error without its message, which may quote what a person typed, a query's values or a URL with a token. */
export interface ErrorDescription {
  type: string
  code?: string
  /** `function file:line:column` per frame, without the first line of the stack, which repeats the message. */
  stack: string[]
  cause?: ErrorDescription
}

/** Enough for every chain of ours; a chain may lead back to its beginning. */
const maxCauses = 4

export function describeError(error: unknown, causes = maxCauses): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] }
  const description: ErrorDescription = { type: error.name, stack: frames(error) }
  const code = 'code' in error ? error.code : undefined
  if (typeof code === 'string' || typeof code === 'number') description.code = String(code)
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error.cause
  if (cause !== undefined && causes > 0) description.cause = describeError(cause, causes - 1)
  return description
}

function frames(error: Error): string[] {
  const stack = error.stack ?? ''
  // a line of the message may look like a frame
  const message = stack.indexOf(error.message)
  return stack
    .slice(message === -1 ? 0 : message + error.message.length)
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 12)
    .map((line) => line.trim().slice(3))
}
