import { clockTime } from './numeric-dates.ts'
import { type Phrase, phrase, timesOfDay, workingHour } from './phrases.ts'
import { month } from './russian-forms.ts'

const by = '(?:в|во|к|ко|до)'
const hours = ' ?ч(?:ас(?:а|ов|ам|у)?)?\\.?'
const minutes = '(?: ?м(?:ин(?:ут)?)?\\.?)'

/** Times of day, written as chrono reads them. */
export const russianTimes: readonly Phrase[] = [
  phrase(`${by} часу? дня`, 'в 13:00'),
  phrase(
    `${by} (\\d{1,2})(?::(\\d\\d))?(?:${hours})?(?: ?(\\d\\d)${minutes})? ?(утра|дня|вечера)`,
    (_, [hour = '', minute = '', spoken = '', part = '']) => timeInPart(Number(hour), minute || spoken, part),
  ),
  phrase(`${by} (\\d{1,2})${hours}(?: ?(\\d\\d)${minutes}?)?`, (_, [hour = '', minute = '']) =>
    timeOf(Number(hour), minute),
  ),
  phrase(`${by} (\\d{1,2}:\\d\\d)`, (_, [time = '']) => `в ${time}`),
  phrase(`в (\\d{1,2})(?!:| ?(?:[-./]|\\d|${month}))`, (_, [hour = '']) => timeOf(Number(hour), '')),
  // with a day beside it; alone it could be the day of a month
  phrase('(?<=\\S )(?:к|до) (\\d{1,2})(?=$|,)', (_, [hour = '']) => timeOf(Number(hour), '')),
  phrase('(?:к|до) (\\d{1,2})(?= (?:завтра|послезавтра|сегодня))', (_, [hour = '']) =>
    timeOf(Number(hour), ''),
  ),

  phrase('(?:с |до |к )?утр(?:ом|у|а)', `в ${timesOfDay.morning}`),
  phrase('после (?:обеда|полудня)|во второй половине дня|днем', `в ${timesOfDay.afternoon}`),
  phrase(`${by} (?:обед[ау]?|полд(?:ень|ню|ня)|полудн[юя])|в первой половине дня`, `в ${timesOfDay.noon}`),
  phrase('(?:к |до )?вечер(?:ом|у|а)', `в ${timesOfDay.evening}`),
  phrase(`${by} полноч[ьи]`, `в ${timesOfDay.midnight}`),
]

/** «в 15», «в 15 часов 30 минут» */
function timeOf(hour: number, minute: string): string | undefined {
  if (hour > 23 || Number(minute) > 59) return hour === 24 ? 'в 23:59' : undefined
  return `в ${clockTime(minute === '' ? workingHour(hour) : hour, Number(minute))}`
}

/** From which hour to which. */
const partsOfDay: ReadonlyMap<string, readonly [from: number, to: number]> = new Map([
  ['утра', [4, 11]],
  ['дня', [12, 18]],
  ['вечера', [16, 23]],
])

/** «в 5 вечера»; «в 12 вечера» could be noon as well as midnight. */
function timeInPart(hour: number, minute: string, part: string): string | undefined {
  const [from, to] = partsOfDay.get(part) ?? [0, 0]
  const found = [hour, hour + 12].find((given) => from <= given && given <= to)
  return found === undefined || Number(minute) > 59 ? undefined : `в ${clockTime(found, Number(minute))}`
}
