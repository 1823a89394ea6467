import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { ask, offers, press, says } from './chat.ts'
import { comeToCheck, comeToDescription } from './file-a-ticket.ts'
import { inDays, issuer } from './given-orders.ts'
import { file, shows } from './help-desk.ts'
import { card } from './order-cards.ts'
import { pressAll, type RestoredSchool, startRestoredSchool, take } from './restored-school.ts'
import type { School } from './school.ts'

const isOffer = offers('Подать заявку')

let opened: RestoredSchool
let school: School

before(async () => {
  opened = await startRestoredSchool()
  school = opened.school
})
after(() => opened[Symbol.asyncDispose]())

/** Begins a comment, as far as the question for the words. */
async function comment(author: PersonDriver, ticketId: number): Promise<void> {
  await author.start(`t_${ticketId}`)
  await press(author, 'Комментарий', shows(ticketId))
  await author.waitFor(offers('Не отправлять'), { since: 'start' })
}

test('a draft that is forgotten: its buttons say how to begin again, and what is typed is not lost', async () => {
  const teacher = await school.person('Ирина', 'staff')
  const check = await comeToCheck(teacher)
  const other = await school.person('Клара', 'staff')
  await comeToDescription(other)
  await opened.forgetDialogues()
  await pressAll(
    teacher,
    ({ messageId }) => messageId === check.messageId,
    /^Эта кнопка от прежнего черновика\. Подать заявку: \/new$/,
  )
  await other.send('Не печатает')
  await other.waitFor(isOffer)
})

test('an order that was being given is forgotten: its buttons say how to begin again', async () => {
  const head = await school.person('Лидия', 'director')
  await head.send('/task')
  await head.waitFor(says('Новое поручение'), { since: 'start' })
  const people = await ask(head, 'Сдать журнал', 'шаг 2')
  await opened.forgetDialogues()
  await pressAll(
    head,
    ({ messageId }) => messageId === people.messageId,
    /^Эта кнопка от прежнего черновика\. Дать поручение: \/task$/,
  )
  await head.send('Сдать журнал')
  await head.waitFor(isOffer)
})

test('a dialogue about a ticket or an order is forgotten: nobody is stuck, nothing is sent by mistake', async () => {
  const teacher = await school.person('Майя', 'staff')
  const ivan = await school.person('Никита', 'specialist')
  const { id } = await file(school, teacher)
  await take(ivan, id)
  await press(ivan, 'Выполнено', shows(id, 'Исполнитель: Никита'))
  const asked = await ivan.waitFor(says('что сделано?'))
  await comment(teacher, id)
  await opened.forgetDialogues()
  await ivan.send('Заменил картридж')
  await ivan.waitFor(isOffer)
  await pressAll(ivan, ({ messageId }) => messageId === asked.messageId, /Откройте заявку ещё раз/)
  await teacher.send('И гудит')
  await teacher.waitFor(isOffer)
  const { said } = await school.db.one<{ said: number }>(sql`
    select count(*) as said from ticket_message where ticket_id = ${id}`)
  assert.equal(said, 0)
})

test('a dialogue outlives its ticket or order: who goes on with it is told, and is out of it', async () => {
  const teacher = await school.person('Оксана', 'staff')
  const ivan = await school.person('Павел', 'specialist')
  const head = await school.person('Римма', 'director')
  const doer = await school.person('Софья', 'staff')
  const { id } = await file(school, teacher)
  await take(ivan, id)
  await press(ivan, 'Выполнено', shows(id, 'Исполнитель: Павел'))
  await ivan.waitFor(says('что сделано?'))
  await comment(teacher, id)
  const [task] = await issuer(school, head)([doer], { deadline: inDays(3) })
  await press(doer, 'Отчитаться', card(task?.id ?? 0))
  await doer.waitFor(says('отчёт'), { since: 'start' })
  await doer.send('Сделала')
  await doer.waitFor(offers('Отправить'), { since: 'start' })
  await opened.restore()
  await ask(ivan, 'Заменил', 'Такой заявки нет. Посмотрите, пожалуйста, в /my и /queue')
  await ask(teacher, 'И гудит', 'Такой заявки нет, или она вам недоступна. Посмотрите, пожалуйста, в /my')
  await press(doer, 'Отправить')
  await doer.waitFor(says('Сделала'), { since: 'start' })
  for (const person of [ivan, teacher, doer]) {
    await person.send('Спасибо')
    await person.waitFor(isOffer)
  }
})

test('a reply to a message that the bot does not know any more is taken as any other', async () => {
  const teacher = await school.person('Тамара', 'staff')
  const { id } = await file(school, teacher)
  const shown = await teacher.waitFor(says(`№${id}`), { since: 'start' })
  await opened.restore()
  await teacher.send('Уже искрит!', { replyTo: shown.messageId })
  await teacher.waitFor(isOffer)
})
