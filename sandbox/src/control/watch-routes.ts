import type { FastifyInstance } from 'fastify'
import type { CallLog } from '../call-log.ts'
import type { Fault, Faults } from '../faults.ts'
import { isRecord } from '../params.ts'
import { injectUpdate, pendingUpdates } from '../update-queue.ts'
import type { World } from '../world.ts'
import type { CallsView, PendingView } from './contract.ts'
import { ControlError } from './control-error.ts'
import { requireBot } from './find.ts'
import { type Input, readInput } from './input.ts'
import { waitFor } from './waiting.ts'

type Id = { Params: { id: string } }
type Deps = { world: World; calls: CallLog; faults: Faults }

/** Calls, updates and faults: the bot seen from Telegram's side. */
export function watchRoutes(app: FastifyInstance, { world, calls, faults }: Deps): void {
  app.get('/calls', async (request): Promise<CallsView> => {
    const input = readInput(request.query)
    const filter = {
      method: input.optionalText('method'),
      chatId: input.optionalNumber('chatId'),
      botId: input.optionalNumber('bot'),
      since: input.optionalNumber('since'),
      limit: input.optionalNumber('limit'),
    }
    const find = () => {
      const found = calls.list(filter)
      return found.length > 0 ? found : undefined
    }
    const found = (await waitFor(world.bus, input, find)) ?? []
    return { last: calls.lastId(), calls: found }
  })

  app.delete('/calls', () => {
    calls.clear()
    return {}
  })

  app.get('/updates', (request): PendingView => {
    const bot = requireBot(world, readInput(request.query))
    return {
      pending: pendingUpdates(world, bot).map(({ update }) => update),
      nextUpdateId: bot.nextUpdateId,
      delivered: bot.deliveredCount,
      repeated: bot.repeatedCount,
    }
  })

  app.get('/updates/history', (request) => {
    const input = readInput(request.query)
    const { history } = requireBot(world, input)
    return { updates: history.slice(-(input.optionalNumber('limit') ?? 100)).map(({ update }) => update) }
  })

  app.post('/updates', (request) => {
    const input = readInput(request.body)
    const update = input.raw('update')
    if (!isRecord(update)) throw new ControlError(400, 'update must be an object')
    return { updateIds: injectUpdate(world, requireBot(world, input), update, readCopies(input)) }
  })

  app.post<Id>('/updates/:id/redeliver', (request) => {
    const input = readInput(request.body)
    const bot = requireBot(world, input)
    const known = bot.history.find(({ update }) => update.update_id === Number(request.params.id))
    if (!known) throw new ControlError(404, `no update ${request.params.id} in the history`)
    return { updateIds: injectUpdate(world, bot, known.update, readCopies(input)) }
  })

  app.post('/faults', (request) => faultView(faults.add(readFault(readInput(request.body)))))
  app.get('/faults', () => faults.list().map(faultView))
  app.delete('/faults', () => {
    faults.remove()
    return {}
  })
  app.delete<Id>('/faults/:id', (request) => {
    faults.remove(Number(request.params.id))
    return {}
  })
}

function readCopies(input: Input): number {
  const copies = input.optionalNumber('copies') ?? 1
  if (!Number.isInteger(copies) || copies < 1 || copies > 10)
    throw new ControlError(400, 'copies must be 1 to 10')
  return copies
}

function readFault(input: Input): Parameters<Faults['add']>[0] {
  const when = input.optionalText('when')
  if (when !== undefined && when !== 'before' && when !== 'after') {
    throw new ControlError(400, 'when must be before or after')
  }
  return {
    method: input.optionalText('method'),
    chatId: input.optionalNumber('chatId'),
    bot: input.optionalNumber('bot'),
    times: input.optionalNumber('times'),
    status: input.optionalNumber('status'),
    description: input.optionalText('description'),
    retryAfter: input.optionalNumber('retryAfter'),
    migrateToChatId: input.optionalNumber('migrateToChatId'),
    body: input.optionalText('body'),
    delayMs: input.optionalNumber('delayMs'),
    hang: input.optionalFlag('hang'),
    cut: input.optionalFlag('cut'),
    when,
  }
}

/** Endless faults show no number: JSON has no infinity. */
function faultView({ released: _released, remaining, ...fault }: Fault): object {
  return { ...fault, remaining: Number.isFinite(remaining) ? remaining : null }
}
