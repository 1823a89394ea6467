import { test } from 'node:test'
import { needsChromium } from './chat-page.ts'
import { playStory } from './play-story.ts'

test('a whole school is played in English', needsChromium, () =>
  playStory({ width: 1440, height: 900, language: 'en', name: 'english' }),
)
