import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { keyOf } from '../src/monitoring/alerts/alert-group.ts'
import { botDown, manyTickets } from './alerts-desk.ts'
import { alertsRooms, timeOf } from './alerts-room.ts'
import { ask, buttonOf, labels, press, pressAgain, says } from './chat.ts'
import { personOf } from './help-desk.ts'

const { skip, room } = alertsRooms()

describe('muting alerts in the bot', { skip }, () => {
  test('an admin mutes an alert for an hour: no name leaves, and a second press makes no second silence', async () => {
    const { desk, olga, anna } = await room()
    await desk.fire(botDown)
    await ask(olga, '/alerts', 'Бот не отвечает')
    await press(olga, 'Бот не отвечает', says('Сейчас сработало: 1'))
    const card = await olga.waitFor(
      says('Бот не отвечает', 'срочно', 'Можно приглушить', '«До утра» значит до 07:00'),
    )
    assert.deepEqual(labels(card), ['🔕 1 час', '🔕 4 часа', '🔕 До утра', '⬅️ Все оповещения', '🔄 Обновить'])
    const links = card.raw.entities?.flatMap(({ url }) => url ?? [])
    assert.deepEqual(links, [
      'https://docs.example/docs/runbooks/BotDown.md',
      'https://school.example/grafana/d/schoolbot-operations',
    ])
    await ask(anna, '/alerts', 'The bot does not answer')
    await press(anna, 'The bot does not answer', says('Firing now: 1'))
    const other = await anna.waitFor(says('urgent', 'You can mute it'))
    const before = (await desk.audit()).length
    const toast = await press(olga, '1 час', says('Можно приглушить'))
    const [silence, ...more] = await desk.silences()
    assert.ok(silence, toast)
    assert.deepEqual(more, [])
    // an hour later may be tomorrow
    assert.equal(toast?.replace('завтра, ', ''), `🔕 Приглушено до ${timeOf(silence.endsAt)}`)
    const muted = await olga.waitFor(says('приглушено до', 'через бота, Ольга'))
    assert.deepEqual(labels(muted), ['🔔 Включить снова', '⬅️ Все оповещения', '🔄 Обновить'])

    const { id } = await personOf(desk.school, olga)
    assert.deepEqual(
      { ...silence, id: '', endsAt: '' },
      {
        id: '',
        endsAt: '',
        status: { state: 'active' },
        matchers: [
          { name: 'alertname', value: 'BotDown', isRegex: false, isEqual: true },
          { name: 'component', value: 'bot', isRegex: false, isEqual: true },
        ],
        createdBy: `SchoolBot, person ${id}`,
        comment: 'Muted for 1 hour by an admin in the bot (/alerts)',
      },
    )
    assert.ok(Math.abs(silence.endsAt.getTime() - Date.now() - 3_600_000) < 60_000)

    assert.match((await pressAgain(olga, buttonOf(card, '4 часа'))) ?? '', /^Уже приглушено до .*\d\d:\d\d/)
    assert.match(
      (await pressAgain(anna, buttonOf(other, '1 hour'))) ?? '',
      /^Muted already, until .*\d\d:\d\d/,
    )
    assert.deepEqual(
      (await desk.silences()).map((one) => one.id),
      [silence.id],
    )
    assert.equal((await desk.audit()).length, before + 1)
    assert.deepEqual((await desk.audit()).at(-1), {
      actor: 'Ольга',
      action: 'alert.silenced',
      details: {
        key: keyOf({ name: 'BotDown', component: 'bot' }),
        alert: 'BotDown',
        component: 'bot',
        silence: silence.id,
        until: silence.endsAt.toISOString(),
        answered: true,
      },
    })
    const listed = await ask(anna, '/alerts', 'The bot does not answer')
    assert.match(listed.text ?? '', /🔕 muted until .*\d\d:\d\d \(through the bot, Ольга\)/)
  })

  test('an admin unmutes what another one has muted, and a second press finds nothing to unmute', async () => {
    const { desk, olga, anna } = await room()
    await desk.fire(botDown)
    await ask(olga, '/alerts', 'Бот не отвечает')
    await press(olga, 'Бот не отвечает', says('Сейчас сработало: 1'))
    await press(olga, '4 часа', says('Можно приглушить'))
    await ask(anna, '/alerts', 'muted until')
    await press(anna, 'The bot does not answer', says('muted until'))
    const card = await anna.waitFor(says('urgent', 'muted until'))
    assert.equal(
      await press(anna, 'Unmute', says('urgent', 'muted until')),
      '🔔 Unmuted: messages will come again',
    )
    const heard = await anna.waitFor(says('You can mute it'))
    assert.ok(labels(heard).includes('🔕 Until morning'))
    assert.match(
      heard.text ?? '',
      /🕒 Who muted it\n.* · unmuted · Anna\n.* · muted until .*\d\d:\d\d · Ольга\n/,
    )
    assert.deepEqual(await desk.silences(), [])
    assert.equal(await pressAgain(anna, buttonOf(card, 'Unmute')), 'It is not muted any more: messages come.')
    const [last] = (await desk.audit()).slice(-1)
    assert.deepEqual(
      [last?.actor, last?.action, last?.details['alert']],
      ['Anna', 'alert.unsilenced', 'BotDown'],
    )
  })

  test('an alert that has ended meanwhile is said to be over, and what mutes it can still be ended', async () => {
    const { desk, olga } = await room()
    await desk.fire(manyTickets)
    await ask(olga, '/alerts', 'Слишком много открытых заявок')
    await press(olga, 'Слишком много', says('Сейчас сработало: 1'))
    const card = await olga.waitFor(says('Можно приглушить'))
    assert.match(card.text ?? '', /Что делать \(на сервере\): docs\/runbooks\/TooManyOpenTickets\.md/)
    assert.deepEqual(
      card.raw.entities?.flatMap(({ url }) => url ?? []),
      [],
    )
    await press(olga, 'До утра', says('Можно приглушить'))
    await olga.waitFor(says('предупреждение', 'приглушено до'))
    await desk.end(manyTickets)
    const listed = await ask(olga, '/alerts', 'Всё спокойно')
    assert.match(listed.text ?? '', /🔕 TooManyOpenTickets\nСейчас не сработало, но приглушено до /)
    await press(olga, 'TooManyOpenTickets', says('Всё спокойно'))
    await press(olga, 'Включить снова', says('TooManyOpenTickets', 'Сейчас не сработало'))
    await olga.waitFor(says('Это оповещение уже закончилось'))
    assert.deepEqual(await desk.silences(), [])
    assert.equal(await pressAgain(olga, buttonOf(card, '1 час')), 'Это оповещение уже закончилось.')
    assert.deepEqual(await desk.silences(), [])
  })

  test('an alert with a name as long as a page, in emoji and tags, is shown, muted, and unmuted like any other', async () => {
    const { desk, olga } = await room()
    const alertname = `<b>🙈"&\n${'длинное имя '.repeat(900)}`
    await desk.fire({ labels: { alertname, component: alertname, severity: 'page' }, annotations: {} })
    await ask(olga, '/alerts', 'Сейчас сработало: 1')
    await press(olga, '🙈', says('Сейчас сработало: 1'))
    await olga.waitFor(says('<b>🙈"& длинное имя', 'к сведению', 'Можно приглушить'))
    await press(olga, '4 часа', says('Можно приглушить'))
    await olga.waitFor(says('<b>🙈"& длинное имя', 'приглушено до', '🕒 Кто приглушал'))
    assert.equal((await desk.silences()).length, 1)
    await press(olga, 'Включить снова', says('приглушено до', '🕒 Кто приглушал'))
    await olga.waitFor(says('Можно приглушить', 'включено снова · Ольга'))
    assert.deepEqual(await desk.silences(), [])
  })

  test('forged presses of an admin change nothing', async () => {
    const { desk, olga } = await room()
    await desk.fire(botDown)
    const before = await desk.audit()
    const key = keyOf({ name: 'BotDown', component: 'bot' })
    const watchdog = keyOf({ name: 'Watchdog', component: 'monitoring' })
    for (const data of [
      ...['alerts:-1', 'alerts:x', 'alerts:99999', 'alert:', `alert:${key}:`, 'alert:000000000000'],
      ...[`alert_mute:${key}:year`, `alert_mute:${watchdog}:hour`, `alert_unmute:${watchdog}`],
      ...[`alert_unmute:${key.toUpperCase()}`, 'status:', `alert_mute:${key}`],
    ]) {
      const pressed = await olga.pressData(data, { forge: true })
      assert.doesNotMatch((await pressed.answered()).text ?? '', /ошибк|Приглушено/, data)
    }
    assert.deepEqual([await desk.silences(), await desk.audit()], [[], before])
  })
})
