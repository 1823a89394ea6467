import { known } from './dashboard-list.ts'
import {
  chosenPeriod,
  inPeriod,
  isChosen,
  outcomeWords,
  percentThresholds,
  periodName,
  shownShare,
} from './kpi-sql.ts'
import { bars, stat } from './panels.ts'
import { sql } from './queries.ts'
import { table } from './tables.ts'

const schoolInPeriod = (figure: string) =>
  sql(`
    select coalesce(sum(${figure}), 0) as "${figure}" from kpi_task_period
    where ${inPeriod} and person_id is null`)

const lastTwelve = (figures: string) =>
  sql(`
    select "Период", ${figures} from (
      select ${periodName('t')} as "Период", *
      from kpi_task_period t
      where t.kind = \${kind:sqlstring} and t.person_id is null
        and t.starts <= (select max(starts) from kpi_period where ${inPeriod})
      order by t.starts desc limit 12
    ) as latest order by starts`)

const personUrl = `/d/${known.kpi.uid}?var-kind=\${kind:percentencode}&var-period=\${period:percentencode}&var-person=\${__data.fields["person_id"]:percentencode}`

export function kpiOrders() {
  return [
    stat({
      title: 'Выдано поручений',
      description: 'Сколько поручений дано за выбранный период. Отменённые не считаются.',
      unit: 'none',
      width: 4,
      queries: [schoolInPeriod('issued')],
    }),
    stat({
      title: 'Выполнено',
      description: 'Поручения, срок которых приходится на выбранный период и отчёт по которым принят.',
      unit: 'none',
      width: 4,
      queries: [schoolInPeriod('done')],
    }),
    stat({
      title: 'Исполнительская дисциплина',
      description:
        'Какая доля поручений периода выполнена в срок — из тех, о которых это уже известно. Зелёный цвет — от 90 %, красный — меньше 70 %.',
      unit: 'percent',
      decimals: 0,
      min: 0,
      max: 100,
      width: 5,
      noValue: 'пока нет данных',
      thresholds: percentThresholds,
      queries: [
        sql(`
          select max(${shownShare('discipline_percent')}) as "discipline" from kpi_task_period
          where ${inPeriod} and person_id is null`),
      ],
    }),
    stat({
      title: 'Просрочено сейчас',
      description:
        'Поручения, срок которых прошёл, а отчёта нет, — за всё время. Отчёт, который ждёт вашего решения, просроченным не считается.',
      unit: 'none',
      width: 4,
      thresholds: [
        { value: null, color: 'green' },
        { value: 1, color: 'orange' },
        { value: 4, color: 'red' },
      ],
      queries: [sql('select tasks as "overdue" from kpi_tasks_overdue')],
    }),
    stat({
      title: 'Ждут вашего решения',
      description: 'Отчёты, которые нужно принять или вернуть. Сделать это можно в боте: «Поручения».',
      unit: 'none',
      width: 4,
      thresholds: [
        { value: null, color: 'green' },
        { value: 1, color: 'blue' },
      ],
      queries: [sql(`select count(*) as "awaiting" from kpi_task where status = 'reported'`)],
    }),
    stat({
      title: 'Среднее опоздание',
      description:
        'В рабочих часах: на сколько опаздывают поручения периода, выполненные поздно или просроченные.',
      unit: 'suffix:ч',
      decimals: 1,
      width: 3,
      noValue: 'нет',
      queries: [
        sql(`
          select max(mean_delay_seconds) / 3600 as "delay" from kpi_task_period
          where ${inPeriod} and person_id is null`),
      ],
    }),
    bars({
      title: 'Как выполняются поручения',
      description:
        'Поручения по сроку: сколько выполнено вовремя, с опозданием и не выполнено. Двенадцать периодов.',
      unit: 'none',
      width: 12,
      over: 'Период',
      stacked: true,
      colors: { 'В срок': 'green', 'С опозданием': 'orange', Просрочено: 'red' },
      queries: [lastTwelve('on_time as "В срок", late as "С опозданием", overdue as "Просрочено"')],
    }),
    bars({
      title: 'Как меняется дисциплина',
      description: 'Доля поручений, выполненных в срок, по периодам.',
      unit: 'percent',
      decimals: 0,
      min: 0,
      max: 100,
      width: 12,
      over: 'Период',
      colors: { Дисциплина: 'blue' },
      queries: [lastTwelve(`${shownShare('discipline_percent')} as "Дисциплина"`)],
    }),
    byPerson(),
    details(),
  ]
}

function byPerson() {
  return table({
    title: 'По сотрудникам',
    description:
      'Поручения выбранного периода у каждого. Нажмите на фамилию: ниже останутся поручения этого человека.',
    unit: 'none',
    width: 24,
    queries: [
      sql(`
        select person_id, person_name as "Сотрудник",
          ${shownShare('discipline_percent')} as "Дисциплина",
          due as "Срок в периоде", on_time as "В срок", late as "С опозданием", overdue as "Просрочено",
          awaiting_acceptance as "Ждут решения", not_due as "В работе", returned as "Возвращено", moved as "Перенесено",
          mean_delay_seconds / 3600 as "Среднее опоздание"
        from kpi_task_period
        where ${inPeriod} and person_id is not null
        order by discipline_percent nulls last, person_name`),
    ],
    columns: {
      person_id: { hidden: true },
      Сотрудник: { width: 220, link: { title: 'Показать поручения', url: personUrl } },
      Дисциплина: { unit: 'percent', decimals: 0, thresholds: percentThresholds },
      Просрочено: {
        thresholds: [
          { value: null, color: 'text' },
          { value: 1, color: 'red' },
        ],
      },
      'Среднее опоздание': { unit: 'suffix:ч', decimals: 1 },
    },
  })
}

function details() {
  return table({
    title: 'Поручения периода',
    description:
      'Срок приходится на выбранный период. Сотрудника можно выбрать вверху страницы или нажать на него в таблице выше. Тексты поручений — в боте.',
    unit: 'none',
    width: 24,
    height: 12,
    queries: [
      sql(`
        select k.task_id as "№", k.responsible_name as "Сотрудник", k.creator_name as "Дал", k.outcome as "Итог",
          k.issued_at as "Дано", k.deadline as "Срок", k.last_reported_at as "Отчёт",
          k.delay_seconds / 3600 as "Опоздание", k.moved as "Переносов", k.returned as "Возвратов"
        from ${chosenPeriod}
        join kpi_task k on k.deadline >= p.starts and k.deadline < p.ends
        where ${isChosen('k.responsible_id', 'person')}
        order by k.outcome = 'overdue' desc, k.deadline
        limit 500`),
    ],
    columns: {
      '№': { width: 80 },
      Сотрудник: { width: 200 },
      Итог: { words: outcomeWords, width: 180 },
      Опоздание: { unit: 'suffix:ч', decimals: 1 },
      Дано: { unit: 'dateTimeAsLocal' },
      Срок: { unit: 'dateTimeAsLocal' },
      Отчёт: { unit: 'dateTimeAsLocal' },
    },
  })
}
