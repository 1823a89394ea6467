import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeError } from '../src/platform/describe-error.ts'

test('no line of a message gets into the frames, whatever it looks like', () => {
  const error = new Error('quoted:\n    at Анна (8 916 123-45-67:12:30)\n    at home:1:2')
  const { stack } = describeError(error)
  assert.ok(stack.length > 0)
  assert.doesNotMatch(stack.join('\n'), /Анна|916|home/)
})

test('a chain of causes that leads back to its beginning has an end', () => {
  const [first, second] = [new Error('first'), new TypeError('second')]
  first.cause = second
  second.cause = first
  assert.equal(describeError(first).cause?.type, 'TypeError')
})

test('of several errors at once the first is described', () => {
  assert.equal(describeError(new AggregateError([new RangeError('one')])).cause?.type, 'RangeError')
})
