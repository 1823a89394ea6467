/** The names of the failed tests in the output of run-tests.ts, each with its file, and the last line. */
export function readTestOutput(output: string): { failed: string[]; lastLine: string } {
  const failed: string[] = []
  let file = ''
  for (const line of output.split('\n')) {
    const [, status, name] = /^ {2}(ok|FAILED) +(\S+)/.exec(line) ?? []
    if (status !== undefined) file = status === 'FAILED' ? (name ?? '') : ''
    else if (file !== '') {
      const [, test] = /^ {11}- (.+)$/.exec(line) ?? []
      if (test === undefined) file = ''
      else failed.push(`${file}: ${test}`)
    }
  }
  return { failed, lastLine: output.trimEnd().split('\n').at(-1) ?? '' }
}
