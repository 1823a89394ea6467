import type { TaskList } from 'graphile-worker'
import { findPerson } from '../../people/people-store.ts'
import { languageOf } from '../../platform/language.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import { collectUi, type Ui } from '../../telegram/ui.ts'
import { type ShowAlertDeps, showAlertCard } from './show-alerts.ts'
import { type Silenced, type SilencingDeps, silenceAlert } from './silence-alert.ts'
import { type SilencingOrder, silencingOrder } from './silencing-order.ts'
import { silencingWords } from './silencing-words.ts'
import { type Unsilenced, unsilenceAlert } from './unsilence-alert.ts'

export interface SilencingJobDeps extends SilencingDeps, ShowAlertDeps {
  db: Database
  api: Api
  metrics: Metrics
  now: () => Date
}

/**
 * Mutes and unmutes after the press is committed, and answers it. Alertmanager may take its time: it is asked for what
 * fires, for the change, and for the card, each time for a second and a half at most. A process that has to stop waits
 * for that.
 */
export function silencingTasks(deps: SilencingJobDeps): TaskList {
  return {
    async change_silences(payload) {
      const order = silencingOrder.parse(payload)
      const { chatId, press } = order
      const message = { message_id: press.messageId, chat: { id: chatId } }
      const ui = collectUi({ chatId, threadId: undefined, press: { id: press.id, message } })
      await changeSilences(deps, order, ui)
      await ui.flush(deps.api, ({ kind }) => {
        if (kind === 'refused') deps.metrics.errors.inc({ source: 'telegram' })
      })
    },
  }
}

async function changeSilences(deps: SilencingJobDeps, order: SilencingOrder, ui: Ui): Promise<void> {
  const { db, timezone } = deps
  const { actorId, key } = order
  const now = deps.now()
  const language = (await findPerson(db, actorId))?.language ?? languageOf(undefined)
  const changed = await change(deps, order, now)
  const isDone = changed.kind === 'silenced' || changed.kind === 'unsilenced'
  ui.toast(silencingWords(changed, { language, now, timezone }), { alert: !isDone })
  if (isKnown(changed)) await showAlertCard(deps, { db, ui, language, now }, key)
}

function change(
  deps: SilencingJobDeps,
  { actorId, key, change: period }: SilencingOrder,
  now: Date,
): Promise<Silenced | Unsilenced> {
  return period === 'unmute'
    ? unsilenceAlert(deps.db, deps.alertmanager, { actorId, key, now })
    : silenceAlert(deps.db, deps, { actorId, key, period, now })
}

/** Where Alertmanager has just left a question open, the card stays as it is, to be pressed again. */
function isKnown({ kind }: Silenced | Unsilenced): boolean {
  return ['silenced', 'already', 'ended', 'unsilenced', 'not_silenced'].includes(kind)
}
