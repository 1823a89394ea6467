import { en } from './words-en.js'
import { ru } from './words-ru.js'

/** @typedef {'ru' | 'en'} Language */
/** @typedef {ReturnType<typeof createWords>} Words */

/**
 * The page's own words and its ways to write dates and sizes.
 * @param {Language} language
 */
export function createWords(language) {
  const words = language === 'en' ? en : ru
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const exactClock = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' })
  const shortDay = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' })
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const sizeUnits = language === 'en' ? ['B', 'KB', 'MB'] : ['Б', 'КБ', 'МБ']

  /** @param {Date} date */
  const daysAgo = (date) =>
    Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86_400_000)

  return {
    language,
    /**
     * @param {string} key
     * @param {Record<string, string | number>} [values]
     * @returns {string}
     */
    say(key, values = {}) {
      return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
    },
    /** @param {number} seconds unix */
    time: (seconds) => clock.format(seconds * 1000),
    /** @param {number} ms unix */
    exactTime: (ms) => exactClock.format(ms),
    /** @param {number} seconds unix */
    day(seconds) {
      const date = new Date(seconds * 1000)
      const ago = daysAgo(date)
      if (ago === 0) return words['today'] ?? ''
      return ago === 1 ? (words['yesterday'] ?? '') : day.format(date)
    },
    /** @param {number} seconds unix */
    shortTime(seconds) {
      const date = new Date(seconds * 1000)
      return daysAgo(date) === 0 ? clock.format(date) : shortDay.format(date)
    },
    /** @param {number} bytes */
    size(bytes) {
      const unit = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2
      return `${number.format(bytes / 1024 ** unit)} ${sizeUnits[unit]}`
    },
  }
}
