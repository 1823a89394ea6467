/** Why a fetch got no answer, in words; undefined for every other error. `fetch failed` says nothing, its cause does. */
export function networkFailure(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.name === 'TimeoutError') return 'no answer in time'
  if (!(error instanceof TypeError) || error.message !== 'fetch failed') return undefined
  const { cause } = error
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return cause.errors[0].message
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message
}
