import { z } from 'zod'
import { type Answer, askJson } from '../ask-json.ts'
import type { Sample } from './samples.ts'

/** Prometheus's API, version 1, as far as the bot needs it. Nothing here throws. */
export interface Prometheus {
  query(promql: string): Promise<Answer<Sample[]>>
}

const vectorShape = z
  .object({
    status: z.literal('success'),
    data: z.object({
      resultType: z.literal('vector'),
      result: z.array(
        z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
      ),
    }),
  })
  .transform(({ data }) =>
    data.result.map(({ metric, value: [, text] }): Sample => ({ labels: metric, value: Number(text) })),
  )

export function createPrometheus(address: string): Prometheus {
  return {
    async query(promql) {
      const url = new URL('/api/v1/query', address)
      // nobody waits longer: Prometheus need not work on
      url.search = new URLSearchParams({ query: promql, timeout: '1500ms' }).toString()
      return askJson(url, vectorShape)
    },
  }
}
