import type { PersonDriver, SandboxDriver } from '../../../sandbox/src/driver.ts'

/** How long people wait who are not told otherwise: a stack that shares its machine is slow to answer, not wrong. */
const withinMs = 60_000

type Pressed = Awaited<ReturnType<PersonDriver['press']>>

/** The sandbox with people who wait for the stack as long as a busy machine needs. */
export function patient(sandbox: SandboxDriver): SandboxDriver {
  return {
    ...sandbox,
    person: async (given) => patientPerson(await sandbox.person(given)),
    existingPerson: async (id) => patientPerson(await sandbox.existingPerson(id)),
    waitUntilIdle: (ms = withinMs) => sandbox.waitUntilIdle(ms),
  }
}

function patientPerson(person: PersonDriver): PersonDriver {
  const patiently = (pressed: Pressed): Pressed => ({
    ...pressed,
    answered: (ms = withinMs) => pressed.answered(ms),
  })
  return {
    ...person,
    waitFor: (test, options) => person.waitFor(test, { withinMs, ...options }),
    press: async (label, options) => patiently(await person.press(label, options)),
    pressData: async (data, options) => patiently(await person.pressData(data, options)),
  }
}
