import type { DayKindChange } from '../day-change.ts'

const words: Record<DayKindChange['kind'], readonly string[]> = {
  holiday: [
    ...['праздник', 'праздничный', 'праздничный день', 'выходной', 'выходной день'],
    ...['нерабочий', 'нерабочий день', 'holiday', 'public holiday', 'bank holiday', 'day off', 'off'],
  ],
  vacation: ['каникулы', 'vacation', 'vacations', 'school holidays', 'break'],
  working: ['рабочий', 'рабочий день', 'сокращенный день', 'working', 'working day', 'workday'],
  usual: ['как обычно', 'обычный', 'обычный день', 'usual', 'as usual', 'usual day'],
}

const kinds = new Map(
  (['holiday', 'vacation', 'working', 'usual'] as const).flatMap((kind) =>
    words[kind].map((word) => [word, kind] as const),
  ),
)

/** What a word in the column of kinds means, in Russian or English. */
export function dayKindOf(text: string): DayKindChange['kind'] | undefined {
  return kinds.get(text.trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' '))
}
