import { until } from '../../../bot/test/until.ts'
import { readAlertRules } from '../monitoring/alert-rules.ts'
import { adminId, type Stack } from './stack.ts'

/** A message of the alerts' bot, as it stands in the chat. */
export interface AlertMessage {
  /** Unix milliseconds. */
  at: number
  text: string
  /** The name of the alert that fires, or else is over. */
  alert: string | undefined
}

/** The chat that alerts go to, as Telegram has it. */
export interface AlertChat {
  /** The message that an alert fires, sent after a moment. */
  told(alert: string, since: number, withinMs?: number): Promise<AlertMessage>
  /** The message that it is over. */
  ended(alert: string, since: number, withinMs?: number): Promise<AlertMessage>
  all(): Promise<AlertMessage[]>
  /** What Telegram said to messages it did not take. */
  refused(): Promise<string[]>
}

/** Longer than any of them takes that tells of its cause at once. */
const patienceMs = 240_000

const rules = readAlertRules().map(({ name, annotations }) => ({
  name,
  summary: annotations.get('summary_ru') ?? '',
}))

/** A bot may write only to those who have written to it, and alerts come from a bot of their own. Gives its id. */
export async function writeToAlertBot(stack: Stack): Promise<number> {
  const { bots } = await stack.sandbox.state()
  const bot = bots[1]?.id
  if (bot === undefined) throw new Error('no bot for alerts')
  const answer = await fetch(`${stack.sandbox.url}/control/people/${adminId}/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ bot }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return bot
}

export async function openAlertChat(stack: Stack): Promise<AlertChat> {
  const alertBot = await writeToAlertBot(stack)

  async function sent() {
    const calls = await stack.sandbox.calls({ method: 'sendMessage', chatId: adminId })
    return calls.filter(({ botId }) => botId === alertBot)
  }
  async function all(): Promise<AlertMessage[]> {
    return (await sent()).flatMap(({ time, status, answer: said }) =>
      status === 200 ? [messageOf(time, said)] : [],
    )
  }
  async function wait(headings: readonly string[], since: number, withinMs: number): Promise<AlertMessage> {
    const fits = ({ at, text }: AlertMessage) =>
      at >= since && headings.some((heading) => text.startsWith(`${heading}\n`))
    // heard by whoever watches that the tests go on
    const waiting = setInterval(() => console.log(`no message yet: ${headings[0]}`), 60_000)
    try {
      const find = async () => (await all()).find(fits)
      return await until(headings[0] ?? '', find, { withinMs, everyMs: 500 })
    } finally {
      clearInterval(waiting)
    }
  }
  const summaryOf = (alert: string) => rules.find(({ name }) => name === alert)?.summary ?? `no ${alert}`
  return {
    told: (alert, since, withinMs = patienceMs) =>
      wait([`🔴 Срочно: ${summaryOf(alert)}`, `🟡 Внимание: ${summaryOf(alert)}`], since, withinMs),
    ended: (alert, since, withinMs = patienceMs) => wait([`✅ Прошло: ${summaryOf(alert)}`], since, withinMs),
    all,
    refused: async () =>
      (await sent()).filter(({ status }) => status !== 200).map(({ answer: said }) => JSON.stringify(said)),
  }
}

function messageOf(at: number, answer: object | null): AlertMessage {
  const { result }: { result?: { text?: string } } = answer ?? {}
  const text = result?.text ?? ''
  const [heading = ''] = text.split('\n')
  return { at, text, alert: rules.find(({ summary }) => heading.endsWith(`: ${summary}`))?.name }
}
