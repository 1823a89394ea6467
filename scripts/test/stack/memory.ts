import type { Stack } from './stack.ts'

/** What the containers use: mebibytes of all, and a line for each. */
export async function memoryOf(stack: Stack): Promise<{ total: number; lines: string }> {
  const ids = (await stack.containers()).map(({ Id }) => Id)
  const lines = await stack.docker('stats', '--no-stream', '--format', '{{.Name}} {{.MemUsage}}', ...ids)
  const used = [...lines.matchAll(/ ([\d.]+)(Mi|Gi|Ki)?B \//g)].map(([, number, unit]) => {
    const size = { Ki: 1 / 1024, Mi: 1, Gi: 1024 }[unit ?? ''] ?? 0
    return Number(number) * size
  })
  return { total: used.reduce((sum, mebibytes) => sum + mebibytes, 0), lines }
}
