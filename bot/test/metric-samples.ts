/** Values of a metric by their labels, as written. */
export function samples(metrics: string, name: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const line of metrics.split('\n')) {
    const match = /^([a-z_:]+)(\{.*\})? (\S+)$/.exec(line)
    if (match?.[1] === name) found.set(match[2] ?? '', Number(match[3]))
  }
  return found
}

export const scrape = async (url: string) => (await fetch(`${url}/metrics`)).text()
