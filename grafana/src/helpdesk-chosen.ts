import { isChosen, percentThresholds, shownShare, statusWords, urgencyWords } from './kpi-sql.ts'
import { stat, timeSeries } from './panels.ts'
import { sql, sqlOverTime } from './queries.ts'
import { table } from './tables.ts'

/**
 * The tickets filed in the chosen time that fit the variables. By the time of filing first: the views compute every
 * clock of every ticket they are asked for.
 */
const chosen = `$__timeFilter(k.filed_at)
  and ${isChosen('k.category_id', 'category')}
  and ${isChosen('coalesce(k.specialist_id, 0)', 'specialist')}
  and (k.urgency = \${urgency:sqlstring} or \${urgency:sqlstring} = 'any')`

const withinPercent = (clock: 'response' | 'resolution') =>
  shownShare(
    `100 * count(*) filter (where k.${clock}_within_target) / nullif(count(k.${clock}_within_target), 0)::float8`,
  )

const figure = (expression: string, name: string) =>
  sql(`select ${expression} as "${name}" from kpi_ticket k where ${chosen}`)

export function helpdeskChosen() {
  return [
    stat({
      title: 'Подано',
      description: 'Заявки, поданные за выбранное время и подходящие под условия вверху страницы.',
      unit: 'none',
      width: 4,
      queries: [figure('count(*)', 'filed')],
    }),
    stat({
      title: 'Ответ, медиана',
      description: 'Половина заявок получила первый ответ быстрее. Рабочее время.',
      unit: 'suffix:ч',
      decimals: 1,
      width: 5,
      noValue: 'ответов нет',
      queries: [figure('percentile_cont(0.5) within group (order by k.response_seconds) / 3600', 'median')],
    }),
    stat({
      title: 'Ответили в срок',
      description: 'Доля заявок, на которые ответили за положенное время, из тех, где это уже известно.',
      unit: 'percent',
      decimals: 0,
      width: 5,
      noValue: 'нет данных',
      thresholds: percentThresholds,
      queries: [figure(withinPercent('response'), 'within')],
    }),
    stat({
      title: 'Решение, медиана',
      description: 'Половина решённых заявок решена быстрее. Рабочее время без ожидания автора.',
      unit: 'suffix:ч',
      decimals: 1,
      width: 5,
      noValue: 'решённых нет',
      queries: [figure('percentile_cont(0.5) within group (order by k.resolution_seconds) / 3600', 'median')],
    }),
    stat({
      title: 'Решили в срок',
      description: 'Доля заявок, решённых за положенное время, из тех, где это уже известно.',
      unit: 'percent',
      decimals: 0,
      width: 5,
      noValue: 'нет данных',
      thresholds: percentThresholds,
      queries: [figure(withinPercent('resolution'), 'within')],
    }),
    timeSeries({
      title: 'Подано по дням',
      description: 'Сколько заявок подали за каждый день по часовому поясу школы, и сколько из них решено.',
      unit: 'none',
      decimals: 0,
      width: 24,
      min: 0,
      queries: [
        sqlOverTime(`
          select d.starts_at as "time", count(*) as "Подано", count(*) filter (where k.outcome = 'resolved') as "Решено"
          from kpi_ticket k
          cross join lateral (
            select starts_at from kpi_calendar where starts_at <= k.filed_at order by starts_at desc limit 1
          ) as d
          where ${chosen.replaceAll('\n', '\n          ')}
          group by d.starts_at
          order by d.starts_at`),
      ],
    }),
    byField('По категориям', 'Категория', 'k.category_ru'),
    byField('По специалистам', 'Специалист', `coalesce(k.specialist_name, 'не назначен')`),
    byField('По местам', 'Место', 'k.place'),
    list(),
  ]
}

function byField(title: string, heading: string, field: string) {
  return table({
    title,
    description: 'Двадцать самых частых. «Вернули» — автор отправил заявку обратно хотя бы раз.',
    unit: 'none',
    width: 8,
    queries: [
      sql(`
        select ${field} as "${heading}", count(*) as "Подано", count(*) filter (where k.outcome = 'open') as "Открыто",
          ${withinPercent('resolution')} as "В срок", count(*) filter (where k.reopened > 0) as "Вернули"
        from kpi_ticket k
        where ${chosen.replaceAll('\n', '\n        ')}
        group by 1 order by 2 desc, 1 limit 20`),
    ],
    columns: {
      [heading]: { width: 170 },
      'В срок': { unit: 'percent', decimals: 0, thresholds: percentThresholds },
    },
  })
}

function list() {
  return table({
    title: 'Заявки',
    description: 'Новые сверху, не больше пятисот. Время — рабочее; тексты заявок — в боте.',
    unit: 'none',
    width: 24,
    height: 12,
    noValue: '—',
    queries: [
      sql(`
        select k.ticket_id as "№", k.filed_at as "Подана", k.category_ru as "Категория", k.place as "Место",
          k.urgency as "Срочность", k.status as "Состояние", k.specialist_name as "Специалист", k.author_name as "Автор",
          k.response_seconds / 3600 as "Ответ", k.resolution_seconds / 3600 as "Решение", k.reopened as "Возвратов",
          k.rating as "Оценка"
        from kpi_ticket k
        where ${chosen.replaceAll('\n', '\n        ')}
        order by k.filed_at desc limit 500`),
    ],
    columns: {
      '№': { width: 80 },
      Подана: { unit: 'dateTimeAsLocal', width: 170 },
      Срочность: { words: urgencyWords },
      Состояние: { words: statusWords, width: 190 },
      Ответ: { unit: 'suffix:ч', decimals: 1 },
      Решение: { unit: 'suffix:ч', decimals: 1 },
    },
  })
}
