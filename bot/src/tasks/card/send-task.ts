import type { PersonContext } from '../../people/identify.ts'
import { queue } from '../../telegram/outbox.ts'
import { owedTaskCard } from '../task-outbox.ts'
import { visibleTask } from './show-task.ts'

/** Sends an order to the one who asks, as a card at the end of his chat: what was pressed stays where it is. */
export async function sendTask(ctx: PersonContext, taskId: number): Promise<void> {
  const task = await visibleTask(ctx, taskId)
  if (task) await queue(ctx.tx, [owedTaskCard(ctx.person.telegramId, { taskId })])
}
