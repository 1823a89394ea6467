import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playTwoWeeks } from './two-weeks.ts'

/**
 * The school works from Monday to Friday, from 8 to 18. From 2 to 6 November 2026 it has vacations, but on the 3rd it
 * is open from 10 to 14. Maria gives orders 1, 2 and 6, director Olga the others; Igor is a director too.
 *
 * Both bots are down over three reminders (26 October 15:00 to 29 October 15:20), over a weekend (6 November 20:00 to
 * 9 November 11:00), and from 10 November 16:30 into the night.
 */
const expected: Record<string, string[]> = {
  '29.10 15:20': [
    'Анна: Поручение №2: срок завтра',
    'Анна: Поручение №3 просрочено на 1 день',
    'Борис: Поручение №1: срок через 40 минут',
    'Ольга: Поручение №3 просрочено на 1 день',
  ],
  '29.10 16:00': ['Борис: Срок поручения №1 истёк'],
  '29.10 18:00': ['Анна: Поручение №2: срок завтра'],
  '30.10 08:00': ['Анна: Поручение №3 просрочено на 2 дня', 'Борис: Поручение №1 просрочено на 1 день'],
  '30.10 12:00': ['Igor: Order #3 is overdue by 2 days'],
  // at 13:00 order 3 is cancelled
  '30.10 16:00': ['Мария: Поручение №1 просрочено на 1 день'],
  // at 16:30 order 1 is reported
  '30.10 17:00': ['Анна: Поручение №2: срок через час'],
  '30.10 18:00': ['Анна: Срок поручения №2 истёк'],
  '03.11 10:00': ['Анна: Поручение №2 просрочено на 4 дня'],
  '06.11 09:00': ['Борис: Поручение №5: срок через 3 дня'],
  '09.11 11:00': [
    'Анна: Поручение №2 просрочено на 10 дней',
    'Анна: Поручение №4: срок завтра',
    'Борис: Срок поручения №5 истёк',
    'Мария: Поручение №2 просрочено на 10 дней',
  ],
  '09.11 15:00': ['Анна: Поручение №4: срок завтра'],
  '09.11 18:00': ['Igor: Order #2 is overdue by 10 days', 'Ольга: Поручение №2 просрочено на 10 дней'],
  '10.11 08:00': ['Анна: Поручение №2 просрочено на 11 дней', 'Борис: Поручение №5 просрочено на 1 день'],
  '10.11 09:00': ['Ольга: Поручение №5 просрочено на 1 день'],
  // orders 4 and 2 are reported, at 16:00 order 4 comes back
  '11.11 08:00': [
    'Анна: Поручение №4 просрочено на 1 день',
    'Борис: Поручение №5 просрочено на 2 дня',
    'Борис: Поручение №6: срок сегодня',
  ],
  '11.11 09:00': ['Igor: Order #5 is overdue by 2 days'],
  // at 12:10 the deadline of order 5 is moved to 13 November 15:00
  '11.11 16:00': ['Борис: Поручение №6: срок через час', 'Ольга: Поручение №4 просрочено на 1 день'],
  '11.11 17:00': ['Борис: Срок поручения №6 истёк'],
  '12.11 08:00': ['Анна: Поручение №4 просрочено на 2 дня', 'Борис: Поручение №6 просрочено на 1 день'],
  // at 10:00 the deadline of order 6 is moved to 13 November 12:00
  '12.11 12:00': ['Борис: Поручение №6: срок завтра'],
  '12.11 15:00': ['Igor: Order #4 is overdue by 2 days', 'Борис: Поручение №5: срок завтра'],
  // order 4 is reported and accepted
  '13.11 11:00': ['Борис: Поручение №6: срок через час'],
  '13.11 12:00': ['Борис: Срок поручения №6 истёк'],
  // at 12:30 order 6 is reported
  '13.11 14:00': ['Борис: Поручение №5: срок через час'],
  '13.11 15:00': ['Борис: Срок поручения №5 истёк'],
}

const expectedSteps: Record<number, string[]> = {
  1: ['before_1h', 'deadline', 'overdue_2026-10-30', 'late_giver'],
  2: [
    ...['before_72h', 'before_24h', 'before_1h', 'deadline', 'overdue_2026-11-03', 'overdue_2026-11-09'],
    ...['late_giver', 'late_directors', 'overdue_2026-11-10'],
  ],
  3: ['overdue_2026-10-29', 'late_giver', 'overdue_2026-10-30', 'late_directors'],
  4: ['before_72h', 'before_24h', 'overdue_2026-11-11', 'late_giver', 'overdue_2026-11-12', 'late_directors'],
  5: [
    ...['before_72h', 'deadline', 'overdue_2026-11-10', 'late_giver', 'overdue_2026-11-11', 'late_directors'],
    ...['before_24h', 'before_1h', 'deadline'],
  ],
  6: [
    ...['before_24h', 'before_1h', 'deadline', 'overdue_2026-11-12'],
    ...['before_24h', 'before_1h', 'deadline'],
  ],
}

test('two weeks with vacations between them: everybody is told what the table says, at its minutes', async () => {
  const { told, steps } = await playTwoWeeks(Object.keys(expected))
  assert.deepEqual(told, expected)
  assert.deepEqual(steps, expectedSteps)
})
