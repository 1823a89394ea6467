import { known } from './dashboard-list.ts'
import { inPeriod, percentThresholds, periodName, shownShare } from './kpi-sql.ts'
import { longestOpen, ticketsOfPeriod } from './kpi-ticket-lists.ts'
import { bars, stat } from './panels.ts'
import { sql } from './queries.ts'
import { table } from './tables.ts'

const total = (figure: string, name: string) =>
  sql(`
    select ${figure} as "${name}" from kpi_ticket_period
    where ${inPeriod} and slice = 'total'`)

const categoryUrl = `/d/${known.kpi.uid}?var-kind=\${kind:percentencode}&var-period=\${period:percentencode}&var-category=\${__data.fields["category_id"]:percentencode}`

export function kpiTickets() {
  return [
    stat({
      title: 'Открыто сейчас',
      description:
        'Заявки, по которым ещё не всё сделано, когда бы их ни подали. Больше десяти — повод спросить.',
      unit: 'none',
      width: 4,
      thresholds: [
        { value: null, color: 'green' },
        { value: 6, color: 'orange' },
        { value: 11, color: 'red' },
      ],
      queries: [sql('select tickets as "open" from kpi_tickets_open')],
    }),
    stat({
      title: 'Самая давняя открытая',
      description: 'Сколько дней назад подали заявку, которая открыта дольше всех.',
      unit: 'suffix:дн.',
      decimals: 0,
      width: 4,
      noValue: 'открытых нет',
      thresholds: [
        { value: null, color: 'green' },
        { value: 7, color: 'orange' },
        { value: 14, color: 'red' },
      ],
      queries: [
        sql(
          'select extract(epoch from kpi_now() - oldest_filed_at)::float8 / 86400 as "days" from kpi_tickets_open',
        ),
      ],
    }),
    stat({
      title: 'Подано за период',
      description: 'Сколько заявок подали сотрудники за выбранный период.',
      unit: 'none',
      width: 4,
      queries: [total('coalesce(sum(filed), 0)', 'filed')],
    }),
    stat({
      title: 'Решено из них',
      description: 'Сколько из поданных за период заявок уже решено.',
      unit: 'none',
      width: 4,
      queries: [total('coalesce(sum(resolved), 0)', 'resolved')],
    }),
    stat({
      title: 'Решено в срок',
      description:
        'Доля заявок периода, решённых за положенное рабочее время. Сроки зависят от срочности заявки.',
      unit: 'percent',
      decimals: 0,
      min: 0,
      max: 100,
      width: 4,
      noValue: 'пока нет данных',
      thresholds: percentThresholds,
      queries: [total(`max(${shownShare('resolution_within_percent')})`, 'within')],
    }),
    stat({
      title: 'Средняя оценка',
      description: 'Как сотрудники оценили решённые заявки, от 1 до 5.',
      unit: 'none',
      decimals: 1,
      min: 1,
      max: 5,
      width: 4,
      noValue: 'оценок нет',
      thresholds: [
        { value: null, color: 'red' },
        { value: 3, color: 'orange' },
        { value: 4, color: 'green' },
      ],
      queries: [total('max(mean_rating)', 'rating')],
    }),
    trend(),
    bySlice('По категориям', 'category', 'Категория', 12),
    bySlice('По специалистам', 'specialist', 'Специалист', 12),
    longestOpen(),
    ticketsOfPeriod(),
  ]
}

function trend() {
  return bars({
    title: 'Как решаются заявки',
    description:
      'Доля заявок, на которые ответили и которые решили в срок, по периодам: до двенадцати последних.',
    unit: 'percent',
    decimals: 0,
    min: 0,
    max: 100,
    width: 24,
    over: 'Период',
    colors: { 'Ответили в срок': 'blue', 'Решили в срок': 'green' },
    queries: [
      sql(`
        select ${periodName('t')} as "Период",
          ${shownShare('t.response_within_percent')} as "Ответили в срок",
          ${shownShare('t.resolution_within_percent')} as "Решили в срок"
        from (
          select starts from kpi_period
          where kind = \${kind:sqlstring}
            and starts <= (select max(starts) from kpi_period where ${inPeriod})
          order by starts desc limit 12
        ) as latest
        join kpi_ticket_period t on t.starts = latest.starts and t.kind = \${kind:sqlstring} and t.slice = 'total'
        order by t.starts`),
    ],
  })
}

function bySlice(title: string, slice: 'category' | 'specialist', heading: string, width: number) {
  const isCategory = slice === 'category'
  return table({
    title,
    description: isCategory
      ? 'Заявки выбранного периода. Нажмите на категорию: в последней таблице останутся её заявки.'
      : 'Заявки выбранного периода у тех, кто сейчас за них отвечает. Время — рабочее.',
    unit: 'none',
    width,
    queries: [
      sql(`
        select coalesce(slice_id, 0) as ${slice}_id, coalesce(slice_name, 'не назначен') as "${heading}",
          filed as "Подано", open as "Открыто", resolved as "Решено",
          ${shownShare('resolution_within_percent')} as "В срок",
          resolution_median_seconds / 3600 as "Обычно решают за", mean_rating as "Оценка"
        from kpi_ticket_period
        where ${inPeriod} and slice = '${slice}'
        order by filed desc, slice_name`),
    ],
    columns: {
      [`${slice}_id`]: { hidden: true },
      [heading]: {
        width: 200,
        ...(isCategory ? { link: { title: 'Показать заявки', url: categoryUrl } } : {}),
      },
      'В срок': { unit: 'percent', decimals: 0, thresholds: percentThresholds },
      'Обычно решают за': { unit: 'suffix:ч', decimals: 1 },
      Оценка: { decimals: 1 },
    },
  })
}
