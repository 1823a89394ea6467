/**
 * What is tried in the image that will ship: the whole bot on a real Postgres and the sandbox, in about a minute. Every
 * other test has run on the commit before; here the question is whether this image holds what they ran on.
 */
export const chosenTests = [
  // an update is handled once, and one that breaks stops no other
  'bot/test/handle-update.test.ts',
  // a schema from nothing, and what an older or newer version makes of it
  'bot/test/migrations-command.test.ts',
  // the process: its configuration, ready, SIGTERM, the leader of polling
  'bot/test/process.test.ts',
  // a ticket from the teacher to its confirmation
  'bot/test/specialist-work.test.ts',
  'bot/test/start.test.ts',
  // an order from the director to its acceptance
  'bot/test/task-loop.test.ts',
  // two replicas on Redis, and one that is killed
  'bot/test/two-replicas.test.ts',
] as const
