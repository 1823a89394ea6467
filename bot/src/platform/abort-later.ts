/** A signal that aborts so long after another one. */
export function abortLater(signal: AbortSignal, ms: number): AbortSignal {
  const later = new AbortController()
  const begin = () => {
    setTimeout(() => later.abort(), ms).unref()
  }
  if (signal.aborted) begin()
  else signal.addEventListener('abort', begin, { once: true })
  return later.signal
}
