const keywords = new Set(
  'by without on ignoring group_left group_right offset bool and or unless atan2 start end inf nan'.split(
    ' ',
  ),
)

/**
 * The metrics that a PromQL asks for. Only for what a Prometheus has already taken for PromQL: what is left after
 * texts, matchers, ranges, lists of labels and functions are taken away are names of metrics.
 */
export function metricNamesOf(expr: string): string[] {
  const bare = expr
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '')
    .replaceAll(/\{[^{}]*\}/g, ' ')
    .replaceAll(/\[[^\]]*\]/g, ' ')
    .replaceAll(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)/g, ' ')
  const words = bare.matchAll(/(?<![\w:.])([a-zA-Z_:][\w:]*)(?!\s*\()(?![\w:])/g)
  return [...new Set([...words].map(([word]) => word).filter((word) => !keywords.has(word.toLowerCase())))]
}
