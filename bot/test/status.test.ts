import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { alertingMissing, startAlerting } from '../../scripts/test/monitoring/alerting.ts'
import { ask, labels, press, says } from './chat.ts'
import { startExporter } from './exporters.ts'
import { startSchool } from './school.ts'
import { startTcpProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

const skip = alertingMissing(['prometheus', 'alertmanager']) ?? false

test('without a Prometheus the status is that of the bot, and it is said how one is connected', async () => {
  await using school = await startSchool()
  const olga = await school.person('Ольга', 'admin')
  const anna = await school.person('Anna', 'admin', { language: 'en' })
  await olga.send('🩺 Состояние')
  const shown = await olga.waitFor(says('Бот работает'))
  assert.match(
    shown.text ?? '',
    /^🟢 Бот работает\n\nБот, версия test, работает меньше минуты\n✅ база данных, связь с Telegram, отправка сообщений\n⚪️ Redis: не подключено\n⚪️ отчёты об ошибках: не подключено\n\nМониторинг к боту не подключён.*PROMETHEUS_INTERNAL_URL/,
  )
  assert.deepEqual(labels(shown), ['🔄 Обновить', '🔔 Оповещения'])
  await press(olga, 'Оповещения', says('Бот работает'))
  await olga.waitFor(says('Мониторинг к боту не подключён', 'ALERTMANAGER_INTERNAL_URL'))
  await press(olga, 'Состояние', says('ALERTMANAGER_INTERNAL_URL'))
  assert.match((await ask(anna, '/status', 'The bot is running')).text ?? '', /✅ database, link to Telegram/)
})

describe('the status by the real Prometheus', { skip }, () => {
  test('what Prometheus has measured is told part by part, and what it has not is told as that', async () => {
    const hourAgo = Math.floor(Date.now() / 1000) - 3600
    const day = 86_400
    let nginx: string | undefined = 'nginx_up 1'
    let backups = ''
    await using postgres = await startExporter(
      () => 'pg_up 1\npg_static{short_version="18.6.0",version="PostgreSQL 18.6"} 1',
    )
    await using redis = await startExporter(() => 'redis_up 1\nredis_instance_info{redis_version="8.10.0"} 1')
    await using proxy = await startExporter(() => nginx)
    await using node = await startExporter(() =>
      [
        'node_filesystem_size_bytes{device="/dev/sda1",fstype="ext4",mountpoint="/"} 42949672960',
        'node_filesystem_avail_bytes{device="/dev/sda1",fstype="ext4",mountpoint="/"} 12884901888',
        'node_filesystem_size_bytes{device="tmpfs",fstype="tmpfs",mountpoint="/run"} 1000',
        'node_filesystem_avail_bytes{device="tmpfs",fstype="tmpfs",mountpoint="/run"} 0',
        backups,
      ].join('\n'),
    )
    await using blackbox = await startExporter(
      ({ searchParams }) => `probe_success ${searchParams.get('target')?.includes('grafana') ? 0 : 1}`,
    )
    await using school = await startSchool()
    await using alerting = await startAlerting({
      bot: school.http(),
      exporters: {
        'postgres-exporter:9187': postgres.address,
        'redis-exporter:9121': redis.address,
        'nginx-exporter:9113': proxy.address,
        'node-exporter:9100': node.address,
        'blackbox-exporter:9115': blackbox.address,
      },
    })
    const { prometheusUrl = '' } = alerting
    const { hostname, port } = new URL(prometheusUrl)
    await using line = await startTcpProxy({ host: hostname, port: Number(port) })
    const olga = await school.person('Ольга', 'admin')
    const anna = await school.person('Anna', 'admin', { language: 'en' })
    await school.stop()
    Object.assign(school.env, {
      ALERTMANAGER_INTERNAL_URL: alerting.alertmanager.url,
      PROMETHEUS_INTERNAL_URL: `http://127.0.0.1:${line.port}`,
    })
    await school.start()
    const seen = (promql: string, answer: string) =>
      until(promql, async () => {
        const asked = await fetch(`${prometheusUrl}/api/v1/query?query=${encodeURIComponent(promql)}`)
        return (await asked.text()).includes(answer)
      })
    await seen('sum(up{job=~"bot|postgres|redis|nginx|node|prometheus|alertmanager"})', '"7"')
    await seen('count(probe_success{job="probe"})', '"2"')
    await seen('job:bot_replicas_up:count', '"1"')

    const first = await ask(olga, '/status', 'Остальные части')
    assert.match(
      first.text ?? '',
      /^🟡 Работает, но есть замечания\n\nБот, версия test, работает меньше минуты\n✅ база данных, .*\n[\s\S]*✅ копий бота: 1 из 1\n\nОстальные части\n✅ PostgreSQL 18\.6\.0, .*\n✅ Redis 8\.10\.0, .*\n✅ nginx, .*\n✅ Prometheus \d+\.\d+\.\S+, .*\n✅ Alertmanager \d+\.\d+\.\S+, .*\n❌ Grafana, графики: не отвечает\n✅ GlitchTip, .*\n\nДанные и место\n⚠️ резервных копий ещё нет\n⚠️ восстановление из копии ещё не проверяли\n✅ место на диске: свободно 12 ГБ из 40 ГБ \(30%\)\n\n✅ оповещений нет\n\nпроверено \d+ \S+ в \d\d:\d\d$/,
    )

    nginx = undefined
    backups = [
      `schoolbot_backup_last_success_timestamp_seconds ${hourAgo}`,
      'schoolbot_backup_last_attempt_success 1',
      `schoolbot_backup_verified_timestamp_seconds ${hourAgo - 3 * day}`,
      'schoolbot_restore_drill_success 1',
      'schoolbot_replicas_expected 2',
    ].join('\n')
    await seen('up{job="nginx"}', '"0"')
    await seen('schoolbot_replicas_expected', '"2"')
    await seen('pg_up', '"1"')
    const english = await ask(anna, '/status', 'The other parts')
    assert.match(english.text ?? '', /⚠️ replicas of the bot: 1 of 2\n/)
    assert.match(english.text ?? '', /⚠️ nginx, entrance from the internet: no data\n/)
    assert.match(
      english.text ?? '',
      /✅ backup: (today|yesterday) at \d\d:\d\d\n✅ restoring a backup was tested: \d days ago\n/,
    )
    await press(olga, 'Обновить', says('Остальные части'))
    const refreshed = await olga.waitFor(says('Остальные части', 'восстановление из копии проверено: '))
    assert.match(refreshed.text ?? '', /резервная копия: (сегодня|вчера) в \d\d:\d\d\n.* \d дня назад\n/)

    for (const trouble of ['cut', 'silence'] as const) {
      line[trouble]()
      const began = performance.now()
      await press(olga, 'Обновить')
      const blind = await olga.waitFor(
        says('об остальном ничего не известно', 'следит за системой, не отвечает'),
      )
      assert.ok(performance.now() - began < 5_000)
      assert.match(blind.text ?? '', /✅ база данных/)
      line.restore()
      await press(olga, 'Обновить')
      await olga.waitFor(says('Остальные части'))
    }
  })
})
