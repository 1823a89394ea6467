import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toHtml } from '../src/control/text-html.ts'
import { withFoundEntities } from '../src/formatted-text.ts'
import { parseHtml } from '../src/html-entities.ts'

test('supported tags become entities counted in UTF-16 units', () => {
  assert.deepEqual(parseHtml('😀<b>a<i>b</i></b> <u>c</u><s>d</s> <tg-spoiler>e</tg-spoiler>'), {
    text: '😀ab cd e',
    entities: [
      { type: 'bold', offset: 2, length: 2 },
      { type: 'italic', offset: 3, length: 1 },
      { type: 'underline', offset: 5, length: 1 },
      { type: 'strikethrough', offset: 6, length: 1 },
      { type: 'spoiler', offset: 8, length: 1 },
    ],
  })
  assert.deepEqual(parseHtml('<a href="https://example.com/?a=1&amp;b=2">x</a>').entities, [
    { type: 'text_link', offset: 0, length: 1, url: 'https://example.com/?a=1&b=2' },
  ])
  assert.deepEqual(parseHtml('<pre><code class="language-sql">select</code></pre>').entities, [
    { type: 'pre', offset: 0, length: 6, language: 'sql' },
  ])
  assert.deepEqual(parseHtml('<blockquote expandable>x</blockquote>').entities, [
    { type: 'expandable_blockquote', offset: 0, length: 1 },
  ])
})

test('character references are decoded, and an ampersand alone stays', () => {
  assert.equal(
    parseHtml('&lt;b&gt; &amp;&quot; &#1071;&#x1F600; Рога & Копыта &nbsp;').text,
    '<b> &" Я😀 Рога & Копыта &nbsp;',
  )
})

const refused: [source: string, words: string][] = [
  ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
  ['x</b>', 'Unexpected end tag at byte offset 1'],
  ['<b><i>x</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
  ['я<div>x</div>', 'Unsupported start tag "div" at byte offset 2'],
  ['2 < 3', 'Unsupported start tag "" at byte offset 2'],
  ['a <', 'Unclosed start tag at byte offset 2'],
  ['<a href="x', 'Unclosed start tag at byte offset 0'],
  ['<b>x</b', 'Unclosed end tag at byte offset 4'],
  ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
]
for (const [source, words] of refused) {
  test(`${source} does not parse: ${words}`, () => {
    assert.throws(() => parseHtml(source), { message: `Bad Request: can't parse entities: ${words}` })
  })
}

test('commands, links, mentions and numbers are found as in the apps', () => {
  const { entities } = withFoundEntities({
    text: '/start@SchoolBot см. https://school.ru/a?b=1, пишите a@b.ru или @director #ремонт a/b',
    entities: [],
  })
  assert.deepEqual(
    entities.map(({ type, offset, length }) => [type, offset, length]),
    [
      ['bot_command', 0, 16],
      ['url', 21, 23],
      ['email', 53, 6],
      ['mention', 64, 9],
      ['hashtag', 74, 7],
    ],
  )
})

test('nothing is found inside code', () => {
  const given = { type: 'code', offset: 0, length: 6 }
  assert.deepEqual(withFoundEntities({ text: '/start', entities: [given] }).entities, [given])
})

test('shown text is escaped and only entities make tags', () => {
  const text = '<script>"жирно"'
  assert.equal(
    toHtml(text, [{ type: 'bold', offset: 8, length: 7 }]),
    '&lt;script&gt;<b>&quot;жирно&quot;</b>',
  )
  const link = { type: 'text_link', offset: 0, length: 1, url: 'javascript:alert(1)' }
  assert.equal(toHtml('x', [link]), 'x')
})
