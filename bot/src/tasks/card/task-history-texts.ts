import type { Texts } from '../../platform/language.ts'

interface TaskHistoryTexts {
  title(id: number): string
  /** Whom the order was given to by what happened. */
  doer(name: string): string
  /** Who accepts the report from now on. */
  giver(name: string): string
  helperLeft(name: string): string
  /** The deadline that was set, or asked for. */
  deadline(moment: string): string
}

export const taskHistoryTexts: Texts<TaskHistoryTexts> = {
  ru: {
    title: (id) => `История поручения №${id}`,
    doer: (name) => `исполнитель: ${name}`,
    giver: (name) => `отчёт принимает: ${name}`,
    helperLeft: (name) => `больше не помогает: ${name}`,
    deadline: (moment) => `срок: ${moment}`,
  },
  en: {
    title: (id) => `History of order #${id}`,
    doer: (name) => `responsible: ${name}`,
    giver: (name) => `the report goes to: ${name}`,
    helperLeft: (name) => `helps no more: ${name}`,
    deadline: (moment) => `due: ${moment}`,
  },
}
