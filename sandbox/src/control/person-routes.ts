import type { FastifyInstance } from 'fastify'
import { deleteMessage } from '../message-log.ts'
import type { World } from '../world.ts'
import { ControlError } from './control-error.ts'
import { requireBot, requireChatOf, requireMessage, requirePerson } from './find.ts'
import { captionContent, readIncoming, readMedia, splitLong, textContent } from './incoming-content.ts'
import { readInput } from './input.ts'
import { editOwn, post, react, setBlocked } from './person-acts.ts'
import { messageView, personView } from './views.ts'

type Id = { Params: { id: string } }

/** Writing, editing, deleting, blocking: what a person does in his app. */
export function personRoutes(app: FastifyInstance, world: World): void {
  /** Who acts, where, and with what. */
  function actor(request: { params: { id: string }; body: unknown }) {
    const input = readInput(request.body)
    const person = requirePerson(world, Number(request.params.id))
    const chat = requireChatOf(world, person, input)
    const where = { threadId: input.optionalNumber('threadId'), replyTo: input.optionalNumber('replyTo') }
    return { input, person, chat, where }
  }

  app.post<Id>('/people/:id/send', (request) => {
    const { input, person, chat, where } = actor(request)
    const [first, ...rest] = splitLong(readIncoming(world, person, input))
    const message = post(world, chat, person, first, where)
    for (const content of rest) post(world, chat, person, content, { threadId: where.threadId })
    return messageView(world, chat, message)
  })

  // for loads: a request for each word would cost more than what the word brings about
  app.post('/words', (request) => {
    const words = readInput(request.body).objects('words')
    for (const word of words) {
      const person = requirePerson(world, word.number('personId'))
      post(world, requireChatOf(world, person, word), person, textContent(word.text('text')), {})
    }
    return {}
  })

  app.post<Id>('/people/:id/album', (request) => {
    const { input, person, chat, where } = actor(request)
    const contents = input.objects('items').map((item) => readMedia(world, item))
    if (contents.length < 2 || contents.length > 10) throw new ControlError(400, 'an album has 2 to 10 items')
    const groupId = String(world.counters.album++)
    return contents.map((content) => {
      if (!content) throw new ControlError(400, 'each item of an album needs a file')
      const message = post(world, chat, person, { ...content, media_group_id: groupId }, where)
      return messageView(world, chat, message)
    })
  })

  app.post<Id>('/people/:id/edit', (request) => {
    const { input, person, chat } = actor(request)
    const message = requireMessage(chat, input.number('messageId'))
    const text = input.optionalText('text')
    const content = text === undefined ? captionContent(input.text('caption')) : textContent(text)
    editOwn(world, chat, person, message, content)
    return messageView(world, chat, message)
  })

  app.post<Id>('/people/:id/delete', (request) => {
    const { input, chat } = actor(request)
    const messages = input.numbers('messageIds').map((id) => requireMessage(chat, id))
    for (const message of messages) deleteMessage(world, chat, message)
    return {}
  })

  app.post<Id>('/people/:id/start', (request) => {
    const { input, person, chat } = actor(request)
    const payload = input.optionalText('payload') ?? ''
    if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload)) {
      throw new ControlError(400, 'a deep-link payload is at most 64 of A-Z a-z 0-9 _ -')
    }
    setBlocked(world, requireBot(world, input), chat, person, false)
    const text = payload === '' ? '/start' : `/start ${payload}`
    return messageView(world, chat, post(world, chat, person, textContent(text), {}))
  })

  for (const [path, blocked] of [
    ['block', true],
    ['unblock', false],
  ] as const) {
    app.post<Id>(`/people/:id/${path}`, (request) => {
      const { input, person, chat } = actor(request)
      setBlocked(world, requireBot(world, input), chat, person, blocked)
      return personView(world, person)
    })
  }

  app.post<Id>('/people/:id/react', (request) => {
    const { input, person, chat } = actor(request)
    const message = requireMessage(chat, input.number('messageId'))
    react(world, chat, person, message, input.optionalText('emoji'))
    return messageView(world, chat, message)
  })
}
