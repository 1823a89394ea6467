import type { FastifyInstance } from 'fastify'
import { createPerson } from '../create-person.ts'
import { resetWorld } from '../create-world.ts'
import type { World } from '../world.ts'
import type { StateView } from './contract.ts'
import { ControlError } from './control-error.ts'
import { requirePerson } from './find.ts'
import { readInput } from './input.ts'
import { botView, chatView, personView } from './views.ts'

type Id = { Params: { id: string } }

/** State, settings, clock and people. */
export function worldRoutes(app: FastifyInstance, world: World): void {
  app.get(
    '/state',
    (): StateView => ({
      bots: [...world.bots.values()].map((bot) => botView(world, bot)),
      people: [...world.people.values()].map((person) => personView(world, person)),
      chats: [...world.chats.values()].map((chat) => chatView(world, chat)),
      settings: world.settings,
      revision: world.counters.revision,
    }),
  )

  app.patch('/settings', (request) => {
    const input = readInput(request.body)
    const limits = input.optionalText('limits') ?? world.settings.limits
    if (limits !== 'off' && limits !== 'telegram')
      throw new ControlError(400, 'limits must be off or telegram')
    world.settings = {
      limits,
      retryScale: input.optionalNumber('retryScale') ?? world.settings.retryScale,
      callbackAnswerMs: input.optionalNumber('callbackAnswerMs') ?? world.settings.callbackAnswerMs,
    }
    return world.settings
  })

  app.post('/clock', (request) => {
    world.clockOffsetMs += readInput(request.body).number('advanceMs')
    return { now: world.now() }
  })

  app.post('/reset', () => {
    resetWorld(world)
    return {}
  })

  app.post('/people', (request) => {
    const input = readInput(request.body)
    const id = input.optionalNumber('id')
    if (id !== undefined && world.people.has(id)) throw new ControlError(409, `person ${id} is already there`)
    const person = createPerson(world, {
      id,
      firstName: input.text('firstName'),
      lastName: input.optionalText('lastName'),
      username: input.optionalText('username'),
      languageCode: input.optionalText('languageCode'),
      phone: input.optionalText('phone'),
    })
    return personView(world, person)
  })

  app.patch<Id>('/people/:id', (request) => {
    const person = requirePerson(world, Number(request.params.id))
    const input = readInput(request.body)
    person.firstName = input.optionalText('firstName') ?? person.firstName
    person.lastName = input.optionalText('lastName') ?? person.lastName
    person.username = input.optionalText('username') ?? person.username
    person.languageCode = input.optionalText('languageCode') ?? person.languageCode
    person.deactivated = input.optionalFlag('deactivated') ?? person.deactivated
    world.bus.emit({ type: 'person', person })
    return personView(world, person)
  })
}
