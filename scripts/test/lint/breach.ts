/** A file that breaks one rule, in a checkout where everything else is in order. */
export interface Breach {
  rule: string
  file: string
  source: string
}

export function breach(rule: string, file: string, source: string): Breach {
  return { rule, file, source }
}

/** Breaks a rule about who may import what. */
export function bannedImport(file: string, source: string): Breach {
  return breach('eslint(no-restricted-imports)', file, source)
}
