import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { languages } from '../src/platform/language.ts'
import { ask, labels, press, says } from './chat.ts'
import { personOf } from './help-desk.ts'
import { loopWords } from './loop-words.ts'
import { isCard, startOrderSchool } from './order-school.ts'

for (const language of languages) {
  const words = loopWords[language]

  test(`${language}: an order goes all the way, with three people and by buttons`, async () => {
    await using told = await startOrderSchool(language)
    const { school, director, doer, helper } = told
    const task = await told.issue({ text: words.order })
    const number = words.number(task.id)

    const card = await doer.waitFor(isCard(number, words.order), { since: 'start' })
    const helped = await helper.waitFor(isCard(number, words.order), { since: 'start' })
    assert.ok(
      !labels(helped).some((label) => label.includes(words.acknowledge)),
      'who helps answers for nothing',
    )
    assert.match((await press(doer, words.acknowledge, isCard(number))) ?? '', new RegExp(words.acknowledged))
    const acknowledged = await doer.waitFor(isCard(number, words.status.acknowledged))
    assert.equal(acknowledged.messageId, card.messageId, 'the pressed card shows the order as it stands')
    await director.waitFor(says(words.acknowledged, words.order), { since: 'start' })

    await press(doer, words.askToMove, isCard(number))
    await press(doer, words.tomorrow, says(words.byWhen, words.order))
    await doer.waitFor(says(words.whyNeeded))
    await ask(doer, words.reason, words.asked)
    await director.waitFor(says(words.moveAsked, words.reason), { since: 'start' })
    await press(director, words.refuse, says(words.moveAsked))
    await press(director, words.withoutWord, says(words.whyNot))
    await director.waitFor(isCard(number, words.status.acknowledged), { since: 'start' })
    await doer.waitFor(says(words.notMoved, words.stillDue), { since: 'start' })

    await press(doer, words.askToMove, isCard(number))
    await doer.waitFor(says(words.byWhen))
    await ask(doer, words.wanted, words.whyNeeded)
    await ask(doer, words.reason, words.asked)
    await director.waitFor(says(words.moveAsked))
    await press(director, words.grant)
    await doer.waitFor(says(words.moved, words.newDeadline), { since: 'start' })
    await helper.waitFor(says(words.moved, words.newDeadline), { since: 'start' })
    assert.deepEqual((await told.taskOf(task.id)).deadline, new Date('2026-11-30T12:00:00Z'))

    await press(doer, words.report, isCard(number))
    await doer.waitFor(says(words.whatWasDone))
    await doer.sendPhoto({ caption: words.words })
    await press(doer, words.sendReport, says(words.words, words.oneFile))
    await doer.waitFor(isCard(number, words.status.reported), { since: 'start' })
    await director.waitFor(says(words.reportOn, words.words), { since: 'start' })
    await director.waitFor(({ media }) => media?.kind === 'photo', { since: 'start' })

    await press(director, words.giveBack, says(words.reportOn, words.words))
    await director.waitFor(says(words.whatToDo))
    await director.send(words.remark)
    await press(
      director,
      words.sendBack,
      (message) => says(words.remark)(message) && labels(message).length === 2,
    )
    await director.waitFor(isCard(number, words.status.returned), { since: 'start' })
    await doer.waitFor(says(words.returned, words.remark), { since: 'start' })

    await press(doer, words.report, says(words.returned))
    await press(doer, words.justDone, says(words.whatWasDone))
    await director.waitFor(says(words.reportOn, words.justDoneText), { since: 'start' })
    assert.match(
      (await press(director, words.accept, says(words.reportOn, words.justDoneText))) ?? '',
      new RegExp(words.accepted),
    )
    await director.waitFor(isCard(number, words.status.accepted), { since: 'start' })
    await doer.waitFor(says(words.accepted, words.order), { since: 'start' })
    await helper.waitFor(says(words.accepted, words.order), { since: 'start' })

    const events = await school.db.many<{ kind: string }>(sql`
      select kind from task_event where task_id = ${task.id} and kind <> 'deliver' order by id`)
    assert.deepEqual(
      events.map(({ kind }) => kind),
      [
        ...['issue', 'acknowledge', 'ask_to_move', 'refuse_move', 'ask_to_move', 'grant_move'],
        ...['report', 'return', 'report', 'accept'],
      ],
    )
    const mistakes = (await school.sandbox.calls()).filter(({ status }) => status === 400)
    assert.deepEqual(mistakes, [], 'the bot asks nothing of Telegram that makes no sense')
  })

  test(`${language}: an order is cancelled with a reason after one more question`, async () => {
    await using told = await startOrderSchool(language)
    const { director, doer } = told
    const task = await told.issue({ text: words.order })
    const number = words.number(task.id)
    await doer.waitFor(isCard(number), { since: 'start' })
    await director.pressData(`task:${task.id}`, { forge: true })
    await press(director, words.cancel, isCard(number))
    await director.waitFor(says(words.whyCancel))
    await ask(director, words.cancelReason, words.reallyCancel)
    assert.notEqual((await told.taskOf(task.id)).status, 'cancelled')
    await press(director, words.yesCancel, says(words.reallyCancel, words.cancelReason))
    await director.waitFor(isCard(number, words.status.cancelled), { since: 'start' })
    await doer.waitFor(says(words.cancelled, words.cancelReason), { since: 'start' })
  })

  test(`${language}: an order is given to another, and its deadline stays`, async () => {
    await using told = await startOrderSchool(language)
    const { school, director, doer } = told
    const other = await school.person('Пётр', 'staff', { language })
    const task = await told.issue({ text: words.order })
    const number = words.number(task.id)
    await press(doer, words.acknowledge, isCard(number))
    await director.pressData(`task:${task.id}`, { forge: true })
    await press(director, words.reassign, isCard(number))
    const list = await director.waitFor(says(words.toWhom, words.stays))
    assert.deepEqual(labels(list).slice(0, -1), ['Анна', 'Пётр'], 'all but who has it and who gave it')
    assert.match((await press(director, 'Пётр', says(words.toWhom))) ?? '', new RegExp(words.given))
    await director.waitFor(isCard(number, 'Пётр'), { since: 'start' })
    await doer.waitFor(says(words.takenAway), { since: 'start' })
    const card = await other.waitFor(isCard(number), { since: 'start' })
    assert.ok(
      labels(card).some((label) => label.includes(words.acknowledge)),
      'he has yet to read it',
    )
    const after = await told.taskOf(task.id)
    assert.deepEqual(
      [after.responsibleId, after.deadline],
      [(await personOf(school, other)).id, task.deadline],
    )
  })
}
