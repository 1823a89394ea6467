import type { FastifyInstance } from 'fastify'
import type { WorldEvent } from '../bus.ts'
import { peopleIn } from '../chats.ts'
import type { World } from '../world.ts'
import { botView, chatView, messageView, personView } from './views.ts'

const heartbeatMs = 15_000

/** `GET /control/events`: everything the page must show, as server-sent events. */
export function eventStream(app: FastifyInstance, world: World): void {
  app.get('/events', (_request, reply) => {
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const send = (name: string, data: object) =>
      raw.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
    send('hello', { revision: world.counters.revision })
    const unsubscribe = world.bus.subscribe((event) => {
      const data = eventData(world, event)
      if (data) send(event.type, data)
    })
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs)
    raw.on('close', () => {
      clearInterval(heartbeat)
      unsubscribe()
    })
  })
}

/** undefined = nobody outside needs to know. */
function eventData(world: World, event: WorldEvent): object | undefined {
  switch (event.type) {
    case 'message': {
      const personIds = peopleIn(world, event.chat).map(({ id }) => id)
      return { message: messageView(world, event.chat, event.message), personIds }
    }
    case 'chat':
      return { chat: chatView(world, event.chat) }
    case 'keyboard':
      return { personId: event.personId, chatId: event.chat.id, botId: event.chat.botId }
    case 'person':
      return { person: personView(world, event.person) }
    case 'action':
      return { chatId: event.chat.id, botId: event.botId, threadId: event.threadId, action: event.action }
    case 'callback': {
      const { id, personId, botId, chatKey, answer } = event.query
      return { id, personId, botId, chatId: world.chats.get(chatKey)?.id, answer }
    }
    case 'bot':
      return { bot: botView(world, event.bot) }
    case 'call':
      return { call: event.call }
    case 'updates':
      return undefined
    case 'reset':
      return {}
  }
}
