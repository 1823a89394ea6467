import type { Person, World } from './world.ts'

export function createPerson(
  world: World,
  given: Pick<Person, 'firstName' | 'lastName' | 'username' | 'languageCode'> & {
    id?: number | undefined
    phone?: string | undefined
  },
): Person {
  const id = given.id ?? world.counters.person++
  const person: Person = {
    id,
    firstName: given.firstName,
    lastName: given.lastName,
    username: given.username,
    languageCode: given.languageCode ?? 'ru',
    phone: given.phone ?? `+7999${String(id % 10_000_000).padStart(7, '0')}`,
    deactivated: false,
  }
  world.people.set(id, person)
  world.bus.emit({ type: 'person', person })
  return person
}
