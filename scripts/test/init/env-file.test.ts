import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  fillVariable,
  readEnvFile,
  replaceVariable,
  rightsOfOthers,
  writePrivateFile,
} from '../../lib/settings/env-file.ts'

let folder: string
let file: string

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'schoolbot-env-'))
  file = join(folder, '.env')
})
after(() => rmSync(folder, { recursive: true }))

const filled = (text: string, name: string, value: string) => {
  writeFileSync(file, text)
  fillVariable(file, name, value)
  return readFileSync(file, 'utf8')
}

test('values are read as they stand, in their last wording, and doubles are noted', () => {
  writeFileSync(file, '# A=1\nA=$(x)\nexport B = "two words" # said\nA=3\nC=\n no variable\n')
  const { values, names, duplicates } = readEnvFile(file)
  assert.deepEqual(
    { values, names, duplicates },
    {
      values: { A: '3', B: 'two words', C: '' },
      names: ['A', 'B', 'C'],
      duplicates: ['A'],
    },
  )
})

test('a file that is not there has no variables', () => {
  assert.deepEqual(readEnvFile(join(folder, 'none')).names, [])
})

test('an empty variable is filled where it stands, and all else stays', () => {
  const text = '# the token\nA=\n\n# more\nB=b # why\n'
  assert.equal(
    filled(text, 'A', 'http://key@glitchtip:8000/1'),
    text.replace('A=', 'A=http://key@glitchtip:8000/1'),
  )
})

test('a missing variable comes last, whether or not the file ends its last line', () => {
  assert.equal(filled('A=1\n', 'B', '2'), 'A=1\nB=2\n')
  assert.equal(filled('A=1', 'B', '2'), 'A=1\nB=2')
  assert.equal(filled('', 'B', '2'), 'B=2\n')
})

test('a variable with a value keeps it', () => {
  assert.equal(filled('A=mine\n', 'A', 'yours'), 'A=mine\n')
  assert.equal(filled('A=\nA=mine\n', 'A', 'yours'), 'A=\nA=mine\n')
})

test('of an empty variable that comes twice the last is filled, for it counts', () => {
  assert.equal(filled('A=old\nA=\n', 'A', 'new'), 'A=old\nA=new\n')
})

test('a mark of Windows before the first name, its ends of lines and its letters stay and harm nothing', () => {
  const text = Buffer.from('\xef\xbb\xbfA=1\r\n# \xd8\xea\xee\xeb\xe0\r\nB=\r\n', 'latin1')
  writeFileSync(file, text)
  assert.deepEqual(readEnvFile(file).values, { A: '1', B: '' })
  fillVariable(file, 'B', '2')
  assert.equal(readFileSync(file, 'latin1'), text.toString('latin1').replace('B=\r', 'B=2'))
})

test('a value that would need quotes is not written', () => {
  assert.throws(() => filled('A=\n', 'A', 'two words'))
  assert.equal(readFileSync(file, 'utf8'), 'A=\n')
})

test('what is written is for its owner alone, and a link stays a link', () => {
  const link = join(folder, 'link')
  symlinkSync(file, link)
  chmodSync(file, 0o644)
  assert.equal(rightsOfOthers(link), '644')
  writePrivateFile(link, 'A=1\n')
  assert.equal(readFileSync(file, 'utf8'), 'A=1\n')
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal(rightsOfOthers(link), undefined)
})

test('where there is no room for it, the file stays as it was, and nothing is left beside it', () => {
  writeFileSync(file, 'A=\n')
  symlinkSync('/dev/full', `${file}.part`)
  assert.throws(() => fillVariable(file, 'A', '1'), { code: 'ENOSPC' })
  assert.equal(readFileSync(file, 'utf8'), 'A=\n')
  assert.ok(!existsSync(`${file}.part`))
})

test('a variable gets another value where it counts, and all around it stays', () => {
  const replaced = (text: string) => {
    writeFileSync(file, text)
    replaceVariable(file, 'N', '3')
    return readFileSync(file, 'utf8')
  }
  assert.equal(replaced('# how many\nN=2\nM=N=2\n'), '# how many\nN=3\nM=N=2\n')
  assert.equal(replaced('N=1\nN=2 # as many\n'), 'N=1\nN=3 # as many\n')
  assert.equal(replaced('export N = "2"\r\nM=1\r\n'), 'export N =3\r\nM=1\r\n')
  assert.equal(replaced('#N=2\n'), '#N=2\nN=3\n')
  assert.equal(replaced('N=\n'), 'N=3\n')
})
