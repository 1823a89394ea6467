import type { Message, PersonDriver } from '../../sandbox/src/driver.ts'
import { openMonth } from './calendar-desk.ts'
import { press, says } from './chat.ts'
import type { School } from './school.ts'

/** A file with a day of each kind. */
export const table = `Дата;Вид;Название;Часы
24.12.2026;выходной;День школы;
28.12.2026-10.01.2027;каникулы;Зимние каникулы;
20.02.2027;рабочий;Рабочая суббота;9:00-14:00
05.11.2027;как обычно;;
`

/** Comes to where a file is asked for. */
export async function askForFile(admin: PersonDriver): Promise<void> {
  await openMonth(admin, 'Ноябрь 2026')
  await press(admin, 'Загрузить дни из файла')
  await admin.waitFor(says('Пришлите файл с днями'))
}

/** Sends a document. */
export async function sendFile(
  person: PersonDriver,
  content: string | Buffer,
  name = 'дни.csv',
): Promise<void> {
  await person.sendDocument({ file: { name, base64: Buffer.from(content).toString('base64') } })
}

/** The text of a document that came. */
export async function received(school: School, { media }: Message): Promise<string> {
  const answer = await fetch(new URL(media?.url ?? '', school.sandbox.url))
  return answer.text()
}

export const isDocument = ({ media }: Message) => media?.kind === 'document'
