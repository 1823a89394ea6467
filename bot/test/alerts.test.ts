import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { botDown, manyTickets, replicaMissing } from './alerts-desk.ts'
import { alertsRooms, schoolZone, timeOf } from './alerts-room.ts'
import { ask, buttonOf, labels, press, pressAgain, says } from './chat.ts'

const { skip, room } = alertsRooms()

describe('alerts in the bot', { skip }, () => {
  test('while Prometheus hands nothing over, silence is not taken for good news', async () => {
    const { olga } = await room()
    const shown = await ask(olga, '/alerts', 'Оповещений нет')
    assert.match(shown.text ?? '', /полагаться на это нельзя[\s\S]*ничего ей не передаёт/)
  })

  test('nothing fires: all is quiet, and the Watchdog that says so is not shown', async () => {
    const { desk, olga, anna } = await room()
    await desk.fire()
    await olga.send('🔔 Оповещения')
    const shown = await olga.waitFor(says('Всё спокойно'))
    assert.doesNotMatch(shown.text ?? '', /Watchdog|Оповещения работают/)
    assert.deepEqual(labels(shown), ['🔄 Обновить', '🩺 Состояние'])
    assert.match((await ask(anna, '/alerts', 'All is quiet')).text ?? '', /the alert service answers/)
  })

  test('the critical come first, then the oldest; several of one name are one', async () => {
    const { desk, olga } = await room()
    const since = new Date(Date.now() - 26 * 3_600_000)
    await desk.fire(
      ...['a', 'b', 'c'].map((disk, index) => ({
        startsAt: new Date(Date.now() - 60_000 + index).toISOString(),
        labels: { alertname: 'DiskFilling', severity: 'warning', component: 'host', device: disk },
        annotations: { summary_ru: 'Диск заполнится', description_ru: `Диск <${disk}> & прочее` },
      })),
      { ...manyTickets, startsAt: since.toISOString() },
      botDown,
    )
    const shown = await ask(olga, '/alerts', 'Сейчас сработало: 3')
    const day = since.toLocaleDateString('ru-RU', { day: 'numeric', month: 'long', timeZone: schoolZone })
    assert.match(
      shown.text ?? '',
      new RegExp(
        `🔴 Бот не отвечает\nНи одна копия.*\nс .*\\d\\d:\\d\\d\n\n🟡 Слишком много.*\nОткрытых заявок: 12.*\nс ${day}.*, ${timeOf(since)}\n\n` +
          `🟡 Диск заполнится\nДиск <a> & прочее\nс .*\\d\\d:\\d\\d · таких: 3`,
      ),
    )
    assert.deepEqual(labels(shown).slice(0, 3), [
      '🔴 Бот не отвечает',
      '🟡 Слишком много открытых заявок',
      '🟡 Диск заполнится',
    ])
    await press(olga, 'Диск заполнится', says('Сейчас сработало: 3'))
    const card = await olga.waitFor(says('Диск заполнится', 'предупреждение'))
    assert.match(card.text ?? '', /Диск <a>[\s\S]*Диск <b>[\s\S]*Диск <c>/)
  })

  test('a consequence names its cause', async () => {
    const { desk, olga, anna } = await room()
    await desk.fire(botDown, replicaMissing)
    const shown = await ask(olga, '/alerts', 'Не хватает копии бота')
    assert.match(shown.text ?? '', /🟡 Не хватает копии бота\nс .*\d\d:\d\d\n↳ причина: «Бот не отвечает»/)
    const english = await ask(anna, '/alerts', 'A replica of the bot is missing')
    assert.match(english.text ?? '', /↳ because of: “The bot does not answer”/)
  })

  test('Alertmanager away: a clear sentence, soon, and nothing is changed', async () => {
    const { desk, olga } = await room()
    await desk.fire(botDown)
    await ask(olga, '/alerts', 'Бот не отвечает')
    await press(olga, 'Бот не отвечает', says('Сейчас сработало: 1'))
    const card = await olga.waitFor(says('Можно приглушить'))
    const before = await desk.audit()
    for (const trouble of ['cut', 'silence'] as const) {
      desk.line[trouble]()
      const began = performance.now()
      assert.match(
        (await pressAgain(olga, buttonOf(card, '1 час'))) ?? '',
        /не отвечает, ничего не изменилось/,
      )
      const shown = await ask(olga, '/alerts', '(Alertmanager) не отвечает')
      assert.ok(performance.now() - began < 8_000)
      assert.ok(labels(shown).includes('🔄 Обновить'))
      desk.line.restore()
    }
    assert.deepEqual(await desk.silences(), [])
    assert.deepEqual(await desk.audit(), before)
    await press(olga, 'Обновить', says('(Alertmanager) не отвечает'))
    await olga.waitFor(says('Сейчас сработало: 1'))
  })
})
