import { z } from 'zod'

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

/** Somebody holds his phone and waits, and his transaction is open meanwhile. */
const timeoutMs = 1_500

/** Asks by HTTP and checks the shape of the answer. Never throws: who does not answer is an answer too. */
export async function askJson<T>(
  url: URL,
  shape: z.ZodType<T>,
  { method = 'GET', body }: Question = {},
): Promise<Answer<T>> {
  let text: string
  try {
    const response = await fetch(url, {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    text = await response.text()
    if (!response.ok) return { kind: 'refused', status: response.status }
  } catch {
    return { kind: 'away' }
  }
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
