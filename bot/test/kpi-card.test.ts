import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { labels, press, says } from './chat.ts'
import { type KpiSchool, startKpiSchool } from './kpi-school.ts'
import { startSchool } from './school.ts'

let desk: KpiSchool
before(async () => {
  desk = await startKpiSchool()
})
after(() => desk[Symbol.asyncDispose]())

/** The lines of a card. */
async function linesOf(person: PersonDriver, ...words: string[]): Promise<string[]> {
  const { text = '' } = await person.waitFor(says(...words))
  assert.doesNotMatch(text, /NaN|null|undefined|Infinity/)
  return text.split('\n').filter((line) => line !== '')
}

test('the director reads the week of the school, with the change against the same days of last week', async () => {
  await desk.director.send('/kpi')
  assert.deepEqual(await linesOf(desk.director, 'Показатели школы'), [
    '📊 Показатели школы',
    'Неделя: 16 ноября – 22 ноября',
    'В скобках: больше или меньше, чем с 9 ноября по 13 ноября, 12:00',
    '📋 Поручения',
    'Выдано: 0 (−8)',
    'Срок наступает в это время: 5, из них',
    // the one of last week was accepted on Friday afternoon, later than it is now
    '• исполнено: 3 (+3), в срок 2 (+2), с опозданием 1 (+1)',
    '• доля в срок: 50 % (−50)',
    '• просрочено: 1, ждут приёмки: 1, срок впереди: 0',
    '• возвращали: 1 (+1), переносили срок: 1 (+1)',
    // 3 h and 5 h
    '• опоздание в среднем: 4 ч',
    'Сейчас, за всё время: просрочено 1, ждут приёмки 1',
    '🎫 Заявки',
    'Подано: 3 (+1)',
    // the fifth was resolved on Monday
    '• выполнено: 2 (+1), ещё открыто: 1',
    // 1 h and 3 h; last week half an hour and 2 h
    '• первый ответ: половина до 2 ч (+45 мин), девять из десяти до 2 ч 48 мин',
    // 6 h and 5 h; last week 2 h
    '• решение: половина до 5 ч 30 мин (+3 ч 30 мин), девять из десяти до 5 ч 54 мин',
    '• вовремя: ответ 33 % (−67), решение 100 % (=)',
    '• автор возвращал: 0 (=)',
    '• оценка: 5,0 из 5, оценок: 1',
    'Сейчас открыто: 1, самая старая от 20 ноября',
    'Часы считаются рабочие, по календарю школы',
  ])
})

test('the same in English', async () => {
  await desk.englishDirector.send('/kpi')
  const lines = await linesOf(desk.englishDirector, 'Figures of the school')
  for (const line of [
    'Week: 16 November – 22 November',
    'In brackets: more or less than from 9 November to 13 November, 12:00',
    'Given: 0 (−8)',
    '• done: 3 (+3), on time 2 (+2), late 1 (+1)',
    '• share on time: 50% (−50)',
    '• mean delay: 4 h',
    '• first response: half within 2 h (+45 min), nine in ten within 2 h 48 min',
    '• rating: 5.0 of 5, ratings: 1',
    'Open now: 1, the oldest since 20 November',
  ]) {
    assert.ok(lines.includes(line), `${line} is not in\n${lines.join('\n')}`)
  }
  assert.ok(!lines.some((line) => /[а-яё]/i.test(line)))
})

test('the card turns to the month, the school year and the week before by its buttons', async () => {
  await desk.director.send('/kpi')
  await desk.director.waitFor(says('Показатели школы', 'Неделя'))
  await press(desk.director, 'Месяц', says('Неделя: 16 ноября'))
  const month = await linesOf(desk.director, 'Месяц: 1 ноября – 30 ноября')
  // of 1 to 9 without the cancelled one: on time 1, 3, 9; late 2, 4; overdue 5
  assert.ok(month.includes('Выдано: 8'))
  assert.ok(month.includes('• доля в срок: 50 %'))
  assert.ok(month.includes('Подано: 5'))
  assert.ok(month.includes('Сравнить пока не с чем: более ранних записей нет'))
  await press(desk.director, 'Уч. год', says('Месяц: 1 ноября'))
  await desk.director.waitFor(says('Учебный год: 1 сентября – 31 августа 2027'))
  await press(desk.director, 'Неделя', says('Учебный год: 1 сентября'))
  await desk.director.waitFor(says('Неделя: 16 ноября'))
  await press(desk.director, '◀️', says('Неделя: 16 ноября'))
  const before = await linesOf(desk.director, 'Неделя: 9 ноября – 15 ноября')
  assert.ok(before.includes('Выдано: 8'))
  assert.ok(before.includes('• доля в срок: 50 %'))
  await press(desk.director, '▶️', says('Неделя: 9 ноября'))
  await desk.director.waitFor(says('Неделя: 16 ноября'))
})

test('a teacher sees the orders given to him, and nothing of tickets or others', async () => {
  await desk.anna.tap('📊 Показатели')
  const lines = await linesOf(desk.anna, 'Мои показатели')
  assert.deepEqual(lines.slice(3, 7), [
    '📋 Поручения',
    'Выдано: 0 (−4)',
    'Срок наступает в это время: 3, из них',
    '• исполнено: 1 (+1), в срок 1 (+1), с опозданием 0 (=)',
  ])
  assert.ok(!lines.some((line) => line.includes('🎫')))
  const card = await desk.anna.waitFor(says('Мои показатели'), { since: 'start' })
  assert.ok(!labels(card).some((label) => /По людям|Исполнители|категори|местам|школа/.test(label)))
})

test('a specialist sees the figures of his own tickets too', async () => {
  await desk.ivan.send('/kpi')
  const lines = await linesOf(desk.ivan, 'Мои показатели')
  assert.ok(lines.includes('За это время поручений не было.'))
  assert.ok(lines.includes('🎫 Заявки в роли исполнителя'))
  // without the one that nobody has taken
  assert.ok(lines.includes('Подано: 2 (=)'))
  assert.ok(lines.includes('Сейчас открытых заявок нет'))
})

test('the admin keeps the bot, not the figures: he sees his own', async () => {
  await desk.admin.send('/kpi')
  const lines = await linesOf(desk.admin, 'Мои показатели')
  assert.ok(lines.includes('За это время поручений не было.'))
})

test('in a school where nothing has happened yet the card says so', async () => {
  await using school = await startSchool()
  const director = await school.person('Елена', 'director')
  await director.send('/kpi')
  const lines = await linesOf(director, 'Показатели школы')
  assert.deepEqual(lines.slice(2), [
    'Сравнить пока не с чем: более ранних записей нет',
    '📋 Поручения',
    'За это время поручений не было.',
    'Сейчас, за всё время: просрочено 0, ждут приёмки 0',
    '🎫 Заявки',
    'За это время заявок не было.',
    'Сейчас открытых заявок нет',
    'Часы считаются рабочие, по календарю школы',
  ])
})

test('in a group nothing is shown of the figures', async () => {
  const group = await desk.school.sandbox.group({ title: 'Педсовет', members: [desk.director] })
  const inGroup = desk.director.in(group)
  await inGroup.send('/kpi')
  await inGroup.waitFor(says('в личном чате'))
})
