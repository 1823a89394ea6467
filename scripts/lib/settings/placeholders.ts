/** What guides and examples have in the place of a value: it counts as empty. */
export const isPlaceholder = (value: string): boolean =>
  /^(your[_-]\w+|\w+_here|change[_-]?me|<[^<>]*>)$/i.test(value.trim()) ||
  // the key in the DSN of a guide
  /^https?:\/\/(public[_-]?key|your[_-]\w+|<[^<>]*>)@/i.test(value.trim())
