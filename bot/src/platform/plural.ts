/** The Russian form for a number: 1 заявка, 2 заявки, 5 заявок. */
export function russianPlural(count: number, one: string, few: string, many: string): string {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = { one, few }
  return forms[new Intl.PluralRules('ru').select(count)] ?? many
}

/** The English form for a number: 1 ticket, 2 tickets. */
export function englishPlural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many
}
