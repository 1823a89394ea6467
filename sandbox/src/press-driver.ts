import type { CallbackAnswer, PressOutcome } from './control/contract.ts'
import type { ControlClient } from './control-client.ts'

export type Press = {
  outcome: PressOutcome
  /** What the bot answered to the press (the toast); fails when it does not within 10 s. */
  answered(withinMs?: number): Promise<CallbackAnswer>
}

export function pressFrom(control: ControlClient, outcome: PressOutcome): Press {
  return {
    outcome,
    async answered(withinMs = 10_000) {
      if (outcome.kind !== 'callback') throw new Error(`a ${outcome.kind} button gets no answer`)
      const look = async (waitMs: number) => {
        const { answer } = await control.get<{ answer?: CallbackAnswer }>(`/callbacks/${outcome.id}`, {
          waitMs,
        })
        return answer
      }
      return control.poll(look, withinMs, () => 'the bot did not answer the press')
    },
  }
}
