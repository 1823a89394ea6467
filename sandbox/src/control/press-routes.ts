import type { FastifyInstance } from 'fastify'
import type { World } from '../world.ts'
import { ControlError } from './control-error.ts'
import { requireChatOf, requirePerson } from './find.ts'
import { contactFrom, textContent } from './incoming-content.ts'
import { readInput } from './input.ts'
import { post } from './person-acts.ts'
import { forgePress, press } from './presses.ts'
import { messageView } from './views.ts'
import { waitFor } from './waiting.ts'

type Id = { Params: { id: string } }

/** Inline buttons, keys of the reply keyboard, and what the bot answered to a press. */
export function pressRoutes(app: FastifyInstance, world: World): void {
  app.post<Id>('/people/:id/press', (request) => {
    const input = readInput(request.body)
    const person = requirePerson(world, Number(request.params.id))
    const chat = requireChatOf(world, person, input)
    const wanted = {
      text: input.optionalText('text'),
      data: input.optionalText('data'),
      messageId: input.optionalNumber('messageId'),
    }
    if (wanted.text === undefined && wanted.data === undefined) {
      throw new ControlError(400, 'press needs text or data')
    }
    return input.flag('forge') ? forgePress(world, chat, person, wanted) : press(world, chat, person, wanted)
  })

  app.post<Id>('/people/:id/tap', (request) => {
    const input = readInput(request.body)
    const person = requirePerson(world, Number(request.params.id))
    const chat = requireChatOf(world, person, input)
    const keyboard = chat.keyboards.get(person.id)
    const keys = keyboard?.markup.keyboard.flat() ?? []
    const label = input.text('text')
    const key = keys.find(({ text }) => text === label) ?? keys.find(({ text }) => text.includes(label))
    if (!key) {
      const there = keys.map(({ text }) => `"${text}"`).join(', ') || 'none'
      throw new ControlError(404, `no key "${label}" on the keyboard; there are: ${there}`)
    }
    if (keyboard?.markup.one_time_keyboard) {
      chat.keyboards.delete(person.id)
      world.bus.emit({ type: 'keyboard', chat, personId: person.id })
    }
    const content = key.request_contact
      ? { contact: contactFrom(person, readInput({})) }
      : key.request_location
        ? { location: { latitude: 55.7522, longitude: 37.6156 } }
        : textContent(key.text)
    return messageView(world, chat, post(world, chat, person, content, {}))
  })

  app.get<Id>('/callbacks/:id', async (request) => {
    const { id } = request.params
    if (!world.callbacks.has(id)) throw new ControlError(404, `no press ${id}`)
    const answer = await waitFor(world.bus, readInput(request.query), () => world.callbacks.get(id)?.answer)
    return { answered: answer !== undefined, answer }
  })
}
