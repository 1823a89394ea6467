/** Right and wrong values of what only the other services read. */
export const ofServices: Record<string, { right: string[]; wrong: string[] }> = {
  GRAFANA_URL: {
    right: ['https://bot.school.example/grafana', 'http://localhost:3000/grafana'],
    wrong: ['https://bot.school.example/grafana/', 'https://grafana.school.example'],
  },
  PROMETHEUS_URL: {
    right: ['http://localhost:9090'],
    wrong: ['https://school.example/prometheus', 'https://school.example/'],
  },
  GLITCHTIP_URL: { right: ['https://errors.school.example'], wrong: ['https://errors.school.example/'] },
  GLITCHTIP_ADMIN_EMAIL: {
    right: ['admin@schoolbot.example', 'it.dept+x@xn--80a.xn--p1ai', 'a@test.school.ru', 'a@mytest.example'],
    wrong: [
      ...['admin@school.local', 'admin@localhost', 'a@x.test', 'a@X.Invalid', 'a@x.onion', 'a@x.home.arpa'],
      ...[
        'admin',
        'a@school',
        'a..b@school.ru',
        '.a@school.ru',
        'a@-school.ru',
        'a@sch_ool.ru',
        'a@10.0.0.1',
      ],
    ],
  },
  ALERT_QUIET_HOURS: {
    right: ['20:00-07:00', '00:00-24:00', 'off'],
    wrong: ['20-7', '20:00-20:00', '24:00-07:00', 'on'],
  },
  POSTGRES_USER: { right: ['schoolbot', 'school_bot-2'], wrong: ['postgres', 'grafana_reader', "o'neil"] },
  POSTGRES_DB: { right: ['schoolbot'], wrong: ['glitchtip', 'postgres', 'a=b'] },
  NGINX_HTTP_PORT: { right: ['80', '127.0.0.1:80', '[::1]:80'], wrong: ['http', '127.0.0.1'] },
  GRAFANA_PORT: { right: ['3000'], wrong: ['0', '70000', '127.0.0.1:3000'] },
  BOT_PORTS: { right: ['8180-8189', '8180-8181'], wrong: ['8080', 'any'] },
  BOT_MEMORY: { right: ['224m', '1g', '1.5GB', '256MiB', '268435456'], wrong: ['lots', '224', '-1m', '0m'] },
  POSTGRES_CPUS: { right: ['1.0', '0.5', '2'], wrong: ['0', 'one', '1,5'] },
  BOT_VERSION: { right: ['local', 'v1.2.3'], wrong: ['a/b', 'latest!', '-1'] },
  BOT_REPLICAS: { right: ['10'], wrong: ['0', 'abc', '-1', '2.5'] },
  BACKUP_DIR: { right: ['./backups', '/srv/backups'], wrong: ['~/backups', '$HOME/backups'] },
  KEEP_DAYS: { right: ['14', '1'], wrong: ['0', '-1', 'two weeks', '1.5'] },
  KEEP_WEEKS: { right: ['8', '0'], wrong: ['-1', 'all'] },
  KEEP_MONTHS: { right: ['12', '0'], wrong: ['-1', '121'] },
  KEEP_REPLACED_DAYS: { right: ['7', '0'], wrong: ['-1', 'a week'] },
  BACKUP_AGE_RECIPIENT: {
    right: [
      'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
      `age1${'a'.repeat(58)}, age1${'b'.repeat(58)}`,
    ],
    wrong: ['age1', `AGE-SECRET-KEY-1${'A'.repeat(58)}`, 'ssh-ed25519 AAAA', `age1${'a'.repeat(58)};`],
  },
  BACKUP_ENCRYPT: { right: ['settings', 'all'], wrong: ['none', 'true'] },
  BACKUP_RESTIC_REPOSITORY: {
    right: [
      '/mnt/nas/schoolbot',
      '../nas',
      'sftp:backup@nas.school.example:/srv/b',
      's3:https://s3.example/bucket',
    ],
    wrong: ['nas', 'mnt/nas', '~/nas', 'https://s3.example/bucket', '/mnt/$NAS'],
  },
  BACKUP_SSH_DIR: { right: ['./secrets/ssh', '/root/.ssh'], wrong: ['~/.ssh'] },
  BACKUP_PING_URL: { right: ['https://hc-ping.com/8c1f9a7e-0000'], wrong: ['hc-ping.com', 'ping:me'] },
  NOTIFY_TELEGRAM: { right: ['true', 'failures', 'false'], wrong: ['yes', '1', 'errors'] },
  SECRETS_DIR: { right: ['./secrets', '/srv/secrets', '../kept', 'kept'], wrong: ['~/kept', '$HOME/kept'] },
}
