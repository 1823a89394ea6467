import { test } from 'node:test'
import { type ChatPageOptions, needsChromium, openChatPage } from './chat-page.ts'
import { startKpiSchool } from './kpi-school.ts'

const pages: ChatPageOptions[] = [
  { width: 390, height: 844, language: 'ru', name: 'kpi-phone-ru' },
  { width: 390, height: 844, language: 'en', name: 'kpi-phone-en' },
]

const words = {
  ru: {
    ...{
      key: '📊 Показатели',
      card: 'Показатели школы',
      tasks: '🔎 Поручения',
      late: 'С опозданием: 1',
    },
    ...{ row: 'опоздание 3 ч', back: '⬅️ Назад', people: '👥 По людям', worst: 'Сначала те' },
  },
  en: {
    ...{ key: '📊 KPI', card: 'Figures of the school', tasks: '🔎 Orders', late: 'Late: 1' },
    ...{ row: '3 h late', back: '⬅️ Back', people: '👥 By person', worst: 'The worst come first' },
  },
}

for (const options of pages) {
  const { language, width } = options
  test(`the figures fit a phone, ${language}, ${width} pixels`, needsChromium, async () => {
    const { key, card, tasks, late, row, back, people, worst } = words[language]
    await using desk = await startKpiSchool()
    await using page = await openChatPage(desk.school, options)
    const director = page.phone((language === 'ru' ? desk.director : desk.englishDirector).id)
    await director.key(key)
    await director.sees(card)
    await page.picture('card')
    await director.press(tasks)
    await director.press(late)
    await director.sees(row)
    await page.picture('list')
    await director.press(back)
    await director.press(back)
    await director.press(people)
    await director.sees(worst)
    await page.picture('people')
  })
}
