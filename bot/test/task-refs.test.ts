import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createOrderCast, type OrderCast } from './order-cast.ts'

let cast: OrderCast
before(async () => {
  cast = await createOrderCast()
})
after(() => cast[Symbol.asyncDispose]())

test('an order is given and answered wherever an emoji stands in its first line', async () => {
  const { desk, giver, doer, issue, act } = cast
  for (let before = 50; before <= 65; before += 1) {
    const task = await issue({ text: `${'а'.repeat(before)}😀😀😀 и дальше` })
    await act(task, 'report', doer, { message: { kind: 'report', text: 'Готово' } })
    const [, ref = ''] = ((await desk.owedTo(giver)).at(-1)?.text ?? '').split('\n')
    assert.match(ref, /^«а{50}.*…»$/u, `${before}`)
    assert.ok(ref.isWellFormed(), `${before}`)
  }
})
