import { buildDashboard } from './dashboard.ts'
import { known, linksFrom } from './dashboard-list.ts'
import { helpdeskChosen } from './helpdesk-chosen.ts'
import { helpdeskNow } from './helpdesk-now.ts'
import { choices, oneOf } from './variables.ts'

/** For whoever runs the desk: what waits now, and how the tickets of a time were handled. */
export const helpdeskDashboard = () =>
  buildDashboard({
    ...known.helpdesk,
    description: 'Заявки: что ждёт сейчас, и как обработаны заявки, поданные за выбранное время.',
    from: 'now-30d',
    refresh: '1m',
    variables: [
      choices('category', 'Категория', { query: categories, all: true }),
      choices('specialist', 'Специалист', { query: specialists, all: true }),
      oneOf('urgency', 'Срочность', {
        any: 'любая',
        critical: 'критичная',
        high: 'высокая',
        normal: 'обычная',
        low: 'низкая',
      }),
    ],
    links: linksFrom(known.helpdesk.uid),
    deploys: { name: 'Обновления бота', shown: true },
    sections: [
      { title: 'Сейчас', panels: helpdeskNow() },
      { title: 'Поданы за выбранное время', panels: helpdeskChosen() },
    ],
  })

const categories = `
  select distinct category_id::text as __value, category_ru as __text
  from kpi_ticket where $__timeFilter(filed_at)
  order by __text`

const specialists = `
  select distinct coalesce(specialist_id, 0)::text as __value, coalesce(specialist_name, 'не назначен') as __text
  from kpi_ticket where $__timeFilter(filed_at)
  order by __text`
