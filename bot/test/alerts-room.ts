import { after, before } from 'node:test'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { alertingMissing } from '../../scripts/test/monitoring/alerting.ts'
import { type AlertsDesk, startAlertsDesk } from './alerts-desk.ts'

/** What a test of alerts begins with: nothing fires, nothing is muted. */
export interface AlertsRoom {
  desk: AlertsDesk
  /** Admins with chats of their own, so that no button of a test before is pressed. */
  olga: PersonDriver
  /** Reads English. */
  anna: PersonDriver
}

/** For the tests of a file, on one school beside one Alertmanager; without its program they are to be skipped. */
export function alertsRooms(): { skip: string | false; room: () => Promise<AlertsRoom> } {
  const skip = alertingMissing(['alertmanager']) ?? false
  let desk: AlertsDesk
  if (skip === false) {
    before(async () => {
      desk = await startAlertsDesk()
    })
    after(() => desk[Symbol.asyncDispose]())
  }
  return {
    skip,
    async room() {
      desk.line.restore()
      await desk.clear()
      return {
        desk,
        olga: await desk.school.person('Ольга', 'admin'),
        anna: await desk.school.person('Anna', 'admin', { language: 'en' }),
      }
    },
  }
}

export const schoolZone = 'Europe/Moscow'

/** A time of day as Russian texts have it. */
export function timeOf(at: Date): string {
  return at.toLocaleTimeString('ru-RU', { hour: '2-digit', minute: '2-digit', timeZone: schoolZone })
}
