/** A table of many years; more is no calendar of a school. */
export const maxFileBytes = 1024 * 1024
