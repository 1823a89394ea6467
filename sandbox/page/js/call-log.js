/** @import { Api } from './api.js' */
/** @import { Call } from './control-api.d.ts' */

const kept = 400

/** @param {Call} call */
export function isFailed(call) {
  return call.status !== 200 || call.answer === null || call.answer.ok === false
}

/**
 * The latest Bot API calls, oldest first.
 * @param {Api} api
 * @param {() => void} changed
 */
export function createCallLog(api, changed) {
  let calls = /** @type {Call[]} */ ([])
  return {
    all: () => calls,
    async load() {
      calls = []
      const known = await api.calls()
      // Calls that the answer does not know came while it was on its way.
      calls = [...known.calls, ...calls.filter(({ id }) => id > known.last)].slice(-kept)
    },
    /** @param {Call} call */
    take(call) {
      if (calls.some(({ id }) => id === call.id)) return
      calls = [...calls, call].slice(-kept)
    },
    async clear() {
      await api.clearCalls()
      calls = []
      changed()
    },
  }
}
