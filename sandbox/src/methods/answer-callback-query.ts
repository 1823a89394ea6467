import { badRequest } from '../refusal.ts'
import type { Method } from './method.ts'

/** One answer per press, in time. */
export const answerCallbackQuery: Method = ({ world, bot, params }) => {
  const query = world.callbacks.get(params.text('callback_query_id'))
  const age = query ? world.now() - query.createdAt : 0
  if (!query || query.botId !== bot.id || query.answer || age > world.settings.callbackAnswerMs) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  }
  const text = params.text('text')
  if (text.length > 200) throw badRequest('MESSAGE_TOO_LONG')
  const url = params.text('url')
  if (url !== '' && !url.startsWith(`https://t.me/${bot.username}?start=`)) throw badRequest('URL_INVALID')
  query.answer = {
    ...(text !== '' && { text }),
    showAlert: params.flag('show_alert'),
    ...(url !== '' && { url }),
  }
  world.bus.emit({ type: 'callback', query })
  return true
}
