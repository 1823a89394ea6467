import { statusWords } from './kpi-sql.ts'
import { stat, timeSeries } from './panels.ts'
import { promql, sql } from './queries.ts'

/** Every replica shows the tickets of the whole school: the largest is taken before anything is added up. */
const inStatus = (status: string) =>
  `sum(max by (category) (schoolbot_tickets{job="bot", status="${status}"})) or vector(0)`

const quantiles = (histogram: string) =>
  [
    [0.5, 'половина быстрее'],
    [0.9, 'девять из десяти быстрее'],
  ].map(([quantile, words]) =>
    promql(
      `histogram_quantile(${quantile}, sum by (le) (increase(${histogram}_bucket{job="bot"}[1d]))) / 3600`,
      String(words),
    ),
  )

export function helpdeskNow() {
  return [
    stat({
      title: 'Открыто',
      description: 'Новые, в работе и ждущие автора. Предупреждение приходит, когда их больше десяти.',
      unit: 'none',
      width: 4,
      graph: true,
      thresholds: [
        { value: null, color: 'green' },
        { value: 6, color: 'orange' },
        { value: 11, color: 'red' },
      ],
      queries: [promql('max(bot_tickets_open{job="bot"})', 'открыто')],
    }),
    stat({
      title: 'Никто не взял',
      description: 'Новые заявки, за которые ещё никто не взялся.',
      unit: 'none',
      width: 4,
      graph: true,
      thresholds: [
        { value: null, color: 'green' },
        { value: 3, color: 'orange' },
        { value: 6, color: 'red' },
      ],
      queries: [promql(inStatus('new'), 'новые')],
    }),
    stat({
      title: 'Ждут автора',
      description: 'Специалист задал вопрос и ждёт ответа. Часы этих заявок стоят.',
      unit: 'none',
      width: 4,
      queries: [promql(inStatus('waiting_for_author'), 'ждут')],
    }),
    stat({
      title: 'Ждут подтверждения',
      description: 'Решены, но автор этого ещё не подтвердил.',
      unit: 'none',
      width: 4,
      queries: [promql(inStatus('resolved'), 'решены')],
    }),
    stat({
      title: 'Самая давняя открытая',
      description: 'Сколько дней назад подана заявка, открытая дольше всех.',
      unit: 'suffix:дн.',
      decimals: 1,
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
      title: 'Сроков пропущено за сутки',
      description: 'Сколько раз за последние сутки не ответили или не решили вовремя.',
      unit: 'none',
      decimals: 0,
      width: 4,
      thresholds: [
        { value: null, color: 'green' },
        { value: 1, color: 'orange' },
        { value: 5, color: 'red' },
      ],
      queries: [
        promql('sum(max by (clock) (increase(schoolbot_sla_breaches_total{job="bot"}[1d])))', 'пропущено'),
      ],
    }),
    timeSeries({
      title: 'Заявки по состояниям',
      description: 'Сколько заявок было в каждом состоянии.',
      unit: 'none',
      decimals: 0,
      width: 12,
      min: 0,
      stacked: true,
      names: Object.fromEntries(Object.entries(statusWords).map(([status, { text }]) => [status, text])),
      queries: [
        promql('sum by (status) (max by (status, category) (schoolbot_tickets{job="bot"}))', '{{status}}'),
      ],
    }),
    timeSeries({
      title: 'Пропущенные сроки',
      description: 'Сколько раз за час до каждой точки не ответили или не решили вовремя.',
      unit: 'none',
      width: 12,
      min: 0,
      names: { first_response: 'не ответили', resolution: 'не решили' },
      queries: [
        promql('max by (clock) (increase(schoolbot_sla_breaches_total{job="bot"}[1h]))', '{{clock}}'),
      ],
    }),
    timeSeries({
      title: 'Первый ответ',
      description: 'Рабочее время от подачи до первого ответа специалиста, за сутки до каждой точки.',
      unit: 'suffix:ч',
      decimals: 1,
      width: 12,
      min: 0,
      queries: quantiles('schoolbot_ticket_first_response_seconds'),
    }),
    timeSeries({
      title: 'Решение',
      description: 'Рабочее время до первого решения, без ожидания автора, за сутки до каждой точки.',
      unit: 'suffix:ч',
      decimals: 1,
      width: 12,
      min: 0,
      queries: quantiles('schoolbot_ticket_resolution_seconds'),
    }),
  ]
}
