import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentsOf, unfit } from '../../lib/restore/archive-contents.ts'
import { kindOf } from '../../lib/restore/file-kind.ts'

test('a file is known by its bytes and not by its name', () => {
  const kinds = {
    PGDMP: 'custom',
    '\u001f\u008b\b': 'gzip',
    'age-encryption.org/v1\n': 'age',
    '-----BEGIN AGE ENCRYPTED FILE-----\n': 'age',
    '--\n-- PostgreSQL database dump\n--\n': 'plain',
    '--\n-- PostgreSQL database cluster dump\n--\n': 'cluster',
    'select 1;': 'unknown',
    '': 'empty',
  }
  for (const [text, kind] of Object.entries(kinds)) assert.equal(kindOf(Buffer.from(text, 'latin1')), kind)
})

const list = `;
; Archive created at 2026-11-30 22:00:00 UTC
;     dbname: schoolbot
;     Dumped from database version: 18.6 (Debian 18.6-3)
;     Dumped by pg_dump version: 18.6 (Debian 18.6-3)
;
215; 1259 16389 TABLE public person schoolbot
217; 1259 16400 TABLE public ticket schoolbot
219; 1259 16410 TABLE public schema_migration schoolbot
3500; 0 16389 TABLE DATA public person schoolbot
`
const ours = { database: 'schoolbot', ourVersion: '18.6' } as const

test('the table of contents tells of which server and which database a dump is', () => {
  const contents = contentsOf(list)
  assert.deepEqual(contents, {
    serverVersion: '18.6',
    tables: ['public.person', 'public.ticket', 'public.schema_migration'],
  })
  assert.equal(unfit(contents, ours), undefined)
})

test('a dump of a newer Postgres or of another database is refused', () => {
  const contents = contentsOf(list)
  const newer = unfit({ ...contents, serverVersion: '19.1' }, ours)
  assert.equal(newer?.because, 'version')
  assert.match(newer?.words ?? '', /of Postgres 19\.1, and Postgres here is 18\.6/)
  assert.equal(unfit({ ...contents, serverVersion: '17.10' }, ours), undefined)
  const other = unfit({ ...contents, tables: ['public.person'] }, ours)
  assert.equal(other?.because, 'contents')
  assert.match(other?.words ?? '', /not of the bot's database: .* public\.ticket, public\.schema_migration/)
  assert.match(unfit(contents, { ...ours, database: 'glitchtip' })?.words ?? '', /GlitchTip/)
})
