/**
 * Follows the sandbox's event stream. The browser reconnects by itself after a cut; after an answer it takes for
 * final (a proxy's error page, a sandbox that is only starting) this does.
 * @param {{ onEvent: (name: string, data: any) => void, onConnection: (connected: boolean) => void }} listener
 */
export function followEvents({ onEvent, onConnection }) {
  const names = [
    'hello',
    'message',
    'chat',
    'keyboard',
    'person',
    'action',
    'callback',
    'bot',
    'call',
    'reset',
  ]
  const source = new EventSource('/control/events')
  for (const name of names) {
    source.addEventListener(name, (event) => onEvent(name, JSON.parse(event.data)))
  }
  source.onopen = () => onConnection(true)
  source.onerror = () => {
    onConnection(false)
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(() => followEvents({ onEvent, onConnection }), 1000)
  }
}
