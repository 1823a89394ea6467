/** What Telegram answers instead of a result. The description is what the client sees, prefix included. */
export class Refusal extends Error {
  readonly status: number
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined

  constructor(status: number, description: string, parameters?: Refusal['parameters']) {
    super(description)
    this.name = 'Refusal'
    this.status = status
    this.parameters = parameters
  }
}

export function badRequest(words: string): Refusal {
  return new Refusal(400, `Bad Request: ${words}`)
}

export function forbidden(words: string): Refusal {
  return new Refusal(403, `Forbidden: ${words}`)
}

export function conflict(words: string): Refusal {
  return new Refusal(409, `Conflict: ${words}`)
}
