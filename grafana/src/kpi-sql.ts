/** What the director's queries have in common. `${...}` here is Grafana's, filled in when a panel asks. */

/** The chosen period, of a view that has one row per period. */
export const inPeriod = `kind = \${kind:sqlstring} and first_day = \${period:sqlstring}::date`

/** The chosen period itself, under the name p. */
export const chosenPeriod = `(select starts, ends from kpi_period where ${inPeriod}) as p`

/** Whether an id is one of those chosen; all of them stand as one word, whatever they are. */
export const isChosen = (id: string, variable: string) =>
  `('any' in (\${${variable}:sqlstring}) or ${id}::text in (\${${variable}:sqlstring}))`

const months =
  "array['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь']"

/** A period of a view as people say it. */
export const periodName = (of: string) =>
  [
    `case ${of}.kind`,
    `when 'week' then to_char(${of}.first_day, 'DD.MM') || '–' || to_char(${of}.last_day, 'DD.MM.YY')`,
    `when 'month' then (${months})[extract(month from ${of}.first_day)::int] || to_char(${of}.first_day, ' YYYY')`,
    `else to_char(${of}.first_day, 'YYYY') || '/' || to_char(${of}.last_day, 'YY')`,
    'end',
  ].join(' ')

/**
 * A share in percent for a panel that shows no decimals: what is not all never reads as 100, and what is not nothing
 * never as 0.
 */
export const shownShare = (percent: string) =>
  `case when ${percent} > 0 and ${percent} < 100 then least(greatest(${percent}, 1), 99) else ${percent} end`

/** Red first: what is worse the less it is. */
export const percentThresholds = [
  { value: null, color: 'red' },
  { value: 70, color: 'orange' },
  { value: 90, color: 'green' },
]

export const outcomeWords = {
  on_time: { text: 'в срок', color: 'green' },
  late: { text: 'с опозданием', color: 'orange' },
  overdue: { text: 'просрочено', color: 'red' },
  awaiting_acceptance: { text: 'ждёт вашего решения', color: 'blue' },
  not_due: { text: 'в работе', color: 'text' },
}

export const urgencyWords = {
  critical: { text: 'критичная', color: 'red' },
  high: { text: 'высокая', color: 'orange' },
  normal: { text: 'обычная', color: 'text' },
  low: { text: 'низкая', color: 'text' },
}

export const statusWords = {
  new: { text: 'новая', color: 'orange' },
  in_progress: { text: 'в работе', color: 'blue' },
  waiting_for_author: { text: 'ждёт ответа автора', color: 'text' },
  resolved: { text: 'решена, ждёт подтверждения', color: 'green' },
  closed: { text: 'закрыта', color: 'green' },
  cancelled: { text: 'отменена', color: 'text' },
}
