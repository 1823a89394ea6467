import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'

/** What people are told about an order when somebody left whom it concerned. */
interface ReleaseNoticeTexts {
  /** To the giver. */
  otherDoer(id: number, ref: string, doer: string): Html
  withoutDoer(id: number, ref: string): Html
  /** To the new giver: what waits for his word. */
  yourWord(id: number, ref: string, what: 'report' | 'move'): Html
  /** To the doer. */
  otherGiver(id: number, ref: string, giver: string): Html
  withoutHelper(id: number, ref: string, who: string): Html
}

export const releaseNoticeTexts: Texts<ReleaseNoticeTexts> = {
  ru: {
    otherDoer: (id, ref, doer) => html`🔁 Поручение №${id} теперь исполняет <b>${doer}</b>.\n«${ref}»`,
    withoutDoer: (id, ref) =>
      html`⚠️ <b>Поручение №${id} осталось без исполнителя</b>\n«${ref}»\nВыберите, кому его передать.`,
    yourWord: (id, ref, what) =>
      what === 'report'
        ? html`📨 <b>Отчёт по поручению №${id} теперь ждёт вашего решения</b>\n«${ref}»`
        : html`📅 <b>Просьба перенести срок поручения №${id} теперь ждёт вашего решения</b>\n«${ref}»`,
    otherGiver: (id, ref, giver) =>
      html`ℹ️ Поручение №${id}: отчёт теперь принимает <b>${giver}</b>.\n«${ref}»`,
    withoutHelper: (id, ref, who) =>
      html`ℹ️ Поручение №${id}: <b>${who}</b> больше не работает в школе и не сможет помочь.\n«${ref}»`,
  },
  en: {
    otherDoer: (id, ref, doer) => html`🔁 Order #${id} is now done by <b>${doer}</b>.\n“${ref}”`,
    withoutDoer: (id, ref) =>
      html`⚠️ <b>Nobody is responsible for order #${id} any more</b>\n“${ref}”\nChoose who takes it over.`,
    yourWord: (id, ref, what) =>
      what === 'report'
        ? html`📨 <b>The report on order #${id} now waits for your decision</b>\n“${ref}”`
        : html`📅 <b>The request to move the deadline of order #${id} now waits for your decision</b>\n“${ref}”`,
    otherGiver: (id, ref, giver) => html`ℹ️ Order #${id}: the report now goes to <b>${giver}</b>.\n“${ref}”`,
    withoutHelper: (id, ref, who) =>
      html`ℹ️ Order #${id}: <b>${who}</b> has left the school and cannot help any more.\n“${ref}”`,
  },
}
