import { buildDashboard } from './dashboard.ts'
import { known } from './dashboard-list.ts'
import { kpiOrders } from './kpi-orders.ts'
import { periodName } from './kpi-sql.ts'
import { kpiTickets } from './kpi-tickets.ts'
import { choices, oneOf } from './variables.ts'

/**
 * The director's home. He chooses a kind of period and one of them; the time picker is not there, because orders and
 * tickets belong to a week, a month or a school year.
 */
export const kpiDashboard = () =>
  buildDashboard({
    ...known.kpi,
    description: 'Поручения и заявки школы: что сделано, что просрочено, у кого и как это меняется.',
    from: 'now-90d',
    refresh: '5m',
    timePicker: false,
    variables: [
      oneOf('kind', 'Считать по', {
        month: 'месяцам',
        week: 'неделям',
        school_year: 'учебным годам',
      }),
      choices('period', 'Период', { query: periods, all: false }),
      choices('person', 'Сотрудник', { query: people, all: true }),
      choices('category', 'Категория заявок', { query: categories, all: true }),
    ],
    links: [
      { ...known.helpdesk, title: 'Заявки подробно', keepTime: false },
      { ...known.schoolbot, title: 'Работа бота', keepTime: false },
    ],
    deploys: { name: 'Обновления бота', shown: false },
    sections: [
      { title: 'Поручения', panels: kpiOrders() },
      { title: 'Заявки', panels: kpiTickets() },
    ],
  })

const periods = `
  select p.first_day::text as __value, ${periodName('p')} as __text
  from kpi_period p
  where p.kind = \${kind:sqlstring}
  order by p.starts desc
  limit 120`

const people = `
  select person_id::text as __value, person_name as __text
  from kpi_task_period
  where kind = \${kind:sqlstring} and first_day = \${period:sqlstring}::date and person_id is not null
  order by __text`

const categories = `
  select slice_id::text as __value, slice_name as __text
  from kpi_ticket_period
  where kind = \${kind:sqlstring} and first_day = \${period:sqlstring}::date and slice = 'category'
  order by __text`
