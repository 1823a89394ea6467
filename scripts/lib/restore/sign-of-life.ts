/** On a terminal says how long something takes, in a line that is gone when it has ended; elsewhere nothing. */
export async function signOfLife<T>(what: string, work: () => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work()
  const began = Date.now()
  const show = () =>
    process.stderr.write(`\r\u001b[K  ${what}: ${Math.round((Date.now() - began) / 1000)} s\r`)
  const timer = setInterval(show, 1000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    process.stderr.write('\r\u001b[K')
  }
}
