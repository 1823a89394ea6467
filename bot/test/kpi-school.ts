import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { personOf } from './help-desk.ts'
import { insertMade } from './insert-made.ts'
import { type MadeTask, madeTask, tasked } from './made-tasks.ts'
import { acted, type Filing, type MadePerson, type MadeTicket, madeTicket } from './made-tickets.ts'
import { type School, startSchool } from './school.ts'

// The school works from 8 to 18, Monday to Friday. It is Friday, 20 November 2026, noon.
export const kpiNow = new Date('2026-11-20T12:00:00+03:00')
const at = (text: string) => new Date(`2026-11-${text}:00+03:00`)

/** A school with two weeks of orders and tickets, few enough to be counted by hand. */
export interface KpiSchool extends AsyncDisposable {
  school: School
  director: PersonDriver
  englishDirector: PersonDriver
  admin: PersonDriver
  /** Has orders. */
  anna: PersonDriver
  /** Has nothing. */
  vera: PersonDriver
  /** Has tickets. */
  ivan: PersonDriver
  idOf(person: PersonDriver): Promise<number>
}

export async function startKpiSchool(): Promise<KpiSchool> {
  const school = await startSchool({ now: () => kpiNow })
  const director = await school.person('Елена', 'director')
  const englishDirector = await school.person('Helen', 'director', { language: 'en' })
  const admin = await school.person('Админ', 'admin')
  const anna = await school.person('Анна', 'staff')
  const vera = await school.person('Вера', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const boris = await school.person('Борис', 'staff')
  const made = async (driver: PersonDriver): Promise<MadePerson> => personOf(school, driver)
  await insertMade(school.db, {
    people: [],
    tasks: orders(await made(director), await made(anna), await made(boris)),
    tickets: tickets(await made(anna), await made(ivan)),
  })
  return {
    ...{ school, director, englishDirector, admin, anna, vera, ivan },
    idOf: async (person) => (await personOf(school, person)).id,
    [Symbol.asyncDispose]: () => school[Symbol.asyncDispose](),
  }
}

/** All are given on Monday, 9 November, at 10. */
function orders(director: MadePerson, anna: MadePerson, boris: MadePerson): MadeTask[] {
  const given = (id: number, responsible: MadePerson, deadline: Date) =>
    madeTask({ id, creator: director, responsible, deadline, at: at('09T10:00') })
  const reported = (order: MadeTask, doer: MadePerson, when: Date) => tasked(order, 'report', doer, when)
  const accepted = (order: MadeTask, when: Date) => tasked(order, 'accept', director, when)

  // on time, to the minute
  const onTime = accepted(reported(given(1, anna, at('17T18:00')), anna, at('17T18:00')), at('18T18:00'))
  // due last week, after Friday noon; an hour late
  const overTheWeekend = accepted(
    reported(given(2, anna, at('13T18:00')), anna, at('16T09:00')),
    at('16T10:00'),
  )
  // moved from Tuesday to Thursday, and on time then
  const asked = tasked(given(3, boris, at('17T12:00')), 'ask_to_move', boris, at('10T10:00'), {
    deadline: at('19T12:00'),
  })
  const granted = tasked(asked, 'grant_move', director, at('10T11:00'))
  const moved = accepted(reported(granted, boris, at('18T09:00')), at('18T10:00'))
  // sent back, and three hours late then
  const early = reported(given(4, boris, at('18T12:00')), boris, at('18T11:00'))
  const sentBack = tasked(early, 'return', director, at('18T11:10'))
  const again = accepted(reported(sentBack, boris, at('18T15:00')), at('18T16:00'))
  // nothing came: five hours so far
  const missing = given(5, anna, at('19T17:00'))
  const waiting = reported(given(6, anna, at('19T12:00')), anna, at('19T13:00'))
  const ahead = given(7, boris, at('24T12:00'))
  const cancelled = tasked(given(8, anna, at('18T12:00')), 'cancel', director, at('12T12:00'))
  // due last week before Friday noon, on time, but accepted only in the afternoon
  const acceptedLate = accepted(
    reported(given(9, boris, at('12T12:00')), boris, at('12T10:00')),
    at('13T15:00'),
  )
  return [onTime, overTheWeekend, moved, again, missing, waiting, ahead, cancelled, acceptedLate]
}

function tickets(anna: MadePerson, ivan: MadePerson): MadeTicket[] {
  const filed = (filing: Omit<Filing, 'author'>) => madeTicket({ author: anna, ...filing })
  const worked = (ticket: MadeTicket, taken: Date, resolved: Date) =>
    acted(acted(ticket, 'take', ivan, taken), 'resolve', ivan, resolved)

  // answered in 1 h, resolved in 6 h; confirmed and rated
  const plain = worked(filed({ id: 1, at: at('16T10:00') }), at('16T11:00'), at('16T16:00'))
  const confirmed = acted(plain, 'confirm', anna, at('16T17:00'))
  const rated = acted(confirmed, 'rate', anna, at('16T17:05'), { rating: 5 })
  // answered in 3 h, an hour too late; resolved in 5 h
  const high = filed({ id: 2, at: at('17T10:00'), urgency: 'high', categoryId: 2, place: 'спортзал' })
  const slow = worked(high, at('17T13:00'), at('17T15:00'))
  // nobody has looked at it for two hours, an hour too long
  const untouched = filed({ id: 3, at: at('20T10:00'), urgency: 'critical' })
  // last week: answered in half an hour, resolved in 2 h
  const quick = worked(filed({ id: 4, at: at('10T10:00') }), at('10T10:30'), at('10T12:00'))
  // last week: answered in 2 h, resolved on Monday, after 20 h
  const long = worked(filed({ id: 5, at: at('12T10:00') }), at('12T12:00'), at('16T10:00'))
  return [rated, slow, untouched, quick, long]
}
