import { samplePhoto } from './sample-photo.js'

/** @import { MenuItem } from './menu.js' */
/** @import { Words } from './words.js' */

/**
 * @param {Words} words
 * @param {{ photos: HTMLElement, documents: HTMLElement, voice: HTMLElement, stage: (files: File[]) => void,
 *   sendNow: (what: object) => void }} sources file inputs, and where the rest goes
 * @returns {MenuItem[]}
 */
export function attachMenuItems({ say }, { photos, documents, voice, stage, sendNow }) {
  const stageSample = () => void samplePhoto().then((file) => stage([file]))
  return [
    { label: say('attachPhoto'), icon: 'photo', testId: 'attach-photo', onSelect: () => photos.click() },
    { label: say('attachSample'), icon: 'sample', testId: 'attach-sample', onSelect: stageSample },
    { label: say('attachFile'), icon: 'file', testId: 'attach-document', onSelect: () => documents.click() },
    { label: say('attachVoice'), icon: 'voice', testId: 'attach-voice', onSelect: () => voice.click() },
    {
      label: say('attachVoiceSample'),
      icon: 'sample',
      testId: 'attach-voice-sample',
      onSelect: () => sendNow({ voice: true }),
    },
    {
      label: say('attachPlace'),
      icon: 'place',
      testId: 'attach-location',
      onSelect: () => sendNow({ location: true }),
    },
    {
      label: say('attachContact'),
      icon: 'contact',
      testId: 'attach-contact',
      onSelect: () => sendNow({ contact: true }),
    },
  ]
}
