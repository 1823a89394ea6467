import { chosenPeriod, isChosen, statusWords, urgencyWords } from './kpi-sql.ts'
import { sql } from './queries.ts'
import { table } from './tables.ts'

const openStatuses = `('new', 'in_progress', 'waiting_for_author')`

const ticketColumns = {
  '№': { width: 80 },
  Срочность: { words: urgencyWords },
  Состояние: { words: statusWords, width: 190 },
  Подана: { unit: 'dateTimeAsLocal' },
  'Открыта, дней': { decimals: 1 },
  'Решена за': { unit: 'suffix:ч', decimals: 1 },
}

export function longestOpen() {
  return table({
    title: 'Дольше всех открыты',
    description: 'Двадцать самых давних открытых заявок, когда бы их ни подали. Тексты заявок — в боте.',
    unit: 'none',
    width: 24,
    noValue: '—',
    queries: [
      sql(`
        select ticket_id as "№", category_ru as "Категория", place as "Место", urgency as "Срочность",
          status as "Состояние", specialist_name as "Специалист", author_name as "Автор", filed_at as "Подана",
          extract(epoch from kpi_now() - filed_at)::float8 / 86400 as "Открыта, дней"
        from kpi_ticket
        where status in ${openStatuses}
        order by filed_at
        limit 20`),
    ],
    columns: ticketColumns,
  })
}

export function ticketsOfPeriod() {
  return table({
    title: 'Заявки периода',
    description:
      'Поданы за выбранный период, новые сверху, не больше пятисот. Категорию можно выбрать вверху страницы.',
    unit: 'none',
    width: 24,
    height: 12,
    noValue: '—',
    queries: [
      sql(`
        select k.ticket_id as "№", k.category_ru as "Категория", k.place as "Место", k.urgency as "Срочность",
          k.status as "Состояние", k.specialist_name as "Специалист", k.author_name as "Автор", k.filed_at as "Подана",
          k.resolution_seconds / 3600 as "Решена за", k.rating as "Оценка"
        from ${chosenPeriod}
        join kpi_ticket k on k.filed_at >= p.starts and k.filed_at < p.ends
        where ${isChosen('k.category_id', 'category')}
        order by k.filed_at desc
        limit 500`),
    ],
    columns: ticketColumns,
  })
}
