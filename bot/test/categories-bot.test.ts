import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listCategories } from '../src/tickets/categories/categories-store.ts'
import { startSchool } from './school.ts'

test('an admin adds, renames, moves, archives and restores a category', async () => {
  await using school = await startSchool()
  const admin = await school.person('Ольга', 'admin')
  const shows = (part: string) => admin.waitFor(({ text }) => text?.includes(part))

  await admin.send('/categories')
  await shows('Категории заявок')
  await admin.press('Добавить категорию')
  await shows('Как назвать')
  await admin.send('я'.repeat(61))
  await shows('не подойдёт')
  await admin.send('Доски <b>&</b> проекторы')
  await shows('по-английски')
  await admin.press('Так же')
  await shows('один эмодзи')
  await admin.send('нет')
  await shows('ровно один эмодзи')
  await admin.send('📽')
  await shows('📽 Доски <b>&</b> проекторы')

  await admin.press('⬆️')
  await admin.waitFor(({ buttons }) => buttons?.flat().some(({ text }) => text === '⬇️'))
  await admin.press('Название')
  await shows('Как назвать')
  await admin.send('Проекторы')
  await shows('по-английски')
  await admin.send('Projectors')
  await shows('📽 Проекторы')
  await admin.press('В архив')
  await shows('🗄 В архиве')
  await admin.press('Все категории')
  await shows('Категории заявок')
  await admin.press('Архив (1)')
  await shows('Категории в архиве')
  await admin.press('📽 Проекторы')
  await shows('🗄 В архиве')
  await admin.press('Вернуть из архива')
  await admin.waitFor(({ text }) => text?.includes('Проекторы') && !text.includes('В архиве'))
  const last = (await listCategories(school.db)).map(({ name }) => name.en).slice(-2)
  assert.deepEqual(last, ['Projectors', 'Other'])
})

test('who is not an admin changes nothing, with the command or with a forged button', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Анна', 'staff')
  await teacher.send('/categories')
  await teacher.waitFor(({ text }) => text?.includes('меняет администратор'))
  for (const data of [
    'cat_add',
    'cat_archive:1:archived',
    'cat_move:1:down',
    'cat_edit:1:name',
    'cat:1',
    'cat_list:used',
  ]) {
    const press = await teacher.pressData(data, { forge: true })
    assert.match((await press.answered()).text ?? '', /меняет администратор/, data)
  }
  assert.equal((await listCategories(school.db)).length, 7)
})
