import assert from 'node:assert/strict'
import { existsSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { root } from '../copied-checkout.ts'
import { guides } from './guides.ts'
import { anchors, links, markdownFiles, readMarkdown } from './markdown.ts'

const files = markdownFiles()

test('every link within the project leads somewhere', () => {
  assert.ok(files.length > 40, `${files.length} files were found`)
  const broken: string[] = []
  let followed = 0
  for (const file of files) {
    for (const link of links(readMarkdown(file))) {
      if (/^[a-z]+:/.test(link)) continue
      followed++
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? file : normalize(join(dirname(file), decodeURI(path)))
      const isBroken = target.startsWith('..') || !existsSync(join(root, target))
      if (isBroken) broken.push(`${file}: ${link}`)
      else if (anchor !== undefined && !hasAnchor(target, decodeURI(anchor))) {
        broken.push(`${file}: ${link} (no such heading)`)
      }
    }
  }
  assert.deepEqual(broken, [])
  assert.ok(followed > 100, `${followed} links were followed`)
})

function hasAnchor(file: string, anchor: string): boolean {
  return !statSync(join(root, file)).isDirectory() && anchors(readMarkdown(file)).has(anchor)
}

test('anchors are those of GitHub', () => {
  const text = '# A `b_c` d\n## Что-то, или 2 x\n## Что-то, или 2 x\n```sh\n# no heading\n```\n'
  assert.deepEqual([...anchors(text)], ['a-b_c-d', 'что-то-или-2-x', 'что-то-или-2-x-1'])
})

test('the guides have no dashes and emoji for decoration', () => {
  for (const { file, text } of guides) {
    assert.doesNotMatch(text, /—|\p{Extended_Pictographic}(?<![©®™↔])/u, file)
  }
})
