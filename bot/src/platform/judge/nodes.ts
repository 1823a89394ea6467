import type { Node, RangeVar } from 'libpg-query'

type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never

/** What the parser makes of each kind of statement and of its parts. */
export type Shapes = Intersection<Node>
export type Kind = keyof Shapes

/** The parser gives every part as an object with one property, which says of what kind it is. */
export function partsOf(node: Node): [Kind, unknown] {
  const [entry] = Object.entries(node)
  if (entry === undefined) throw new Error('a node of the parser without a kind')
  return [entry[0] as Kind, entry[1]]
}

/** Every part of that kind within, wherever it stands. */
export function partsWithin<K extends Kind>(root: unknown, kind: K): Shapes[K][] {
  if (typeof root !== 'object' || root === null) return []
  return Object.entries(root).flatMap(([name, value]) => [
    ...(name === kind ? [value as Shapes[K]] : []),
    ...partsWithin(value, kind),
  ])
}

/** a, or b.a; the schema in which everything is by itself counts as none. */
export function dotted(names: readonly Node[] | undefined): string {
  const words = (names ?? []).flatMap((name) => ('String' in name ? (name.String.sval ?? '') : []))
  return words.filter((word, index) => index === words.length - 1 || word !== 'public').join('.')
}

export function nameOf(relation: RangeVar | undefined): string {
  const { schemaname, relname = '' } = relation ?? {}
  return schemaname === undefined || schemaname === 'public' ? relname : `${schemaname}.${relname}`
}
