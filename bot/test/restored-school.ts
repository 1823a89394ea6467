import assert from 'node:assert/strict'
import sql from 'sql-template-tag'
import type { GroupDriver, Message, PersonDriver } from '../../sandbox/src/driver.ts'
import { press, pressAgain } from './chat.ts'
import { shows, startSchoolWithGroup } from './help-desk.ts'
import type { School } from './school.ts'

/** A school whose database can lose what was filed and given, as by a restore from an old copy. */
export interface RestoredSchool extends AsyncDisposable {
  school: School
  group: GroupDriver
  /** Nothing was filed or given when the copy was made; numbers are not used again. */
  restore(): Promise<void>
  /** Redis holds dialogues of a future that is gone; here they are in the memory of the bot. */
  forgetDialogues(): Promise<void>
}

/** It fails at its end when anything was set aside or reported as a fault meanwhile. */
export async function startRestoredSchool(): Promise<RestoredSchool> {
  const { school, group } = await startSchoolWithGroup({ type: 'supergroup' })
  return {
    ...{ school, group },
    async restore() {
      await school.sandbox.waitUntilIdle()
      await school.db.run(sql`truncate ticket, task cascade`)
    },
    async forgetDialogues() {
      await school.stop()
      await school.start()
    },
    async [Symbol.asyncDispose]() {
      const faults = school.log.filter((line) => /set aside|"level":(50|60)/.test(line))
      await school[Symbol.asyncDispose]()
      assert.deepEqual(faults, [])
    },
  }
}

/** Presses every button of the messages that fit; each is answered by what matches. */
export async function pressAll(
  person: PersonDriver,
  fits: (message: Message) => boolean,
  answer: RegExp,
): Promise<void> {
  const buttons = (await person.messages())
    .filter(fits)
    .flatMap((message) =>
      (message.buttons ?? [])
        .flat()
        .flatMap(({ data }) => (data === undefined ? [] : [{ messageId: message.messageId, data }])),
    )
  assert.notDeepEqual(buttons, [])
  for (const button of buttons) assert.match((await pressAgain(person, button)) ?? '', answer, button.data)
}

/** Cards come to the group; a specialist who opens one has it in private too. */
export async function take(specialist: PersonDriver, ticketId: number): Promise<void> {
  await specialist.start(`t_${ticketId}`)
  await press(specialist, 'Взять', shows(ticketId))
}
