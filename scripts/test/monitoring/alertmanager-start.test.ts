import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { renderAlertmanager, tryToRender, writeSecrets } from './rendered-alertmanager.ts'

const needed = { alert_bot_token: '1000001:alerts', alert_chat_id: '-1001' }

function inFolder(secretFiles: Record<string, string>, env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-alertmanager-'))
  test.after(() => rmSync(folder, { recursive: true, force: true }))
  const secrets = join(folder, 'secrets')
  writeSecrets(secrets, secretFiles)
  return { secrets, rendered: join(folder, 'rendered'), env }
}

test('the ways out that nobody named are left out', () => {
  const rendered = readFileSync(renderAlertmanager(inFolder({ ...needed, deadman_url: '' })), 'utf8')
  assert.doesNotMatch(rendered, /webhook_configs|_url$/m)
  assert.match(rendered, /- name: deadman\n/, 'the receiver is there, and does nothing')
})

test('one of them may be named without the other', () => {
  const options = inFolder({ ...needed, deadman_url: 'https://watch.example/ping/1' })
  const rendered = readFileSync(renderAlertmanager(options), 'utf8')
  assert.match(rendered, /url_file: .*\/deadman_url/)
  assert.doesNotMatch(rendered, /alert_webhook_url|watch\.example/)
})

test('the zone of the school is that of the quiet hours and of the messages', () => {
  const options = inFolder(needed, { SCHOOL_TIMEZONE: 'Asia/Yekaterinburg' })
  const rendered = renderAlertmanager(options)
  const template = join(options.rendered, 'templates', 'telegram.tmpl')
  for (const file of [rendered, template]) {
    assert.match(readFileSync(file, 'utf8'), /Asia\/Yekaterinburg/)
    assert.doesNotMatch(readFileSync(file, 'utf8'), /Europe\/Moscow/)
  }
})

test('what is missing or cannot be is refused by name', () => {
  const { alert_chat_id: _, ...withoutChat } = needed
  assert.match(tryToRender(inFolder(withoutChat)).output, /cannot read .*\/alert_chat_id/)
  assert.match(tryToRender(inFolder(needed, { SCHOOL_TIMEZONE: 'x|y' })).output, /SCHOOL_TIMEZONE/)
  assert.match(tryToRender(inFolder(needed, { ALERT_TELEGRAM_API_ROOT: 'a b' })).output, /API_ROOT/)
})
