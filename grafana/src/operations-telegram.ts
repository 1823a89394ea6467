import { stat, timeSeries } from './panels.ts'
import { promql } from './queries.ts'

const calls = 'job="bot", method=~"$method"'

export function telegramPanels() {
  return [
    stat({
      title: 'Since Telegram was heard',
      description:
        'A poll that returned, or an update by webhook, on the replica that heard last. Alert at 120 s.',
      unit: 's',
      decimals: 0,
      width: 5,
      graph: true,
      thresholds: [
        { value: null, color: 'green' },
        { value: 60, color: 'orange' },
        { value: 120, color: 'red' },
      ],
      queries: [
        promql(
          'time() - max(schoolbot_intake_last_success_timestamp_seconds{job="bot"} > 0)',
          'since last success',
        ),
      ],
    }),
    stat({
      title: 'Replicas taking updates in',
      description: 'When polling exactly one; behind a webhook all of them.',
      unit: 'none',
      width: 5,
      thresholds: [
        { value: null, color: 'red' },
        { value: 1, color: 'green' },
      ],
      queries: [promql('sum(schoolbot_intake_leader{job="bot"})', 'taking in')],
    }),
    stat({
      title: 'Waiting at Telegram',
      description: 'Updates that Telegram could not deliver to the webhook yet. Nothing when polling.',
      unit: 'none',
      width: 5,
      graph: true,
      noValue: 'polling',
      thresholds: [
        { value: null, color: 'green' },
        { value: 20, color: 'orange' },
        { value: 100, color: 'red' },
      ],
      queries: [promql('max(schoolbot_webhook_pending_updates{job="bot"})', 'pending')],
    }),
    stat({
      title: 'Outbox',
      description:
        'Messages owed to people and not yet sent. An announcement to all makes it long for minutes.',
      unit: 'none',
      width: 4,
      graph: true,
      queries: [promql('max(schoolbot_outbox_messages{job="bot"})', 'messages')],
    }),
    stat({
      title: 'Oldest message owed',
      description: 'How long the oldest message has waited. The alert begins at 5 minutes.',
      unit: 's',
      decimals: 0,
      width: 5,
      graph: true,
      thresholds: [
        { value: null, color: 'green' },
        { value: 60, color: 'orange' },
        { value: 300, color: 'red' },
      ],
      queries: [promql('max(schoolbot_outbox_oldest_seconds{job="bot"})', 'oldest')],
    }),
    timeSeries({
      title: 'Bot API calls by result',
      description: 'Everything but ok is a refusal or a failure; unreachable are people who blocked the bot.',
      unit: 'reqps',
      width: 8,
      min: 0,
      stacked: true,
      queries: [
        promql(
          `sum by (result) (rate(schoolbot_telegram_calls_total{${calls}}[$__rate_interval]))`,
          '{{result}}',
        ),
      ],
    }),
    timeSeries({
      title: 'Bot API calls by method',
      description: 'The ten most frequent methods. Telegram allows about 30 messages a second in all.',
      unit: 'reqps',
      width: 8,
      min: 0,
      queries: [
        promql(
          `topk(10, sum by (method) (rate(schoolbot_telegram_calls_total{${calls}}[$__rate_interval])))`,
          '{{method}}',
        ),
      ],
    }),
    timeSeries({
      title: 'People who cannot be written to',
      description: 'Times a person was found to have blocked the bot or left, in the hour before each point.',
      unit: 'none',
      width: 8,
      min: 0,
      queries: [
        promql('sum(increase(schoolbot_recipients_unreachable_total{job="bot"}[1h]))', 'unreachable'),
      ],
    }),
  ]
}
