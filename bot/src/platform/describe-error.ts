/** An error without its message, which may quote what a person typed, a query's values or a URL with a token. */
export interface ErrorDescription {
  type: string
  code?: string
  /** `function file:line:column` per frame, without the first line of the stack, which repeats the message. */
  stack: string[]
  cause?: ErrorDescription
}

export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] }
  const description: ErrorDescription = { type: error.name, stack: frames(error) }
  const code = 'code' in error ? error.code : undefined
  if (typeof code === 'string' || typeof code === 'number') description.code = String(code)
  if (error.cause !== undefined) description.cause = describeError(error.cause)
  return description
}

function frames(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 12)
    .map((line) => line.trim().slice(3))
}
