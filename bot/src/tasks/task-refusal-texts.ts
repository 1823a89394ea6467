import type { Language, Texts } from '../platform/language.ts'
import { taskViewTexts } from './card/task-view-texts.ts'
import { type TaskAction, type TaskRefusal, type TaskStatus, taskTransitions } from './task.ts'

interface TaskRefusalTexts {
  /** To somebody who sees the order: whose part this is. */
  notAllowed: Record<'doer' | 'giver' | 'other', string>
  nowIn: Record<TaskStatus, string>
  askedAlready: string
  nothingAsked: string
  newerReport: string
  deadlinePast: string
  deadlineUnchanged: string
  doerGone: string
  sameDoer: string
  doerGaveIt: string
}

const texts: Texts<TaskRefusalTexts> = {
  ru: {
    notAllowed: {
      doer: 'Это может сделать только исполнитель поручения.',
      giver: 'Это может сделать только тот, кто дал поручение, или директор.',
      other: 'Это действие по поручению вам недоступно.',
    },
    nowIn: {
      issued: 'Поручение отправлено исполнителю. Отчёта по нему ещё нет.',
      delivered: 'Поручение доставлено исполнителю. Отчёта по нему ещё нет.',
      acknowledged: 'Поручение уже принято к исполнению. Отчёта по нему ещё нет.',
      reported: 'Отчёт по поручению уже отправлен и ждёт проверки.',
      returned: 'Поручение уже возвращено на доработку. Нового отчёта ещё нет.',
      accepted: 'Отчёт по поручению уже принят: оно исполнено.',
      cancelled: 'Поручение уже отменено.',
    },
    askedAlready: 'О переносе срока уже попросили. Дождитесь, пожалуйста, ответа.',
    nothingAsked: 'На эту просьбу уже ответили, или она больше не нужна.',
    newerReport:
      'С тех пор пришёл новый отчёт, и ваше решение не записано. Посмотрите, пожалуйста, новый: он в поручении.',
    deadlinePast: 'Этот срок уже прошёл. Укажите, пожалуйста, другой.',
    deadlineUnchanged: 'Такой срок стоит и сейчас. Укажите, пожалуйста, другой.',
    doerGone: 'Этому человеку поручение дать уже нельзя: он больше не работает с ботом. Выберите другого.',
    sameDoer: 'Поручение уже у этого человека.',
    doerGaveIt:
      'Этот человек сам дал поручение и проверяет отчёт. Выберите, пожалуйста, другого исполнителя.',
  },
  en: {
    notAllowed: {
      doer: 'Only the person responsible for the order can do this.',
      giver: 'Only the one who gave the order, or a director, can do this.',
      other: 'You cannot do this with the order.',
    },
    nowIn: {
      issued: 'The order was sent to the person responsible. There is no report on it yet.',
      delivered: 'The order was delivered. There is no report on it yet.',
      acknowledged: 'The order was acknowledged already. There is no report on it yet.',
      reported: 'The report on the order was sent already and waits to be checked.',
      returned: 'The order was returned for rework already. There is no new report yet.',
      accepted: 'The report on the order was accepted already: it is done.',
      cancelled: 'The order was cancelled already.',
    },
    askedAlready: 'Another deadline was asked for already. Please wait for the answer.',
    nothingAsked: 'This request was answered already, or is not needed any more.',
    newerReport:
      'A new report has come since then, so your decision was not recorded. Please look at the new one: it is in the order.',
    deadlinePast: 'This deadline lies behind. Please choose another one.',
    deadlineUnchanged: 'This is the deadline already. Please choose another one.',
    doerGone:
      'This person cannot get the order: he or she is not here any more. Please choose somebody else.',
    sameDoer: 'This person has the order already.',
    doerGaveIt: 'This person gave the order and checks the report. Please choose somebody else.',
  },
}

/** Why something cannot be done to an order, in words that fit a toast. */
export function taskRefusalText(refusal: TaskRefusal, language: Language, action?: TaskAction): string {
  const words = texts[language]
  switch (refusal.kind) {
    case 'not_found':
      return taskViewTexts[language].notFound
    case 'not_allowed':
      return words.notAllowed[partOf(action)]
    case 'wrong_status':
      return words.nowIn[refusal.status]
    case 'asked_already':
      return words.askedAlready
    case 'nothing_asked':
      return words.nothingAsked
    case 'newer_report':
      return words.newerReport
    case 'deadline_past':
      return words.deadlinePast
    case 'deadline_unchanged':
      return words.deadlineUnchanged
    case 'doer_gone':
      return words.doerGone
    case 'same_doer':
      return words.sameDoer
    case 'doer_gave_it':
      return words.doerGaveIt
    default:
      return refusal satisfies never
  }
}

function partOf(action: TaskAction | undefined): 'doer' | 'giver' | 'other' {
  const parties = action === undefined ? [] : taskTransitions[action].by
  if (parties.length !== 1) return 'other'
  const [party] = parties
  return party === 'doer' || party === 'giver' ? party : 'other'
}
