import { z } from 'zod'
import { readAtMost } from '../platform/read-at-most.ts'

/**
 * What came of a question to another part of the installation:
 * `away`: no answer in time, so that what was to be changed there may be changed or not;
 * `refused`: it answers, but not this; `strange`: it answers what nobody expects.
 */
export type Answer<T> = { kind: 'answer'; value: T } | Unanswered
export type Unanswered = { kind: 'away' } | { kind: 'refused'; status: number } | { kind: 'strange' }

export interface Question {
  method?: 'GET' | 'POST' | 'DELETE'
  body?: object
}

/** For all of it, headers and body: somebody holds his phone and waits. */
const timeoutMs = 1_500
/** A thousand alerts have half of it. Nobody reads more, and all of it would be held in memory. */
const maxBytes = 4 * 1024 ** 2

/** Asks by HTTP and checks the shape of the answer. Never throws: who does not answer is an answer too. */
export async function askJson<T>(
  url: URL,
  shape: z.ZodType<T>,
  { method = 'GET', body }: Question = {},
): Promise<Answer<T>> {
  let text: string | undefined
  try {
    const response = await fetch(url, {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      // an address of another part is not one of ours: the code of the redirect is the answer
      redirect: 'manual',
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (!response.ok) {
      await response.body?.cancel()
      return { kind: 'refused', status: response.status }
    }
    text = (await readAtMost(response.body, maxBytes))?.toString()
  } catch {
    return { kind: 'away' }
  }
  if (text === undefined) return { kind: 'strange' }
  const parsed = jsonText.pipe(shape).safeParse(text)
  return parsed.success ? { kind: 'answer', value: parsed.data } : { kind: 'strange' }
}

/** An empty body is an answer without a value. */
const jsonText = z.string().transform((text, ctx): unknown => {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    ctx.addIssue('no JSON')
    return z.NEVER
  }
})
