/** A control request that cannot be carried out: 400 bad input, 404 no such thing, 409 not possible now. */
export class ControlError extends Error {
  readonly status: 400 | 403 | 404 | 409

  constructor(status: ControlError['status'], words: string) {
    super(words)
    this.name = 'ControlError'
    this.status = status
  }
}
