import { clockTime } from './numeric-dates.ts'
import type { Period } from './phrase-dates.ts'
import { type Phrase, phrase, timesOfDay, workingHour } from './phrases.ts'

const weekdays = {
  'понедельник(?:у|а)?|пн': 'понедельник',
  'вторник(?:у|а)?|вт': 'вторник',
  'сред[ауые]|ср': 'среду',
  'четверг(?:у|а)?|чт': 'четверг',
  'пятниц[ауые]|пт': 'пятницу',
  'суббот[ауые]|сб': 'субботу',
  'воскресень[еяю]|вс|вск': 'воскресенье',
}
const weekday = `(${Object.values(weekdays).join('|')})`

const months = [
  ...['январ[ьяе]|янв', 'феврал[ьяе]|февр?', 'март[ае]?|мар', 'апрел[ьяе]|апр', 'ма[йяе]', 'июн[ьяе]?'],
  ...[
    'июл[ьяе]?',
    'август[ае]?|авг',
    'сентябр[ьяе]|сент?',
    'октябр[ьяе]|окт',
    'ноябр[ьяе]|нояб?',
    'декабр[ьяе]|дек',
  ],
]
const genitives = [
  ...['января', 'февраля', 'марта', 'апреля', 'мая', 'июня'],
  ...['июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
]
const month = `(${genitives.join('|')})`

const numbers = [
  ...[
    'од(?:ин|ну|на|ного|ной|ному)',
    'дв(?:а|е|ум|ух)',
    'тр(?:и|ем|ех)',
    'четыр(?:е|ем|ех)',
    'пят[ьи]',
    'шест[ьи]',
  ],
  ...['сем[ьи]', 'восем[ьи]|восьми', 'девят[ьи]', 'десят[ьи]', 'одиннадцат[ьи]', 'двенадцат[ьи]'],
]
const units = 'час(?:а|ов)?|минут[уы]?|дн(?:я|ей)|день|сут(?:ки|ок)|недел[яюиь]|месяц(?:а|ев)?|год(?:а)?|лет'

const periods: Record<string, Period> = { недел: 'week', месяц: 'month', год: 'year' }
const periodOf = (word: string) =>
  Object.entries(periods).find(([stem]) => word.startsWith(stem))?.[1] ?? 'week'
const whichOf = (word: string) => (/^(?:следующ|будущ)/.test(word) ? 'next' : 'this')
const thisOrNext = '(эт[аоу](?:й|го|т|м)|текуще(?:й|го|м)|следующ(?:ей|его|ем)|будущ(?:ей|его|ем))'

/** What Russian texts need before chrono reads them. One after the other: the later ones build on the earlier. */
export const russianPhrases: readonly Phrase[] = [
  // vague: to be asked again
  phrase('через день|пол ?дня|нескольк\\p{L}+|или|либо|выходны\\p{L}+|каникул\\p{L}*', () => undefined),
  phrase('не (?:позднее|позже)(?: чем)?|включительно|самое позднее', ''),

  phrase('после завтра', 'послезавтра'),

  // words in the forms that chrono knows
  ...Object.entries(weekdays).map(([forms, word]) => phrase(`(?:${forms})\\.?`, word)),
  ...months.map((forms, i) => phrase(`(?:${forms})\\.?`, genitives[i] ?? '')),
  ...numbers.map((forms, i) =>
    phrase(`(?:${forms})(?= (?:рабоч|${units}|час|утра|дня|вечера)|$)`, String(i + 1)),
  ),
  phrase('(?:следующ|будущ)\\p{L}+ ' + weekday, (_, [day = '']) => `следующий ${day}`),
  phrase('эт(?:от|у|о|ой|ого|ому) ' + weekday, (_, [day = '']) => `этот ${day}`),
  phrase('прошл\\p{L}+ ' + weekday, (_, [day = '']) => `прошлый ${day}`),
  phrase('ближайш\\p{L}+ ' + weekday, (_, [day = '']) => day),
  phrase(`${weekday},? (?:на )?следующ(?:ей недел[еи])`, (_, [day = '']) => `следующий ${day}`),
  phrase(`на следующей неделе,? (?:в |во |к |ко )?${weekday}`, (_, [day = '']) => `следующий ${day}`),
  phrase('(завтра|сегодня)шн(?:ему|его|ий) (?:дню|дня|день)', (_, [day = '']) => day),
  phrase('(завтра|сегодня)шн(?:ему|его|ий)', (_, [day = '']) => day),

  // the ends of periods
  phrase('(?:до|к|в) кон(?:ца|цу|це) (?:рабочего |учебного )?дня', (_, __) => 'конец-дня'),
  phrase('^конец-дня$', 'сегодня'),
  phrase('конец-дня', ''),
  phrase('(?:до|перед) нов(?:ого года|ым годом)', (dates) => dates.endOf('year', 'this')),
  phrase(
    `(?:до |к |в )?(?:самого )?кон(?:ец|ца|цу|це) (?:${thisOrNext} )?(?:рабочей |учебной )?(недели|месяца|года)`,
    (dates, [which = '', period = '']) => dates.endOf(periodOf(period), whichOf(which)),
  ),
  phrase(
    `(?:на|за|в|в течение) ${thisOrNext} (недел[еюи]|месяце?а?|году?)`,
    (dates, [which = '', period = '']) => dates.endOf(periodOf(period), whichOf(which)),
  ),
  phrase(`(?:до |к |в )?кон(?:ец|ца|цу|це) ${month}(?: (\\d{4}))?`, (dates, [name = '', year = '']) =>
    dates.endOfMonth(genitives.indexOf(name) + 1, year === '' ? undefined : Number(year)),
  ),

  // numbers of days
  phrase('(\\d{4}) ?г(?:ода|од|оду)?\\.?', (_, [year = '']) => year),
  phrase(`(\\d{1,2})(?:-?(?:го|ого|е|ое|му|ому))? ${month}`, (_, [day = '', name = '']) => `${day} ${name}`),
  phrase('(\\d{1,2})(?:-?(?:го|ого|е|ое|му|ому)(?: числ[аоу])?| числ[аоу])', (dates, [day = '']) =>
    dates.dayOfMonth(Number(day)),
  ),
  phrase('(?:через |за )?(\\d{1,3}) (?:рабоч|учебн)\\p{L}+ (?:день|дня|дней)', (dates, [count = '']) =>
    dates.inWorkingDays(Number(count)),
  ),

  // how long from now
  phrase('полтора часа', '90 минут'),
  phrase('полтор(?:ы|а) суток', '36 часов'),
  phrase('полторы недели', '10 дней'),
  phrase('полтора месяца', '45 дней'),
  phrase('полтора года', '18 месяцев'),
  phrase('(\\d+),(\\d+) час\\p{L}*', (_, [whole = '', part = '']) => `${whole}.${part} часа`),
  phrase('(\\d+)(?:-?(?:х|ти|и))? ?(?:дн|д)\\.?', (_, [count = '']) => `${count} дней`),
  phrase('(\\d+) ?нед\\.?', (_, [count = '']) => `${count} недель`),
  phrase('(\\d+) ?мес\\.?', (_, [count = '']) => `${count} месяцев`),
  phrase(
    `^(?:за |в течение )?((?:\\d+|пару) ?(?:${units})|неделю|неделя|месяц|час)$`,
    (_, [span = '']) => `через ${span}`,
  ),

  // times
  phrase(
    '(?:в|к|до) (\\d{1,2})(?::(\\d\\d))?(?: ?ч(?:ас(?:а|ов|ам|у)?)?\\.?)?(?: ?(\\d\\d) ?м(?:ин(?:ут)?)?\\.?)? ?(утра|дня|вечера)',
    (_, [hour = '', minute = '', more = '', part = '']) => timeOf(hour, minute || more, part),
  ),
  phrase('(?:в|к|до) час(?:у)? дня', 'в 13:00'),
  phrase(
    '(?:в|к|до) (\\d{1,2}) ?ч(?:ас(?:а|ов|ам|у)?)?\\.?(?: ?(\\d\\d)(?: ?м(?:ин(?:ут)?)?\\.?)?)?',
    (_, [hour = '', minute = '']) => timeOf(hour, minute, ''),
  ),
  phrase('(?:в|к|до) (\\d{1,2}:\\d\\d)', (_, [time = '']) => `в ${time}`),
  phrase('в (\\d{1,2})(?!:| ?(?:[-./]|\\d|' + month + '))', (_, [hour = '']) => timeOf(hour, '', '')),
  // with a day beside it; alone it could be the day of a month
  phrase('(?<=\\S )(?:к|до) (\\d{1,2})(?=$|,)', (_, [hour = '']) => timeOf(hour, '', '')),
  phrase('(?:к|до) (\\d{1,2}) (?=завтра|послезавтра|сегодня)', (_, [hour = '']) => timeOf(hour, '', '')),

  // parts of the day
  phrase('(?:с |до |к )?утр(?:ом|у|а)', `в ${timesOfDay.morning}`),
  phrase('(?:после обеда|после полудня|во второй половине дня|днем)', `в ${timesOfDay.afternoon}`),
  phrase(
    '(?:(?:в|к|до) (?:обед[ау]?|полд(?:ень|ню|ня)|полудн[юя])|в первой половине дня)',
    `в ${timesOfDay.noon}`,
  ),
  phrase('(?:к |до )?вечер(?:ом|у|а)', `в ${timesOfDay.evening}`),
  phrase('(?:в|к|до) полноч[ьи]', `в ${timesOfDay.midnight}`),
]

function timeOf(hour: string, minute: string, part: string): string | undefined {
  const given = Number(hour)
  if (given > 24 || Number(minute) > 59) return undefined
  const isLater = part === 'дня' || part === 'вечера'
  const later = isLater && given < 12 ? given + 12 : given
  const plain = part === '' && minute === '' ? workingHour(given) : later
  return `в ${plain === 24 ? '23:59' : clockTime(plain, Number(minute))}`
}
