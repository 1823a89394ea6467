import { testImage } from '../image-tests/test-image.ts'
import type { DeployRun } from './deploy-run.ts'
import { isWished } from './wished.ts'

/** The tests of the bot run in the image that is to go into service. */
export async function testBefore(run: DeployRun, image: string): Promise<void> {
  const { setup } = run
  if (!isWished(setup.env, 'RUN_TESTS')) return setup.say('No tests: RUN_TESTS=false')
  setup.say('Testing the image')
  await testImage(run, image, setup.say)
}
