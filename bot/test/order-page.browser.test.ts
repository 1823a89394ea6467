import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ChatPageOptions, needsChromium, openChatPage } from './chat-page.ts'
import { loopWords } from './loop-words.ts'
import { startSchool } from './school.ts'

const pages: ChatPageOptions[] = [
  { width: 390, height: 844, language: 'ru', name: 'order-phone-ru' },
  { width: 390, height: 844, language: 'en', name: 'order-phone-en' },
  { width: 1440, height: 900, language: 'ru', name: 'order-desk-ru' },
]

/** What is pressed and read around the loop of an order, beyond the words of its test without a browser. */
const around = {
  ru: {
    give: '📌 Дать поручение',
    check: 'Проверьте поручение',
    send: '✅ Отправить',
    sent: 'отправлено',
    list: '📋 Поручения',
    finished: 'завершённые',
    history: '🕒 История',
    done: 'исполнено',
  },
  en: {
    give: '📌 New order',
    check: 'Please check the order',
    send: '✅ Send',
    sent: 'sent',
    list: '📋 Orders',
    finished: 'finished',
    history: '🕒 History',
    done: 'done',
  },
}

for (const options of pages) {
  const { language, width } = options
  test(
    `an order goes all the way on the page of phones, ${language}, ${width} pixels`,
    needsChromium,
    async () => {
      const words = loopWords[language]
      const { give, check, send, sent, list, finished, history, done } = around[language]
      // a Wednesday morning, so that today and tomorrow are working days
      await using school = await startSchool({ now: () => new Date('2026-11-18T09:30:00+03:00') })
      const director = await school.person(language === 'ru' ? 'Елена Викторовна' : 'Helen', 'director', {
        language,
      })
      const teacher = await school.person(language === 'ru' ? 'Мария Иванова' : 'Mary', 'staff', { language })
      const name = language === 'ru' ? 'Мария Иванова' : 'Mary'
      await using page = await openChatPage(school, options)
      const [boss, doer] = [page.phone(director.id), page.phone(teacher.id)]

      await boss.key(give)
      await boss.write(words.order)
      await boss.sees(name === 'Mary' ? 'Who is the order for' : 'Кому поручаем')
      await page.picture('who')
      await boss.press(name)
      await boss.sees(words.byWhen)
      await page.picture('deadline')
      await boss.press(language === 'ru' ? 'Календарь' : 'Calendar')
      await page.picture('calendar')
      await boss.press('25')
      await page.picture('time')
      await boss.press('15:00')
      await boss.sees(check, words.order)
      await page.picture('check')
      await boss.press(send)
      await boss.sees(sent, words.order)
      await page.picture('sent')

      await doer.sees(words.number(1), words.order)
      await page.picture('card')
      await doer.press(words.acknowledge)
      await doer.sees(words.number(1), words.status.acknowledged)
      await page.picture('acknowledged')
      await doer.press(words.askToMove)
      await doer.sees(words.byWhen)
      await doer.write(words.wanted)
      await doer.sees(words.whyNeeded)
      await doer.write(words.reason)
      await doer.sees(words.asked)
      await boss.sees(words.moveAsked, words.reason)
      await page.picture('move-asked')
      await boss.press(words.grant)
      await doer.sees(words.moved)
      await page.picture('moved')
      await doer.press(words.report)
      await doer.sees(words.whatWasDone)
      await doer.sendPhoto(words.words)
      await doer.sees(words.oneFile)
      await page.picture('report')
      await doer.press(words.sendReport)
      await boss.sees(words.reportOn, words.words)
      await boss.seesPhoto()
      await page.picture('reported')
      await boss.press(words.giveBack, words.reportOn)
      await boss.sees(words.whatToDo)
      await boss.write(words.remark)
      await boss.press(words.sendBack, words.remark)
      await doer.sees(words.returned, words.remark)
      await page.picture('returned')
      await doer.press(words.report, words.returned)
      await doer.sees(words.whatWasDone)
      await doer.press(words.justDone)
      await boss.sees(words.reportOn, words.justDoneText)
      await boss.press(words.accept, words.reportOn, words.justDoneText)
      await boss.sees(words.number(1), done)
      await doer.sees(words.accepted)
      await page.picture('accepted')
      await boss.key(list)
      await boss.press('🗂')
      await boss.sees(finished, words.order)
      await page.picture('list')
      await boss.press('1')
      await boss.sees(words.number(1), done)
      await boss.press(history)
      await boss.sees(words.remark, words.reason)
      await page.picture('history')

      const mistakes = (await school.sandbox.calls()).filter(({ status }) => status === 400)
      assert.deepEqual(mistakes, [], 'the bot asks nothing of Telegram that makes no sense')
    },
  )
}
