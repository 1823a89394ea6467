/** @import { Place } from './control-api.d.ts' */

/**
 * @typedef {{ open?: Place, drafts: Record<string, string>, read: Record<string, number>, closedKeyboard?: number }} PhoneMemory
 */
/**
 * @typedef {{ language?: string, callsOpen?: boolean, activePerson?: number, hidden?: number[], hintClosed?: boolean,
 *   revision?: number }} DeskMemory
 */
/** @typedef {ReturnType<typeof createMemory>} Memory */

const prefix = 'schoolbot-sandbox:'

/**
 * What the page itself remembers over a reload: opened chats, drafts, what was read. A browser that keeps nothing
 * (private mode, full storage) gets a page that forgets.
 * @param {Storage} storage
 */
export function createMemory(storage) {
  /** @type {Map<string, object>} */
  const cache = new Map()

  /**
   * @param {string} name
   * @returns {any}
   */
  function read(name) {
    const cached = cache.get(name)
    if (cached) return cached
    let value = {}
    try {
      value = JSON.parse(storage.getItem(prefix + name) ?? '{}')
    } catch {
      // A damaged entry counts as none.
    }
    cache.set(name, value)
    return value
  }

  /**
   * @param {string} name
   * @param {object} change
   */
  function write(name, change) {
    const value = { ...read(name), ...change }
    cache.set(name, value)
    try {
      storage.setItem(prefix + name, JSON.stringify(value))
    } catch {
      // Kept until the reload only.
    }
  }

  return {
    /** @returns {DeskMemory} */
    desk: () => read('desk'),
    /** @param {DeskMemory} change */
    setDesk: (change) => write('desk', change),
    /**
     * @param {number} personId
     * @returns {PhoneMemory}
     */
    phone: (personId) => ({ drafts: {}, read: {}, ...read(`phone-${personId}`) }),
    /**
     * @param {number} personId
     * @param {Partial<PhoneMemory>} change
     */
    setPhone: (personId, change) => write(`phone-${personId}`, change),
    /** Forgets what belongs to people and chats, not how the page is set up. */
    forgetPhones() {
      cache.clear()
      for (const name of Object.keys(storage)) {
        if (name.startsWith(`${prefix}phone-`)) storage.removeItem(name)
      }
    },
  }
}
