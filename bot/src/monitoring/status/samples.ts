/** One series of an instant query. */
export interface Sample {
  labels: Record<string, string>
  value: number
}

/** The value of the first series of this name that has these labels. */
export function valueOf(
  samples: readonly Sample[],
  name: string,
  wanted: Record<string, string> = {},
): number | undefined {
  return samples.find(
    ({ labels }) =>
      labels['__name__'] === name &&
      Object.entries(wanted).every(([label, value]) => labels[label] === value),
  )?.value
}
